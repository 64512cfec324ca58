"""Which columns of a log say what: proposed from their names and values, each with a certainty, and swapped at will."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from sightline.discovery.column_names import CASE_PREFIX, NAMES, XES_KEYS, Role, spell_column
from sightline.discovery.engines import ROW, Heartbeat, answer
from sightline.discovery.lifecycle import COMPLETE, START
from sightline.discovery.timestamps import ISO, TURNED, DayOrder, is_moment
from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import InputError, UsageError
from sightline.phrases import listed

if TYPE_CHECKING:
    import ibis.expr.types as ir

SENTINELS: Final = (
    "",
    "-",
    "--",
    "?",
    "empty",
    "n/a",
    "na",
    "nan",
    "none",
    "null",
    "undefined",
    "unknown",
    "unbekannt",
)
"""Values that say that nothing is known, whatever the size of their letters; blanks around them do not count."""
SAMPLE: Final = 1_000
"""So many rows are looked at for a proposal."""

_ROLES: Final[tuple[Role, ...]] = get_args(Role)
_TIMES_AT_LEAST: Final = 0.8


@dataclass(frozen=True, slots=True)
class LogColumns:
    """The columns of a log by what they say. Only the case and the group must be there.

    Without ``time`` the order of the rows is the order of the work, and nothing waits. ``start`` (when the work of a
    row began) and ``lifecycle`` (whether a row is the start or the end of it) exclude each other. ``row`` numbers the
    rows and orders those of the same moment; None where the table has no such column: then activity and group do.
    ``day_order`` says how dates such as 03.04.2026 are meant.
    """

    case: str
    group: str
    activity: str | None = None
    time: str | None = None
    start: str | None = None
    lifecycle: str | None = None
    row: str | None = ROW
    day_order: DayOrder = "day first"


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column that may have this role. ``certainty`` is 1 for the keys of XES and named by the user, else below."""

    role: Role
    column: str
    certainty: float
    reason: str


def propose_columns(table: ir.Table, heartbeat: Heartbeat | None = None) -> tuple[ColumnProposal, ...]:
    """Propose columns for every role, by role and the most certain first; a role may have none.

    Raises InputError for a log without rows.
    """
    sample = answer(table.limit(SAMPLE), "looking at the columns", heartbeat)
    if not sample.num_rows:
        raise InputError.of("this log holds no events")
    values = {name: sample.column(name).to_pylist() for name in sample.column_names if name != ROW}
    found = []
    for role in _ROLES:
        of_role = [
            proposal for name, cells in values.items() if (proposal := _propose(role, name, cells, table)) is not None
        ]
        found += sorted(of_role, key=lambda proposal: -proposal.certainty)
    return tuple(found)


def choose_columns(
    table: ir.Table,
    *,
    day_order: DayOrder = "day first",
    heartbeat: Heartbeat | None = None,
    **named: str | None,
) -> tuple[LogColumns, tuple[ColumnProposal, ...]]:
    """Take the columns that are named by role (``case="Claim"``), and for every other role the likeliest proposal.

    Gives the columns, and one proposal for each role that has one. Raises UsageError for a column that does not exist,
    and where no column can be found for the case or the group; InputError for a log without rows.
    """
    wanted = {role: name for role, name in named.items() if name is not None}
    columns = [name for name in table.columns if name != ROW]
    for role, name in wanted.items():
        require_column(columns, name, role)
    chosen = {
        proposal.role: proposal
        for proposal in reversed(propose_columns(table, heartbeat))
        if proposal.column not in wanted.values()
    }
    chosen |= {role: ColumnProposal(role, wanted[role], 1.0, "named") for role in _ROLES if role in wanted}
    if "start" in chosen and "lifecycle" in chosen:
        del chosen["start" if "lifecycle" in wanted else "lifecycle"]
    for role in ("case", "group"):
        if role not in chosen:
            raise UsageError(
                f"No column of this log looks like the {role}; name it. The columns are "
                f"{listed([show(name) for name in columns], most=20)}."
            )
    names: dict[str, str] = {role: proposal.column for role, proposal in chosen.items()}
    row = ROW if ROW in table.columns else None
    return (
        LogColumns(**names, row=row, day_order=day_order),
        tuple(chosen[role] for role in _ROLES if role in chosen),
    )


def require_column(columns: Sequence[str], name: str, role: str) -> None:
    """Raise UsageError where there is no such column, with the one that was probably meant."""
    if name not in columns:
        spelled = {column.lower(): column for column in reversed(columns)}
        meant = nearest(name, spelled)
        raise UsageError(
            f"{show(name)} (the column of the {role}) is not a column of this log"
            f"{did_you_mean(spelled[meant] if meant else None) or '.'}"
            f"{'' if meant else f' The columns are {listed([show(column) for column in columns], most=20)}.'}"
        )


def _propose(role: Role, name: str, cells: Sequence[object], table: ir.Table) -> ColumnProposal | None:
    certainty, reason = _judge_name(role, name)
    told = [cell for cell in cells if not is_missing(cell)]
    if not certainty or not told:
        return None
    if role in ("time", "start"):
        if not is_moment(table[name]):
            return None
        read = sum(1 for cell in told if not isinstance(cell, str) or _looks_like_time(cell)) / len(told)
        if read < _TIMES_AT_LEAST:
            return None
        reason += ", and its values are times"
    elif role == "lifecycle":
        steps = {str(cell).strip().lower() for cell in told}
        if START not in steps or not steps & {*COMPLETE}:
            return None
        reason += ", and its values tell start from complete"
    elif role == "group" and len(set(map(str, told))) < 2 <= len(told):
        certainty *= 0.5
        reason += ", but its values are all the same"
    return ColumnProposal(role, name, round(certainty, 2), reason)


def _judge_name(role: Role, name: str) -> tuple[float, str]:
    if name in XES_KEYS[role]:
        return 1 - 0.05 * XES_KEYS[role].index(name), f"`{name}` is a key of the XES standard"
    if name.startswith(CASE_PREFIX) and role != "case":
        return 0.0, ""
    spelled, names = spell_column(name), NAMES[role]
    if spelled in names:
        return 0.9 - 0.3 * names.index(spelled) / len(names), f"{show(name)} is a usual name for the {role}"
    words = spelled.split()
    if any(word in words for word in names if " " not in word):
        return 0.4, f"{show(name)} holds a usual word for the {role}"
    return 0.0, ""


def is_missing(cell: object) -> bool:
    """Tell whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in SENTINELS)


def _looks_like_time(cell: str) -> bool:
    text = cell.strip().upper().replace(",", ".")
    return re.search(ISO, text) is not None or re.search(TURNED, text) is not None
