"""Report: what it shall say and how it shall look, what each of its sections says first, and the files to hand over."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import streamlit as st

from sightline.app.blocks import answer, note, tell_problems
from sightline.app.parts import how_sure, report_form
from sightline.app.parts.file_offer import tell_size
from sightline.app.parts.report_form import FORMS, Wish
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.errors import SightlineError
from sightline.formats.identifiers import slug
from sightline.phrases import counted
from sightline.report.forms import Form, build_form, require_libraries
from sightline.report.handover import SECTIONS, Run, Subject, Tried, choose_word
from sightline.report.handover.commands import Sources, spell_commands
from sightline.report.handover.sections import find_leads
from sightline.report.manifest import make_manifest
from sightline.report.wording import organization_name
from sightline.studies.scenario import Scenario

_NAME: Final = "report"
_MIME: Final = {
    Form.HTML: "text/html",
    Form.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def render(user: Session) -> None:
    """Draw the page."""
    model = user.open_model
    head = st.container()
    wish = report_form.ask(user)
    try:
        require_libraries(*wish.forms)
        subject = _put_together(user, wish)
        leads = model.recall(("report-leads", *wish.told), lambda: find_leads(subject))
    except SightlineError as error:
        with head:
            answer("There is no report yet: something in the form is not right.")
        tell_problems(error, lead="This cannot be built.")
        return
    shown = [one for one in SECTIONS if one.name in leads and (not wish.sections or one.name in wish.sections)]
    with head:
        answer(
            f"{counted(len(shown), 'section')} about {organization_name(model.analysis)} to hand over;"
            " as a page to read, slides to present and a workbook to work on, made here and sent nowhere."
        )
    _offer(user, wish, subject)
    st.subheader("What each section says first", anchor=False)
    for one in shown:
        st.markdown(f"**{plain(subject.word(one.title))}.** {plain(leads[one.name])}")
    left_out = [one.title for one in SECTIONS if one.name not in leads]
    if left_out:
        note(f"Left out, for there is nothing to show: {', '.join(left_out)}.")


def _put_together(user: Session, wish: Wish) -> Subject:
    """Put together what the report speaks of. Raises UsageError for a word or a logo that is none."""
    model = user.open_model
    return Subject(
        analysis=model.analysis,
        word=choose_word(wish.word or None, model.analysis),
        run=_tell_run(user, wish),
        uncertainty=how_sure.find(user) if wish.sure and model.analysis.sight.index is not None else None,
        elements=wish.elements,
        tried=tuple(Tried(Scenario(name, trial.history.changes), trial.effect) for name, trial in wish.trials),
    )


def _tell_run(user: Session, wish: Wish) -> Run:
    """Tell what the figures come from: the model that is open, in whatever file it is kept."""
    model = user.open_model
    manifest = make_manifest(results=model.analysis.results, organization=model.organization)
    name = model.origin.name if model.origin.kind == "file" and not user.is_unsaved else "organization.yaml"
    sources = Sources(
        file=name,
        elements=wish.elements,
        scenarios=tuple(f"{slug(name) or 'scenario'}.yaml" for name, _ in wish.trials),
        roadmap=bool(model.organization.interventions),
        draws=how_sure.draws_of(model) if wish.sure else None,
    )
    return Run(manifest, spell_commands(sources), model.origin.notices)


def _offer(user: Session, wish: Wish, subject: Subject) -> None:
    """Build what is wished for when the user says so, and offer the files until something else is wished for."""
    key = (user.open_model, wish.key)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        if not wish.forms:
            note("Choose a form: a page, slides or a workbook.")
            return
        if user.remembered.get(_NAME, (None, None))[0] != key:
            asked = st.button("Build", icon=":material/description:", key="report-build")
            note("Building takes some seconds, longer for thousands of elements.")
            if asked:
                _build(user, key, wish, subject)
            return
        files = user.remember(_NAME, key, dict[Form, bytes])
        name = slug(subject.analysis.snapshot.network.name or "") or "report"
        for form, content in files.items():
            st.download_button(
                f"{FORMS[form]}, {tell_size(len(content))}",
                content,
                f"{name}.{form}",
                _MIME[form],
                icon=":material/download:",
                on_click="ignore",
                key=f"report-{user.generation}-{form}",
            )


def _build(user: Session, key: Hashable, wish: Wish, subject: Subject) -> None:
    """Build each form, telling which one is at work, and offer them; a mistake is told instead."""
    files = {}
    bar = st.progress(0.0, text=" ")
    try:
        for done, form in enumerate(wish.forms):
            bar.progress(done / len(wish.forms), text=plain(f"{FORMS[form]} ..."))
            files[form] = build_form(form, subject, wish.face, wish.sections, template=wish.template)
    except SightlineError as error:
        bar.empty()
        tell_problems(error, lead="This cannot be built.")
        return
    user.remember(_NAME, key, lambda: files)
    st.rerun()
