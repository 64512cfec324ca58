"""Whatever four people answer, no surface changes by it: no file, no report, no analysis.

The surfaces that show what a survey said: the organization in every format that is written (with and without figures
beside the facts, which is also what the tables of the app are made of), the report of ``survey apply`` for people and
for programs, and every analysis of the organization for people and for programs.
"""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sightline.cli.screen import Screen
from sightline.document import Organization
from sightline.evidence.answers import Comment
from sightline.evidence.applying import Applied
from sightline.evidence.question_ids import MIRROR, ONE_THING, QuestionId
from sightline.formats import FORMATS, NO_ATTRIBUTES, write_organization
from sightline.pipeline import analyze
from sightline.report.attributes_out import to_attributes
from sightline.report.contract import to_contract
from sightline.report.survey_contract import survey_to_json
from sightline.report.survey_wording import describe_survey
from tests.evidence.surveys import HANDOFF, answered, applied, gathered

KIND, MILD = [1, 1, 2, 1], [5, 4, 5, 3]
"""What the four say: once one thing, once the other."""
WRITTEN = [one.name for one in FORMATS if one.write is not None]


def asked(few: list[int], many: list[int]) -> Applied:
    """Ask four about turnover, as many of themselves and in words; and many about a handover."""
    return applied(
        answered("turnover-1", "design", few),
        answered(MIRROR, "support", few),
        answered(HANDOFF, "sales -> delivery", many),
        comments=[Comment(f"p{at}", QuestionId(ONE_THING, "sales"), f"Said {value}") for at, value in enumerate(few)],
    )


def files(organization: Organization, name: str, folder: Path) -> Mapping[str, bytes]:
    """Write an organization in a format, with its figures where the format holds any."""
    chosen = next(one for one in FORMATS if one.name == name)
    target = folder / f"written{chosen.suffixes[0] if chosen.suffixes else ''}"
    attributes = to_attributes(analyze(organization), organization) if chosen.holds_attributes else NO_ATTRIBUTES
    write_organization(organization, target, format=name, attributes=attributes)
    return {one.name: one.read_bytes() for one in ([target] if target.is_file() else sorted(target.iterdir()))}


@pytest.mark.parametrize("name", WRITTEN)
def test_no_file_changes_by_what_four_answer(name: str, tmp_path: Path) -> None:
    written = []
    for number, (few, many) in enumerate(((KIND, [2, 3] * 6), (MILD, [2, 3] * 6), (KIND, [4, 5] * 6))):
        (tmp_path / str(number)).mkdir()
        written.append(files(asked(few, many).organization, name, tmp_path / str(number)))
    assert written[0] == written[1]
    assert written[0] != written[2], "what twelve answer is there"


def reports(result: Applied, few: list[int]) -> list[str]:
    """Tell what came of the answers, and what the organization shows now: for people and for programs."""
    given = gathered(answered("turnover-1", "design", few))
    account = describe_survey(given, result)
    page = io.StringIO()
    screen = Screen(page)
    for listing in account.listings:
        screen.table(listing.head, listing.rows, numbers=listing.numbers)
    analysis = analyze(result.organization)
    results = json.dumps(to_contract(analysis), default=str)
    findings = "\n".join(str(dataclasses.astuple(one)) for one in analysis.findings)
    return ["\n".join(account.sentences), page.getvalue(), json.dumps(survey_to_json(given, result)), results, findings]


def test_no_report_changes_by_what_four_answer() -> None:
    kind, mild = (reports(asked(few, [2, 3] * 6), few) for few in (KIND, MILD))
    assert kind == mild
    assert "turnover" in kind[2], "the report says that nothing is told there"
    assert all(text for text in kind)


def test_a_number_of_respondents_below_ten_is_nowhere() -> None:
    seven = asked(KIND, [1, 2, 3, 2, 1, 2, 2])
    nine = asked(KIND, [1, 2, 3, 2, 1, 2, 2, 2, 2])
    assert seven.organization == nine.organization
    assert [one.told for one in seven.figures] == [one.told for one in nine.figures]
