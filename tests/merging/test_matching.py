"""Which elements are taken for the same: certain by id, guessed by name and surroundings, never in silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from sightline.document import Organization
from sightline.merging.matching import Match, Matching, find_matches
from sightline.merging.origins import Origin, label_files
from tests.formats.decorating import decorated_organizations
from tests.merging.drawn import drawn


def matching(*organizations: Organization) -> Matching:
    return find_matches([Origin(str(at), one) for at, one in enumerate(organizations)])


def only(found: Matching) -> Match:
    assert len(found.matches) == 1
    return found.matches[0]


def test_the_same_id_with_an_agreeing_name_is_certain() -> None:
    found = matching(drawn(teams={"dev": {"name": "Development"}}), drawn(teams={"dev": {"name": "Development team"}}))
    assert only(found).certainty == 1
    assert only(found).reason == "the same id"


def test_an_id_without_a_name_is_certain() -> None:
    assert only(matching(drawn(people={"n1": {}}), drawn(people={"n1": {"name": "Ada"}}))).certainty == 1


def test_the_same_id_with_another_name_is_a_clash() -> None:
    found = matching(drawn(teams={"x": {"name": "Sales"}}), drawn(teams={"x": {"name": "Warehouse"}}))
    assert found.matches == ()
    assert [clash.reason for clash in found.clashes] == ['one is "Sales", the other "Warehouse"']


def test_the_same_id_of_another_kind_is_a_clash() -> None:
    found = matching(drawn(teams={"x": {}}), drawn(customers={"x": {}}))
    assert [clash.reason for clash in found.clashes] == ["one is a team, the other a customer"]


@pytest.mark.parametrize(
    ("name", "certainty"), [("E-mail  DÉV", 0.95), ("Dev team, email", 0.9), ("Email development", 0.8)]
)
def test_a_name_is_a_guess_by_how_near_it_is(name: str, certainty: float) -> None:
    found = matching(drawn(teams={"a1": {"name": "Email dev"}}), drawn(teams={"b1": {"name": name}}))
    assert only(found).certainty == pytest.approx(certainty, abs=0.02)


def test_a_near_kind_is_less_certain_and_a_far_one_no_guess() -> None:
    role, customer = drawn(roles={"r": {"name": "Trainer"}}), drawn(customers={"c": {"name": "Trainer"}})
    found = matching(drawn(teams={"t": {"name": "Trainer"}}), role)
    assert only(found).certainty == pytest.approx(0.95 * 0.85)
    assert "a team here and a role there" in only(found).reason
    assert matching(role, customer).matches == ()


def test_namesakes_are_told_apart_by_the_unit_they_are_part_of() -> None:
    """east and west each have a Sales; the ids agree for the units only."""
    units = {"east": {"name": "East"}, "west": {"name": "West"}}
    one = drawn(teams={**units, "s1": {"name": "Sales", "part_of": "east"}, "s2": {"name": "Sales", "part_of": "west"}})
    other = drawn(teams={**units, "x": {"name": "Sales", "part_of": "west"}, "y": {"name": "Sales", "part_of": "east"}})
    found = {(match.a.id, match.b.id): match for match in matching(one, other).matches}
    assert set(found) == {("east", "east"), ("west", "west"), ("s1", "y"), ("s2", "x")}
    assert found["s1", "y"].certainty > 0.9
    assert 'both part of "East"' in found["s1", "y"].reason


def test_namesakes_without_anything_around_are_never_near_certain() -> None:
    one = drawn(teams={"s1": {"name": "Sales"}})
    other = drawn(teams={"x": {"name": "Sales"}, "y": {"name": "Sales"}})
    assert only(matching(one, other)).certainty == pytest.approx(0.6)
    assert "another fits as well" in only(matching(one, other)).reason


def test_the_same_name_in_another_unit_is_doubtful() -> None:
    units = {"east": {"name": "East"}, "west": {"name": "West"}}
    one = drawn(teams={**units, "s1": {"name": "Sales", "part_of": "east"}})
    other = drawn(teams={**units, "x": {"name": "Sales", "part_of": "west"}})
    found = {match.a.id: match for match in matching(one, other).matches}
    assert found["s1"].certainty == pytest.approx(0.95 * 0.6)


@settings(max_examples=25, deadline=None)
@given(decorated_organizations(), decorated_organizations())
def test_the_order_of_two_files_changes_no_match(one: Organization, other: Organization) -> None:
    there, back = matching(one, other), matching(other, one)
    assert {(m.a.id, m.b.id, round(m.certainty, 9)) for m in there.matches} == {
        (m.b.id, m.a.id, round(m.certainty, 9)) for m in back.matches
    }
    assert {clash.a.id for clash in there.clashes} == {clash.a.id for clash in back.clashes}
    assert len({m.a for m in there.matches}) == len({m.b for m in there.matches}) == len(there.matches)


def test_files_are_named_by_what_tells_them_apart() -> None:
    assert label_files(["x/a.yaml", "y/b.yaml"]) == ("a.yaml", "b.yaml")
    assert label_files(["x/a.yaml", "y/a.yaml"]) == ("x/a.yaml", "y/a.yaml")
    assert label_files(["a.yaml", "a.yaml"]) == ("a.yaml", "a.yaml (2)")
