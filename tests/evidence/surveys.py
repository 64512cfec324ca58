"""A drawn organization that is asked, and answers made of bare numbers.

sales ==> delivery ==> tool --> (client)      all teams are part of company; the chief is a role of one holder
design ==> delivery
design ==> support ==> (client)               desk rules [approval-overload 0.4, seen in an interview] is a process
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from sightline.catalogue.details import catalogue
from sightline.document import Organization, Tree, build_organization
from sightline.evidence.answers import Answer, Answers, Comment
from sightline.evidence.applying import Applied, apply_answers
from sightline.evidence.question_ids import QuestionId
from sightline.evidence.register import Register

SPRING, AUTUMN = datetime.date(2026, 3, 1), datetime.date(2026, 9, 1)
HANDOFF, SHARED = "silo-handoff-1", "silo-handoff-2"
"""Both asked of internal customers, both `+`: disagreeing names the obstacle."""
INTERVIEW = {"type": "interview", "date": "2026-03-01", "text": "Three case workers told the same."}


def drawn() -> Organization:
    team = {"part_of": "company", "headcount": 8}
    return build_organization(
        Tree(
            {
                "sightline": 1,
                "name": "Drawn",
                "customers": {"client": {}},
                "products": {"tool": {"serves": ["client"]}},
                "teams": {
                    "company": {},
                    "sales": {**team, "serves": ["delivery"]},
                    "design": {**team, "serves": ["delivery", "support"]},
                    "delivery": {**team, "delivers": "tool"},
                    "support": {**team, "serves": ["client"]},
                },
                "roles": {"chief": {"part_of": "company", "holders": 1, "serves": ["sales"]}},
                "processes": {
                    "desk-rules": {
                        "part_of": "support",
                        "supports": ["support"],
                        "obstacles": [{"kind": "approval-overload", "severity": 0.4, "evidence": [INTERVIEW]}],
                    }
                },
            }
        )
    )


def answered(item: str, place: str, values: Sequence[int], people: Iterable[str] | None = None) -> list[Answer]:
    """Answer one question, one person after the other; people of their own for each place where none are named."""
    named = list(people) if people is not None else [f"{place}/{number}" for number in range(len(values))]
    return [Answer(person, QuestionId(item, place), value) for person, value in zip(named, values, strict=True)]


def gathered(*answers: list[Answer], comments: Iterable[Comment] = ()) -> Answers:
    """Put answers together as if they had been read."""
    return Answers(tuple(one for some in answers for one in some), tuple(comments), {}, 0, (), has_tokens=True)


def applied(
    *answers: list[Answer],
    to: Organization | None = None,
    date: datetime.date = SPRING,
    register: Register | None = None,
    comments: Iterable[Comment] = (),
) -> Applied:
    """Apply answers to the drawn organization, or to another."""
    return apply_answers(
        to or drawn(), gathered(*answers, comments=comments), catalogue(), date=date, register=register
    )
