"""A difference or an arrival in sentences and lists: what it means for external customers first, then the details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sightline.document import Element, Organization
from sightline.merging.difference import Difference, Fact, Thing
from sightline.phrases import clean, counted, cut, listed, percent
from sightline.snapshot import Snapshot
from sightline.studies.effect import points

_NOTHING = 1e-9
_PLURALS = {"person": "people", "process": "processes"}
_NOUNS = {"customer": "external customer"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A table for people: its title, the heads of its columns, its rows; the last ``numbers`` columns are numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """What is told to a person: sentences, the most important first, and the lists behind them."""

    sentences: tuple[str, ...]
    listings: tuple[Listing, ...]


def describe_difference(difference: Difference, *, top: int = 10) -> Account:
    """Tell what a change would do, in terms of external customers first; lists have ``top`` rows, and say what is left.

    The first sentence says who goes out of sight of any external customer, and who comes into it.
    """
    sentences = (headline(difference), *_index(difference), *_customers(difference), *_newcomers(difference))
    return Account((*sentences, _counts(difference)), tuple(_listings(difference, top)))


def describe_arrival(before: Organization | None, after: Organization, *, top: int = 10) -> Account:
    """Tell what would be written: as a difference where something is there already, else what arrives.

    This is what a dry run shows; nothing is written by it.
    """
    if before is not None and before.elements:
        return describe_difference(Difference(before, after), top=top)
    snapshot = Snapshot(after)
    stranded = _dark(snapshot)
    internal = [one for one in after.elements if one.kind != "customer"]
    customers = [one for one in after.elements if one.kind == "customer"]
    held = f"{counted(len(after.elements), 'element')} and {counted(len(after.relations), 'relation')}"
    if not customers:
        first = f"This brings {held}, and no external customer: nothing can be seen by one."
    else:
        named = listed([_title(one) for one in customers], 3)
        seen = len(internal) - len(stranded)
        first = (
            f"This brings {held}. {seen:,} of {counted(len(internal), 'internal element')}"
            f" {'has' if seen == 1 else 'have'} a route to an external customer ({named})."
        )
    sentences = [first]
    if snapshot.network.total_effort > 0 and customers:
        sentences.append(f"The line-of-sight index would be {percent(snapshot.flow.index)}.")
    rows = [(_title(after.by_id[one]), after.by_id[one].kind) for one in stranded]
    return Account(
        tuple(sentences),
        tuple(list_rows("Without a route to an external customer", ("Name", "Kind"), rows, top)) if customers else (),
    )


def headline(difference: Difference) -> str:
    """Say in one sentence who goes out of sight of any external customer, and who comes into it."""
    effect = difference.effect
    dark, light = (_without_containers(difference, ids) for ids in (effect.went_dark, effect.came_to_light))
    if not (dark or light) and not (difference.added or difference.removed or difference.changed):
        return "Nothing changes."
    parts = []
    if dark:
        parts.append(f"takes {_by_kind(dark)} out of sight of any external customer")
    if light:
        parts.append(f"brings {_by_kind(light)} into sight of an external customer")
    if not parts:
        return "This takes nothing out of sight of an external customer, and brings nothing that was there into sight."
    return f"This {' and '.join(parts)}."


def _index(difference: Difference) -> Iterable[str]:
    before, after = difference.effect.index_before, difference.effect.index_after
    if before is None or after is None:
        if before is not None or after is not None:
            which = "before" if before is None else "after"
            yield f"There is no line-of-sight index {which}: no effort is recorded there."
        return
    if abs(after - before) <= _NOTHING:
        yield f"The line-of-sight index stays at {percent(after)}."
        return
    digits = next((digits for digits in (0, 1) if percent(before, digits) != percent(after, digits)), None)
    if digits is None:
        yield f"The line-of-sight index stays near {percent(after, 1)} ({points(after - before)})."
        return
    verb = "rises" if after > before else "falls"
    yield (
        f"The line-of-sight index {verb} from {percent(before, digits)} to {percent(after, digits)}"
        f" ({points(after - before)})."
    )
    newly = sum(one.what == "obstacle" for one in difference.added)
    if after < before and newly:
        yield f"That may only mean that more is known: {counted(newly, 'obstacle is', 'obstacles are')} newly recorded."


def _customers(difference: Difference) -> Iterable[str]:
    """Say which external customers are new or gone, and which begin or cease to be served."""
    sides = [
        {one.id: _title(one) for one in side.elements if one.kind == "customer"}
        for side in (difference.before, difference.after)
    ]
    for here, there, verb in ((sides[1], sides[0], "New"), (sides[0], sides[1], "No longer named")):
        names = [name for one, name in here.items() if one not in there]
        if names:
            noun = "external customer" if len(names) == 1 else "external customers"
            yield f"{verb}{' as' if verb != 'New' else ''} {noun}: {listed(names, 5)}."
    served = difference.effect.customers
    both = [one for one in sides[0] if one in sides[1]]
    for now, verb in ((0, "Nobody works any more for"), (1, "Work now goes to")):
        names = [sides[1][one] for one in both if served[one][now] is not None and served[one][1 - now] is None]
        if names:
            yield f"{verb} {listed(names, 5)}."


def _newcomers(difference: Difference) -> Iterable[str]:
    """Say how many of those that come or go have a route."""
    sides = (difference.before, difference.effect.before), (difference.after, difference.effect.after)
    for (here, snapshot), (there, _), word, verbs in (
        (sides[1], sides[0], "New", ("has", "have")),
        (sides[0], sides[1], "Gone", ("had", "had")),
    ):
        only = [one.id for one in here.elements if one.id not in there.by_id and one.kind != "customer"]
        seen = len(only) - len(set(_dark(snapshot)).intersection(only))
        if only:
            has = f"{seen:,} {verbs[seen != 1]} a route to an external customer"
            yield f"{word}: {counted(len(only), 'internal element')}, of which {has}."


def _counts(difference: Difference) -> str:
    parts = []
    for things, verb in ((difference.added, "added"), (difference.removed, "removed")):
        count = Counter(one.what for one in things)
        if count:
            parts.append(f"{listed([counted(number, what) for what, number in count.items()])} {verb}")
    if difference.changed:
        parts.append(f"{counted(len(difference.changed), 'fact')} changed")
    return f"In all: {'; '.join(parts)}." if parts else "Both say the same, word for word."


def _listings(difference: Difference, top: int) -> Iterable[Listing]:
    effect = difference.effect
    for ids, title in (
        (effect.went_dark, "Out of sight of any external customer"),
        (effect.came_to_light, "Into sight of an external customer"),
    ):
        found = _without_containers(difference, ids)
        yield from list_rows(title, ("Name", "Kind"), [(_title(one), one.kind) for one in found], top)
    moved = [
        (difference.after.by_id[one], before, after)
        for one, (before, after) in effect.customers.items()
        if one in difference.after.by_id and not _same(before, after)
    ]
    rows = [(_title(one), _share(before), _share(after)) for one, before, after in moved]
    yield from list_rows(
        "How clearly external customers are seen", ("External customer", "Before", "After"), rows, top, 2
    )
    for things, title in ((difference.added, "Added"), (difference.removed, "Removed")):
        yield from list_rows(title, ("What", "Which"), [_row(one) for one in things], top)
    yield from list_rows(
        "Changed", ("Of", "Fact", "Before", "After"), [_changed_row(one) for one in difference.changed], top
    )


def list_rows(
    title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], top: int, numbers: int = 0
) -> Iterable[Listing]:
    """Give a list with at most ``top`` rows, whose title says how many there are; nothing where there is no row."""
    if rows:
        more = f", {top:,} of {len(rows):,}" if len(rows) > top else ""
        yield Listing(f"{title}{more}", head, tuple(rows[:top]), numbers)


def _row(thing: Thing) -> tuple[str, ...]:
    return thing.what, thing.on if thing.title == thing.on else f"{cut(clean(thing.title))} ({thing.on})"


def _changed_row(fact: Fact) -> tuple[str, ...]:
    on = fact.on or "the organization"
    return on, fact.fact.replace("_", " ").replace(".", ": "), spell_value(fact.before), spell_value(fact.after)


def spell_value(value: object) -> str:
    """Spell a value of a file for people, on one line and not long."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return cut(listed([spell_value(one) for one in value], 5))
    if isinstance(value, dict):
        return cut(", ".join(f"{key}: {spell_value(one)}" for key, one in value.items()))
    return cut(clean(str(value)))


def _by_kind(elements: Sequence[Element]) -> str:
    count = Counter(one.kind for one in elements)
    return listed([counted(number, _NOUNS.get(kind, kind), _PLURALS.get(kind)) for kind, number in count.items()])


def _without_containers(difference: Difference, ids: Iterable[str]) -> list[Element]:
    """Leave out what only groups others, before and after; nothing is said of it."""
    sides = difference.effect.before.network, difference.effect.after.network
    kept = (one for one in ids if not all(side.containers[side.elements.row[one]] for side in sides))
    return [difference.after.by_id[one] for one in kept]


def _dark(snapshot: Snapshot) -> list[str]:
    """List what has no route to an external customer, without what only groups others."""
    rows = np.flatnonzero(snapshot.routes.stranded & ~snapshot.network.containers)
    return [str(one) for one in snapshot.network.elements.ids[rows]]


def _same(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is after
    return abs(after - before) <= _NOTHING


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share, 1)


def _title(element: Element) -> str:
    return cut(clean(element.title))
