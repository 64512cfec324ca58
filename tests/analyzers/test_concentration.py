"""Concentration: who takes most of the requests."""

from __future__ import annotations

import pytest

from sightline.analyzers.concentration import Concentration, ConcentrationAnalyzer
from sightline.document import Tree, build_organization
from sightline.snapshot import Snapshot
from tests.organizations_voice import Raw, one_desk_for_all


def concentration(raw: Raw) -> Concentration:
    return ConcentrationAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def requests(raw: Raw) -> dict[str, int]:
    found = concentration(raw)
    return dict(zip(found.network.elements.ids.tolist(), found.requests.tolist(), strict=True))


def test_a_desk_with_more_than_a_third_of_all_requests() -> None:
    found = concentration(one_desk_for_all(12, 9))
    (finding,) = found.findings
    assert (finding.code, finding.elements, finding.threshold) == ("concentration", ("desk",), 0.35)
    assert finding.value == pytest.approx(12 / 33)


def test_a_desk_with_a_little_less() -> None:
    found = concentration(one_desk_for_all(12, 11))
    assert found.share == pytest.approx(12 / 35)
    assert found.findings == ()
    lower = one_desk_for_all(12, 11) | {"thresholds": {"concentration_least": 0.34}}
    assert len(concentration(lower).findings) == 1


def test_among_fewer_than_twenty_nobody_is_the_busiest_twentieth() -> None:
    assert concentration(one_desk_for_all(12, 6)).share is None
    assert concentration(one_desk_for_all(12, 7)).share is not None
    wider = one_desk_for_all(12, 6) | {"thresholds": {"busiest_share": 0.11}}
    assert len(concentration(wider).busiest) == 2


def test_each_asker_counts_once_and_nobody_asks_itself() -> None:
    raw = one_desk_for_all(2, 0)
    raw["teams"]["desk"] = {
        "supports": ["asker-0", "asker-0", "desk", {"to": "asker-1", "volume": 0}],
        "performs": "asker-0",
    }
    assert requests(raw) == {"client": 0, "desk": 1, "asker-0": 1, "asker-1": 1}


def test_decisions_ask_those_whom_they_name() -> None:
    raw = one_desk_for_all(1, 0)
    raw["decisions"] = {
        "prices": {"decider": "desk", "approvers": ["desk", "asker-0"], "consulted": 40},
        "hours": {"decider": "desk", "approvers": 2, "consulted": ["asker-0"]},
    }
    assert requests(raw) == {"client": 0, "desk": 3, "asker-0": 3}


def test_only_teams_roles_and_persons_take_requests() -> None:
    raw = one_desk_for_all(1, 0)
    raw["systems"] = {"archive": {"serves": ["desk", "asker-0"]}}
    raw["teams"]["division"] = {}
    raw["teams"]["desk"]["part_of"] = "division"
    raw["people"] = {"member": {"part_of": "desk"}}
    assert requests(raw) == {"client": 0, "desk": 1, "asker-0": 1, "division": 0, "member": 0, "archive": 0}


def test_no_requests_have_no_share() -> None:
    raw: Raw = {"sightline": 1, "teams": {f"team-{number}": {} for number in range(30)}}
    assert concentration(raw).share is None
