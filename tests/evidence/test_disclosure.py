"""No group of fewer than five can be worked out from all that is told, however the figures are combined."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from sightline.evidence.disclosure import FEWEST, Group, Pool, admitted, make_pools, spell_respondents
from tests.evidence.groups import MIXED, group, random_tree, totals
from tests.reference.disclosure import recoverable


def names(pools: Iterable[Pool]) -> list[list[str]]:
    return sorted(sorted(one.name for one in pool.groups) for pool in pools)


def test_four_are_not_told_and_five_are() -> None:
    assert names(make_pools([group("a", 4)], {})) == []
    assert names(make_pools([group("a", 5)], {})) == [["a"]]


def test_the_fewest_can_be_raised_and_not_lowered() -> None:
    assert names(make_pools([group("a", 7)], {}, fewest=8)) == []
    assert names(make_pools([group("a", 4)], {}, fewest=1)) == []


def test_small_groups_of_one_whole_are_told_together() -> None:
    groups = [group("a", 3, "w"), group("b", 2, "w"), group("c", 9, "w")]
    assert names(make_pools(groups, {"w": None})) == [["a", "b"], ["c"]]


def test_the_smallest_pool_joins_a_remainder_that_is_too_small() -> None:
    groups = [group("a", 3, "w"), group("b", 6, "w"), group("c", 9, "w")]
    assert names(make_pools(groups, {"w": None})) == [["a", "b"], ["c"]]


def test_what_is_too_small_in_one_whole_waits_for_the_next() -> None:
    groups = [group("a", 3, "w"), group("b", 3, "v"), group("c", 9, "x")]
    assert names(make_pools(groups, {"w": "top", "v": "top", "x": None, "top": None})) == [["a", "b"], ["c"]]


def test_a_group_of_one_mind_is_not_told_alone() -> None:
    alike = group("a", 12, "w", frozenset((3,)))
    assert names(make_pools([alike], {"w": None})) == []
    assert names(make_pools([alike, group("b", 6, "w")], {"w": None})) == [["a", "b"]]


def test_the_same_people_in_two_groups_count_once() -> None:
    people = frozenset("pqr")
    assert make_pools([Group("a", None, people, MIXED), Group("b", None, people, MIXED)], {}) == ()


def test_wholes_inside_each_other_may_be_very_deep() -> None:
    deep: dict[str, str | None] = {str(number): str(number - 1) for number in range(1, 20_000)}
    pools = make_pools([group("a", 3, "19999"), group("b", 4, "0")], deep | {"0": None})
    assert names(pools) == [["a", "b"]]


def test_a_number_below_ten_is_told_as_a_band() -> None:
    assert [spell_respondents(number) for number in (5, 9, 10, 1200)] == ["5 to 9", "5 to 9", "10", "1,200"]


# What can be worked out -----------------------------------------------------------------------------------------------


def test_the_checker_adds_and_subtracts() -> None:
    told = [frozenset("ab"), frozenset("bc"), frozenset("ac")]
    assert frozenset("a") in recoverable(told, "abcd")
    assert not [one for one in recoverable(told, "abcd") if "d" in one]
    assert recoverable(told[:2], "abcd") == [frozenset("ab"), frozenset("bc")]


def test_the_plain_threshold_gives_small_groups_away() -> None:
    """The guard of the guards: the checker sees what goes wrong without a remainder rule."""
    rng, away = random.Random(1), 0
    for _ in range(20):
        groups, _ = random_tree(rng, 7)
        sizes = {one.name: len(one.respondents) for one in groups}
        told = [frozenset((one.name,)) for one in groups if sizes[one.name] >= FEWEST] + [frozenset(sizes)]
        away += any(sum(sizes[name] for name in one) < FEWEST for one in recoverable(told, list(sizes)))
    assert away >= 5


@pytest.mark.parametrize("fewest", [5, 8])
def test_nothing_small_follows_from_the_pools_of_a_tree_and_its_totals(fewest: int) -> None:
    rng, looked_at = random.Random(fewest), 0
    for _ in range(60):
        groups, wholes = random_tree(rng, 8)
        sizes = {one.name: len(one.respondents) for one in groups}
        pools = make_pools(groups, wholes, fewest=fewest)
        told = [frozenset(one.name for one in pool.groups) for pool in pools] + totals(pools, groups, wholes)
        for one in recoverable(told, list(sizes)):
            looked_at += 1
            assert sum(sizes[name] for name in one) >= fewest
    assert looked_at > 100


def test_nothing_small_follows_from_several_cuts_and_two_dates() -> None:
    """Persons are cells here: every cut is a family of sets of persons, drawn at two dates with some come and gone."""
    rng, told_in_all, refused = random.Random(7), 0, 0
    for _ in range(50):
        types = [(team, role, stay) for team in "ab" for role in "xy" for stay in ("both", "first", "second")]
        people = {kind: rng.choice((0, 0, 1, 2, 5, 6, 9)) for kind in types}
        persons = {kind: frozenset(("t", f"{kind}{number}") for number in range(size)) for kind, size in people.items()}
        cuts = []
        for date in ("first", "second"):
            there = [kind for kind in types if kind[2] in ("both", date)]
            for part in (0, 1):
                cuts += [[kind for kind in there if kind[part] == value] for value in ("ab", "xy")[part]]
        sets = [frozenset().union(*(persons[kind] for kind in cut)) for cut in cuts]
        taken = admitted(sets, [], fewest=FEWEST)
        told = [frozenset("".join(kind) for kind in cut) for cut, is_told in zip(cuts, taken, strict=True) if is_told]
        told_in_all, refused = told_in_all + len(told), refused + taken.count(False)
        sizes = {"".join(kind): size for kind, size in people.items() if size}
        told = [frozenset(name for name in one if name in sizes) for one in told]
        for one in recoverable(told, list(sizes)):
            assert sum(sizes[name] for name in one) >= FEWEST
    assert told_in_all > 100
    assert refused > 50


def test_one_who_left_is_not_told_by_the_difference() -> None:
    before = frozenset(("sales", str(number)) for number in range(9))
    assert admitted([before - {("sales", "0")}], [before], fewest=FEWEST) == [False]
    assert admitted([before], [before], fewest=FEWEST) == [True]
    later = frozenset(("sales", str(number)) for number in range(5, 18))
    assert admitted([later], [before], fewest=FEWEST) == [False]
    much_later = frozenset(("sales", str(number)) for number in range(20, 29))
    assert admitted([much_later], [before], fewest=FEWEST) == [True]


def test_most_respondents_are_still_heard_where_they_answered() -> None:
    """The reference: 30 units of 3 to 4 groups, of 2 to 16 respondents each."""
    rng = random.Random(11)
    wholes: dict[str, str | None] = {f"u{number}": "top" for number in range(30)} | {"top": None}
    groups = [
        group(f"g{unit}-{number}", rng.randint(2, 16), f"u{unit}")
        for unit in range(30)
        for number in range(rng.randint(3, 4))
    ]
    pools = make_pools(groups, wholes)
    everybody = sum(len(one.respondents) for one in groups)
    assert sum(len(pool.respondents) for pool in pools) == everybody
    assert sum(len(pool.respondents) for pool in pools if len(pool.groups) == 1) >= 0.6 * everybody
