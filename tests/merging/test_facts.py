"""What a merge makes of facts, worked by hand: what only one says is taken, what differs is named and decided."""

from __future__ import annotations

import pytest

from sightline.errors import InputError
from sightline.merging.ledger import Preference
from sightline.merging.merge import Choices
from sightline.merging.origins import Spot
from tests.merging.drawn import drawn, merged


def prefer(origin: str, **more: object) -> Choices:
    return Choices(preference=Preference(origin), **more)  # type: ignore[arg-type]


def test_what_only_one_says_is_taken() -> None:
    one = drawn(teams={"t": {"headcount": 9, "tags": ["x"]}})
    other = drawn(teams={"t": {"name": "T", "tags": ["y", "x"], "assessed": True}})
    found = merged(one, other)
    element = found.organization.by_id["t"]
    assert (element.headcount, element.name, element.tags, element.assessed) == (9, "T", ("x", "y"), True)
    assert found.is_settled


@pytest.mark.parametrize(("preferred", "headcount"), [("first", 9), ("last", 11), ("b", 11), ("a", 9)])
def test_a_fact_that_differs_is_a_conflict_until_somebody_is_preferred(preferred: str, headcount: float) -> None:
    one = drawn(teams={"t": {"headcount": 9, "source": {"file": "hr.xlsx", "place": "row 7"}}})
    other = drawn(teams={"t": {"headcount": 11}})
    (conflict,) = merged(one, other).conflicts
    assert (conflict.on, conflict.fact) == ("t", "headcount")
    assert [(said.label, said.value, said.place) for said in conflict.said] == [
        ("a", 9, "hr.xlsx: row 7"),
        ("b", 11, None),
    ]
    found = merged(one, other, choices=prefer(preferred))
    assert found.organization.by_id["t"].headcount == headcount
    assert found.is_settled
    assert [conflict.by for conflict in found.overruled] == [f"--prefer {preferred}"]


def test_a_decision_on_one_fact_goes_before_the_preference() -> None:
    teams = [drawn(teams={"t": {"headcount": heads, "effort": heads}}) for heads in (1, 2)]
    choices = Choices(preference=Preference("first", {("t", "effort"): "b"}))
    element = merged(*teams, choices=choices).organization.by_id["t"]
    assert (element.headcount, element.effort) == (1, 2)


def test_a_preferred_file_that_says_nothing_decides_nothing() -> None:
    teams = [drawn(teams={"t": {"headcount": heads}}) for heads in (1, 2)]
    assert len(merged(*teams, drawn(teams={"t": {}}), choices=prefer("c")).conflicts) == 1


def test_records_in_records_are_merged_by_their_own_facts() -> None:
    one = drawn(products={"p": {"ratings": {"internal": 4}}})
    other = drawn(products={"p": {"ratings": {"client": 2}}})
    ratings = merged(one, other).organization.by_id["p"].ratings
    assert ratings is not None
    assert (ratings.internal, ratings.client) == (4, 2)


def test_part_of_is_compared_by_what_it_means() -> None:
    """Both say that the desk is part of Engineering, under two ids."""
    one = drawn(teams={"eng": {"name": "Engineering"}, "desk": {"part_of": "eng"}})
    other = drawn(teams={"e": {"name": "Engineering"}, "desk": {"part_of": "e"}})
    found = merged(one, other, choices=Choices(accept=0.9))
    assert found.is_settled
    assert found.organization.by_id["desk"].part_of == "eng"
    assert len(merged(one, other).conflicts) == 1, "without accepting the guess, they are two units"


def test_relations_of_the_same_ends_kind_and_output_are_one() -> None:
    one = drawn(
        customers={"c": {}}, teams={"t": {"serves": [{"to": "c", "output": "mail"}, {"to": "c", "output": "advice"}]}}
    )
    other = drawn(
        customers={"c": {}}, teams={"t": {"serves": [{"to": "c", "output": "mail", "volume": 2}], "delivers": "c"}}
    )
    found = merged(one, other)
    assert [(tie.kind, tie.output) for tie in found.organization.relations] == [
        ("serves", "mail"),
        ("serves", "advice"),
        ("delivers", None),
    ]
    assert [(one.on, one.fact) for one in found.conflicts] == [("t -> c (serves, mail)", "volume")]


def test_a_relation_that_says_no_output_goes_with_the_only_one_that_does() -> None:
    one = drawn(customers={"c": {}}, teams={"t": {"serves": "c"}})
    other = drawn(customers={"c": {}}, teams={"t": {"serves": {"to": "c", "output": "mail"}}})
    assert [tie.output for tie in merged(one, other).organization.relations] == ["mail"]


