"""References between the entities of a Backstage catalog, in all their spellings, and those that lead nowhere."""

from __future__ import annotations

import pytest

from sightline.document.limits import DEFAULT_LIMITS
from sightline.errors import InputError
from sightline.formats import backstage_rules as rules
from sightline.formats.backstage_catalog import make_key, read_catalog
from sightline.formats.backstage_refs import References, possible_keys, read_references
from sightline.formats.source import Source
from tests.formats.backstage_catalogs import entity


def references_of(*entities: str) -> References:
    return read_references(read_catalog(Source(None, "".join(entities).encode()), DEFAULT_LIMITS))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("support", "group:shop/support"),
        ("user:support", "user:shop/support"),
        ("default/support", "group:default/support"),
        ("component:default/Support", "component:default/support"),
        ("Group:Support", "group:shop/support"),
        (" group : default / support ", "group:default/support"),
        (":/support", "group:shop/support"),
        ("a:b:c", "a:shop/b:c"),
        ("", "group:shop/"),
    ],
)
def test_a_reference_is_completed_from_its_field_and_its_entity(text: str, key: str) -> None:
    assert [str(one) for one in possible_keys(text, kinds=("Group",), namespace="shop")] == [key]


def test_a_reference_without_a_kind_may_mean_each_kind_of_its_field() -> None:
    found = possible_keys("default/ledger", kinds=("Component", "Resource"), namespace="shop")
    assert [str(one) for one in found] == ["component:default/ledger", "resource:default/ledger"]
    assert make_key("API", "", "X") == make_key("api", "Default", "x")


@pytest.mark.parametrize("spelling", ["ledger", "component:ledger", "default/LEDGER", "Component:Default/ledger"])
def test_every_spelling_leads_to_the_same_entity(spelling: str) -> None:
    found = references_of(
        entity("Component", "Ledger"),
        entity("Component", "billing", f"{{dependsOn: ['{spelling}']}}"),
    ).found
    assert [(str(one.source.key), one.rule.field, one.target.name) for one in found] == [
        ("component:default/billing", "dependsOn", "Ledger")
    ]


def test_the_namespace_of_the_entity_is_meant_where_none_is_named() -> None:
    result = references_of(
        entity("Group", "desk", metadata=", namespace: Shop"),
        entity("Group", "desk"),
        entity("System", "till", "{owner: desk}", ", namespace: shop"),
        entity("System", "safe", "{owner: shop/desk}"),
        entity("System", "door", "{owner: desk}"),
    )
    assert {one.source.name: str(one.target.key) for one in result.found} == {
        "till": "group:shop/desk",
        "safe": "group:shop/desk",
        "door": "group:default/desk",
    }


def test_what_leads_nowhere_or_cannot_be_meant_is_counted_by_field_and_reason() -> None:
    result = references_of(
        entity("Group", "desk", "{parent: desk}"),
        entity("Location", "all", "{owner: desk}"),
        entity("Component", "till", "{owner: component:till, system: safe, dependsOn: [location:all, 'group:desk']}"),
        entity("API", "prices", "{owner: component:till, apiConsumedBy: ['component:till']}"),
    )
    assert result.left_out == {
        f"parent ({rules.ITSELF})": 1,
        f"owner ({rules.ITSELF})": 1,
        f"owner ({rules.WRONG_KIND})": 1,
        f"system ({rules.NOWHERE})": 1,
        f"dependsOn ({rules.WRONG_KIND})": 1,
        "apiConsumedBy (not read by Backstage either; `consumesApis` says it)": 1,
    }
    assert result.lost == ["component:default/till system `safe`"]
    assert result.unusual == ["component:default/till dependsOn `group:desk`"]
    assert result.by_field.total() == result.left_out.total() + len(result.found) == 7


def test_one_text_is_read_as_a_list_of_one_and_nothing_as_none() -> None:
    result = references_of(
        entity("API", "prices"),
        entity("Component", "till", "{consumesApis: prices, providesApis: null, dependsOn: []}"),
    )
    assert [(one.rule.field, one.place.line) for one in result.found] == [("consumesApis", 9)]


def test_references_that_are_no_text_are_told_at_once_with_their_places() -> None:
    with pytest.raises(InputError) as caught:
        references_of(entity("Component", "till", "{owner: 7, dependsOn: [{kind: API}, ~]}"))
    assert [str(problem) for problem in caught.value.problems] == [
        f"standard input:4:{column}: component:default/till: `{field}` names {found}; expected an entity such as"
        " `group:default/support`"
        for column, field, found in ((15, "owner", "`7`"), (30, "dependsOn", "a mapping"), (43, "dependsOn", "nothing"))
    ]
