"""What pages are built of: the answer, a picture with its table, problems, an empty place. All client text is plain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import streamlit as st

from sightline.app.plain import plain
from sightline.errors import InputError, SightlineError
from sightline.pictures.palette import Ink, ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import CHOSEN
from sightline.report.explaining import Explanation

MOST_PROBLEMS = 20
Mark = Mapping[str, str]
"""A mark that was chosen in a picture: its ``id``, and whatever else the picture lets one choose by."""


def current_ink() -> Ink:
    """Give the colours of the mode that the user's browser shows."""
    return ink(st.context.theme.type)


def answer(sentence: str) -> None:
    """Say the answer of a page: its first clause as a headline, the rest below."""
    head, _, rest = sentence.replace("`", "").partition("; ")
    st.header(plain(head if head.endswith((".", "?", "!")) or not rest else f"{head}."), anchor=False)
    if rest:
        st.markdown(plain(rest[:1].upper() + rest[1:]))


def note(*sentences: str | None) -> None:
    """Say what a reader must know, in small letters, as one paragraph."""
    said = " ".join(sentence for sentence in sentences if sentence)
    if said:
        st.caption(plain(said.replace("`", "")))


def draw(
    picture: Picture, *, key: str, selects: bool = False, explanation: Explanation | None = None
) -> tuple[Mark, ...]:
    """Draw a picture with its table twin, and how it is computed; give the marks that were chosen in it.

    ``selects`` lets the user choose marks: in Vega-Lite by the id in the selection that pictures name, in ECharts by
    the order of ``Picture.keys``.
    """
    chosen: tuple[Mark, ...] = ()
    state: Any
    if picture.form == "svg":
        st.image(str(picture.spec), width="stretch", alt=picture.alt)
    elif picture.form == "echarts":
        state = st.echarts_chart(
            cast("Any", picture.spec),
            height=picture.height,
            key=key,
            alt=picture.alt,
            renderer="svg",
            on_select="rerun" if selects else "ignore",
        )
        chosen = _picked_marks(state, picture) if selects else ()
    else:
        state = st.vega_lite_chart(
            spec=cast("Any", dict(cast("Mapping[str, Any]", picture.spec))),
            theme=None,
            key=key,
            alt=picture.alt,
            on_select="rerun" if selects else "ignore",
        )
        chosen = _picked_fields(state) if selects else ()
    with st.container(horizontal=True, gap="small"):
        show_table(picture.table, key=f"{key}-table")
        if explanation is not None:
            explain(explanation)
    return chosen


def _picked_marks(state: Any, picture: Picture) -> tuple[Mark, ...]:  # noqa: ANN401 - Streamlit gives what it gives
    """Read the marks chosen in an ECharts chart."""
    series = (state or {}).get("selection", {}).get("selected", ())
    indices = [index for one in series if one.get("data_type") == "node" for index in one["data_indices"]]
    return tuple({"id": picture.keys[index]} for index in indices if 0 <= index < len(picture.keys))


def _picked_fields(state: Any) -> tuple[Mark, ...]:  # noqa: ANN401 - Streamlit gives what it gives
    """Read the fields of the marks chosen in a Vega-Lite chart."""
    picked = (state or {}).get("selection", {}).get(CHOSEN, ())
    return tuple({str(name): str(value) for name, value in entry.items()} for entry in picked)


def first_id(marks: tuple[Mark, ...]) -> str:
    """Give the id of the first mark that was chosen; empty where none was."""
    return next((mark["id"] for mark in marks if "id" in mark), "")


def show_table(table: TableTwin, *, key: str, label: str = "As a table") -> None:
    """Offer the figures of a picture as a table."""
    with st.popover(label, icon=":material/table_rows:", type="tertiary"):
        st.dataframe(table.to_records(), hide_index=True, key=key, width=640)


def explain(explanation: Explanation, *, brief: bool = False) -> None:
    """Offer how a figure is computed: what it means, its formula, and the numbers of this very case.

    ``brief`` is for narrow columns, where the whole question has no room.
    """
    with st.popover("How?" if brief else "How is this computed?", icon=":material/function:", type="tertiary"):
        st.markdown(f"**{plain(explanation.title)}**")
        st.markdown(plain(explanation.meaning))
        if explanation.formula:
            st.latex(explanation.formula)
        for step in explanation.numbers:
            st.markdown(f"- {plain(step)}")
        st.caption(plain(explanation.source))


def tell_problems(error: SightlineError, *, lead: str = "This could not be read; nothing has changed.") -> None:
    """Tell what is wrong with what the user gave: every problem with its place, and nothing else changes."""
    problems = [str(problem) for problem in error.problems] if isinstance(error, InputError) else [str(error)]
    lines = [plain(lead), *(f"- {plain(problem, 400)}" for problem in problems[:MOST_PROBLEMS])]
    if len(problems) > MOST_PROBLEMS:
        lines.append(f"- and {len(problems) - MOST_PROBLEMS:,} more")
    st.error("\n".join([lines[0], "", *lines[1:]]), icon=":material/report:")


def empty(
    title: str, advice: str, *, action: str | None = None, key: str = "", do: Callable[[], None] | None = None
) -> None:
    """Say that there is nothing to see here, why, and what to do about it."""
    with st.container(border=True, horizontal_alignment="center"):
        st.space("small")
        st.subheader(plain(title), anchor=False, text_alignment="center")
        st.markdown(plain(advice), text_alignment="center")
        if action is not None and do is not None and st.button(plain(action), type="primary", key=key):
            do()
        st.space("small")
