"""How the tests of graph formats read a text and look at what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError
from sightline.formats.source import ReadOptions, Source

Reader = Callable[[Source, ReadOptions], Tree]


def source_of(content: str | bytes) -> Source:
    """Make a source of a text."""
    return Source(None, content if isinstance(content, bytes) else content.encode())


def read(reader: Reader, content: str | bytes | Path, **options: object) -> tuple[Organization, Tree]:
    """Read a text, or a file, as far as the organization."""
    source = Source(content) if isinstance(content, Path) else source_of(content)
    tree = reader(source, ReadOptions(**options))  # type: ignore[arg-type]
    return build_organization(tree), tree


def relations(organization: Organization) -> list[tuple[str, str, str, float]]:
    """List (supplier, kind, customer, volume) of every relation, sorted."""
    return sorted((one.supplier, one.kind, one.customer, one.volume) for one in organization.relations)


def wholes(organization: Organization) -> dict[str, str]:
    """List what each part is part of."""
    return {one.id: one.part_of for one in organization.elements if one.part_of}


def content_of(organization: Organization) -> tuple[object, ...]:
    """Give all that an organization says, whatever the order of its parts and its file."""
    elements = sorted(one.model_dump_json(exclude={"source"}) for one in organization.elements)
    links = sorted(one.model_dump_json(exclude={"source"}) for one in organization.relations)
    return organization.name, organization.description, elements, links


def problems(reader: Reader, content: str | bytes, **options: object) -> list[tuple[int | None, str]]:
    """List line and message of everything that is wrong."""
    with pytest.raises(InputError) as caught:
        read(reader, content, **options)
    return [(problem.place.line, problem.message) for problem in caught.value.problems]


def left_out(tree: Tree) -> Mapping[str, int]:
    """Count what was left out, by reason."""
    assert tree.summary is not None
    return tree.summary.left_out


def changed(draw: st.DataObject, content: bytes) -> bytes:
    """Damage a file in a few places."""
    damaged = bytearray(content)
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(damaged) - 1))
        length = draw.draw(st.integers(0, 20))
        damaged[at : at + length] = draw.draw(st.binary(max_size=6) | st.just(content[at // 2 : at // 2 + 30]))
        if not damaged:
            return b"x"
    return bytes(damaged)


def survives(reader: Reader, content: bytes) -> None:
    """Read what may be broken: it is an organization, or an error of ours in which every problem is a sentence."""
    try:
        organization, tree = read(reader, content)
    except InputError as error:
        messages = [problem.message for problem in error.problems] or [""]
    else:
        assert tree.summary is not None
        messages = ["read"] if len(organization.elements) == tree.summary.elements else [""]
    assert all(messages)
