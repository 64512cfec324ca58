"""The model as files: an upload with a preview of what it would change, and a download in every format."""

from __future__ import annotations

import tempfile
from collections.abc import Hashable
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from sightline.app.blocks import note
from sightline.app.parts.data_comparing import compare
from sightline.app.parts.file_offer import offer_file, pack
from sightline.app.parts.upload_form import ask_for_upload, tell_reading
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.document import Organization
from sightline.formats import FORMATS, Format, Reading, write_organization
from sightline.formats.identifiers import slug
from sightline.phrases import clean, cut, listed

NAMED: Final = 5


def show_upload(user: Session) -> None:
    """Let the user upload a file, see what it would change, and put it in place of the model."""
    key = f"data-{user.generation}-{len(user.done)}-upload"
    upload = ask_for_upload(user, key=key, customers_key=f"{key}-customers")
    if upload is None:
        return
    reading = upload.reading
    _show_preview(user, reading, key, upload.key)
    if reading.organization != user.open_model.organization and st.button(
        "Replace the model", type="primary", key=f"{key}-replace", help="As one edit, which can be undone."
    ):
        user.edit(reading.organization, f"Replace the model by {upload.name}")
        st.rerun()


def _show_preview(user: Session, reading: Reading, key: str, uploaded: Hashable) -> None:
    after = reading.organization
    tell_reading(reading)
    before = user.open_model.organization
    found = [one for one in user.open_model.recall(("data-compared", uploaded), lambda: compare(before, after)) if one]
    if not found:
        st.caption("It says the same as the model.")
        return
    st.dataframe(
        [
            {
                "": one.noun,
                "Added": len(one.added),
                "Removed": len(one.removed),
                "Changed": len(one.changed),
                "Such as": listed([cut(clean(name), 40) for name in (*one.added, *one.removed, *one.changed)], NAMED),
            }
            for one in found
        ],
        hide_index=True,
        key=f"{key}-preview",
    )


def show_download(user: Session) -> None:
    """Offer the model in every format that can be written; whoever downloads it has saved it."""
    organization = user.open_model.organization
    stem = slug(organization.name) or "organization"
    for known in FORMATS:
        if known.write is not None:
            suffix = known.suffixes[0] if known.suffixes else ".zip"
            with st.container(horizontal=True, vertical_alignment="center", border=True):
                st.markdown(f"**{plain(known.title)}**" + ("" if known.suffixes else ", as a zip file"))
                st.space("stretch")
                offer_file(
                    user,
                    f"data-{user.generation}-download-{known.name}",
                    (user.open_model, known.name),
                    partial(spell, organization, known),
                    file_name=f"{stem}{'' if known.suffixes else '-' + known.name}{suffix}",
                    mime="application/octet-stream",
                    slot="data-download",
                    on_save=user.mark_saved,
                )
    note("Every format holds the whole model. No cell of a CSV file can run as a formula in a spreadsheet.")


def spell(organization: Organization, known: Format) -> bytes:
    """Write an organization in a format, as the bytes of one file: a folder becomes a zip file."""
    with tempfile.TemporaryDirectory(prefix="sightline-download-") as folder:
        target = Path(folder) / f"organization{known.suffixes[0] if known.suffixes else ''}"
        write_organization(organization, target, format=known.name)
        if target.is_file():
            return target.read_bytes()
        return pack({file.name: file.read_bytes() for file in sorted(target.iterdir())})
