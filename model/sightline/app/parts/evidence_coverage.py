"""How much of each unit somebody has looked at, and what to look at next."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from sightline.analyzers.grouping import nearest_team
from sightline.app.blocks import current_ink, draw, note
from sightline.app.model import Model
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.phrases import listed
from sightline.pictures.coverage_bars import Covered, coverage_bars
from sightline.report import explaining

NAMED: Final = 8
_NO_UNIT: Final = -1


def show_coverage(user: Session) -> None:
    """Show the effort of each unit that is looked at, and the one finding that says where that is too little."""
    model = user.open_model
    units = model.recall("evidence-units", lambda: cover_units(model))
    if any(one.effort > 0 for one in units):
        picture = coverage_bars(units, current_ink())
        draw(picture, key=f"evidence-{user.generation}-coverage", explanation=explaining.of_coverage(model.analysis))
    note(
        "Looked at: an obstacle is recorded there, or somebody marked it as assessed. Bars are as long as the effort of"
        " the unit; the figure beside each says how much of it is looked at all the way."
    )
    row = model.snapshot.network.elements.row
    for finding in model.analysis.coverage.findings:
        named = listed([model.names.element(row[one]) for one in finding.elements], NAMED)
        said = f"{finding.why} {finding.action}" + (f" These are {named}." if finding.elements else "")
        st.info(plain(said.replace("`", "")), icon=":material/search:")


def cover_units(model: Model) -> tuple[Covered, ...]:
    """Split the effort of each unit by what is looked at, that with most unknown effort first.

    The unit of an element is the nearest team above it, else the team that it is itself.
    """
    network, found = model.snapshot.network, model.analysis.coverage
    elements, team = network.elements, nearest_team(network)
    if not len(elements):
        return ()
    above = np.where(elements.parent >= 0, team[elements.parent], _NO_UNIT)
    unit = np.where(above >= 0, above, team)
    inside = ~elements.is_customer & ~network.containers
    units = []
    for row in np.unique(unit[inside]).tolist():
        here = inside & (unit == row)
        parts = (found.lines, found.elements & ~found.lines, ~found.elements & ~found.lines)
        line, only, unknown = (float(elements.effort[here & part].sum()) for part in parts)
        identifier = str(elements.ids[row]) if row != _NO_UNIT else ""
        name = model.names.element(row).replace("`", "") if row != _NO_UNIT else "Outside all teams"
        units.append(Covered(identifier, name, line, only, unknown))
    return tuple(sorted(units, key=lambda one: (-one.unknown, -one.effort, one.id)))
