"""What `sightline new` writes: a commented organization file to change, or a blank workbook to fill."""

from __future__ import annotations

import datetime
import io
import string
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from sightline.catalogue import AREAS, OBSTACLE_KINDS
from sightline.document.atomic import write_atomically
from sightline.document.vocabulary import ELEMENT_KINDS, RELATION_KINDS, Status
from sightline.errors import UsageError
from sightline.formats.columns import COMMON, TABLES

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

StarterFormat = Literal["yaml", "xlsx"]

STARTER = """\
# An organization as a graph of internal customers, to change into yours.
# Check it with `sightline validate FILE`, see its line of sight with `sightline analyze FILE`.
#
# Ids (the keys) are small letters, digits, dots, hyphens and underscores, each used once in the whole file.
# A relation points to whom the work is for: the internal customer, or in the end an external one.

sightline: 1
name: Our organization
as_of: 2026-01-31
assumptions:
  handoff_clarity: 0.95          # how much of the customer's need survives a handoff where nothing else is known

# External customers: who pays for or uses what comes out. Work ends here.
customers:
  shop-owners:
    name: Shop owners
    feedback:                    # who hears them, how often, and whether they get an answer
      - {to: support, cadence_days: 1, closed: true, channel: call}

# What customers get.
products:
  till:
    name: The till
    serves: [shop-owners]

# Units of people. `headcount` is the effort that is followed on its way to the customers.
teams:
  development:
    name: Development
    headcount: 12
    delivers: till               # one id, a list of ids, or a list of mappings as under `roles`
    obstacles:                   # what takes away from the work here: 0 is nothing, 1 is everything
      - id: too-many-approvals
        kind: approval-overload
        severity: 0.3
        evidence: six signatures before a release, counted in January
  support:
    name: Support desk
    headcount: 5
    assessed: true               # somebody looked: without this, and without an obstacle, it is unknown and not clear
    serves: [shop-owners]

# People by what they do. Persons can be named under `people`, but roles are enough.
roles:
  product-manager:
    name: Product manager
    part_of: development
    serves:
      - to: development
        output: requirements
        volume: 2                # shares of the supplier's output, in any unit
        obstacles:
          - {kind: missing-feedback, severity: 0.25}

processes: {}

systems:
  ticket-system:
    name: Ticket system
    supports: [support]

# Decisions that recur: who decides, how many approve (each can say no) and are consulted.
decisions:
  what-to-build:
    about: [till]
    decider: product-manager
    approvers: 3
    consulted: 8

# Plans: what they clear, and what is left of it.
interventions:
  - id: one-signature
    name: One signature for a release
    cost: 5
    owner: product-manager
    date: 2026-06-30
    clears: [{obstacle: too-many-approvals, to: 0.1}]
"""

_GUIDE = """\
An organization in tables

Elements: one row for each customer, product, team, role, process, system or person. The id is used once: small \
letters, digits, dots, hyphens and underscores.
Relations: one row for each piece of work. It points from who does it to whom it is for: an internal customer, or in \
the end an external one.
Obstacles: what takes away from the work, on an element (its id) or on a relation (from -> to). Severity 0 is nothing, \
1 is everything.
Interventions: what is planned, and which obstacles it clears. One with several obstacles has several rows.
Organization: single facts, one a row.

Lists are separated by semicolons; blank cells say nothing; a column of your own begins with an underscore.
To analyze: save each sheet as CSV UTF-8 under its name (elements.csv, relations.csv, ...) in one folder, then run: \
sightline analyze FOLDER
"""
_SHEETS = ("elements", "relations", "obstacles", "interventions", "organization")
_FACTS: tuple[tuple[str, str | float], ...] = (("name", "Our organization"), ("as_of", ""), ("handoff_clarity", 0.95))
_WIDTHS: Mapping[str, int] = {
    "name": 32,
    "evidence": 48,
    "output": 24,
    "tags": 20,
    "themes": 20,
    "value": 40,
    "key": 24,
}
_CHOICES: Mapping[tuple[str, str], Sequence[str]] = {
    ("elements", "kind"): ELEMENT_KINDS,
    ("elements", "assessed"): ("true", "false"),
    ("relations", "kind"): (*RELATION_KINDS, "part_of"),
    ("obstacles", "kind"): tuple(known.kind for known in OBSTACLE_KINDS),
    ("obstacles", "area"): AREAS,
    ("obstacles", "status"): get_args(Status),
    ("obstacles", "mandated"): ("true", "false"),
    ("interventions", "kind"): tuple(known.kind for known in OBSTACLE_KINDS),
}
_OPEN = frozenset((("obstacles", "kind"), ("interventions", "kind")))
"""Choices beside which the user may write words of their own."""
_LISTED_ROWS = 5_000
_LISTS = "Lists"


