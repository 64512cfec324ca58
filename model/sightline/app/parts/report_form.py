"""What a report shall say, and how it shall look: asked of the user."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from sightline.app.parts import scenario_book
from sightline.app.parts.line_search import element_labels
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.app.trial import Trial
from sightline.report.forms import Form
from sightline.report.handover import SECTIONS, Face

FORMS: Final = {Form.HTML: "Page", Form.PPTX: "Slides", Form.XLSX: "Workbook"}
LONGEST: Final = 200
MOST_LINES: Final = 8
"""Elements whose line can be told."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants: forms, face, what is told beside the usual, and a key that is another for another wish."""

    forms: tuple[Form, ...]
    title: str
    client: str
    date: str
    word: str
    logo: bytes | None
    template: bytes | None
    sections: tuple[str, ...]
    elements: tuple[str, ...]
    trials: tuple[tuple[str, Trial], ...]
    sure: bool

    @property
    def key(self) -> Hashable:
        """What of the wish a built report depends on."""
        return (self.forms, self.sections, *self.told, *self.look)

    @property
    def told(self) -> tuple[Hashable, ...]:
        """What the sections say depends on this alone."""
        changes = tuple((name, repr(trial.history.changes)) for name, trial in self.trials)
        return (self.word, self.elements, changes, self.sure)

    @property
    def look(self) -> tuple[Hashable, ...]:
        """What is worn."""
        return (self.title, self.client, self.date, self.logo, self.template)

    @property
    def face(self) -> Face:
        """Title, client, logo and date; raises UsageError for a logo that is none."""
        return Face(self.title or None, self.client or None, self.logo, self.date or None)


def ask(user: Session) -> Wish:
    """Ask what the report shall be; every answer may stay as it is."""
    key = f"report-{user.generation}"
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Whose it is", anchor=False)
        title = st.text_input("Title", max_chars=LONGEST, key=f"{key}-title", placeholder="That of the organization")
        client = st.text_input("Client", max_chars=LONGEST, key=f"{key}-client")
        with st.container(horizontal=True):
            date = st.text_input("Date", max_chars=60, key=f"{key}-date", placeholder="That of the model")
            word = st.text_input(
                "What a customer is called",
                max_chars=60,
                key=f"{key}-word",
                placeholder="customer",
                help="Citizen, patient, client; child/children where the plural is irregular. Names never change.",
            )
        with st.container(horizontal=True):
            logo = st.file_uploader("Logo (PNG)", "png", key=f"{key}-logo", max_upload_size=1)
            template = st.file_uploader("Template for the slides (PPTX)", "pptx", key=f"{key}-template")
    with right:
        st.subheader("What it says", anchor=False)
        forms = st.pills(
            "As",
            list(FORMS),
            selection_mode="multi",
            default=list(FORMS),
            format_func=FORMS.__getitem__,
            key=f"{key}-forms",
        )
        sections = _ask_sections(key)
        elements = _ask_elements(user, key)
        trials = {name: trial for name, trial in scenario_book.list_scenarios(user).items() if trial.history.changes}
        chosen = []
        if trials:
            chosen = st.pills(
                "Scenarios of the page What-if",
                list(trials),
                selection_mode="multi",
                default=list(trials),
                format_func=plain,
                key=f"{key}-scenarios",
            )
        sure = st.toggle(
            "With intervals",
            key=f"{key}-sure",
            help="Draws what is not known for sure many times, which takes a moment.",
        )
    return Wish(
        forms=tuple(sorted(forms)),
        title=title,
        client=client,
        date=date,
        word=word,
        logo=None if logo is None else logo.getvalue(),
        template=None if template is None else template.getvalue(),
        sections=sections,
        elements=elements,
        trials=tuple((name, trials[name]) for name in chosen),
        sure=sure,
    )


def _ask_sections(key: str) -> tuple[str, ...]:
    """Ask which sections are told; none is named where all are."""
    with st.popover("Choose sections", icon=":material/checklist:"):
        told = tuple(
            one.name for one in SECTIONS if st.checkbox(one.title, value=True, key=f"{key}-section-{one.name}")
        )
    return () if len(told) == len(SECTIONS) else told


def _ask_elements(user: Session, key: str) -> tuple[str, ...]:
    """Ask for elements one after another; the selected one stands first until another is chosen."""
    labels, chosen = element_labels(user.open_model), list[str]()
    for number in range(MOST_LINES):
        proposed = user.element if not number else None
        one = st.selectbox(
            "The line of sight of" if not number else "and of",
            [identifier for identifier in labels if identifier not in chosen],
            index=None if proposed is None else list(labels).index(proposed),
            format_func=labels.__getitem__,
            key=f"{key}-element-{number}-{proposed or ''}",
            placeholder="Nobody; type a name",
        )
        if one is None:
            break
        chosen.append(one)
    return tuple(chosen)
