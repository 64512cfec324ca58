"""The lists of the diagnostics in the published schema of results: what each is, what it requires, its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Columns = Mapping[str, tuple[str, str]]
"""The type of each column (:mod:`sightline.report.result_schema`) and its meaning."""

DIAGNOSTICS: Final[Mapping[str, tuple[str, tuple[str, ...], Columns]]] = {
    "voice": (
        "The feedback of each external customer.",
        ("id", "ways", "closed"),
        {
            "id": ("text", "The id of the external customer."),
            "name": ("text", "The name."),
            "ways": ("count", "Its relations of feedback."),
            "closed": ("count", "Those of them that are answered."),
            "days": ("amount?", "The days between two times of the quickest; null where none are noted."),
            "closed_days": ("amount?", "The same of the quickest that is answered."),
        },
    ),
    "decisions": (
        "What each decision asks of how many, and how far from customers it is taken.",
        ("id", "vetoes", "consulted"),
        {
            "id": ("text", "The id of the decision."),
            "name": ("text", "The name."),
            "vetoes": ("count", "How many must agree."),
            "consulted": ("count", "How many are consulted."),
            "concerned": ("count?", "The external customers whom it concerns; null without any, or without a decider."),
            "heard": ("count?", "Those of them from whom anything reaches the decider."),
            "steps": ("count?", "The fewest steps of feedback, reporting and membership; null where none lead there."),
            "days": ("amount?", "The fewest days of feedback on the way."),
        },
    ),
    "support": (
        "The signs at the teams and roles in touch with external customers.",
        ("id", "signs"),
        {
            "id": ("text", "The id of the team or role."),
            "name": ("text", "The name."),
            "signs": ("count", "How many of five signs there are."),
            "signs_found": ("texts", "Which they are."),
        },
    ),
    "triad": (
        "The directions between sales, marketing and operations, where the file names all three.",
        ("id", "joined"),
        {
            "id": ("text", "The direction, as `sales -> marketing`."),
            "joined": ("flag", "Whether feedback or clear work runs in it."),
            "clarity": ("share", "The clarity of the clearest work, directly or through one process; 0 without any."),
            "feedback": ("flag", "Whether feedback runs in it."),
        },
    ),
    "fronts": (
        "Those who face external customers, and what reaches them.",
        ("id", "clarity"),
        {
            "id": ("text", "The id of the team, role or person."),
            "name": ("text", "The name."),
            "clarity": ("share", "Its own clarity, times that of its relations to external customers."),
            "inflow": ("share?", "The clarity of work from other units on arriving; null where none does."),
            "contact": ("share", "Its share of all the work that goes to external customers."),
            "returns": ("flag", "Whether it closes a feedback with another unit."),
            "shell_score": ("share?", "Its clarity times what the inflow lacks; 0 where it returns."),
        },
    ),
    "unit_ties": (
        "The work inside and across the border of each unit.",
        ("id", "internal", "external"),
        {
            "id": ("text", "The id of the unit."),
            "name": ("text", "The name."),
            "members": ("count", "How many work in it; products do not count."),
            "internal": ("count", "Carrying relations among them."),
            "external": ("count", "Carrying relations between them and members of other units."),
            "e_i": ("amount?", "External less internal, over both; null without relations."),
            "e_i_expected": ("amount?", "What it would be if all members of whatever units were tied alike."),
        },
    ),
    "flow_groups": (
        "The groups that the work forms, the largest first.",
        ("id", "elements"),
        {
            "id": ("text", "The number of the group."),
            "elements": ("texts", "The ids of its elements."),
        },
    ),
    "ratings": (
        "What the file rates, on the scale that it uses.",
        ("id",),
        {
            "id": ("text", "The id of what is rated."),
            "name": ("text", "The name."),
            "internal": ("amount?", "The rating inside."),
            "client": ("amount?", "The rating of clients."),
            "expected": ("amount?", "What those inside expected clients to say."),
            "inside_gap": ("amount?", "The rating inside less that of clients."),
            "surprise": ("amount?", "What was expected less the rating of clients."),
        },
    ),
}