def write_starter(path: Path | str, *, format: StarterFormat | None = None, overwrite: bool = False) -> StarterFormat:
    """Write a starter file, whole or not at all; the format follows from the suffix where it is not named.

    Raises UsageError where a file is in the way, the suffix tells no format, or XlsxWriter is not installed.
    """
    path = Path(path)
    suffixes: Mapping[str, StarterFormat] = {".yaml": "yaml", ".yml": "yaml", ".xlsx": "xlsx"}
    chosen = format or suffixes.get(path.suffix.lower())
    if chosen is None:
        raise UsageError(f"a starter is a YAML file or a workbook; end {path} in .yaml or .xlsx, or name the format")
    if not overwrite and (path.exists() or path.is_symlink()):
        raise UsageError(f"{path} is there already; choose another name")
    makers: Mapping[StarterFormat, Callable[[], bytes]] = {"yaml": STARTER.encode, "xlsx": make_workbook}
    write_atomically(path, makers[chosen]())
    return chosen


def make_workbook() -> bytes:
    """Make the blank workbook: a sheet for each table, lists to choose from, a guide; the same bytes every time.

    Raises UsageError where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError("A workbook needs XlsxWriter: pip install 'sightline[excel]'") from None
    buffer = io.BytesIO()
    texts_stay_texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "nan_inf_to_errors": False, **texts_stay_texts})
    workbook.set_properties({"title": "Organization", "created": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)})
    ranges: dict[tuple[str, str], str] = {}
    for letter, (key, words) in zip(string.ascii_uppercase, _CHOICES.items(), strict=False):
        ranges[key] = f"={_LISTS}!${letter}$1:${letter}${len(words)}"
    _add_guide(workbook)
    for name in _SHEETS:
        _add_sheet(workbook, name, ranges)
    lists = workbook.add_worksheet(_LISTS)
    lists.hide()
    for at, words in enumerate(_CHOICES.values()):
        lists.write_column(0, at, words)
    workbook.close()
    return buffer.getvalue()


def _add_guide(workbook: Workbook) -> None:
    sheet = workbook.add_worksheet("Guide")
    sheet.set_column(0, 0, 110)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    title = workbook.add_format({"bold": True, "font_size": 14})
    for row, text in enumerate(_GUIDE.splitlines()):
        sheet.write_string(row, 0, text, title if row == 0 else wrapped)


def _add_sheet(workbook: Workbook, name: str, ranges: Mapping[tuple[str, str], str]) -> None:
    sheet = workbook.add_worksheet(name.capitalize())
    header = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
    columns = [column.name for column in TABLES[name][: COMMON[name]]]
    if name == "elements":
        columns += ["assessed", "description"]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, header)
        sheet.set_column(at, at, _WIDTHS.get(column, 16))
        if (name, column) in ranges:
            _add_choice(sheet, at, ranges[name, column], is_open=(name, column) in _OPEN)
    sheet.freeze_panes(1, 1)
    if name == "organization":
        for row, (key, value) in enumerate(_FACTS, start=1):
            sheet.write(row, 0, key)
            sheet.write(row, 1, value)


def _add_choice(sheet: Worksheet, at: int, source: str, *, is_open: bool) -> None:
    sheet.data_validation(
        1,
        at,
        _LISTED_ROWS,
        at,
        {
            "validate": "list",
            "source": source,
            "error_type": "information" if is_open else "stop",
            "error_title": "Not on the list",
            "error_message": "A word of your own is fine here." if is_open else "Please choose one of the list.",
        },
    )
