"""The interview guide: one page of HTML to print, with the preparation first and then a part for each group.

The six steps of preparation are those of "Who You Are Affects Customer Focus"; each stands with what the model knows
for it, and with room for what it does not. A part begins with the piece of the map that the group stands in, to be
corrected together before anything is rated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from sightline.catalogue import AREAS
from sightline.catalogue.details import area_name
from sightline.document import Organization
from sightline.evidence.audiences import Group
from sightline.evidence.markup import Markup, page, tag
from sightline.evidence.questionnaires import Questionnaire, Survey
from sightline.evidence.survey_forms import form_rows
from sightline.evidence.survey_wording import (
    AUDIENCE_NAMES,
    CANNOT_SAY,
    LAST_QUESTION,
    ONE_THING_TEXT,
    OPEN_QUESTIONS,
    SCALE,
    instructions,
    title,
)
from sightline.phrases import amount, counted, listed
from sightline.studies.naming import Holder, element_name, list_obstacles, obstacle_name

_SHOWN: Final = 12
_STYLE: Final = """
body { font: 11pt/1.45 system-ui, sans-serif; color: #1f2933; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.25em; margin-top: 2em; } h3 { font-size: 1.05em; margin-bottom: .3em; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; }
th, td { text-align: left; vertical-align: top; padding: .35em .5em; border-bottom: 1px solid #d5dae0; }
th { background: #eef2f6; font-weight: 600; }
.number { text-align: right; } .box { text-align: center; width: 2.2em; }
.id { color: #7b8794; font-size: .75em; }
.room { height: 4.5em; border-bottom: 1px solid #9aa5b1; }
.part { break-before: page; } tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; } }
"""


def make_guide(survey: Survey, customer_word: str | None = None) -> bytes:
    """Write the guide of a survey as HTML that holds all it needs; the same survey gives the same bytes."""
    organization = survey.organization
    parts = [_part(organization, one, customer_word) for one in survey.questionnaires]
    heading = f"Interview guide: {organization.name}"
    steps = [
        tag("section", tag("h2", f"{number}. {name}"), *content)
        for number, (name, content) in enumerate(_steps(survey), start=1)
    ]
    notices = [tag("h2", "What the model leaves open"), _list(survey.notices)] if survey.notices else []
    introduction = tag(
        "p",
        "An interview is shared space: correct the piece of the map together first, then rate, and say what happens"
        " with the answers. They go back to those who gave them before anybody else sees them.",
    )
    return page(heading, _STYLE, tag("h1", heading), introduction, *steps, *notices, *parts).encode()


def _steps(survey: Survey) -> Iterable[tuple[str, Sequence[Markup]]]:
    """Give the six steps: the name of each, and what stands below it."""
    organization = survey.organization
    yield (
        "Plan the questions",
        (
            tag("p", "On how the initiative affects those it serves, their objectives and their concerns. Chosen are:"),
            _table(
                ("who is asked", "closed questions"),
                [
                    (title(organization, one), str(len(one.questions) + (one.mirror is not None)))
                    for one in survey.questionnaires
                ],
            ),
        ),
    )
    yield (
        "Expand into what is not known yet",
        (
            tag(
                "p",
                "Ask two open questions at least, and at the end:"
                f" {LAST_QUESTION} What comes up goes into the model as a suspected obstacle.",
            ),
            _list(_unknown(organization)),
        ),
    )
    yield (
        "Check that the areas go together",
        (
            tag("p", "A plan needs something from each area, or a reason why not."),
            _table(("area", "obstacles recorded", "questions asked"), _areas(survey)),
        ),
    )
    yield (
        "Determine what change would mean",
        (
            tag(
                "p",
                "Whom it touches, what it adds to their work, what they could lose. What stands today often serves:",
            ),
            _list(_purposes(organization)),
            _room(),
        ),
    )
    yield (
        "Plan how to reach each group",
        (
            tag("p", "Who invites, by which channel, when; say beforehand what the answers are for."),
            _table(
                ("group", "people", "who invites, channel, date"),
                [
                    (title(organization, one), "not known" if one.people is None else amount(one.people), "")
                    for one in survey.questionnaires
                ],
            ),
        ),
    )
    library = {question.item.id: question for one in survey.questionnaires for question in one.questions}
    yield (
        "Keep a library of questions",
        (
            tag(
                "p",
                f"{counted(len(library), 'question')} of the catalogue are used. Add your own in a catalogue file;"
                " never change the words of one that was asked, or its answers cannot be compared.",
            ),
            _table(
                ("question", "asked of", "text"),
                [
                    (name, AUDIENCE_NAMES[question.item.audience], question.item.text)
                    for name, question in sorted(library.items())
                ],
            ),
        ),
    )


def _part(organization: Organization, questionnaire: Questionnaire, customer_word: str | None) -> Markup:
    """Make the part of one group."""
    numbers = [tag("th", str(number), class_="box") for number in SCALE]
    head = tag("tr", tag("th", "question"), *numbers, tag("th", CANNOT_SAY, class_="box"))
    rows, about = [head], None
    for row in form_rows(organization, questionnaire):
        if row.is_open:
            continue
        if row.about != about:
            rows.append(tag("tr", tag("th", row.about, colspan="7")))
            about = row.about
        words = tag("td", row.text, tag("br"), tag("span", row.id, class_="id"))
        rows.append(tag("tr", words, *[tag("td", "☐", class_="box")] * (len(SCALE) + 1)))
    opened = [
        part
        for text in (ONE_THING_TEXT, *OPEN_QUESTIONS[questionnaire.group.audience], LAST_QUESTION)
        for part in (tag("h3", text), _room())
    ]
    return tag(
        "section",
        tag("h2", title(organization, questionnaire)),
        *[tag("p", text) for text in instructions(organization, customer_word)],
        tag("h3", "The piece of the map, to be corrected together"),
        _list(_surroundings(organization, questionnaire.group)),
        tag("h3", "How far do you agree?"),
        tag("table", *rows),
        *opened,
        class_="part",
    )


def _surroundings(organization: Organization, group: Group) -> Iterable[str]:
    """Say what the model knows about where a group stands; persons are not named."""
    identifier, by_id = group.element, organization.by_id
    carrying = [one for one in organization.relations if one.is_carrying]
    suppliers = [one.supplier for one in carrying if one.customer == identifier]
    customers = [one.customer for one in carrying if one.supplier == identifier]
    voices = [one.customer for one in organization.relations if one.kind == "feedback" and one.supplier == identifier]
    if group.audience == "internal-customer":
        spots = [subject.spots[0].holder for subject in group.subjects]
        receiving = [organization.relations[one.position].customer for one in spots if one.among == "relations"]
        if runs := [one for one in receiving if one != identifier]:
            yield f"You run: {_names(organization, runs)}."
    if by_id[identifier].kind != "customer":
        yield f"Your work goes to: {_names(organization, customers)}."
    yield f"Work comes to you from: {_names(organization, suppliers)}."
    yield f"What you experience is heard by: {_names(organization, voices)}."


def _names(organization: Organization, identifiers: Iterable[str]) -> str:
    """Name the first of some elements and count the others; persons are counted only."""
    known = list(dict.fromkeys(identifiers))
    named = [one for one in known if organization.by_id[one].kind != "person"]
    names = [*(element_name(organization, one) for one in named[:_SHOWN]), *named[_SHOWN:]]
    persons = len(known) - len(named)
    if persons:
        names.append(counted(persons, "person", "persons"))
    return listed(names, _SHOWN) if names else "nobody that the model knows"


def _unknown(organization: Organization) -> Iterable[str]:
    """Say what the model does not know."""
    inside = [one for one in organization.elements if one.kind != "customer"]
    elements = [one for one in inside if not one.assessed and not one.obstacles]
    carrying = [one for one in organization.relations if one.is_carrying]
    relations = sum(not one.assessed and not one.obstacles for one in carrying)
    yield f"{len(elements):,} of {counted(len(inside), 'element')} inside are not assessed: nobody has looked at them."
    yield f"{relations:,} of {counted(len(carrying), 'relation')} on which work goes are not assessed."
    if elements:
        yield f"Not assessed: {_names(organization, (one.id for one in elements))}."


def _areas(survey: Survey) -> list[tuple[str, str, str]]:
    obstacles = survey.snapshot.network.obstacles
    recorded = Counter(obstacles.areas[obstacles.severity > 0].tolist())
    asked = Counter(question.details.kind.area for one in survey.questionnaires for question in one.questions)
    return [(area_name(area), str(recorded[area]), str(asked[area])) for area in AREAS]


def _purposes(organization: Organization) -> Iterable[str]:
    """Say what good the present arrangement does, as far as the model knows."""
    served = [
        f"{name[:1].upper()}{name[1:]} serves a purpose: {spot.obstacle.serves_purpose}"
        for spot in list_obstacles(organization).values()
        if spot.obstacle.serves_purpose is not None and not _is_at_person(organization, spot.holder)
        for name in [obstacle_name(organization, spot)]
    ]
    return served[:_SHOWN] or ["The model says of no obstacle what good it does today; ask for it."]


def _is_at_person(organization: Organization, holder: Holder) -> bool:
    if holder.among == "elements":
        return organization.elements[holder.position].kind == "person"
    relation = organization.relations[holder.position]
    return "person" in (organization.by_id[relation.supplier].kind, organization.by_id[relation.customer].kind)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    top = tag("tr", *(tag("th", name) for name in head))
    return tag("table", top, *(tag("tr", *(tag("td", cell) for cell in row)) for row in rows))


def _list(sentences: Iterable[str]) -> Markup:
    return tag("ul", *(tag("li", sentence) for sentence in sentences))


def _room() -> Markup:
    """Leave room to write."""
    return tag("div", class_="room")
