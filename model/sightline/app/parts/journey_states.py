"""The dates of a journey: files that the user uploads, each a state of its own, and the model that is open."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import streamlit as st

from sightline.app.blocks import tell_problems
from sightline.app.opening import Tables, read_upload
from sightline.app.state import Session
from sightline.errors import InputError, Problem, SightlineError, UsageError
from sightline.studies.journey_folder import Dated, date_of, in_order


@dataclass(frozen=True, slots=True)
class States:
    """The states of a journey, the earliest first; ``key`` is another for other files or another date."""

    dated: tuple[Dated, ...]
    key: Hashable


def ask_for_states(user: Session, key: str) -> States | None:
    """Ask for the files of other dates, and whether the open model is one of them; None where they cannot be read."""
    files = st.file_uploader(
        "The organization at other dates, one file for each (YAML, JSON, Excel, a graph)",
        accept_multiple_files=True,
        key=f"{key}-files",
        help="The date is what a file says (as_of), else what its name says, such as 2026-01-31.yaml.",
    )
    model = user.open_model
    own = model.organization.as_of
    left, right = st.columns(2, vertical_alignment="bottom")
    joins = left.toggle("The model that is open is one of the dates", value=True, key=f"{key}-joins")
    if joins and own is None:
        own = right.date_input("Its date", value="today", key=f"{key}-date")
    asked: Hashable = (tuple(one.file_id for one in files), joins, own, id(model))
    try:
        read = user.remember(f"{key}-files", asked, lambda: _read([(one.name, one.getvalue()) for one in files]))
        mine = [Dated(own, "the model that is open", model.organization)] if joins and own is not None else []
        return States(in_order([*read, *mine]), asked)
    except SightlineError as error:
        tell_problems(error, lead="These files do not make a journey.")
        return None


def _read(files: list[tuple[str, bytes]]) -> list[Dated]:
    """Read each file as a state; raises InputError with what is wrong with any of them."""
    found: list[Dated] = []
    problems: list[Problem] = []
    for name, data in files:
        try:
            reading = read_upload([(name, data)])
            if isinstance(reading, Tables):
                raise UsageError(f"{name} has columns of its own: open it on the page Open, and save it as a model")
            found.append(date_of(reading.organization, name, reading.notices))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found
