"""``--fail-if``: small conditions, read without running anything, and the exit codes they end with."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import PERMIT, Ran, sightline

EMPTY = b"sightline: 1\n"
NO_EFFORT = b"sightline: 1\ncustomers: {c: {}}\nteams: {a: {serves: c, effort: 0}}\n"


def held(condition: str, file: str = PERMIT) -> Ran:
    return sightline("analyze", file, "--format", "json", "--fail-if", condition)


@pytest.mark.parametrize(
    "condition",
    [
        "index < 0.4",
        "index<0.4",
        "index < 40%",
        "INDEX <= .4",
        "clear_index >= 0.75",
        "seen != 0",
        "blocked > 4e-1",
        "handoffs > 0.1",
        "no-route > 0.05",
        "coverage < 50 %",
        "findings > 3",
        "findings(stranded) == 1",
        "warnings > 0",
        "clarity(builders) < 1",
    ],
)
def test_a_condition_that_holds_ends_with_1_after_the_output(condition: str) -> None:
    if "clarity" in condition:
        customer = held("index > 2").json["customers"][0]["id"]
        condition = condition.replace("builders", customer)
    ran = held(condition)
    assert ran.code == 1
    assert condition in ran.err
    assert json.loads(ran.out)["sightline"] == 1


def test_the_value_is_told() -> None:
    assert "it is 0.3462" in held("index < 0.4").err


@pytest.mark.parametrize("condition", ["index < 0.2", "findings(shell) > 0", "coverage < 43%"])
def test_a_condition_that_does_not_hold_ends_with_0(condition: str) -> None:
    ran = held(condition)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("indx < 0.4", "did you mean `index`?"),
        ("index < ", "is no condition"),
        ("index =< 0.4", "is no condition"),
        ("__import__('os').system('true') < 1", "is no condition"),
        ("index < 1 < 2", "is no condition"),
        ("index(c) < 1", "takes nothing in brackets"),
        ("clarity < 1", "needs an external customer"),
        ("clarity(nobody) < 1", "is not an external customer"),
        ("index < nan", "is no condition"),
        ("(" * 100_000, "is no condition"),
        ("index < \x1b[31m1", "is no condition"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(condition: str, told: str) -> None:
    ran = held(condition)
    assert ran.code == 2
    assert told in ran.err
    assert "\x1b" not in ran.err
    assert len(ran.err) < 600


def test_all_senseless_conditions_are_told_at_once_before_anything_is_read() -> None:
    ran = sightline("analyze", "nowhere.yaml", "--fail-if", "indx < 1", "--fail-if", "coverage <> 1")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2
    assert ran.out == ""


@pytest.mark.parametrize("file", [EMPTY, NO_EFFORT])
def test_a_figure_that_is_not_defined_ends_with_2(file: bytes) -> None:
    ran = sightline("analyze", "-", "--fail-if", "index < 0.4", stdin=file)
    assert ran.code == 2
    assert "index is not defined here" in ran.err


def test_a_figure_that_was_not_computed_ends_with_2() -> None:
    ran = sightline("analyze", PERMIT, "--only", "sight", "--fail-if", "coverage < 1")
    assert ran.code == 2
    assert "--only coverage" in ran.err
