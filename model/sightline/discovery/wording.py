"""What was discovered, in sentences: handovers, returns, waits, and who reaches the external customer."""

from __future__ import annotations

from sightline.discovery.flows import Flow
from sightline.phrases import clean, counted, cut, percent

_UNITS = ((86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute"), (1.0, "second"))


def spell_duration(seconds: float | None) -> str:
    """Spell a time in the largest unit that it fills: ``2.5 days``, ``40 minutes``; a dash where it is not known."""
    if seconds is None:
        return "–"
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), _UNITS[-1])
    number = f"{seconds / size:.1f}".removesuffix(".0")
    return f"{number} {unit if number == '1' else unit + 's'}"


def spell_return(flow: Flow) -> str:
    """Say how many handovers came back: the evidence of a suspected obstacle."""
    share = percent(flow.returned / flow.handovers)
    return (
        f"{flow.returned:,} of {counted(flow.handovers, 'handover')} ({share}) from {group_name(flow.supplier)} to"
        f" {group_name(flow.customer)} came straight back in the same case: rework, a question, or an order carried"
        " out; the log does not say which."
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
