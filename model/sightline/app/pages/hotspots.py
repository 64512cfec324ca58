"""Hotspots: what blocks most, as one ranked list of obstacles, places or groups, with the evidence behind each."""

from __future__ import annotations

from typing import Final

import streamlit as st

from sightline.app.blocks import answer, current_ink, draw, empty, first_id, note, show_table
from sightline.app.model import Model
from sightline.app.parts.hotspot_causes import show_causes
from sightline.app.parts.hotspot_cells import choose_cell
from sightline.app.parts.hotspot_evidence import show_obstacle
from sightline.app.parts.hotspot_lists import (
    BY,
    OUTSIDE,
    By,
    find_obstacles,
    grouping_of,
    members,
    name_of_group,
    rank_by,
    read_by,
)
from sightline.app.parts.hotspot_places import gain_of, name_of
from sightline.app.parts.how_sure import show_gains
from sightline.app.parts.obstacle_evidence import record_of
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.phrases import counted, percent
from sightline.pictures.picture import TableTwin
from sightline.pictures.ranked_bars import Ranked, ranked_bars
from sightline.pictures.vega_style import AREA_TITLES

TOP: Final = 8
MOST_MEMBERS: Final = 6
MOST_ROWS: Final = 1_000
"""Rows of the table of all obstacles."""


def render(user: Session) -> None:
    """Show the list, what stands behind the chosen entry, where it is dark, and what causes what."""
    model = user.open_model
    if not len(model.snapshot.network.obstacles):
        answer("No obstacle is recorded; that is not the same as nothing being in the way.")
        empty(
            "Nothing to rank yet",
            "Record what stands in the way of the work, and how much it takes, on the page Data.",
            action="Go to Data",
            key="hotspots-data",
            do=lambda: go_to(user, "data"),
        )
        return
    answer(_headline(model))
    upper, lower = st.container(), st.container()
    with lower:
        cell = choose_cell(user)  # drawn below, but asked first: it says what the list above shows
        show_causes(model)
    with upper:
        _show_list(user, cell)
        show_gains(user)


def _show_list(user: Session, cell: tuple[str, str] | None) -> None:
    """Show one ranked list, and what stands behind the entry that is chosen in it."""
    model = user.open_model
    by = _choose_list(user)
    note(_what_figures_mean(by))
    team, area = _choose_filters(user, cell) if by in ("obstacle", "element", "relation") else ("", "")
    items = rank_by(model, by, team=team, area=area, top=TOP)
    if items:
        _show_entry(user, by, items, _choose_entry(user, by, items, narrowed=(team, area)))
    else:
        note("Nothing here costs anything: choose another team or area, or another list.")
    if not all(item.exact for item in items):
        note("A gain of at least so much is a lower bound: not every gain is solved exactly in so large a model.")
    rows = find_obstacles(model, team=team, area=area)
    show_table(_table(model, rows[:MOST_ROWS].tolist()), key="hotspots-all", label="All obstacles as a table")


def _headline(model: Model) -> str:
    """Say which obstacle gains most, and what all of them cost."""
    occlusion = model.analysis.occlusion
    first, cost = int(occlusion.hotspots[0]), float(occlusion.obstacles.share.sum())
    name = name_of(model, first)
    together = f"{counted(len(occlusion.hotspots), 'obstacle')} together cost {percent(cost, 1)} of all effort"
    if occlusion.obstacles.gain[first] <= 0:
        return f"Clearing any one obstacle alone gains nothing; {together}."
    where = f"Most is gained at one place: {name[:1].lower()}{name[1:]}"
    return f"{where}; clearing it gains {gain_of(model, first)}, and {together}."


def _what_figures_mean(by: By) -> str:
    """Say how the three figures of the list are to be read."""
    said = (
        "Gain: how far the index rises if this alone is cleared. Fair share: its part of all that obstacles cost;"
        " shares add up. Blocked: the effort that ends there today."
    )
    if by == "obstacle":
        return f"{said} Gains do not add up."
    more = " An obstacle may have several themes, so nothing adds up over themes." if by == "theme" else ""
    return f"{said} Here the gain clears all obstacles of an entry at once, which is not the sum of their gains.{more}"


def _choose_list(user: Session) -> By:
    kept = read_by(next(iter(user.choice("hotspots")), ""))
    by = st.segmented_control(
        "Rank by",
        BY,
        default=kept,
        required=True,
        format_func=lambda one: f"{one.capitalize()}s",
        key=f"hotspots-{user.generation}-by",
        label_visibility="collapsed",
    )
    found = read_by(by)
    user.choose("hotspots", () if found == "obstacle" else (found,))
    return found


