"""Backstage catalogs in other clothes, drawn at random, and broken byte by byte."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import build_organization
from sightline.errors import InputError
from sightline.formats import backstage_rules as rules
from sightline.formats.backstage import read_backstage
from sightline.formats.backstage_catalog import read_catalog
from sightline.formats.backstage_parts import Assembly
from sightline.formats.backstage_refs import read_references
from sightline.formats.source import ReadOptions, Source
from tests.formats.backstage_catalogs import (
    ROASTERY,
    left_out_of,
    read,
    without_sources,
)
from tests.formats.test_archimate import elements_of

# --- the same catalog in other clothes --------------------------------------------------------------------------

DOCUMENTS = [document for document in yaml.safe_load_all(ROASTERY) if document is not None]


def variants() -> list[bytes]:
    indented = yaml.safe_dump_all(DOCUMENTS, indent=7, width=40, explicit_end=True)
    as_json = "\n---\n".join(json.dumps(document) for document in DOCUMENTS)
    return [
        yaml.safe_dump_all(DOCUMENTS[::-1], sort_keys=True).encode(),
        yaml.safe_dump_all(DOCUMENTS, sort_keys=False, default_flow_style=True).encode("utf-16"),
        indented.encode("utf-8-sig"),
        as_json.replace("\n", "\r\n").encode(),
        ROASTERY.replace("Group", "GROUP").replace("owner: shop", "owner: group:default/shop").encode(),
    ]


@pytest.mark.parametrize("data", variants(), ids=["reordered", "flow", "indented", "json", "spelled"])
def test_order_indentation_encoding_and_spelling_change_nothing(data: bytes) -> None:
    expected, found = read(ROASTERY), read(data)
    assert without_sources(found.value) == without_sources(expected.value)
    assert list(elements_of(found)) == list(elements_of(expected))
    assert left_out_of(found) == left_out_of(expected)


# --- drawn catalogs ---------------------------------------------------------------------------------------------

NAMES = st.sampled_from(
    ["a", "b", "c", "client", "x/a", "user:b", "group:c", "component:default/a", "API:b", "nowhere"]
)
SPECS = st.dictionaries(
    st.sampled_from([rule.field for rule in rules.FIELD_RULES]), NAMES | st.lists(NAMES, max_size=3), max_size=4
)
ENTITIES = st.fixed_dictionaries(
    {
        "apiVersion": st.just("backstage.io/v1alpha1"),
        "kind": st.sampled_from([rule.kind for rule in rules.ENTITY_RULES]),
        "metadata": st.fixed_dictionaries(
            {"name": st.sampled_from(["a", "b", "c", "client"]), "namespace": st.sampled_from(["default", "x"])}
        ),
        "spec": SPECS,
    }
)


@settings(max_examples=150)
@given(entities=st.lists(ENTITIES, max_size=14), fine=st.booleans())
def test_any_catalog_is_valid_and_every_reference_is_used_or_counted(
    entities: list[dict[str, object]], fine: bool
) -> None:
    documents = ["# none", *(json.dumps(one) for one in entities)]
    source, options = Source(None, "\n---\n".join([*documents, ""]).encode()), ReadOptions(fine=fine)
    tree = read_backstage(source, options)
    assert tree.summary is not None
    organization = build_organization(tree)
    catalog = read_catalog(source, options.limits)
    references = read_references(catalog)
    assembly = Assembly(catalog, references, options)
    parts = assembly.parts.values()
    used = sum(part.part_of is not None and part.part_of is not part.owner for part in parts)
    used += sum(part.owner is not None for part in parts)
    used += sum(
        relation.field != "owner" for part in parts for some in part.relations.values() for relation in some.values()
    )
    assert references.by_field.total() == used + assembly.left_out.total()
    assert tree.summary.elements == len(entities)
    assert len(organization.elements) == len(assembly.parts)
    others = sum(count for reason, count in tree.summary.left_out.items() if reason.partition(" (")[0] in KINDS)
    assert len(entities) == len(assembly.parts) + others


KINDS = {rule.kind for rule in rules.ENTITY_RULES}


@settings(max_examples=200)
@given(at=st.integers(0, len(ROASTERY) - 1), cut=st.integers(0, 12), put=st.binary(max_size=6))
def test_broken_bytes_are_an_input_error_or_a_valid_organization(at: int, cut: int, put: bytes) -> None:
    data = ROASTERY.encode()
    try:
        tree = read(data[:at] + put + data[at + cut :])
    except InputError:
        return
    build_organization(tree)
