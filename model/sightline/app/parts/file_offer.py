"""A file to take along: made when it is asked for, then offered until something else is shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Hashable, Mapping
from typing import Final

import streamlit as st

from sightline.app.plain import plain
from sightline.app.state import Session

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip file: the earliest that it can hold."""


def offer_file(
    user: Session,
    key: str,
    made_of: Hashable,
    make: Callable[[], bytes],
    *,
    file_name: str,
    mime: str,
    prepare: str = "Prepare",
    slot: str | None = None,
    on_save: Callable[[], None] | None = None,
) -> None:
    """Offer to make a file, and once it is made, to save it; ``made_of`` says everything that its content depends on.

    Two steps, for two reasons. A large file takes seconds, which nothing else on the page should wait for. And what a
    callable of a download button gives is forgotten after two runs of anybody's script, which under load is before the
    browser has fetched it (Streamlit 1.67); bytes that stand on the page stay as long as the page does.

    Offers of one ``slot`` keep one file between them. ``on_save`` is called when the user saves the file; everything is
    drawn anew then.
    """
    slot, place = slot or key, st.empty()
    if user.remembered.get(slot, (None,))[0] != made_of:
        if not place.button(plain(prepare), icon=":material/description:", key=f"{key}-prepare"):
            return
        with place, st.spinner("Preparing ..."):
            user.remember(slot, made_of, make)
    content = user.remember(slot, made_of, make)
    saved = place.download_button(
        f"Save, {tell_size(len(content))}",
        content,
        file_name,
        mime,
        icon=":material/download:",
        type="primary",
        on_click=on_save or "ignore",
        key=f"{key}-save",
    )
    if saved and on_save is not None:
        st.rerun()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Pack files into one zip file; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tell_size(size: int) -> str:
    """Spell the size of a file, given in bytes, for people: in whole kB below a megabyte (SI), else in MB."""
    return f"{max(round(size / 1e3), 1)} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"
