"""The register of obstacles: what of each is known, by whom it was seen, how long ago, and what to doubt."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, cast

import streamlit as st

from sightline.app.blocks import empty, note
from sightline.app.model import Model
from sightline.app.parts.hotspot_evidence import show_obstacle
from sightline.app.parts.hotspot_places import name_of
from sightline.app.parts.line_tables import share_column
from sightline.app.parts.obstacle_evidence import record_of
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.document import Obstacle
from sightline.evidence.pooling import HALF_LIFE
from sightline.phrases import clean, counted, cut, listed, percent

MOST_ROWS: Final = 1_000
_CONTESTED: Final = "Contested:"
"""How the evidence begins with which the answers of a survey contest an obstacle."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One obstacle of the register: its row in the arrays, its record, its newest evidence, what it is counted under.

    ``age`` is in days on the day of the model, None where either has no date.
    """

    row: int
    record: Obstacle
    newest: datetime.date | None
    age: int | None
    is_surveyed_only: bool

    @property
    def is_old(self) -> bool:
        """Whether its newest evidence counts half or less beside new answers."""
        return self.age is not None and self.age > HALF_LIFE


_STATES: Final[Mapping[str, tuple[str, Callable[[Entry], bool]]]] = {
    "confirmed": ("confirmed", lambda one: one.record.status == "confirmed"),
    "suspected": ("suspected", lambda one: one.record.status == "suspected"),
    "accepted": ("accepted", lambda one: one.record.status == "accepted"),
    "in-work": ("in work", lambda one: one.record.status == "in-work"),
    "removed": ("removed", lambda one: one.record.status == "removed"),
    "unsaid": ("without a status", lambda one: one.record.status is None),
}
_DOUBTS: Final[Mapping[str, tuple[str, Callable[[Entry], bool]]]] = {
    "contested": ("contested", lambda one: is_contested(one.record)),
    "bare": ("without evidence", lambda one: not one.record.evidence),
    "old": ("with evidence older than 12 months", lambda one: one.is_old),
    "undated": ("with undated evidence", lambda one: bool(one.record.evidence) and one.newest is None),
    "surveyed": ("known from surveys only", lambda one: one.is_surveyed_only),
}
"""What an obstacle is counted under, each with the words for it: one status, and any number of doubts."""


def is_contested(record: Obstacle) -> bool:
    """Tell whether the last that was recorded of an obstacle contradicts what was known before."""
    return bool(record.evidence) and record.evidence[-1].text.startswith(_CONTESTED)


def list_entries(model: Model) -> tuple[Entry, ...]:
    """List the obstacles of a model, those that gain most first."""
    surveyed, today = set(model.analysis.knowledge.surveyed.tolist()), model.organization.as_of
    found = []
    for row in model.analysis.occlusion.hotspots.tolist():
        record = record_of(model, row)
        newest = max((piece.date for piece in record.evidence if piece.date is not None), default=None)
        age = (today - newest).days if today is not None and newest is not None else None
        found.append(Entry(row, record, newest, age, row in surveyed))
    return tuple(found)


def say_register(entries: Sequence[Entry]) -> str:
    """Say how many obstacles there are by status, and how many are to be doubted on which ground."""
    if not entries:
        return "No obstacle is recorded; that is not the same as nothing being in the way."
    states, doubts = (
        listed([f"{'all' if number == len(entries) > 1 else f'{number:,}'} {words}" for words, number in found])
        for found in (_count(_STATES, entries).values(), _count(_DOUBTS, entries).values())
    )
    said = f"{counted(len(entries), 'obstacle is', 'obstacles are')} recorded: {states}."
    return f"{said} Worth a second look: {doubts}." if _count(_DOUBTS, entries) else said


def show_register(user: Session) -> None:
    """Show the obstacles of one status or doubt as a table, and the chosen one in full."""
    model = user.open_model
    entries = model.recall("evidence-entries", lambda: list_entries(model))
    if not entries:
        empty(
            "Nothing to list yet",
            "Record what stands in the way on the page Data, or ask the people who know.",
            action="Go to Data",
            key="evidence-register-data",
            do=lambda: go_to(user, "data"),
        )
        return
    shown = _choose_state(user, entries)
    chosen = _choose_entry(user, shown)
    if len(shown) > MOST_ROWS:
        note(f"The first {MOST_ROWS:,} of {len(shown):,}; the page Data has all.")
    if model.organization.as_of is None:
        note("The model has no date, so nothing is said of how old its evidence is.")
    with st.container(border=True):
        st.markdown(f"**{plain(name_of(model, chosen.row))}**")
        note(*_doubts_of(chosen))
        show_obstacle(user, chosen.row, f"evidence-{user.generation}-{len(user.done)}")


def _count(
    words: Mapping[str, tuple[str, Callable[[Entry], bool]]], entries: Sequence[Entry]
) -> dict[str, tuple[str, int]]:
    """Count entries by what they are counted under; what none is, is left out."""
    found = Counter(name for one in entries for name, (_, holds) in words.items() if holds(one))
    return {name: (text, found[name]) for name, (text, _) in words.items() if found[name]}


def _choose_state(user: Session, entries: Sequence[Entry]) -> Sequence[Entry]:
    counts = _count(_STATES, entries) | _count(_DOUBTS, entries)
    kept = next(iter(user.choice("evidence-state")), None)
    state = st.pills(
        "Show only",
        list(counts),
        default=kept if kept in counts else None,
        format_func=lambda one: f"{counts[one][0].capitalize()} {counts[one][1]:,}",
        key=f"evidence-{user.generation}-{len(user.done)}-state",
    )
    user.choose("evidence-state", [state] if state else [])
    if state is None:
        return entries
    _, holds = dict(chain(_STATES.items(), _DOUBTS.items()))[state]
    return [one for one in entries if holds(one)]


def _choose_entry(user: Session, entries: Sequence[Entry]) -> Entry:
    """Show the register as a table, one row of which is chosen; the one chosen on any page, else the first."""
    model, shown = user.open_model, entries[:MOST_ROWS]
    ids = [str(model.snapshot.network.obstacles.ids[one.row]) for one in shown]
    kept = next(iter(user.choice("obstacle")), "")
    at = ids.index(kept) if kept in ids else 0
    state: Any = st.dataframe(
        _without_empty([_record(model, one) for one in shown]),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [at]}},
        key=f"evidence-{user.generation}-{len(user.done)}-register-{(*user.choice('evidence-state'), '')[0]}",
        alt="The obstacles, those that gain most first",
        column_config={
            "Obstacle": st.column_config.TextColumn(width=330),
            "Severity": share_column(),
            "Evidence": st.column_config.NumberColumn(width="small", help="Pieces of evidence"),
        },
    )
    rows = cast("Sequence[int]", state["selection"]["rows"])
    at = min(rows[0], len(shown) - 1) if rows else at
    user.choose("obstacle", [ids[at]])
    return shown[at]


def _record(model: Model, one: Entry) -> dict[str, object]:
    cost, record = model.analysis.occlusion.obstacles, one.record
    return {
        "Obstacle": name_of(model, one.row),
        "Status": (record.status or "").replace("-", " "),
        "Severity": 100 * record.severity,
        "Worth a second look": ", ".join(words for words, holds in _DOUBTS.values() if holds(one)),
        "Evidence": len(record.evidence),
        "Known from": ", ".join(dict.fromkeys(cut(clean(piece.type), 30) for piece in record.evidence if piece.type)),
        "Newest": str(one.newest or ""),
        "90 % interval": f"{percent(record.low)} to {percent(record.high)}"
        if record.low is not None and record.high is not None
        else "",
        "Gain": percent(float(cost.gain[one.row]), 1),
        "Blocked": percent(float(cost.blocked[one.row]), 1),
    }


def _without_empty(records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Leave out the columns in which no record has anything."""
    filled = {name for one in records for name, value in one.items() if value != ""}
    return [{name: value for name, value in one.items() if name in filled} for one in records]


def _doubts_of(one: Entry) -> list[str]:
    """Say in sentences what is to be doubted about one obstacle."""
    said = []
    if is_contested(one.record):
        said.append("Answers and the other evidence are too far apart to be put together: look again.")
    if one.is_old and one.age is not None:
        said.append(f"Its newest evidence is {round(one.age / 30.4):,} months older than the model.")
    if one.is_surveyed_only:
        said.append("All that is known of it is what people answered: look for a second kind of evidence.")
    return said
