"""What the sheets and columns of a file mean: proposed with its certainty, confirmed or changed, kept as a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from sightline.app.plain import plain
from sightline.formats.mapping.fields import FIELDS, IGNORE
from sightline.formats.mapping.profile_file import find_mistakes, spell_profile
from sightline.phrases import clean, counted, cut, listed, percent

if TYPE_CHECKING:
    from sightline.formats.mapping.profile import Profile, SheetKind, SheetProfile
    from sightline.formats.mapping.proposal import Proposal, SheetProposal
    from sightline.formats.source import EdgeMeaning

KINDS: Final[dict[SheetKind, str]] = {
    "elements": "a list of elements",
    "relations": "a list of relations",
    "matrix": "a table of who works for whom",
    "obstacles": "a list of obstacles",
    "employees": "a list of employees or posts",
    "units": "a list of units",
    "ignore": "nothing: leave it out",
}
NOT_READ: Final = "not read"
SURE: Final = 0.9


def ask_for_profile(proposal: Proposal, *, key: str) -> Profile | None:
    """Show what is proposed and let it be changed; give the profile, None as long as it lacks something."""
    st.markdown("**What the columns mean** — proposed from their words and values; change what is wrong.")
    sheets = [_ask_sheet(one, f"{key}-{number}") for number, one in enumerate(proposal.sheets)]
    mistakes = [plain(f"{sheet.match}: {text}") for sheet in sheets for _, text, _, _ in find_mistakes(sheet)]
    customers = proposal.profile.customers
    for question in proposal.questions:
        named = st.text_input(
            "Who are the external customers?",
            ", ".join(customers),
            key=f"{key}-customers",
            help=plain(f"Names with commas between. {question.reason[:1].upper()}{question.reason[1:]}."),
        )
        customers = tuple(part.strip() for part in named.split(",") if part.strip())
    for mistake in mistakes:
        st.error(mistake)
    if mistakes or all(sheet.kind == "ignore" for sheet in sheets):
        return None
    profile = proposal.profile.model_copy(update={"sheets": tuple(sheets), "customers": customers})
    st.download_button(
        "Keep this as a profile",
        spell_profile(profile),
        "profile.yaml",
        "application/yaml",
        icon=":material/bookmark:",
        on_click="ignore",
        key=f"{key}-keep",
        help="Upload it together with the next file of this kind, and nothing is asked.",
    )
    return profile


def _ask_sheet(proposed: SheetProposal, key: str) -> SheetProfile:
    """Show one sheet and let its kind, its direction and its columns be changed."""
    sure = proposed.least >= SURE
    icon = ":material/check_circle:" if sure else ":material/help:"
    title = f"{cut(clean(proposed.grid.name), 50)}: {KINDS[proposed.sheet.kind]}"
    with st.expander(plain(title), icon=icon, expanded=not sure):
        kinds = list(KINDS)
        kind = st.selectbox(
            "This sheet is", kinds, kinds.index(proposed.sheet.kind), format_func=KINDS.__getitem__, key=f"{key}-kind"
        )
        reason = f"{proposed.reason[:1].upper()}{proposed.reason[1:]} ({percent(proposed.certainty)} sure)."
        st.caption(plain(reason + _spell_rows(proposed)))
        sheet = proposed.sheet
        if kind != sheet.kind:
            known = {field: at for at, field in enumerate(FIELDS[kind])}
            kept = {header: field if field in known else IGNORE for header, field in sheet.columns.items()}
            sheet = sheet.model_copy(update={"kind": kind, "columns": {} if kind == "ignore" else kept})
        if kind == "ignore" or proposed.located is None:
            return sheet
        if kind in ("relations", "matrix"):
            sheet = sheet.model_copy(update={"edges": _ask_direction(proposed, sheet, key)})
        return sheet.model_copy(update={"columns": _ask_columns(proposed, sheet, f"{key}-{kind}")})


def _spell_rows(proposed: SheetProposal) -> str:
    if proposed.located is None:
        return ""
    aside = [f"{number:,} {reason}" for reason, number in proposed.located.aside.items()]
    rows = counted(len(proposed.located.rows), "row")
    return f" {rows} {'is' if len(proposed.located.rows) == 1 else 'are'} read" + (
        f"; left aside: {listed(aside)}." if aside else "."
    )


def _ask_direction(proposed: SheetProposal, sheet: SheetProfile, key: str) -> EdgeMeaning:
    meanings: dict[EdgeMeaning, str] = {
        "serves": "The first works for the second",
        "asks": "The first asks the second for help",
        "reports_to": "The first reports to the second",
        "part_of": "The first is part of the second",
    }
    for question in proposed.questions:
        meanings |= {value: f"{text[:1].upper()}{text[1:]}" for value, text in question.choices}  # type: ignore[misc]
    values = list(meanings)
    return st.radio(
        "Which way round?",
        values,
        values.index(sheet.edges),
        format_func=lambda value: plain(meanings[value]),
        key=f"{key}-edges",
    )


def _ask_columns(proposed: SheetProposal, sheet: SheetProfile, key: str) -> dict[str, str]:
    """Let the meaning of each column be chosen in a table."""
    shown = proposed.columns
    if not shown:
        return dict(sheet.columns)
    rows = [
        {
            "Column": clean(column.heading.text),
            "Becomes": _spell(sheet.columns.get(column.heading.text, IGNORE)),
            "For example": ", ".join(cut(clean(sample), 20) for sample in column.samples),
            "How sure": f"{percent(column.certainty)}: {column.reason}",
        }
        for column in shown
    ]
    edited = st.data_editor(
        rows,
        hide_index=True,
        disabled=["Column", "For example", "How sure"],
        column_config={
            "Becomes": st.column_config.SelectboxColumn(
                options=[NOT_READ, *FIELDS[sheet.kind]], required=True, help="What the column fills."
            )
        },
        key=f"{key}-columns",
    )
    return {
        column.heading.text: IGNORE if row["Becomes"] == NOT_READ else str(row["Becomes"])
        for column, row in zip(shown, edited, strict=True)
    }


def _spell(field: str) -> str:
    return NOT_READ if field == IGNORE else field
