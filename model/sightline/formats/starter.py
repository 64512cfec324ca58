"""What `sightline new` writes: a commented organization file to change, or a blank workbook to fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from sightline.document.atomic import write_atomically
from sightline.errors import UsageError
from sightline.formats.columns import COMMON, TABLES, Cell
from sightline.formats.workbook import Workbook

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
To analyze: save this workbook, then run: sightline analyze ORGANIZATION.xlsx
"""
_SHEETS = ("elements", "relations", "obstacles", "interventions", "organization")
_FACTS: tuple[tuple[str, Cell], ...] = (("name", "Our organization"), ("as_of", None), ("handoff_clarity", 0.95))


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
    workbook = Workbook("Organization")
    workbook.add_text("Guide", _GUIDE)
    for name in _SHEETS:
        columns = [*TABLES[name][: COMMON[name]]]
        if name == "elements":
            columns += [column for column in TABLES[name] if column.name in ("assessed", "description")]
        workbook.add_table(name, columns, _FACTS if name == "organization" else ())
    return workbook.close()
