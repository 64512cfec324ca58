"""The findings on the overview: what deserves a question, with what speaks against it and what would clear it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from sightline.app.blocks import note, show_table
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.findings import Finding
from sightline.phrases import counted
from sightline.pictures.picture import TableTwin
from sightline.report.wording import WEIGHTS, finding_facts

SHOWN: Final = 5
"""Findings of one weight, and places of one finding, that are shown at once."""

_ICONS: Final = {
    "warning": ":material/warning:",
    "notice": ":material/contact_support:",
    "info": ":material/info:",
}
_LEADS: Final = {
    "warning": "Effort or a customer is affected",
    "notice": "Worth a question",
    "info": "For information: nothing flows there now",
}


def show_findings(user: Session) -> None:
    """Show the findings by weight, warnings first, with the first of them open."""
    findings = user.open_model.analysis.findings
    st.subheader("What deserves a question", anchor=False)
    if not findings:
        note("No finding: none of the diagnostics saw anything above its threshold.")
        return
    for weight, lead in _LEADS.items():
        mine = [finding for finding in findings if finding.severity == weight]
        if mine:
            st.caption(f"{lead} ({len(mine):,})")
        for number, finding in enumerate(mine[:SHOWN]):
            with st.expander(plain(finding.title, 200), icon=_ICONS[weight]):
                _show_finding(user, finding, f"overview-{user.generation}-{weight}-{number}")
    hidden = sum(max(0, sum(one.severity == weight for one in findings) - SHOWN) for weight in WEIGHTS)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show_table(_table(findings), key="overview-findings", label="All findings as a table")
        note(f"{counted(hidden, 'further finding')} in the table." if hidden else None)


def _show_finding(user: Session, finding: Finding, key: str) -> None:
    """Show one finding: why it matters, what speaks against it, what clears it, and where it is."""
    for title, text in (
        ("Why it matters", finding.why),
        ("What speaks against it", finding.evidence_against),
        ("What would clear it", finding.action),
    ):
        st.markdown(f"**{title}.** {plain(text)}")
    model = user.open_model
    known = model.snapshot.network.elements.row
    with st.container(horizontal=True, gap="small"):
        for element in [one for one in finding.elements if one in known][:SHOWN]:
            label = plain(model.names.element(known[element]).replace("`", ""), 50)
            if st.button(label, icon=":material/hub:", key=f"{key}-{element}", help="Show on the map"):
                go_to(user, "map", element=element)
    if len(finding.elements) > SHOWN or finding.relations or finding.decisions:
        note(finding_facts(finding))


def _table(findings: tuple[Finding, ...]) -> TableTwin:
    return TableTwin(
        ("Weight", "Finding", "Concerns", "Why it matters", "What speaks against it", "What would clear it"),
        tuple(
            (
                WEIGHTS[finding.severity],
                finding.title,
                finding_facts(finding),
                finding.why,
                finding.evidence_against,
                finding.action,
            )
            for finding in findings
        ),
    )
