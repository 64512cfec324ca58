"""Asking people: whom, what first and why, and the forms to hand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import streamlit as st

from sightline.app.blocks import note, tell_problems
from sightline.app.model import Model
from sightline.app.parts.file_offer import offer_file, pack
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.catalogue.details import AUDIENCES, Audience, catalogue
from sightline.errors import SightlineError
from sightline.evidence.questionnaires import MOST_GROUPS, MOST_QUESTIONS, Question, Questionnaire, Survey, make_survey
from sightline.evidence.survey_kit import GUIDE, make_files
from sightline.evidence.survey_wording import AUDIENCE_NAMES
from sightline.evidence.value_of_information import Ground
from sightline.formats.identifiers import slug
from sightline.phrases import amount, clean, counted, cut, without_aside
from sightline.studies.naming import element_name, kind_name

GROUNDS: Final[Mapping[Ground, str]] = {
    "recorded": "recorded, how severe is not sure",
    "not assessed": "nobody has looked there",
    "assessed": "known already, there was room left",
}
"""Why a question stands where it stands."""
MOVES: Final = "Could move"
_MOST_ASKED: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Wish:
    audiences: tuple[Audience, ...]
    most: int
    groups: int
    word: str

    def make(self, model: Model) -> Survey:
        """Make the questionnaires, which no word changes."""
        made_of = ("evidence-survey", self.audiences, self.most, self.groups)
        return model.recall(
            made_of,
            lambda: make_survey(
                model.snapshot, catalogue(), audiences=self.audiences, most=self.most, groups=self.groups
            ),
        )


def show_asking(user: Session) -> None:
    """Ask whom to ask, show what is asked of whom in which order, and offer the forms."""
    model, wish = user.open_model, _choose(user)
    if not wish.audiences:
        note("Choose whom to ask.")
        return
    with st.spinner("Looking for the questions whose answers could move most ..."):
        survey = wish.make(model)
    if not survey.questionnaires:
        st.markdown("**There is nobody to ask.**")
        note(*survey.notices)
        return
    st.markdown(f"**{plain(say_survey(survey))}**")
    _offer(user, wish, survey)
    _show_questions(user, survey, _choose_questionnaire(user, wish, survey))
    note(*survey.notices)


def say_survey(survey: Survey) -> str:
    """Say how much is asked, and which answer could move most."""
    made = survey.questionnaires
    questions = sum(_length(one) for one in made)
    first = max((question for one in made for question in one.questions), key=lambda one: one.worth.value)
    said = f"{counted(len(made), 'questionnaire')} with {counted(questions, 'closed question')}"
    if first.worth.value <= 0:
        return f"{said}; as the model stands, no answer could move the index."
    return (
        f"{said}; most could be learned about {kind_name(first.details.kind.kind)} at {_spot(survey, first)}, which"
        f" could move the index by {_points(first.worth.value):.1f} points."
    )


def _choose(user: Session) -> _Wish:
    key = f"evidence-{user.generation}-ask"
    audiences = st.pills(
        "Whom to ask",
        AUDIENCES,
        selection_mode="multi",
        default=AUDIENCES,
        format_func=AUDIENCE_NAMES.__getitem__,
        key=f"{key}-audiences",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        most = st.number_input(
            "Closed questions in each", 1, MOST_QUESTIONS, MOST_QUESTIONS, key=f"{key}-most", width=200
        )
        groups = st.number_input(
            "Groups of each audience, at most", 1, _MOST_ASKED, MOST_GROUPS, key=f"{key}-groups", width=240
        )
        word = st.text_input(
            "What a customer is called",
            max_chars=60,
            placeholder="customer",
            key=f"{key}-word",
            help="Citizen, patient, client: the forms say so. Names never change.",
            width=240,
        )
    return _Wish(tuple(one for one in AUDIENCES if one in audiences), int(most), int(groups), word.strip())


def _offer(user: Session, wish: _Wish, survey: Survey) -> None:
    """Offer all forms as one file, and say what is in it."""
    name = slug(survey.organization.name) or "organization"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        try:
            offer_file(
                user,
                f"evidence-{user.generation}-kit",
                (user.open_model, wish),
                lambda: pack(make_files(survey, wish.word or None)),
                file_name=f"{name}-questions.zip",
                mime="application/zip",
                prepare="Build the forms",
            )
        except SightlineError as error:
            tell_problems(error, lead="The forms cannot be built.")
        note(
            f"Excel forms, the same as CSV for a form tool, and {GUIDE}, which says how to prepare. Nothing is asked"
            " about a person."
        )


def _choose_questionnaire(user: Session, wish: _Wish, survey: Survey) -> Questionnaire:
    """Show all questionnaires, those of each audience by what their answers could move; give the chosen one."""
    made = survey.questionnaires
    state: Any = st.dataframe(
        [_record(survey, one) for one in made],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [0]}},
        key=f"evidence-{user.generation}-{len(user.done)}-groups-{wish.most}-{wish.groups}-{'-'.join(wish.audiences)}",
        alt="The questionnaires, by audience",
        column_config={
            "People": st.column_config.TextColumn(width="small", help="How many the model knows there"),
            "Questions": st.column_config.NumberColumn(width="small"),
            MOVES: _points_column(max(one.value for one in made)),
            "First asked about": st.column_config.TextColumn(width="medium"),
        },
    )
    rows = state["selection"]["rows"]
    return made[min(cast("int", rows[0]), len(made) - 1) if rows else 0]


def _record(survey: Survey, one: Questionnaire) -> dict[str, object]:
    first = one.questions[0]
    return {
        "Who": AUDIENCE_NAMES[one.group.audience],
        "Asked": _asked(survey, one),
        "Questions": _length(one),
        MOVES: _points(one.value),
        "First asked about": f"{without_aside(first.details.kind.name)}, {_spot(survey, first)}",
        "Because": GROUNDS[first.worth.ground],
        "People": "not known" if one.people is None else amount(one.people),
    }


def _show_questions(user: Session, survey: Survey, chosen: Questionnaire) -> None:
    """Show what one group is asked, in the order of what an answer could move."""
    st.subheader(plain(f"{AUDIENCE_NAMES[chosen.group.audience]}: {_asked(survey, chosen)}"), anchor=False)
    grounds = Counter(question.worth.ground for question in chosen.questions)
    note(*(f"{counted(number, 'question')}: {GROUNDS[ground]}." for ground, number in grounds.items()))
    st.dataframe(
        [
            {
                "Question": clean(question.item.text),
                "About": _spot(survey, question),
                "Because": GROUNDS[question.worth.ground],
                MOVES: _points(question.worth.value),
                "Obstacle": without_aside(question.details.kind.name),
            }
            for question in chosen.questions
        ],
        hide_index=True,
        key=f"evidence-{user.generation}-{len(user.done)}-questions",
        column_config={
            "Question": st.column_config.TextColumn(width="large"),
            MOVES: _points_column(max(question.worth.value for question in chosen.questions)),
        },
    )


def _points(value: float) -> float:
    return round(100 * value, 2)


def _points_column(most: float) -> Any:  # noqa: ANN401 - Streamlit's own type is not public
    """Show points of the index as a bar with its number."""
    return st.column_config.ProgressColumn(
        format="%.1f",
        min_value=0,
        max_value=_points(most) or 1,
        width="small",
        help="How many points the index would move on average if the answer were known",
    )


def _length(one: Questionnaire) -> int:
    return len(one.questions) + (one.mirror is not None)


def _asked(survey: Survey, one: Questionnaire) -> str:
    return element_name(survey.organization, one.group.element).replace("`", "")


def _spot(survey: Survey, question: Question) -> str:
    """Name what a question is about: an element, or both ends of a relation."""
    organization, holder = survey.organization, question.spot.holder
    if holder.among == "elements":
        ends = [organization.elements[holder.position].id]
    else:
        relation = organization.relations[holder.position]
        ends = [relation.supplier, relation.customer]
    return cut(" → ".join(element_name(organization, one) for one in ends).replace("`", ""), 120)
