"""Every mistake that a file can hold: the exact sentence, its place, what was found and what was probably meant."""

from __future__ import annotations

import re
import textwrap

import pytest

from sightline.document import Tree, build_organization
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Problem
from tests.document.mistakes import BASE, MISTAKES, Mistake

Expected = tuple[int, str, str, str | None, str | None]
"""Line, path, sentence, value, suggestion."""


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        build_organization(read_yaml(textwrap.dedent(text).encode(), file="org.yaml"))
    return caught.value.problems


def told(text: str) -> list[Expected]:
    return [
        (problem.place.line or 0, problem.place.part or "", problem.message, problem.value, problem.suggestion)
        for problem in problems_of(text)
    ]


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_once_with_its_place(mistake: Mistake) -> None:
    suggested = re.search(r"; did you mean `(.*)`\?$", mistake.sentence)
    suggestion = suggested[1] if suggested else None
    assert told(f"{BASE}{mistake.text}\n") == [(6, mistake.path, mistake.sentence, mistake.value, suggestion)]


@pytest.mark.parametrize(
    ("key", "body"),
    [("obstacles", "[{kind: x, severity: 0.1}]"), ("effort", "0"), ("headcount", "3"), ("part_of", "mail")],
)
def test_an_external_customer_takes_no_work_of_its_own(key: str, body: str) -> None:
    sentence = f"`buyer` is an external customer and takes no `{key}`"
    text = f"sightline: 1\ncustomers: {{buyer: {{{key}: {body}}}}}\nteams: {{mail: {{}}}}\n"
    assert told(text) == [(2, f"customers.buyer.{key}", sentence, "buyer", None)]


@pytest.mark.parametrize("kind", ["serves", "delivers", "performs", "supports"])
def test_work_ends_at_an_external_customer(kind: str) -> None:
    sentence = f"`buyer` is an external customer: work ends there, so nothing can leave it by `{kind}`"
    text = f"sightline: 1\ncustomers: {{buyer: {{{kind}: mail}}}}\nteams: {{mail: {{}}}}\n"
    assert told(text) == [(2, f"customers.buyer.{kind}", sentence, "buyer", None)]


@pytest.mark.parametrize(
    ("head", "sentence", "part"),
    [
        ("", "the file does not say its format; begin it with `sightline: 1`", ""),
        ("sightline: null\n", "the file does not say its format; begin it with `sightline: 1`", ""),
        ("sightline: 2\n", "format `2` is not known; this version of Sightline reads `sightline: 1`", "sightline"),
        (
            "sightline: true\n",
            "format `true` is not known; this version of Sightline reads `sightline: 1`",
            "sightline",
        ),
        ('sightline: "1"\n', "format `1` is not known; this version of Sightline reads `sightline: 1`", "sightline"),
    ],
)
def test_the_format_is_named(head: str, sentence: str, part: str) -> None:
    (problem,) = problems_of(head + "teams: {}\n")
    assert (problem.message, problem.place.part or "") == (sentence, part)


def test_a_file_that_is_a_list_is_no_organization() -> None:
    (problem,) = problems_of("[sightline, 1]\n")
    assert problem.message == "an organization file is a mapping with sections; found a list"


def test_clearing_by_place_needs_exactly_one_obstacle() -> None:
    text = """\
        sightline: 1
        teams:
          mail: {obstacles: [{kind: x, severity: 0.1}, {kind: x, severity: 0.2}, {kind: y, severity: 0.3}]}
        interventions:
          - {id: none, clears: [{on: mail, kind: z}]}
          - {id: both, clears: [{on: mail, kind: x}]}
          - {id: one, clears: [{on: mail, kind: y}]}
        """
    assert [(line, part, sentence) for line, part, sentence, _, _ in told(text)] == [
        (5, "interventions[0].clears[0]", "`z` on `mail` is no obstacle; exactly one is needed"),
        (6, "interventions[1].clears[0]", "`x` on `mail` is 2 obstacles; exactly one is needed"),
    ]


def test_all_mistakes_are_told_in_one_run_in_the_order_of_the_file() -> None:
    text = """\
        sightline: 1
        name: 5
        teams:
          mail:
            headcount: many
            serves:
              - cleint
              - {to: mial, volume: -1}
        customers:
          client: {effort: 2}
        """
    found = [(str(problem.place), problem.message) for problem in problems_of(text)]
    assert found == [
        ("org.yaml:2:7: name", "`name` is `5`; expected text"),
        ("org.yaml:5:16: teams.mail.headcount", "`headcount` is `many`; expected a number"),
        ("org.yaml:7:9: teams.mail.serves[0]", "`cleint` is not an element; did you mean `client`?"),
        ("org.yaml:8:14: teams.mail.serves[1].to", "`mial` is not an element; did you mean `mail`?"),
        ("org.yaml:8:28: teams.mail.serves[1].volume", "`volume` is `-1`; expected at least 0"),
        ("org.yaml:10:20: customers.client.effort", "`client` is an external customer and takes no `effort`"),
    ]


def test_a_wrong_obstacle_makes_no_second_mistake_of_what_names_it() -> None:
    text = """\
        sightline: 1
        teams:
          mail:
            obstacles:
              - {id: k1, kind: reluctance, severity: 4}
              - {id: k2, kind: consensus, severity: 0.4, caused_by: [k1, k9]}
        interventions:
          - {id: go, clears: [{obstacle: k1}, {on: mail, kind: reluctance}]}
        """
    assert [(part, sentence) for _, part, sentence, _, _ in told(text)] == [
        ("teams.mail.obstacles[0].severity", "`severity` is `4`; expected at most 1"),
        ("teams.mail.obstacles[1].caused_by[1]", "`k9` is not the id of an obstacle"),
    ]


def test_a_wrong_element_id_makes_no_second_mistake_of_its_obstacles() -> None:
    text = """\
        sightline: 1
        teams:
          Mail:
            serves: [{to: post, obstacles: [{id: k2, kind: y, severity: 1}]}]
            obstacles: [{id: k1, kind: x, severity: 1}]
          post: {obstacles: [{kind: y, severity: 1, caused_by: [k1, k2]}]}
        """
    assert [(line, part) for line, part, _, _, _ in told(text)] == [(4, "teams.Mail")]


def test_circles_are_told_once_each_and_long_ones_in_short() -> None:
    ring = ", ".join(f"r{number}: {{reports_to: r{(number + 1) % 40}}}" for number in range(40))
    ((_, _, sentence, _, _),) = told(f"sightline: 1\nroles: {{{ring}}}\n")
    assert sentence.startswith("`r0` reports to itself: r0 -> r1 -> ")
    assert sentence.endswith(" -> r10 -> … -> r39 -> r0")


def test_a_very_long_word_is_answered_without_a_search() -> None:
    raw = {"sightline": 1, "teams": {"a" * 100_000: {}, "b": {"serves": "a" * 99_999}}}
    with pytest.raises(InputError) as caught:
        build_organization(Tree(raw))
    assert [problem.suggestion for problem in caught.value.problems] == [None, None]