def _choose_filters(user: Session, cell: tuple[str, str] | None) -> tuple[str, str]:
    """Choose a team and an area that the list is narrowed to; a cell of the heat map chooses both."""
    model = user.open_model
    teams, areas = grouping_of(model, "team").labels, grouping_of(model, "area").labels
    kept = cell or (next(iter(user.choice("hotspot-team")), ""), next(iter(user.choice("hotspot-area")), ""))
    key = f"hotspots-{user.generation}-{cell}"
    options = ["", *teams, OUTSIDE]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        team = st.selectbox(
            "Team",
            options,
            index=options.index(kept[0]) if kept[0] in options else 0,
            format_func=lambda one: _name_of_filter(model, one),
            key=f"{key}-team",
            width=280,
        )
        area = st.pills(
            "Area",
            areas,
            default=kept[1] if kept[1] in areas else None,
            format_func=lambda one: name_of_group(model, "area", one),
            key=f"{key}-area",
        )
    user.choose("hotspot-team", [team] if team else [])
    user.choose("hotspot-area", [area] if area else [])
    return team or "", area or ""


def _name_of_filter(model: Model, team: str) -> str:
    return (
        name_of_group(model, "team", team)
        if team not in ("", OUTSIDE)
        else "Outside all teams"
        if team
        else "All teams"
    )


def _choose_entry(user: Session, by: By, items: tuple[Ranked, ...], narrowed: tuple[str, str]) -> str:
    """Draw the list and give the id of the chosen entry: in the picture, by name, or the first."""
    ids = [item.id for item in items]
    key = f"hotspots-{user.generation}-{by}-{'-'.join(narrowed)}"
    picked = first_id(draw(ranked_bars(items, current_ink(), noun=by), key=f"{key}-bars", selects=True))
    under = "obstacle" if by == "obstacle" else "hotspot"
    kept = picked or next(iter(user.choice(under)), "")
    names = {item.id: item.name for item in items}
    further = user.open_model.snapshot.network.obstacles.row.get(kept)
    if by == "obstacle" and kept not in ids and further is not None and not any(narrowed):
        ids.append(kept)  # chosen on another page, and further down the list
        names[kept] = name_of(user.open_model, further)
    chosen = st.selectbox(
        "Look closer at",
        ids,
        index=ids.index(kept) if kept in ids else 0,
        format_func=names.__getitem__,
        key=f"{key}-entry-{picked}",
    )
    user.choose(under, [chosen])
    return chosen


def _show_entry(user: Session, by: By, items: tuple[Ranked, ...], chosen: str) -> None:
    """Show what stands behind an entry: one obstacle in full, or the obstacles of a place or group."""
    model = user.open_model
    rows = members(model, by, chosen)
    with st.container(border=True):
        if by == "obstacle" or len(rows) == 1:
            st.markdown(f"**{plain(name_of(model, int(rows[0])))}**")
            show_obstacle(user, int(rows[0]), f"hotspots-{by}")
            return
        entry = next(item for item in items if item.id == chosen)
        alone = float(model.analysis.occlusion.obstacles.gain[rows].sum())
        st.markdown(f"**{plain(entry.name)}**")
        least = "" if entry.exact else "at least "
        st.markdown(
            plain(
                f"Clearing all {counted(len(rows), 'obstacle')} at once gains {least}{percent(entry.gain, 1)}; one by"
                f" one their gains come to {percent(alone, 1)}."
            )
        )
        for row in rows[:MOST_MEMBERS].tolist():
            with st.expander(plain(f"{name_of(model, row)}: gain {gain_of(model, row)}")):
                show_obstacle(user, row, f"hotspots-{by}")
        if len(rows) > MOST_MEMBERS:
            note(f"{counted(len(rows) - MOST_MEMBERS, 'further obstacle')} in the table below.")


def _table(model: Model, rows: list[int]) -> TableTwin:
    """List obstacles with everything that is known of them."""
    obstacles, cost = model.snapshot.network.obstacles, model.analysis.occlusion.obstacles
    titles = ("Id", "Obstacle", "Area", "Severity", "Gain", "Gain is exact", "Fair share", "Blocked", "Status")
    return TableTwin(
        titles,
        tuple(
            (
                str(obstacles.ids[row]),
                name_of(model, row),
                next((title for area, title in AREA_TITLES.items() if area == obstacles.areas[row]), ""),
                float(obstacles.severity[row]),
                float(cost.gain[row]),
                bool(cost.exact[row]),
                float(cost.share[row]),
                float(cost.blocked[row]),
                record_of(model, row).status or "",
            )
            for row in rows
        ),
    )
