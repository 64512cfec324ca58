"""The Backstage importer: small catalogs by hand, and the real one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import cast

import pytest

from sightline.document import build_organization
from sightline.document.limits import DEFAULT_LIMITS
from sightline.document.tree import Tree
from sightline.errors import Place, UsageError
from sightline.formats import backstage_rules as rules
from sightline.formats.backstage import read_backstage
from sightline.formats.backstage_catalog import read_catalog
from sightline.formats.source import ReadOptions, Source
from tests.formats.backstage_catalogs import (
    ROASTERY,
    entity,
    left_out_of,
    read,
    relations_of,
)
from tests.formats.test_archimate import Entry, elements_of, wholes_of
from tests.shared_data import shared_data

# --- a small catalog --------------------------------------------------------------------------------------------


def test_a_catalog_becomes_an_organization() -> None:
    tree = read(ROASTERY)
    assert {id_: kind for id_, (kind, _) in elements_of(tree).items()} == {
        **dict.fromkeys(("roastery", "shop", "logistics"), "team"),
        **dict.fromkeys(("selling", "checkout", "storefront", "warehouse", "scanner"), "system"),
        **dict.fromkeys(("stock", "parcels", "baskets"), "system"),
    }
    assert wholes_of(tree) == {
        "shop": "roastery",
        "logistics": "roastery",
        "selling": "roastery",
        "checkout": "selling",
        "storefront": "checkout",
        "warehouse": "logistics",
        "stock": "logistics",
        "parcels": "logistics",
        "baskets": "shop",
    }
    organization = build_organization(tree)
    assert (organization.name, len(organization.elements)) == ("Hill Roastery", 11)


def test_work_points_from_the_supplier_to_the_customer() -> None:
    assert relations_of(read(ROASTERY)) == {
        ("warehouse", "supports", "stock"),
        ("warehouse", "supports", "parcels"),
        ("scanner", "supports", "warehouse"),
        ("stock", "serves", "storefront"),
        ("parcels", "serves", "storefront"),
        ("baskets", "serves", "storefront"),
        ("scanner", "serves", "storefront"),
        ("logistics", "serves", "shop"),
    }


@pytest.mark.parametrize(
    ("field", "kind", "expected"),
    [
        ("consumesApis", "API", ("b", "serves", "a")),
        ("providesApis", "API", ("a", "supports", "b")),
        ("dependsOn", "Resource", ("b", "serves", "a")),
        ("dependsOn", "Component", ("b", "serves", "a")),
        ("dependencyOf", "Component", ("a", "serves", "b")),
        ("subcomponentOf", "Component", ("a", "supports", "b")),
    ],
)
def test_the_direction_of_every_field(field: str, kind: str, expected: tuple[str, str, str]) -> None:
    tree = read(entity("Component", "a", f"{{{field}: b}}") + entity(kind, "b"))
    assert relations_of(tree) == {expected}
    (entry,) = (entry for _, entry in elements_of(tree).values() if expected[1] in entry)
    assert entry[expected[1]] == [
        {"to": expected[2], "tags": [f"backstage:{field}"], "source": {"file": "standard input", "place": "line 4"}}
    ]


def test_every_rule_of_work_has_its_direction_tested() -> None:
    working = {rule.field for rule in rules.FIELD_RULES if rule.becomes not in {None, *rules.STRUCTURE}}
    assert working == {"consumesApis", "providesApis", "dependsOn", "dependencyOf", "subcomponentOf"}


def test_names_descriptions_tags_and_sources_are_kept() -> None:
    elements = elements_of(read(ROASTERY))
    assert elements["shop"][1]["name"] == "Online shop"
    storefront = elements["storefront"][1]
    assert storefront["description"] == "Where one buys."
    assert storefront["accountable"] == "shop"
    assert storefront["tags"] == ["backstage:Component", "type:website", "go", "web"]
    assert storefront["source"] == {"file": "standard input", "place": "line 36"}


def test_everything_has_its_line() -> None:
    tree = read(ROASTERY)
    assert tree.place(("systems", "storefront", "name")) == Place(
        "standard input", 36, 1, "component:default/storefront"
    )
    assert tree.place(("systems", "storefront", "part_of")).line == 39
    assert tree.place(("systems", "stock", "serves", 0)) == Place(
        "standard input", 39, 69, "component:default/storefront"
    )


def test_the_notices_say_what_was_read_and_left_out() -> None:
    tree = read(ROASTERY)
    assert tree.summary is not None
    assert (tree.summary.version, tree.summary.elements, tree.summary.relations) == ("v1alpha1", 13, 24)
    assert tree.summary.left_out == {
        "User (single persons are read only where asked, and else counted as headcount)": 2,
        f"memberOf ({rules.HEADCOUNT})": 2,
        f"memberOf ({rules.SECOND_WHOLE})": 1,
        f"children ({rules.AGAIN})": 1,
        f"dependencyOf ({rules.AGAIN})": 1,
        f"owner ({rules.NO_SINGLE_GROUP})": 1,
    }
    assert tree.notices[0].startswith("Read 13 entities (3 Component, 3 Group, 2 API, 2 User, ")
    assert tree.notices[1].startswith("Left out: 2 User (single persons")
    assert tree.notices[2] == "1 owner is a single person; the one group of each answers in their place."
    assert tree.notices[3].startswith("Added 1 relation from owners to owners")
    assert "Name one with --customer NAME." in tree.notices[-1]


def test_texts_too_long_for_format_1_are_cut_and_told() -> None:
    tree = read(ROASTERY.replace("Where one buys.", "x" * 30_000).replace("Online shop", "y" * 600))
    assert "2 texts longer than format 1 allows had to be cut." in tree.notices
    assert build_organization(tree).elements


# --- groups, persons, owners ------------------------------------------------------------------------------------


def test_the_group_tree_may_be_said_from_either_side() -> None:
    from_below = read(entity("Group", "a") + entity("Group", "b", "{parent: a}"))
    from_above = read(entity("Group", "a", "{children: [b]}") + entity("Group", "b"))
    assert wholes_of(from_below) == wholes_of(from_above) == {"b": "a"}


def test_where_the_two_sides_differ_the_childs_own_word_counts_and_it_is_told() -> None:
    groups = entity("Group", "a") + entity("Group", "b", "{children: [c]}") + entity("Group", "c", "{parent: a}")
    tree = read(groups)
    assert wholes_of(tree) == {"c": "a"}
    assert left_out_of(tree) == {f"children ({rules.OTHER_PARENT})": 1}
    assert any("two parents" in notice and "c (parent a, child of b)" in notice for notice in tree.notices)


def test_a_circle_of_parents_is_opened_and_told() -> None:
    tree = read("".join(entity("Group", name, f"{{parent: {parent}}}") for name, parent in ("ab", "bc", "ca", "dc")))
    assert wholes_of(tree) == {"b": "c", "c": "a", "d": "c"}
    assert left_out_of(tree) == {rules.CIRCLE: 1}
    build_organization(tree)


def test_single_persons_are_only_counted_unless_they_are_asked_for() -> None:
    coarse, fine = read(ROASTERY), read(ROASTERY, fine=True)
    assert "people" not in cast("Entry", coarse.value)
    assert elements_of(coarse)["shop"][1]["headcount"] == 2
    assert not {"Rita", "okoro", "lind"} & set(json.dumps(coarse.value).replace(".", " ").split())
    assert elements_of(fine)["r-okoro"] == (
        "person",
        {
            "name": "Rita Okoro",
            "part_of": "shop",
            "tags": ["backstage:User"],
            "source": {"file": "standard input", "place": "line 16"},
        },
    )
    assert "headcount" not in elements_of(fine)["shop"][1]
    assert elements_of(fine)["scanner"][1]["accountable"] == "t-lind"
    assert {coarse_effort(tree) for tree in (coarse, fine)} == {3.0}


def coarse_effort(tree: Tree) -> float:
    """Count one for each person and each team without known people in it."""
    elements = elements_of(tree)
    inside = {
        entry["part_of"] for kind, entry in elements.values() if kind in {"team", "person"} and "part_of" in entry
    }
    return sum(
        float(cast("int", entry.get("headcount", 1)))
        for id_, (kind, entry) in elements.items()
        if kind == "person" or (kind == "team" and id_ not in inside)
    )


def test_a_group_counts_its_own_persons_and_those_of_the_groups_inside() -> None:
    users = "".join(entity("User", f"u{at}", f"{{memberOf: [{group}]}}") for at, group in enumerate("abbc"))
    groups = (
        entity("Group", "b", "{parent: a}") + entity("Group", "c", "{parent: a}") + entity("Group", "d", "{parent: c}")
    )
    elements = elements_of(read(users + groups + entity("Group", "a", "{members: [u0, u1]}")))
    headcounts = {id_: entry.get("headcount") for id_, (_, entry) in elements.items()}
    assert headcounts == {"a": 5, "b": 2, "c": 2, "d": None}


def test_owners_serve_each_other_as_often_as_their_software_does() -> None:
    (relation,) = cast("list[Entry]", elements_of(read(ROASTERY))["logistics"][1]["serves"])
    assert (relation["to"], relation["volume"], relation["tags"]) == ("shop", 2, ["backstage:owner"])


# --- customers --------------------------------------------------------------------------------------------------


def test_a_customer_may_be_named_by_title_reference_or_id() -> None:
    for name in ("storefront", "component:default/storefront", "Component:Storefront"):
        tree = read(ROASTERY, customers=(name,))
        assert [id_ for id_, (kind, _) in elements_of(tree).items() if kind == "customer"] == ["storefront"]
        assert ("logistics", "serves", "storefront") in relations_of(tree)
        assert ("stock", "serves", "storefront") in relations_of(tree)
        build_organization(tree)
    with pytest.raises(UsageError, match="Did you mean `storefront`"):
        read(ROASTERY, customers=("storefrnt",))


@pytest.mark.parametrize("group", [("buyers", "{}"), ("hotels", "{type: customer}")])
def test_a_group_named_or_typed_like_a_customer_is_one(group: tuple[str, str]) -> None:
    text = entity("Group", *group) + entity("Component", "shop", f"{{dependencyOf: ['group:{group[0]}']}}")
    tree = read(text)
    assert elements_of(tree)[group[0]][0] == "customer"
    assert "by their names or types" in tree.notices[-1]
    assert elements_of(read(text, customers=("shop",)))[group[0]][0] == "team"


def test_what_a_customer_cannot_have_is_left_out_and_told() -> None:
    text = (
        entity("Group", "buyers", "{parent: all}")
        + entity("Group", "all", "{}")
        + entity("User", "u", "{memberOf: buyers}")
        + entity("Component", "app", "{owner: buyers, dependsOn: ['group:buyers']}")
    )
    tree = read(text)
    assert dict(left_out_of(tree)) == {
        "User (single persons are read only where asked, and else counted as headcount)": 1,
        f"parent ({rules.WITH_CUSTOMER})": 1,
        f"memberOf ({rules.WITH_CUSTOMER})": 1,
        f"owner ({rules.WITH_CUSTOMER})": 1,
        f"dependsOn ({rules.LEAVES_CUSTOMER})": 1,
    }
    build_organization(tree)


# --- the real catalog -------------------------------------------------------------------------------------------


def test_the_real_catalog_has_the_counts_of_another_programs_making() -> None:
    folder = shared_data("05_backstage_acme")
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))["dev/05_backstage_acme"]
    tree = read_backstage(Source(folder), ReadOptions())
    assert tree.summary is not None
    kinds = Counter(rules.ENTITY_KINDS[key.kind].kind for key in read_catalog(Source(folder), DEFAULT_LIMITS).entities)
    assert (tree.summary.elements, dict(kinds)) == (expected["entities"], expected["kinds"])
    # What no catalog reads is not in the other program's counts.
    assert tree.summary.by_type == {**expected["reference_counts"], "apiConsumedBy": 1}
    assert not any(rules.NOWHERE in reason for reason in tree.summary.left_out)
    assert sum("component:default/www-artist consumesApis" in notice for notice in tree.notices) == 1
    assert left_out_of(tree)[f"children ({rules.AGAIN})"] == 7
    assert len(build_organization(tree).elements) == 64 - 17 - 8


def test_the_real_catalog_points_the_right_way() -> None:
    tree = read_backstage(Source(shared_data("05_backstage_acme")), ReadOptions(customers=("www-artist",), fine=True))
    found = relations_of(tree)
    assert {
        ("artists-db", "serves", "artist-lookup"),
        ("artist-lookup", "serves", "www-artist"),
        ("wayback-archive-component", "supports", "wayback-archive-api"),
        ("wayback-archive-api", "serves", "wayback-search-component"),
        ("wayback-archive-ingestion", "supports", "wayback-archive-component"),
        ("team-d", "serves", "team-a"),
        ("team-a", "serves", "www-artist"),
    } <= found
    assert len(found) == 12
    assert wholes_of(tree)["team-a"] == "backstage"
    assert elements_of(tree)["searcher"][1]["accountable"] == "guest"
    assert len(cast("Mapping[str, Entry]", tree.value)["people"]) == 17
