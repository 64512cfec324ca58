"""The questions of ``sightline import``: one for each sheet and one for the customers, each with what is proposed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sightline.cli.output import say
from sightline.cli.screen import Screen
from sightline.document.wording import did_you_mean, nearest
from sightline.errors import UsageError
from sightline.phrases import counted, cut, listed, percent

if TYPE_CHECKING:
    from sightline.formats.mapping.profile import Profile, SheetProfile
    from sightline.formats.mapping.proposal import Proposal, SheetProposal

_MEANINGS: Final[Mapping[str, str]] = {
    "elements": "a list of elements",
    "relations": "a list of relations",
    "matrix": "a table of who works for whom",
    "obstacles": "a list of obstacles",
    "employees": "a list of employees or posts",
    "units": "a list of units",
    "ignore": "nothing that is read",
}
_YES: Final = frozenset(("", "y", "yes"))
_EDIT: Final = frozenset(("e", "edit", "n", "no"))
_SKIP: Final = frozenset(("s", "skip"))


def confirm(proposal: Proposal, *, ask: bool) -> Profile:
    """Show what is proposed, sheet by sheet, and ask whether it is right; give the profile that was agreed on.

    Without ``ask`` everything is shown and taken. Raises UsageError where nobody answers.
    """
    screen = Screen()
    sheets = [_confirm_sheet(sheet, screen, ask=ask) for sheet in proposal.sheets]
    customers = proposal.profile.customers
    for question in proposal.questions:
        say("")
        say(f"External customers: {listed(customers) if customers else 'none'} ({question.reason}).")
        customers = _ask_customers(customers) if ask else customers
    return proposal.profile.model_copy(update={"sheets": tuple(sheets), "customers": customers})


def _confirm_sheet(proposed: SheetProposal, screen: Screen, *, ask: bool) -> SheetProfile:
    sheet = proposed.sheet
    _show(proposed, sheet, screen)
    if not ask or sheet.kind == "ignore":
        return sheet
    turns = [value for question in proposed.questions for value, _ in question.choices]
    other = f", {' / '.join(turns)} = what a relation means" if turns else ""
    while True:
        answer = _ask(f"Is this right? [Enter = yes{other}, e = change it, s = leave the sheet out]")
        if answer.lower() in _YES:
            return sheet
        if answer.lower() in _SKIP:
            return sheet.model_copy(update={"kind": "ignore", "columns": {}})
        if answer.lower() in turns:
            return sheet.model_copy(update={"edges": answer.lower()})
        if answer.lower() in _EDIT:
            sheet = _edit(sheet)
            _show(proposed, sheet, screen)
        else:
            say("Press Enter for yes, e to change it, or s to leave the sheet out.")


def _show(proposed: SheetProposal, sheet: SheetProfile, screen: Screen) -> None:
    """Show what a sheet and its columns are taken for."""
    screen.heading(f"{proposed.grid.name}: {_MEANINGS[sheet.kind]}")
    screen.say(f"{proposed.reason} ({percent(proposed.certainty)} sure).")
    if sheet.kind == "ignore" or proposed.located is None:
        return
    rows = []
    for column in proposed.columns:
        field = sheet.columns.get(column.heading.text, "ignore")
        changed = field != column.field
        why = "as you said" if changed else f"{percent(column.certainty)}: {column.reason}"
        samples = ", ".join(cut(str(sample), 18) for sample in column.samples)
        rows.append((column.heading.text, "-" if field == "ignore" else field, samples, why))
    screen.table(("column", "becomes", "for example", "how sure"), rows)
    for question in proposed.questions:
        meaning = dict(question.choices).get(sheet.edges, sheet.edges)
        screen.say(f"{meaning[:1].upper()}{meaning[1:]} ({percent(question.certainty)}: {question.reason}).")
    aside = [f"{number:,} {reason}" for reason, number in proposed.located.aside.items()]
    screen.say(
        f"{counted(len(proposed.located.rows), 'row')} are read{', left aside: ' + listed(aside) if aside else ''}."
    )


def _edit(sheet: SheetProfile) -> SheetProfile:
    """Ask what is to be changed until nothing is: ``kind = matrix``, ``edges = asks``, ``COLUMN = field``."""
    from pydantic import ValidationError

    from sightline.formats.mapping.fields import FIELDS, IGNORE

    say(f"Write one change a line, then Enter: kind = {' | '.join(_MEANINGS)}")
    say("  edges = serves | asks | reports_to | part_of; decimal = , | .; kind_of_elements = team | process | ...")
    say(f"  COLUMN = {' | '.join((*FIELDS[sheet.kind], IGNORE))}")
    while answer := _ask(">"):
        name, sign, value = (part.strip() for part in answer.rpartition("="))
        if not sign:
            say("Write the name of a column, =, and what it becomes.")
        elif name in ("kind", "edges", "decimal", "kind_of_elements"):
            try:
                sheet = type(sheet).model_validate(sheet.model_dump() | {name: value})
            except ValidationError:
                say(f"`{value}` is not possible for {name}.")
        elif value not in (*FIELDS[sheet.kind], IGNORE):
            say(f"`{value}` is no field{did_you_mean(nearest(value, FIELDS[sheet.kind]))}.")
        elif name not in sheet.columns:
            say(f"There is no column `{name}`{did_you_mean(nearest(name, sheet.columns))}.")
        else:
            sheet = sheet.model_copy(update={"columns": sheet.columns | {name: value}})
    return sheet


def _ask_customers(proposed: tuple[str, ...]) -> tuple[str, ...]:
    named = "Enter = these" if proposed else "Enter = nobody yet"
    answer = _ask(f"Who are the external customers? [{named}, or names with commas between]")
    return tuple(name.strip() for name in answer.split(",") if name.strip()) if answer else proposed


def _ask(question: str) -> str:
    """Ask one question on the terminal; what is typed is taken without the spaces around it."""
    sys.stdout.write(f"{question} ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        say("")
        raise UsageError("nobody answered: run this in a terminal, add --yes, or give a profile with --profile")
    return line.strip()
