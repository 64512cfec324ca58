"""Answers set severities where they may, pool with what is known, and leave no trace of single people."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.document import Obstacle, Organization
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_json
from sightline.evidence.answers import Comment
from sightline.evidence.conversion import Belief, convert
from sightline.evidence.counting import NOT_RECEIVERS, OF_THEMSELVES
from sightline.evidence.pooling import capped, pooled
from sightline.evidence.question_ids import MIRROR, ONE_THING, QuestionId
from sightline.evidence.register import Register, read_register
from sightline.evidence.targets import A_PERSON, NO_PLACE, UNKNOWN_ITEM, UNKNOWN_PLACE
from sightline.studies.naming import spell_relations
from tests.evidence.surveys import AUTUMN, HANDOFF, SHARED, SPRING, answered, applied, drawn

SALES, DESIGN, TO_SUPPORT = "sales -> delivery", "design -> delivery", "design -> support"
TWELVE = [1, 2, 2, 3, 3, 3, 2, 1, 4, 2, 3, 1]
WORST_LAST = (0, 1, 4, 4, 3)
"""TWELVE, from best to worst."""


def obstacle(organization: Organization, place: str, kind: str = "silo-handoff") -> Obstacle | None:
    element = organization.by_id.get(place)
    there = organization.relations[spell_relations(organization).index(place)] if element is None else element
    return next((one for one in there.obstacles if one.kind == kind), None)


def test_receivers_set_the_severity_of_a_relation() -> None:
    found = obstacle(applied(answered(HANDOFF, SALES, TWELVE)).organization, SALES)
    assert found is not None
    exact = capped(convert(WORST_LAST, items=1, respondents=12))
    assert found.severity == pytest.approx(exact.mean, abs=5e-3)
    assert (found.low, found.high) == pytest.approx(exact.interval, abs=0.01)
    assert found.n == 12
    (piece,) = found.evidence
    assert (piece.type, piece.date) == ("survey", SPRING)
    assert "12 respondents" in piece.text
    assert "0, 1, 4, 4, 3" in piece.text


def test_two_questions_of_one_kind_are_one_figure() -> None:
    people = [f"p{number}" for number in range(12)]
    once = applied(answered(HANDOFF, SALES, TWELVE, people))
    twice = applied(answered(HANDOFF, SALES, TWELVE, people), answered(SHARED, SALES, TWELVE, people))
    assert len(twice.figures) == 1
    assert twice.figures[0].told.belief == once.figures[0].told.belief


def test_few_answers_are_told_in_bands() -> None:
    found = obstacle(applied(answered(HANDOFF, SALES, [1, 2, 2, 3, 1, 2, 2])).organization, SALES)
    assert found is not None
    assert found.severity * 8 == round(found.severity * 8)
    assert found.n == 5
    assert found.evidence[0].text.startswith("5 to 9 respondents: 75")
    assert "best to worst" not in found.evidence[0].text


def test_where_nothing_is_wrong_no_obstacle_is_made() -> None:
    result = applied(answered(HANDOFF, SALES, [5, 5, 5, 5, 4, 5, 5, 5, 5, 5, 4, 5]))
    position = spell_relations(result.organization).index(SALES)
    assert obstacle(result.organization, SALES) is None
    assert result.organization.relations[position].assessed
    assert result.figures[0].outcomes == {SALES: "clear"}


def test_four_answers_say_nothing() -> None:
    result = applied(answered(HANDOFF, SALES, [1, 2, 5, 1]))
    assert result.organization == drawn()
    assert result.untold == {"silo-handoff": (SALES,)}
    assert result.figures == ()


def test_small_groups_of_one_supplier_share_a_figure() -> None:
    result = applied(answered(HANDOFF, DESIGN, [1, 2, 1]), answered(HANDOFF, TO_SUPPORT, [4, 2, 3]))
    both = [obstacle(result.organization, place) for place in (DESIGN, TO_SUPPORT)]
    assert both[0] == both[1]
    assert both[0] is not None
    assert "Told together for 2 places" in both[0].evidence[0].text


def test_those_affected_speak_where_no_receiver_does() -> None:
    own = applied(answered("inward-process-2", "desk-rules", [2, 1, 2, 3, 2, 1]))
    assert obstacle(own.organization, "desk-rules", "inward-process") is not None
    both = applied(
        answered("inward-process-2", "desk-rules", [2, 1, 2, 3, 2, 1]),
        answered("inward-process-1", "desk-rules", [1, 2, 1, 2, 1, 2], "uvwxyz"),
    )
    assert both.rejected == {NOT_RECEIVERS: 6}
    assert both.figures[0].told.belief.mean < 0.5


def test_what_people_say_of_their_own_work_sets_nothing() -> None:
    result = applied(answered("missing-feedback-1", SALES, TWELVE), answered("leader-not-a-customer-1", "tool", TWELVE))
    assert result.organization == drawn()
    assert result.rejected == {OF_THEMSELVES: 24}


def test_answers_that_fit_nothing_are_counted_by_the_reason() -> None:
    result = applied(
        answered("silo-handoff-9", SALES, [1, 2]),
        answered(HANDOFF, "sales -> moon", [1, 2, 3]),
        answered(HANDOFF, "client", [1]),
        answered("attitude-1", "chief", [1, 2, 3, 4]),
        answered(HANDOFF, "chief -> sales", [5]),
    )
    assert result.rejected == {A_PERSON: 5, UNKNOWN_PLACE: 3, UNKNOWN_ITEM: 2, NO_PLACE: 1}
    assert result.organization == drawn()


# Beside other evidence ------------------------------------------------------------------------------------------------

RULES = "approval-overload-1"
"""Asked of those who live under it; agreeing names the obstacle."""


def test_a_survey_is_pooled_with_an_interview() -> None:
    values = [3, 2, 3, 4, 2, 3, 3, 2, 3, 4, 3, 2]
    result = applied(answered(RULES, "desk-rules", values))
    found = obstacle(result.organization, "desk-rules", "approval-overload")
    assert found is not None
    together = pooled((Belief(0.4, 8.0), capped(result.figures[0].told.belief)))
    assert found.severity == pytest.approx(together.mean, abs=1e-3)
    assert [piece.type for piece in found.evidence] == ["interview", "survey"]
    assert result.figures[0].outcomes == {"desk-rules": "pooled"}


def test_an_older_interview_counts_less() -> None:
    values = [3, 4, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3]
    fresh, later = (
        obstacle(
            applied(answered(RULES, "desk-rules", values), date=day).organization, "desk-rules", "approval-overload"
        )
        for day in (SPRING, SPRING.replace(year=2030))
    )
    assert fresh is not None
    assert later is not None
    assert 0.4 < fresh.severity < later.severity


def test_evidence_too_far_apart_is_contested_and_not_pooled() -> None:
    result = applied(answered(RULES, "desk-rules", [5, 5, 4, 5, 5, 4, 5, 5, 4, 5, 5, 5]))
    found = obstacle(result.organization, "desk-rules", "approval-overload")
    assert found is not None
    assert found.severity == 0.4
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.severity
    assert found.high > 0.9
    assert "Contested" in found.evidence[-1].text
    assert result.figures[0].outcomes == {"desk-rules": "contested"}


def test_an_estimate_without_evidence_gives_way() -> None:
    raw = drawn()
    processes = [
        one.model_copy(update={"obstacles": tuple(o.model_copy(update={"evidence": ()}) for o in one.obstacles)})
        for one in raw.elements
    ]
    result = applied(answered(RULES, "desk-rules", TWELVE), to=raw.model_copy(update={"elements": tuple(processes)}))
    assert result.figures[0].outcomes == {"desk-rules": "replaced"}


# Blind spots and comments ---------------------------------------------------------------------------------------------


def test_a_blind_spot_is_what_people_expect_beyond_what_receivers_say() -> None:
    own = answered(MIRROR, "sales", [5, 5, 4, 5, 5, 4, 5, 5, 5, 5, 4, 5])
    result = applied(own, answered(HANDOFF, SALES, TWELVE))
    (spot,) = result.blind_spots
    assert spot.is_clear
    assert spot.own > 0.8
    assert spot.receivers < 0.4
    ratings = result.organization.by_id["sales"].ratings
    assert ratings is not None
    assert (ratings.expected, ratings.client) == pytest.approx((1 + 4 * spot.own, 1 + 4 * spot.receivers), abs=0.05)
    assert ratings.internal is None


def test_a_side_of_few_shows_no_blind_spot() -> None:
    assert applied(answered(MIRROR, "sales", [5, 4, 5, 5]), answered(HANDOFF, SALES, TWELVE)).blind_spots == ()
    assert applied(answered(MIRROR, "sales", TWELVE), answered(HANDOFF, SALES, [1, 2, 1, 2])).blind_spots == ()


def test_comments_are_told_of_ten_and_without_addresses() -> None:
    def written(place: str, number: int, text: str = "Ask us earlier") -> list[Comment]:
        return [Comment(f"p{at}", QuestionId(ONE_THING, place), f"{text} {at}") for at in range(number)]

    result = applied(
        comments=[
            *written("sales", 10),
            *written("design", 9),
            *written("chief", 12),
            *written("external-customer", 11),
            *written("sales", 1, "Ask kim@example.com"),
            *written("sales", 1, "Call 0171 123456"),
        ]
    ).comments
    assert {place: len(texts) for place, texts in result.told.items()} == {"external-customer": 11, "sales": 10}
    assert sorted(result.kept_back.values()) == [2, 9, 12]


# Two dates ------------------------------------------------------------------------------------------------------------


def people(first: int, last: int) -> list[str]:
    return [f"token{number}" for number in range(first, last)]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return read_register(tmp_path / "register.json")


def test_a_change_of_one_person_keeps_the_earlier_figure(register: Register) -> None:
    first = applied(answered(HANDOFF, SALES, TWELVE, people(0, 12)), register=register)
    one_less = answered(HANDOFF, SALES, TWELVE[1:], people(1, 12))
    second = applied(one_less, to=first.organization, date=AUTUMN, register=first.register)
    assert second.kept == {"silo-handoff": (SALES,)}
    assert second.organization == first.organization


def test_the_same_people_and_quite_other_people_are_told(register: Register) -> None:
    first = applied(answered(HANDOFF, SALES, TWELVE, people(0, 12)), register=register)
    for who in (people(0, 12), people(20, 32)):
        second = applied(
            answered(HANDOFF, SALES, [4] * 6 + [5] * 6, who),
            to=first.organization,
            date=AUTUMN,
            register=first.register,
        )
        found = obstacle(second.organization, SALES)
        assert found is not None
        assert found.severity < 0.3
        assert [piece.date for piece in found.evidence] == [SPRING, AUTUMN]


def test_without_the_register_an_earlier_figure_stays() -> None:
    first = applied(answered(HANDOFF, SALES, TWELVE, people(0, 12)))
    second = applied(answered(HANDOFF, SALES, [4] * 6 + [5] * 6, people(0, 12)), to=first.organization, date=AUTUMN)
    assert second.kept == {"silo-handoff": (SALES,)}
    assert second.organization == first.organization


def test_a_register_holds_marks_and_no_tokens(register: Register) -> None:
    result = applied(answered(HANDOFF, SALES, TWELVE, people(0, 12)), register=register)
    assert result.register is not None
    result.register.write()
    text = register.path.read_text(encoding="utf-8")
    assert SALES in text
    assert "token" not in text
    again = read_register(register.path)
    assert again == result.register
    assert again.mark("token1") in text
    assert register.path.with_name("register.json.key").stat().st_mode & 0o077 == 0


def test_no_token_and_no_single_answer_enters_the_organization(register: Register) -> None:
    result = applied(answered(HANDOFF, SALES, TWELVE, people(0, 12)), register=register)
    text = to_json(to_raw(result.organization))
    assert "silo-handoff" in text
    assert "token" not in text
    assert register.mark("token1") not in text
