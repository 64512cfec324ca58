"""How the tests draw sheets, apply a profile to them, and look at the organization that comes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError, Problem
from sightline.formats.grid_reading import read_grids
from sightline.formats.grids import Grid, GridCell
from sightline.formats.mapping.applying import apply_profile
from sightline.formats.mapping.profile import Profile, SheetKind, SheetProfile
from sightline.formats.source import ReadOptions, Source

Row = Sequence[GridCell]


def grid(name: str, *rows: Row) -> Grid:
    """Draw one sheet of a workbook."""
    return Grid(name, "acme.xlsx", [list(row) for row in rows], part=f"sheet {name}, ")


def sheet(match: str, kind: SheetKind, columns: dict[str, str], **more: Any) -> SheetProfile:  # noqa: ANN401 - any fact
    """Describe one sheet."""
    return SheetProfile(match=match, kind=kind, columns=columns, **more)


def apply(
    grids: Sequence[Grid],
    *sheets: SheetProfile,
    people: bool = False,
    customers: tuple[str, ...] = (),
    options: ReadOptions | None = None,
) -> tuple[Organization, Tree]:
    """Apply a profile, as far as the organization."""
    profile = Profile(sheets=sheets, people=people, customers=customers)
    tree = apply_profile(grids, profile, options or ReadOptions())
    return build_organization(tree), tree


def problems(grids: Sequence[Grid], *sheets: SheetProfile) -> list[Problem]:
    """List everything that is wrong."""
    with pytest.raises(InputError) as caught:
        apply(grids, *sheets)
    return list(caught.value.problems)


def relations(organization: Organization, kind: str | None = None) -> list[tuple[str, str, str]]:
    """List (supplier, kind, customer) of the relations, sorted; only those of a kind where one is given."""
    links = organization.relations
    return sorted((one.supplier, one.kind, one.customer) for one in links if kind in (None, one.kind))


def volumes(organization: Organization) -> dict[tuple[str, str], float]:
    """List the volume between each pair."""
    return {(one.supplier, one.customer): one.volume for one in organization.relations}


def kinds(organization: Organization) -> dict[str, str]:
    """List what each element is."""
    return {one.id: one.kind for one in organization.elements}


def wholes(organization: Organization) -> dict[str, str]:
    """List what each part is part of."""
    return {one.id: one.part_of for one in organization.elements if one.part_of}


def headcounts(organization: Organization) -> dict[str, float]:
    """List the headcounts that are said."""
    return {one.id: one.headcount for one in organization.elements if one.headcount is not None}


def left_out(tree: Tree) -> dict[str, int]:
    """Count what was left out, by reason."""
    assert tree.summary is not None
    return dict(tree.summary.left_out)


def told(tree: Tree) -> str:
    """Give all notices as one text."""
    return "\n".join(tree.notices)


def content_of(organization: Organization) -> tuple[object, ...]:
    """Give all that an organization says but where it comes from, whatever the order of its parts."""
    elements = sorted(one.model_dump_json(exclude={"source"}) for one in organization.elements)
    links = sorted(one.model_dump_json(exclude={"source"}) for one in organization.relations)
    return organization.name, elements, links


def grids_of(*paths: Path) -> list[Grid]:
    """Read the sheets of real files."""
    return [one for path in paths for one in read_grids(Source(path), ReadOptions())]
