"""Tables in columns of their own as a format: by a profile where there is one, else by a proposal that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sightline.document import Tree
from sightline.errors import InputError, Place
from sightline.formats.excel import is_own_workbook, read_own_grids
from sightline.formats.grid_reading import read_grids
from sightline.formats.grids import Grid
from sightline.formats.mapping.applying import apply_profile
from sightline.formats.mapping.proposal import propose
from sightline.formats.registry import detect_format
from sightline.formats.source import ReadOptions, Source, open_source
from sightline.phrases import listed

MAPPED: Final = ("excel", "tables")
"""The names of the formats whose columns may be the users' own."""
SURE: Final = 0.9
"""A proposal that is at least so certain is taken without asking."""


def read_mapped(source: Source, options: ReadOptions) -> Tree:
    """Read a workbook, a file of separated values, or a folder of both, as an organization in the shape of format 1.

    A workbook whose sheets are our own tables is read as these. Anything else is read by ``options.profile``, or by
    what its words and values say where that is sure. Raises InputError with every problem, or with the advice to
    confirm the columns where they are not sure.
    """
    grids = read_grids(source, options)
    if options.profile is None and is_own_workbook(grids):
        return read_own_grids(grids, name=source.name)
    return read_grids_mapped(grids, options, name=source.name)


def read_grids_mapped(grids: Sequence[Grid], options: ReadOptions, *, name: str) -> Tree:
    """Read grids by the profile of the options, or by a sure proposal; ``name`` is that of the file in messages."""
    if options.profile is not None:
        return apply_profile(grids, options.profile, options)
    proposal = propose(grids, options)
    if all(sheet.sheet.kind == "ignore" for sheet in proposal.sheets):
        reasons = dict.fromkeys(f"{sheet.grid.name}: {sheet.reason}" for sheet in proposal.sheets)
        raise InputError.of(f"nothing in it can be read as an organization ({listed(list(reasons), 3)})", Place(name))
    if proposal.certainty < SURE:
        raise InputError.of(
            "what these columns mean is not sure; `sightline import` shows how they would be read, asks, and keeps the"
            " answers as a profile",
            Place(name),
        )
    return apply_profile(grids, proposal.profile, options)


def read_foreign_grids(path: str, options: ReadOptions, *, format: str | None = None) -> tuple[Grid, ...] | None:
    """Read the grids of a file or folder whose columns are its own; None for one of any other format.

    Raises InputError and UsageError as reading does.
    """
    source = open_source(path, largest=options.limits.json_bytes)
    if detect_format(source, format).name not in MAPPED:
        return None
    grids = read_grids(source, options)
    return None if is_own_workbook(grids) else grids
