"""A merge in sentences and lists: how much is shared, what was joined, and what waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sightline.merging.ledger import Conflict
from sightline.merging.matching import Clash, Match
from sightline.merging.merge import Merge
from sightline.merging.origins import Origin
from sightline.merging.wording import Listing, list_rows, spell_value
from sightline.phrases import clean, counted, cut, listed, percent

HOW_TO_DECIDE = (
    "Decide with --prefer first, --prefer last or --prefer FILE (for facts), or write a match file with --propose FILE,"
    " decide in it, and pass it by --matches FILE."
)


def summary(merge: Merge) -> str:
    """Say what became one, and how much of it stands in several files."""
    counts = Counter(len(spots) for spots in merge.things.spots)
    several = sum(number for size, number in counts.items() if size > 1)
    labels = listed([clean(one.label) for one in merge.origins])
    whole = merge.organization
    shared = "both" if len(merge.origins) == len("ab") else "several of them"
    noun = "file" if len(merge.origins) == 1 else "files"
    parts = [f"{several:,} in {shared}"] if len(merge.origins) > 1 else []
    for at, origin in enumerate(merge.origins):
        only = sum(spots[0].origin == at for spots in merge.things.spots if len(spots) == 1)
        if only and len(merge.origins) > 1:
            parts.append(f"{only:,} only in {clean(origin.label)}")
    held = f" ({', '.join(parts)})" if parts else ""
    return (
        f"The {noun} {labels} together: {counted(len(whole.elements), 'element')}{held},"
        f" {counted(len(whole.relations), 'relation')} and {counted(merge.obstacles, 'obstacle')}."
    )


def spell_conflict(conflict: Conflict) -> str:
    """Say who says what of one fact: ``email-dev: headcount is 9 in hr.yaml and 11 in crm.yaml``."""
    said = [
        f"{spell_value(one.value)} in {clean(one.label)}{f' ({cut(clean(one.place), 80)})' if one.place else ''}"
        for one in conflict.said
    ]
    return f"{conflict.on}: {conflict.fact.replace('_', ' ')} is {listed(said)}"


def spell_clash(clash: Clash, origins: Sequence[Origin]) -> str:
    """Say why an id that two files share may name two things."""
    a, b = (clean(origins[spot.origin].label) for spot in (clash.a, clash.b))
    return f"{clash.a.id}: an id in {a} and in {b}, but {clash.reason}; is it one thing?"


def count_open(merge: Merge) -> str:
    """Say how much waits for a decision."""
    parts = []
    if merge.things.clashes:
        parts.append(counted(len(merge.things.clashes), "id that may be two things", "ids that may be two things"))
    if merge.conflicts:
        parts.append(counted(len(merge.conflicts), "fact on which files differ", "facts on which files differ"))
    return listed(parts)


def list_merge(merge: Merge, *, top: int = 10) -> tuple[Listing, ...]:
    """Give the lists behind a merge: guesses that count or not, what was overruled, renamed, or called otherwise."""
    return tuple(_listings(merge, top))


def _listings(merge: Merge, top: int) -> Iterable[Listing]:
    head = ("One", "Other", "Why", "Certainty")
    for matches, title in (
        (merge.things.joined, "Taken for the same"),
        (merge.things.open, "Perhaps the same, kept apart"),
    ):
        yield from list_rows(title, head, [_match_row(one, merge.origins) for one in matches], top, 1)
    rows = [_overruled_row(one) for one in merge.overruled]
    yield from list_rows("Decided", ("Of", "Fact", "Taken", "Overruled", "By"), rows, top)
    renamed = [(one.what, one.old, one.new, clean(one.label)) for one in merge.renamed]
    yield from list_rows("Renamed, as the id was taken", ("What", "Old id", "New id", "From"), renamed, top)
    names = [(one.on, cut(clean(one.kept)), cut(clean(one.other)), clean(one.label)) for one in merge.names]
    yield from list_rows("Called otherwise", ("Of", "Kept", "Other name", "In"), names, top)


def _match_row(match: Match, origins: Sequence[Origin]) -> tuple[str, ...]:
    return clean(match.a.spelled(origins)), clean(match.b.spelled(origins)), match.reason, percent(match.certainty)


def _overruled_row(conflict: Conflict) -> tuple[str, ...]:
    spelled = [f"{spell_value(one.value)} ({clean(one.label)})" for one in conflict.said]
    taken = conflict.taken or 0
    others = "\n".join(text for at, text in enumerate(spelled) if at != taken)
    return conflict.on, conflict.fact.replace("_", " "), spelled[taken], others, clean(conflict.by or "")
