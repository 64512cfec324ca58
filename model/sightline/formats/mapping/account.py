"""What to know of tables that were read by a profile, in sentences: read, left aside, left out, assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from sightline.formats.mapping.assembling import Assembly
from sightline.formats.mapping.records import Workbook
from sightline.formats.tallies import most_first
from sightline.phrases import counted, listed

_MOST_LISTED: Final = 12


def spell_sheets(book: Workbook) -> Iterator[str]:
    """Say which sheets were read and how, and what of them was not."""
    rows = sum(len(sheet.located.rows) for sheet in book.sheets)
    names = [f"{sheet.grid.name} ({sheet.profile.kind})" for sheet in book.sheets]
    yield f"Read {counted(rows, 'row')} of {listed(names, _MOST_LISTED)}."
    yield from dict.fromkeys(notice for sheet in book.sheets for notice in sheet.grid.notices)
    aside = Counter[str]()
    for sheet in book.sheets:
        aside.update(sheet.located.aside)
    if aside:
        yield f"Rows left aside: {_spell(most_first(aside))}."
    if book.ignored:
        yield f"Sheets that the profile leaves aside: {listed(book.ignored, _MOST_LISTED)}."
    if book.unknown:
        yield f"Not read, as the profile does not know these sheets: {listed(book.unknown, _MOST_LISTED)}."
    if book.missing:
        yield f"The profile knows sheets that are not here: {listed(book.missing, _MOST_LISTED)}."
    for sheet in book.sheets:
        free = [heading.text for heading in sheet.free if sheet.profile.kind != "matrix"]
        if free:
            columns = listed(free, _MOST_LISTED)
            yield f"Columns of {sheet.grid.name} that are not read, as the profile does not name them: {columns}."


def spell_assembly(assembly: Assembly, odd_words: Mapping[str, int], odd_kinds: int) -> Iterator[str]:
    """Say what was made of names, words and marks, and what was left out by reason."""
    named = sorted(part.title for part in assembly.parts if not part.is_listed)
    if named and len(named) < len(assembly.parts):
        yield (
            f"Taken as elements, though only others name them: {counted(len(named), 'name')}"
            f" ({listed(named, _MOST_LISTED)})."
        )
    if odd_kinds:
        yield f"Kinds of elements that are none of ours, kept as tags: in {counted(odd_kinds, 'row')}."
    if odd_words:
        words = _spell(most_first(odd_words))
        yield f"Kinds of relations that are none of ours, kept as tags and read as the profile says: {words}."
    if assembly.left_out:
        total = sum(assembly.left_out.counts().values())
        yield f"Left out {counted(total, 'row or mark', 'rows and marks')}: {assembly.left_out.spell()}."
    if assembly.not_kept:
        facts = [f"{fact} ({number:,})" for fact, number in most_first(assembly.not_kept).items()]
        yield f"Facts not kept, as there is no place for them: {listed(facts)}."
    customers = listed([part.title for part in assembly.customers], _MOST_LISTED)
    if assembly.chosen_by == "asked":
        yield f"Taken as external customers, as asked: {customers}."
    elif assembly.chosen_by == "declared":
        yield f"External customers, as the tables say: {customers}."
    elif assembly.customers:
        yield (
            f"Taken as external customers, by their names: {customers}."
            " Name others with --customer NAME; then only those count."
        )
    else:
        yield (
            "No external customer was found: nobody is named like one (customer, client, citizen, patient and the"
            " like). Name one with --customer NAME."
        )


def _spell(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{number:,} {reason}" for reason, number in counts.items())
