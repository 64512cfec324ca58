"""The form for files from a browser: what they are, what their columns mean where that is asked, what was read."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import streamlit as st

from sightline.app.blocks import note, tell_problems
from sightline.app.opening import Tables, read_upload
from sightline.app.parts.mapping_form import ask_for_profile
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.errors import SightlineError
from sightline.formats import Reading
from sightline.phrases import clean, counted, cut


@dataclass(frozen=True, slots=True)
class Upload:
    """What was uploaded and read; ``key`` is another for other files or other answers, ``name`` is for sentences."""

    reading: Reading
    name: str
    key: Hashable


def ask_for_upload(user: Session, *, key: str, customers_key: str) -> Upload | None:
    """Ask for files and for what they leave open, and read them; None as long as nothing can be read."""
    files = st.file_uploader(
        "One file (YAML, JSON, Excel, CSV, ArchiMate, BPMN, Backstage, a graph), or all tables of one organization",
        accept_multiple_files=True,
        key=key,
    )
    named = st.text_input(
        "External customers, if the file does not say who they are",
        placeholder="Names or ids with commas between, for an ArchiMate model",
        key=customers_key,
    )
    customers = tuple(part.strip() for part in named.split(",") if part.strip())
    if not files:
        return None
    asked: Hashable = (tuple(file.file_id for file in files), customers)
    name = cut(clean(files[0].name), 60) if len(files) == 1 else counted(len(files), "file")
    try:
        found = user.remember(key, asked, lambda: read_upload([(one.name, one.getvalue()) for one in files], customers))
        if isinstance(found, Tables):
            profile = ask_for_profile(found.proposal, key=f"{key}-{len(files)}-{files[0].file_id}")
            if profile is None:
                return None
            asked = (asked, profile.model_dump_json())
            tables = found
            found = user.remember(f"{key}-mapped", asked, lambda: tables.read(profile))
    except SightlineError as error:
        tell_problems(error)
        return None
    return Upload(found, name, asked)


def tell_reading(reading: Reading) -> None:
    """Say what a file holds, as which format it was read, and what was left out."""
    read = reading.organization
    held = f"{read.name}: {counted(len(read.elements), 'element')} and {counted(len(read.relations), 'relation')}"
    how = "as these columns say" if reading.format.name == "tables" else f"as {reading.format.title}"
    st.success(plain(f"{held}, read {how}."))
    note(*reading.notices)
