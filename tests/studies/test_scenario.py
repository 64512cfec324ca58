"""A scenario keeps its changes word for word, in a file that tells all its mistakes at once."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Tree
from sightline.document.text_form import to_json, to_yaml
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, UsageError
from sightline.studies.changes import AddRelation, Change, ClearObstacle, RemoveRelation, SetHeadcount, SetSeverity
from sightline.studies.scenario import WORDS, Scenario, read_scenario, write_scenario
from tests.studies.drawing_changes import changes_for, drawn_organizations, workshop

NEARER = Scenario(
    "Decide nearer to the customer",
    (
        ClearObstacle("walls"),
        SetSeverity("votes", 0.2),
        AddRelation("planning", "clinic", volume=2.0, membership="replaced"),
        RemoveRelation("files"),
        RemoveRelation("repair -> clinic", "restored"),
        SetHeadcount("planning", None),
    ),
)
WRITTEN = """\
scenario: Decide nearer to the customer
changes:
  - clear: walls
  - set:
      obstacle: votes
      to: 0.2
  - add relation:
      from: planning
      to: clinic
      volume: 2.0
      membership: replaced
  - remove relation: files
  - remove relation:
      relation: repair -> clinic
      membership: restored
  - set headcount:
      element: planning
      to: null
"""
MISTAKEN = b"""\
scenaro: Nearer
changes:
  - clear: 3
  - clera: ob-3
  - set: {obstacle: votes, to: 2}
  - set: {obstcle: votes, to: 0.5}
  - set: 0.5
  - add relation: {from: planning, kind: serve, volume: -1}
  - clear: votes
    set: walls
  - votes
"""
MISTAKES = [
    (1, "`scenario` is nothing; expected a name of 1 to 500 characters"),
    (1, "`scenaro` is not a key of a scenario; did you mean `scenario`?"),
    (3, "`obstacle` is `3`; expected text"),
    (4, "`clera` is not a change; did you mean `clear`?"),
    (5, "`to` is `2`; expected at most 1"),
    (6, "`obstacle` is missing from `set`"),
    (6, "`obstcle` is not a key of `set`; did you mean `obstacle`?"),
    (7, "`set` is `0.5`; expected a mapping"),
    (8, "`to` is missing from `add relation`"),
    (
        8,
        (
            "`kind` is `serve`; expected one of `serves`, `delivers`, `performs`, `supports`, `reports_to`, `feedback`"
            "; did you mean `serves`?"
        ),
    ),
    (8, "`volume` is `-1`; expected at least 0"),
    (9, "a change is a mapping of one word, such as `clear: ob-3`; found a mapping of 2 keys"),
    (11, "a change is a mapping of one word, such as `clear: ob-3`; found `votes`"),
]


def test_a_scenario_is_written_as_people_read_it(tmp_path: Path) -> None:
    for name, text in (("nearer.yaml", WRITTEN), ("nearer.json", to_json(NEARER.to_raw()))):
        write_scenario(NEARER, tmp_path / name)
        assert (tmp_path / name).read_text() == text
        assert read_scenario(tmp_path / name) == NEARER


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "mistaken.yaml").write_bytes(MISTAKEN)
    with pytest.raises(InputError) as caught:
        read_scenario(tmp_path / "mistaken.yaml")
    found = [(problem.place.line, problem.message) for problem in caught.value.problems]
    assert sorted(found, key=str) == sorted(MISTAKES, key=str)
    assert {problem.place.file for problem in caught.value.problems} == {str(tmp_path / "mistaken.yaml")}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([], "a scenario is a mapping with a name and changes; found a list"),
        ({"scenario": ""}, "`scenario` is ``; expected a name of 1 to 500 characters"),
        ({"scenario": "x", "changes": {"clear": "votes"}}, "`changes` is a mapping; expected a list"),
    ],
)
def test_what_is_no_scenario_is_told(value: object, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        Scenario.from_raw(Tree(value))
    assert [problem.message for problem in caught.value.problems] == [sentence]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_scenario(tmp_path / "nothing.yaml")
    with pytest.raises(UsageError, match="its folder does not exist"):
        write_scenario(NEARER, tmp_path / "nowhere" / "nearer.yaml")


def test_every_kind_of_change_has_a_word() -> None:
    assert len(WORDS) == 12
    assert set(WORDS.values()) == set(get_args(Change))


def test_a_scenario_is_its_changes_one_after_another() -> None:
    after = NEARER.apply(workshop())
    assert after.by_id["planning"].headcount is None
    assert after.by_id["planning"].obstacles[0].severity == 0.2
    with pytest.raises(UsageError, match="is not the id of an obstacle"):
        Scenario("Lost", (ClearObstacle("nothing"),)).apply(after)


@given(st.data())
def test_a_scenario_reads_back_equal(data: st.DataObject) -> None:
    organization = data.draw(drawn_organizations())
    scenario = Scenario("Drawn", tuple(data.draw(st.lists(changes_for(organization), max_size=5))))
    raw = scenario.to_raw()
    try:
        again = Scenario.from_raw(read_yaml(to_yaml(raw).encode(), file=None))
    except InputError as error:  # an id that is no id is told on reading already
        assert {problem.value for problem in error.problems} == {"No id"}  # noqa: PT017 - not every draw is refused
        return
    assert again == scenario
    assert again.to_raw() == raw
