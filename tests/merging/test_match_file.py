"""The match file: proposed by a merge, decided by a person, read back with every mistake at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError
from sightline.merging.ledger import Preference
from sightline.merging.match_file import propose, read_match_file
from sightline.merging.merge import Choices, merge
from sightline.merging.origins import Origin, Spot
from tests.merging.drawn import drawn

HR = drawn(teams={"x": {"name": "Sales", "headcount": 4}, "m1": {"name": "Email dev"}, "q": {"headcount": 1}})
CRM = drawn(teams={"x": {"name": "Warehouse", "headcount": 5}, "m2": {"name": "E-mail dev"}, "q": {"headcount": 2}})
ORIGINS = (Origin("hr.yaml", HR), Origin("crm.yaml", CRM))


def test_everything_that_waits_is_proposed_and_what_is_decided_counts(tmp_path: Path) -> None:
    text = propose(merge(ORIGINS))
    tree = read_yaml(text.encode(), file=None).value
    assert tree == {
        "matches": [
            {"a": "hr.yaml#x", "b": "crm.yaml#x", "same": None, "why": 'one is "Sales", the other "Warehouse"'},
            {"a": "hr.yaml#m1", "b": "crm.yaml#m2", "same": None, "certainty": 0.95, "why": "the same name"},
        ],
        "conflicts": [{"on": "q", "fact": "headcount", "take": None, "said": {"hr.yaml": 1.0, "crm.yaml": 2.0}}],
    }
    file = tmp_path / "matches.yaml"
    decided_text = text.replace("same: null", "same: false", 1).replace("same: null", "same: true")
    file.write_text(decided_text.replace("take: null", "take: crm.yaml"), encoding="utf-8")
    decided = read_match_file(file, ORIGINS)
    assert decided.verdicts == {
        frozenset((Spot(0, "x"), Spot(1, "x"))): False,
        frozenset((Spot(0, "m1"), Spot(1, "m2"))): True,
    }
    found = merge(ORIGINS, Choices(verdicts=decided.verdicts, preference=Preference(None, decided.decisions)))
    assert found.is_settled
    assert [element.id for element in found.organization.elements] == ["x", "m1", "q", "x-2"]
    assert found.organization.by_id["q"].headcount == 2
    assert [conflict.by for conflict in found.overruled] == ["the match file"]
    again = tmp_path / "again.yaml"
    again.write_text(propose(found), encoding="utf-8")
    assert read_match_file(again, ORIGINS) == decided, "what was decided is proposed again"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("matches: [{a: hr.yaml#x}]", "`b` is missing"),
        ("matches: [{a: hr.yaml#x, b: crm.yaml#x, sane: true}]", "did you mean `same`?"),
        ("matches: [{a: hr.yaml#x, b: crm.yaml#x, same: perhaps}]", "`same` is `perhaps`; expected true or false"),
        ("matches: [{a: hr.yaml#x, b: crm.yml#x, same: true}]", "did you mean `crm.yaml`?"),
        (
            "matches: [{a: hr.yaml#x, b: crm.yaml#mm2, same: true}]",
            "`mm2` is not an element of crm.yaml; did you mean `m2`?",
        ),
        ("matches: [{a: hr.yaml#x, b: crm, same: true}]", "names no element"),
        ("matches: [{a: hr.yaml#x, b: hr.yaml#q, same: true}]", "stand in one file"),
        ("conflicts: [{on: q, fact: headcount, take: both}]", "`both` is none of the files"),
        ("guesses: []", "`guesses` is not a key of a match file"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "matches.yaml"
    file.write_text(f"# mine\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_match_file(file, ORIGINS)
    (problem,) = caught.value.problems
    assert told in problem.message
    assert problem.place.line == 2


def test_two_verdicts_on_one_pair_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "matches.yaml"
    pair = "{a: hr.yaml#x, b: crm.yaml#x, same: %s}"
    file.write_text(f"matches: [{pair % 'true'}, {pair % 'false'}]\n", encoding="utf-8")
    with pytest.raises(InputError, match="decided twice"):
        read_match_file(file, ORIGINS)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.yaml: there is no such file"):
        read_match_file(tmp_path / "none.yaml", ORIGINS)
