"""A key is stable, it only grows, and its made-up names tell nothing."""

from __future__ import annotations

import pytest

from sightline.document import Organization, Tree, build_organization
from sightline.errors import UsageError
from sightline.redaction.key import Key, as_name
from sightline.redaction.redacting import redact, restore
from tests.organizations import worked_example
from tests.redaction.canaries import build, make_organization


def with_teams(*names: str) -> Organization:
    """Build an organization of these teams, in this order."""
    teams = {one: {"name": f"The {one}", "serves": ["buyers"]} for one in names}
    return build_organization(Tree({"sightline": 1, "customers": {"buyers": {}}, "teams": teams}))


def test_what_is_known_keeps_its_name_and_what_is_new_gets_the_next() -> None:
    key = Key()
    redact(with_teams("north", "south"), key)
    first = dict(key.ids)
    redact(with_teams("early", "south", "north"), key)
    assert first.items() <= key.ids.items()
    assert {made_up for made_up in key.ids if made_up not in first} == {"team-03"}
    assert key.id("early") == "team-03"


def test_the_order_of_rows_does_not_matter() -> None:
    key = Key()
    one = redact(with_teams("north", "south", "east"), key).organization
    other = redact(with_teams("east", "south", "north"), key).organization
    assert {element.id for element in one.elements} == {element.id for element in other.elements}
    assert restore(one, key).by_id.keys() == {"north", "south", "east", "buyers"}


def test_numbers_tell_nothing_of_spelling_or_order() -> None:
    """Of 12 teams in order of their names, 20 keys would all number the first as 1 once in 12 to the 20th."""
    teams = [f"team-{letter}" for letter in "abcdefghijkl"]
    firsts = set()
    for _ in range(20):
        key = Key()
        redact(with_teams(*teams), key)
        firsts.add(key.id("team-a"))
        assert sorted(one for one in key.ids if one.startswith("team")) == [f"team-{n:02d}" for n in range(1, 13)]
    assert len(firsts) > 1


def test_a_made_up_name_is_never_a_real_one() -> None:
    raw = {
        "sightline": 1,
        "customers": {"buyers": {}},
        "teams": {"team-02": {"serves": ["buyers"]}, "desk": {"name": "Team 01", "serves": ["buyers"]}},
    }
    key = Key()
    twin = redact(build_organization(Tree(raw)), key).organization
    assert {one.id for one in twin.elements if one.kind == "team"} == {"team-03", "team-04"}


def test_what_has_made_up_names_already_gets_no_others() -> None:
    key = Key()
    twin = redact(build_organization(Tree(worked_example())), key).organization
    with pytest.raises(UsageError, match="made-up names already"):
        redact(twin, key)


def test_all_free_words_are_counted_and_left_out() -> None:
    organization = build(make_organization())
    twin, left_out = (redacted := redact(organization, Key())).organization, redacted.left_out
    assert left_out > 80
    assert {one.description for one in twin.elements} == {"Text left out"}
    pieces = [piece for one in twin.elements for obstacle in one.obstacles for piece in obstacle.evidence]
    assert {piece.text for piece in pieces} == {"Text left out"}
    assert {one.source for one in twin.elements} | {one.source for one in twin.relations} == {None}


def test_words_that_everybody_uses_stay() -> None:
    raw = {
        "sightline": 1,
        "customers": {"buyers": {"feedback": [{"to": "desk", "channel": "survey"}]}},
        "teams": {
            "desk": {
                "function": "Sales",
                "serves": ["buyers"],
                "obstacles": [{"kind": "silo_handoff", "severity": 0.2, "evidence": [{"type": "Survey", "text": "x"}]}],
            }
        },
    }
    organization = build_organization(Tree(raw))
    twin = redact(organization, Key()).organization
    assert twin.name == organization.name == "Unnamed organization"
    assert twin.relations[0].channel == "survey"
    desk = next(one for one in twin.elements if one.kind == "team")
    assert desk.function == "Sales"
    assert (desk.obstacles[0].kind, desk.obstacles[0].evidence[0].type) == ("silo-handoff", "Survey")


def test_what_is_written_as_a_name() -> None:
    assert as_name("team-07") == "Team 07"
