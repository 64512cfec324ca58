"""What questionnaires say to those who are asked: headings, instructions, the scale, open questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sightline.catalogue.details import Audience
from sightline.document import Organization
from sightline.evidence.audiences import Group, Subject
from sightline.evidence.disclosure import FEWEST
from sightline.evidence.questionnaires import Questionnaire
from sightline.phrases import clean, cut
from sightline.studies.naming import element_name

SCALE: Final[Mapping[int, str]] = {1: "strongly disagree", 2: "disagree", 3: "partly", 4: "agree", 5: "strongly agree"}
CANNOT_SAY: Final = "can't say"
"""What somebody answers who does not know; never counted as the middle of the scale."""
SCALE_TEXT: Final = f"{', '.join(f'{number} {words}' for number, words in SCALE.items())}, or {CANNOT_SAY}"
MIRROR_SCALE_TEXT: Final = f"1 badly to 5 very well, or {CANNOT_SAY}"
ONE_THING_TEXT: Final = "What one thing could we do better?"
MIRROR_TEXT: Final = "How well would those you serve say that you serve them?"
LAST_QUESTION: Final = "What should we have asked?"

AUDIENCE_NAMES: Final[Mapping[Audience, str]] = {
    "external-customer": "Customers outside",
    "internal-customer": "Customers inside, about who works for them",
    "supplier": "Suppliers, about themselves",
    "decision-maker": "Those who decide",
    "front-line": "Those who meet customers outside",
}
OPEN_QUESTIONS: Final[Mapping[Audience, tuple[str, ...]]] = {
    "external-customer": (
        "What do you use it for that we may not know? What do you love, expect, hate, wish for?",
        "What must we not change?",
    ),
    "internal-customer": (
        "What would the customer outside notice if they did that one thing?",
        "Who else works for you that is missing on this page?",
    ),
    "supplier": ("What stops us?", "Who depends on us that nobody mentions?", "What should we keep?"),
    "decision-maker": (
        "Which of your own decisions are furthest from customers?",
        "What good does the present arrangement do?",
    ),
    "front-line": ("What did you learn from customers last month, and whom did you tell?", "What should we keep?"),
}
"""What interviews ask beside :data:`ONE_THING_TEXT`; a form leaves it out to stay short."""


def title(organization: Organization, questionnaire: Questionnaire) -> str:
    """Name a questionnaire: ``Customers inside, about who works for them: Sales``."""
    name = element_name(organization, questionnaire.group.element)
    return f"{AUDIENCE_NAMES[questionnaire.group.audience]}: {name}"


def subject_title(organization: Organization, group: Group, subject: Subject) -> str:
    """Say in a heading what questions are about, from the side of the group asked."""
    name = element_name(organization, subject.about)
    if subject.is_own:
        return f"Your own work: {name}"
    holder = subject.spots[0].holder
    if holder.among == "elements":
        return name
    relation = organization.relations[holder.position]
    output = f" ({cut(clean(relation.output))})" if relation.output is not None else ""
    if subject.about != relation.supplier:
        return f"What you do for {name}{output}"
    if group.audience == "front-line":
        return f"What you work with: {name}"
    place = "" if relation.customer == group.element else f", for {element_name(organization, relation.customer)}"
    return f"What you get from {name}{output}{place}"


def instructions(organization: Organization, customer_word: str | None) -> tuple[str, ...]:
    """Say what a respondent should know before the first question."""
    word = "" if customer_word is None else f" Where customer means somebody outside, read: {clean(customer_word)}."
    about = (
        f"This is about how work at {cut(clean(organization.name))} reaches those it is for. It asks about work and"
        f" rules, never about persons: please name nobody.{word}"
    )
    shown = (
        f"Numbers are shown only where {FEWEST} people or more have answered. What comes of it goes first to those who"
        " answered."
    )
    return about, f"Answer each sentence with {SCALE_TEXT}. Leave out what you do not want to answer.", shown
