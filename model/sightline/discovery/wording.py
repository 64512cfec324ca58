"""What was discovered, in sentences: handovers, returns, waits, and who reaches the external customer."""

from __future__ import annotations

from collections.abc import Sequence

from sightline.discovery.flows import Flow
from sightline.phrases import amount, clean, counted, cut, listed, percent

_NAMED = 4
"""Names in one sentence, at most; the rest is counted."""
_UNITS = ((86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute"), (1.0, "second"))


def spell_duration(seconds: float | None) -> str:
    """Spell a time in the largest unit that it fills: ``2.5 days``, ``40 minutes``; a dash where it is not known."""
    if seconds is None:
        return "–"
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), _UNITS[-1])
    number = f"{seconds / size:.1f}".removesuffix(".0")
    return f"{number} {unit if number == '1' else unit + 's'}"


def spell_return(flow: Flow) -> str:
    """Say how many handovers came back and were made again: the evidence of a suspected obstacle."""
    share = percent(flow.repeated / flow.handovers)
    return (
        f"Up to {flow.repeated:,} of {counted(flow.handovers, 'handover')} ({share}) from {group_name(flow.supplier)}"
        f" to {group_name(flow.customer)} came straight back and were made again in the same case: rework, or a"
        " question; the log does not say which."
    )


def spell_wait(flow: Flow) -> str:
    """Say how long it took until the next work on a case began or, where a log does not know that, was done."""
    return (
        f"Until the next event of the case it took {spell_duration(flow.median_wait)} or less in half of them,"
        f" {spell_duration(flow.long_wait)} or less in nine of ten."
    )


def group_name(group: str) -> str:
    """Name a group in a sentence."""
    return cut(clean(group)) or "(blank)"


def spell_demand(demand: Sequence[Flow]) -> str | None:
    """Say to whom external customers turn; None where the log does not show it."""
    if not demand:
        return None
    turned = [_spell_flow(flow) for flow in demand]
    return f"Customers turn to the organization: {listed(turned, _NAMED)}. That is demand, no work, and not modelled."


def spell_deliveries(
    deliveries: Sequence[Flow], *, ends_at: str | None, ending_inside: int, ending_unknown: int
) -> str:
    """Say who hands work to an external customer, as seen or as assumed, and what to do where nobody does."""
    seen = [_spell_flow(flow) for flow in deliveries if not flow.is_assumed]
    assumed = [_spell_flow(flow) for flow in deliveries if flow.is_assumed]
    sentences = [f"Work reaches an external customer: {listed(seen, _NAMED)}."] if seen else []
    if assumed:
        reason = (
            "As you say, cases end at an external customer"
            if ends_at is not None
            else "Every case begins with an external customer, and no handover to them is in the log, so who works last"
            " on a case is taken to serve them"
        )
        sentences.append(f"{reason}: {listed(assumed, _NAMED)}.")
    elif ending_inside:
        sentences.append(
            f"{_end(ending_inside)} inside, without a handover to an external customer. If their result goes to one,"
            " say so with --ends-at NAME."
        )
    if ending_unknown:
        sentences.append(f"{_end(ending_unknown)} with an event of which it is not known who did it.")
    return " ".join(sentences)


def spell_way(way: Sequence[Flow], without: Sequence[str]) -> str:
    """Say on which way most work reaches an external customer, and which groups have none."""
    if not way:
        return "No chain of handovers leads to an external customer."
    steps = [group_name(way[0].supplier), *(group_name(flow.customer) for flow in way)]
    least = min(way, key=lambda flow: flow.handovers)
    sentence = (
        f"The busiest way to an external customer: {' → '.join(steps)} ({amount(least.handovers)} of"
        f" {group_name(least.supplier)} to {group_name(least.customer)} is its least used step)."
    )
    if not without:
        return f"{sentence} Every group has a way to one."
    names = listed([group_name(group) for group in without], _NAMED)
    return f"{sentence} No way to one {'has' if len(without) == 1 else 'have'} {names}."


def _end(cases: int) -> str:
    return f"{counted(cases, 'case')} {'ends' if cases == 1 else 'end'}"


def _spell_flow(flow: Flow) -> str:
    return f"{group_name(flow.supplier)} to {group_name(flow.customer)} ({flow.handovers:,})"
