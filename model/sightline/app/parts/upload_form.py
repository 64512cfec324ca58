"""The form for files from a browser, and the sentence that says what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sightline.formats import Reading
from sightline.phrases import counted

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


def ask_for_files(*, key: str, customers_key: str) -> tuple[list[UploadedFile], tuple[str, ...]]:
    """Ask for files, and for the external customers that they may not name."""
    files = st.file_uploader(
        "One file (YAML, JSON, ArchiMate, BPMN, Backstage, a graph), or all CSV or Parquet tables of one organization",
        accept_multiple_files=True,
        key=key,
    )
    customers = st.text_input(
        "External customers, if the file does not say who they are",
        placeholder="Names or ids with commas between, for an ArchiMate model",
        key=customers_key,
    )
    return files, tuple(part.strip() for part in customers.split(",") if part.strip())


def spell_reading(reading: Reading) -> str:
    """Say what a file holds, and as which format it was read."""
    read = reading.organization
    return (
        f"{read.name}: {counted(len(read.elements), 'element')} and {counted(len(read.relations), 'relation')}, "
        f"read as {reading.format.title}."
    )