def test_obstacles_of_one_id_or_kind_on_one_thing_are_one() -> None:
    one = drawn(teams={"t": {"obstacles": [{"id": "k", "kind": "overload", "severity": 0.4, "low": 0.3}]}})
    other = drawn(teams={"t": {"obstacles": [{"kind": "overload", "severity": 0.6, "low": 0.5, "high": 0.7, "n": 8}]}})
    found = merged(one, other)
    assert [(one.on, one.fact) for one in found.conflicts] == [("k", "severity")]
    for preferred, expected in (("first", ("k", 0.4, 0.3, None, None)), ("last", ("k", 0.6, 0.5, 0.7, 8))):
        (obstacle,) = merged(one, other, choices=prefer(preferred)).organization.by_id["t"].obstacles
        assert (obstacle.id, obstacle.severity, obstacle.low, obstacle.high, obstacle.n) == expected


def test_an_obstacle_id_that_two_things_have_is_renamed_and_plans_follow() -> None:
    def place(name: str) -> object:
        plan = {"id": f"p-{name}", "clears": {"obstacle": "k", "to": 0.1}}
        return drawn(
            teams={name: {"obstacles": [{"id": "k", "kind": "overload", "severity": 0.4}]}}, interventions=[plan]
        )

    found = merged(place("t"), place("u"))  # type: ignore[arg-type]
    assert [one.new for one in found.renamed] == ["k-2"]
    assert [plan.clears[0].obstacle for plan in found.organization.interventions] == ["k", "k-2"]


def test_a_plan_that_names_an_obstacle_by_its_place_still_means_one() -> None:
    """Together, `t -> c` bears two of the kind: the plan goes on by an id that is made for it."""
    obstacle = {"kind": "overload", "severity": 0.4}
    plan = {"id": "p", "clears": {"on": "t -> c", "kind": "overload", "to": 0.1}}
    one = drawn(
        customers={"c": {}}, teams={"t": {"serves": {"to": "c", "obstacles": [obstacle]}}}, interventions=[plan]
    )
    other = drawn(customers={"c": {}}, teams={"t": {"delivers": {"to": "c", "obstacles": [obstacle]}}})
    found = merged(one, other).organization
    (clearance,) = found.interventions[0].clears
    assert clearance.obstacle == "t-c-overload"
    assert found.relations[0].obstacles[0].id == "t-c-overload"


def test_an_id_that_names_two_things_is_a_clash_until_somebody_decides() -> None:
    one, other = drawn(teams={"x": {"name": "Sales"}}), drawn(teams={"x": {"name": "Warehouse"}})
    pair = frozenset((Spot(0, "x"), Spot(1, "x")))
    assert not merged(one, other).is_settled
    apart = merged(one, other, choices=Choices(verdicts={pair: False}))
    assert apart.is_settled
    assert [(element.id, element.name) for element in apart.organization.elements] == [
        ("x", "Sales"),
        ("x-2", "Warehouse"),
    ]
    same = merged(one, other, choices=Choices(verdicts={pair: True}))
    assert [element.name for element in same.organization.elements] == ["Sales"]
    assert [(name.kept, name.other) for name in same.names] == [("Sales", "Warehouse")]


def test_a_guess_counts_only_where_it_is_accepted() -> None:
    one, other = drawn(teams={"a1": {"name": "Email dev"}}), drawn(teams={"b1": {"name": "E-mail dev"}})
    assert len(merged(one, other).organization.elements) == 2
    assert len(merged(one, other, choices=Choices(accept=0.96)).organization.elements) == 2
    found = merged(one, other, choices=Choices(accept=0.95))
    assert [element.id for element in found.organization.elements] == ["a1"]
    assert len(found.things.joined) == 1


def test_three_files_are_one_thing_or_none() -> None:
    names = ("Email dev", "E-mail dev", "email, dev")
    files = [drawn(teams={f"t{at}": {"name": name}}) for at, name in enumerate(names)]
    found = merged(*files, choices=Choices(accept=0.9))
    assert [len(spots) for spots in found.things.spots] == [3]


def test_what_two_files_say_together_and_none_alone_is_refused() -> None:
    one = drawn(teams={"x": {"part_of": "y"}, "y": {}})
    other = drawn(teams={"x": {}, "y": {"part_of": "x"}})
    with pytest.raises(InputError, match=r"is part of itself.*put together"):
        merged(one, other)
