"""Answers that came back: uploaded, looked at, and put into the model as one edit."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sightline.app.blocks import current_ink, draw, note, tell_problems
from sightline.app.model import Model
from sightline.app.parts.survey_taking import Taken, read_headers, take_answers
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.catalogue.details import catalogue
from sightline.errors import SightlineError
from sightline.evidence.disclosure import FEWEST
from sightline.evidence.questionnaires import make_survey
from sightline.phrases import clean, counted, cut, percent
from sightline.pictures.severity_shift import severity_shift

SHOWN: Final = 12
"""Severities drawn; the table has all."""
NOT_READ: Final = "not read"
MEANINGS: Final[Mapping[str, str]] = {
    "respondent": "a code of who answered",
    "question_id": "the name of the question",
    "answer": "the answer, 1 to 5",
    "comment": "a comment",
}


def show_answers(user: Session) -> None:
    """Ask for answers, show what would come of them, and put them into the model if the user says so."""
    key = f"evidence-{user.generation}-{len(user.done)}-answers"
    st.markdown("**Upload all that came back at once; you see what it says before anything changes.**")
    files = st.file_uploader(
        "Forms that were filled in, or what a form tool exports (Excel or CSV)",
        ["xlsx", "xlsm", "csv", "tsv", "txt"],
        accept_multiple_files=True,
        key=key,
    )
    date = st.date_input("When people answered", "today", key=f"{key}-date", width=240)
    note(
        f"Nothing is told of fewer than {FEWEST} respondents, nor can it be worked out from what is told. Single"
        " answers never enter the model; when you leave this page, they are gone."
    )
    if not files or not isinstance(date, datetime.date):
        return
    taken = _take(user, files, date, key)
    if taken is not None:
        _say(user.open_model, taken)
        _put_in(user, taken, date, key)
        _show(taken, key)


def _take(user: Session, files: Sequence[UploadedFile], date: datetime.date, key: str) -> Taken | None:
    """Read the answers as the columns are taken, and tell what is wrong with them; None where something is."""
    model, sent = user.open_model, tuple(file.file_id for file in files)
    given = [(file.name, file.getvalue()) for file in files]
    lead = "This could not be read; nothing has changed."
    try:
        headers = user.remember("evidence-headers", sent, lambda: read_headers(given))
        columns = {}
        if headers:
            columns = _ask_columns(model, headers, f"{key}-{len(sent)}-{sent[0]}")
            lead = "Say above what the columns mean; nothing has changed."
        asked = (model, sent, date, tuple(columns.items()))
        return user.remember("evidence-answers", asked, lambda: take_answers(given, columns, model.organization, date))
    except SightlineError as error:
        tell_problems(error, lead=lead)
        return None


def _ask_columns(model: Model, headers: Sequence[str], key: str) -> dict[str, str]:
    """Let the user say what the columns of another tool mean; a column that asks one of our questions is proposed."""
    ids = model.recall("evidence-questions", lambda: _list_questions(model))
    times = Counter(ids.values())
    known = {text: one for one, text in ids.items() if times[text] == 1}
    with st.expander(plain(f"{counted(len(headers), 'column')} of another tool: what they mean"), expanded=True):
        edited = st.data_editor(
            [{"Column": clean(header), "Means": known.get(header, NOT_READ)} for header in headers],
            hide_index=True,
            disabled=["Column"],
            column_config={
                "Column": st.column_config.TextColumn(width="large"),
                "Means": st.column_config.SelectboxColumn(
                    options=[NOT_READ, *MEANINGS, *ids],
                    format_func=lambda one: MEANINGS.get(str(one), str(one)),
                    required=True,
                    width="large",
                ),
            },
            key=f"{key}-columns",
        )
        note("What is not read never gets in: leave out whatever says who a person is.")
    return {header: str(row["Means"]) for header, row in zip(headers, edited, strict=True) if row["Means"] != NOT_READ}


def _list_questions(model: Model) -> dict[str, str]:
    """List the closed questions that may have been asked about a model, by name, with their text."""
    survey = make_survey(model.snapshot, catalogue())
    return {str(one.id): clean(one.item.text) for made in survey.questionnaires for one in made.questions}


def _say(model: Model, taken: Taken) -> None:
    """Say what came of the answers, and how far they would move the index."""
    headline, *others = taken.account.sentences
    st.subheader(plain(headline), anchor=False)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in (*others, *taken.notices)))
    now, then = model.analysis.sight.index, taken.index
    if taken.shifts and now is not None and then is not None:
        st.metric(
            "Line-of-sight index with these answers",
            percent(then, 1),
            f"{(then - now) * 100:+.1f} points",
            delta_color="off",
        )
        note(
            "Obstacles at one place multiply, whoever measured them: a place that was asked about in many ways looks"
            " darker than one that was not. Compare what was asked alike."
        )


def _show(taken: Taken, key: str) -> None:
    """Show what the answers would set, what they tell beside that, and what is left out."""
    if taken.shifts:
        draw(severity_shift(taken.shifts[:SHOWN], current_ink()), key=f"{key}-shifts")
        if len(taken.shifts) > SHOWN:
            note(f"The {SHOWN} that move most, of {counted(len(taken.shifts), 'severity', 'severities')}.")
    for number, listing in enumerate(taken.account.listings):
        st.markdown(f"**{plain(listing.title)}**")
        head = [one[:1].upper() + one[1:] for one in listing.head]
        rows = [dict(zip(head, (clean(cell) for cell in row), strict=True)) for row in listing.rows]
        st.dataframe(rows, hide_index=True, key=f"{key}-listing-{number}")
    if taken.comments:
        place = st.selectbox(
            "Comments word for word",
            list(taken.comments),
            format_func=lambda one: f"{cut(clean(one))}: {counted(len(taken.comments[one]), 'comment')}",
            key=f"{key}-comments",
        )
        st.markdown("\n".join(f"- {plain(text, 600)}" for text in taken.comments[place]))


def _put_in(user: Session, taken: Taken, date: datetime.date, key: str) -> None:
    if taken.organization == user.open_model.organization:
        note("The model stays as it is: these answers change nothing in it.")
    elif st.button("Put into the model", type="primary", key=f"{key}-put", help="As one edit, which can be undone."):
        user.edit(taken.organization, f"Take in the answers of {date.isoformat()}")
        st.rerun()
