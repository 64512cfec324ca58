"""Voice: customers without an answer, slow feedback, and handoffs without a way back."""

from __future__ import annotations

import numpy as np
import pytest

from sightline.analyzers.voice import Voice, VoiceAnalyzer
from sightline.document import Tree, build_organization
from sightline.findings import Finding
from sightline.snapshot import Snapshot
from tests.organizations_voice import Raw, a_survey_that_nobody_answers, heard_and_answered


def voice(raw: Raw) -> Voice:
    return VoiceAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def the(raw: Raw, words: str) -> Finding:
    """Expect one finding whose title has these words."""
    (finding,) = [one for one in voice(raw).findings if words in one.title]
    return finding


def test_everybody_is_heard() -> None:
    found = voice(heard_and_answered())
    assert found.findings == ()
    assert (found.handoffs, found.one_way) == (1, ())
    assert found.table().columns["closed"].tolist() == [1]  # type: ignore[union-attr]


def test_customers_without_a_closed_loop_are_named() -> None:
    finding = the(a_survey_that_nobody_answers(), "closed loop")
    assert (finding.code, finding.value, finding.threshold) == ("broken-voice", 2, 0)
    assert finding.elements == ("resident", "visitor")
    assert finding.relations == ("resident -> survey (feedback)",)
    assert "1 can say nothing at all, and 1 get no answer" in finding.why


@pytest.mark.parametrize("closed", [None, False])
def test_a_loop_counts_as_closed_only_where_the_file_says_so(closed: bool | None) -> None:
    raw = heard_and_answered()
    raw["customers"]["guest"]["feedback"]["closed"] = closed
    assert the(raw, "closed loop").elements == ("guest",)


def test_feedback_at_the_threshold_is_not_slow() -> None:
    raw = a_survey_that_nobody_answers()
    finding = the(raw, "less often")
    assert (finding.value, finding.threshold) == (365, 30)
    assert finding.relations == ("resident -> survey (feedback)",), "the other comes every 30 days"
    raw["thresholds"] = {"voice_days_most": 365}
    assert not [one for one in voice(raw).findings if "less often" in one.title]
    raw["thresholds"] = {"voice_days_most": 29}
    assert len(the(raw, "less often").relations) == 2


def half_returned() -> Raw:
    """Draw two handoffs inside, one of them with a way back."""
    raw = heard_and_answered()
    raw["teams"]["garden"] = {"serves": {"to": "kitchen", "volume": 2}}
    return raw


def test_more_than_half_of_the_handoffs_without_a_way_back() -> None:
    assert voice(half_returned()).one_way == ("garden -> kitchen",)
    assert voice(half_returned()).findings == (), "half of them is not more than half"
    raw = half_returned() | {"thresholds": {"unreturned_most": 0.4}}
    finding = the(raw, "no way back")
    assert (finding.value, finding.threshold, finding.relations) == (0.5, 0.4, ("garden -> kitchen",))


def test_most_work_comes_first_and_parallel_relations_are_one() -> None:
    raw = half_returned()
    raw["teams"]["garden"]["serves"] = ["kitchen", {"to": "kitchen", "volume": 3}]
    raw["roles"] = {"chef": {"effort": 9, "serves": "kitchen"}}
    assert voice(raw).one_way == ("chef -> kitchen", "garden -> kitchen")


@pytest.mark.parametrize("supplier", ["products", "systems"])
def test_what_cannot_speak_is_not_asked(supplier: str) -> None:
    raw = heard_and_answered()
    raw[supplier] = {"thing": {"serves": "counter"}}
    assert voice(raw).handoffs == 1


def test_other_work_work_of_volume_0_and_work_for_oneself_are_no_handoffs() -> None:
    raw = heard_and_answered()
    raw["teams"]["kitchen"] |= {"supports": "counter"}
    raw["teams"]["counter"]["serves"] = ["guest", "counter", {"to": "kitchen", "volume": 0}]
    assert voice(raw).handoffs == 1


def test_where_no_feedback_is_recorded_nothing_is_said() -> None:
    raw = a_survey_that_nobody_answers()
    for section in ("customers", "processes"):
        for body in raw[section].values():
            body.pop("feedback", None)
    found = voice(raw)
    assert found.findings == ()
    assert found.ways.tolist() == []


def test_arrays_know_nothing_of_voice() -> None:
    network = Snapshot(build_organization(Tree(heard_and_answered()))).network
    found = VoiceAnalyzer().run(Snapshot(network=network))
    assert len(found.rows) == 0
    assert found.findings == ()


def test_the_quickest_way_counts() -> None:
    raw = a_survey_that_nobody_answers()
    raw["customers"]["resident"]["feedback"] = [
        {"to": "survey", "cadence_days": 365},
        {"to": "shop", "cadence_days": 2},
        {"to": "office", "cadence_days": 9, "closed": True},
    ]
    found = voice(raw)
    np.testing.assert_array_equal(found.ways, [3, 0])
    np.testing.assert_array_equal(found.days, [2, np.nan])
    np.testing.assert_array_equal(found.closed_days, [9, np.nan])
