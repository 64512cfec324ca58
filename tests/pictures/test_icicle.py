"""The icicle: all effort in rectangles that divide without gaps, and no unit with a colour of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from sightline.document import Tree, build_organization
from sightline.errors import UsageError
from sightline.pictures.icicle import LEAST, Structure, find_cells, icicle
from sightline.pictures.palette import LIGHT, colour_of_sight
from sightline.pictures.picture import Picture
from sightline.pipeline import Analysis, analyze
from sightline.snapshot import Snapshot
from tests.drawing import Body, organizations
from tests.networks import read_network
from tests.samples.readings import analyzed

UNITS: Body = {
    "customers": {"client": {}},
    "teams": {
        "north": {"headcount": 10},
        "seen": {"headcount": 4, "part_of": "north", "assessed": True, "serves": "client"},
        "unknown": {"headcount": 4, "part_of": "north", "serves": "client"},
        "alone": {"headcount": 2, "assessed": True, "serves": "client"},
    },
}


def analysis_of(raw: Body) -> Analysis:
    return analyze(build_organization(Tree({"sightline": 1, **raw})))


def rows(picture: Picture) -> dict[str, Mapping[str, Any]]:
    assert not isinstance(picture.spec, str)
    return {row["Name"]: row for row in picture.spec["data"]["values"]}


@given(raw=organizations())
def test_the_first_column_is_all_effort_and_parts_lie_within_their_unit(raw: Body) -> None:
    snapshot = Snapshot(build_organization(Tree(raw)))
    cells = find_cells(snapshot, None, 3, "part_of")
    if not snapshot.network.total_effort > 0:
        assert not cells
        return
    first = sorted((cell for cell in cells if cell.column == 0), key=lambda cell: cell.top)
    assert first[0].top == 0
    assert first[-1].bottom == pytest.approx(1)
    assert sorted(row for cell in first for row in cell.members) == [
        row for row, effort in enumerate(snapshot.network.elements.effort.tolist()) if effort > 0
    ]
    for cell in cells:
        effort = sum(float(snapshot.network.elements.effort[row]) for row in cell.members)
        assert cell.bottom - cell.top == pytest.approx(effort / snapshot.network.total_effort, abs=1e-9)
        if cell.column:
            within = [one for one in cells if one.column == cell.column - 1 and set(cell.members) <= set(one.members)]
            assert any(one.top - 1e-9 <= cell.top <= cell.bottom <= one.bottom + 1e-9 for one in within)


def test_a_unit_shows_the_spread_and_an_element_its_sight() -> None:
    picture = icicle(analysis_of(UNITS), LIGHT)
    found = rows(picture)
    assert found["north"]["sight"] is None
    assert found["north"]["fill"] == LIGHT.panel
    assert found["seen"]["fill"] == colour_of_sight(0.95)
    assert found["No unit"]["bottom"] - found["No unit"]["top"] == pytest.approx(picture.height / 6)
    assert not isinstance(picture.spec, str)
    strips = picture.spec["layer"][1]["data"]["values"]
    assert [band["Effort"] for band in strips] == ["4", "6", "2"]


def test_what_nobody_assessed_is_hatched_and_nothing_else() -> None:
    found = rows(icicle(analysis_of(UNITS), LIGHT))
    assert [name for name, row in found.items() if row["hatched"]] == ["unknown"]
    assert "not assessed" in found["unknown"]["Sight"]


def test_the_hatching_stays_inside() -> None:
    picture = icicle(analysis_of(UNITS), LIGHT)
    assert not isinstance(picture.spec, str)
    box, hatching = rows(picture)["unknown"], picture.spec["layer"][2]["data"]["values"]
    inside = [rule for rule in hatching if box["left"] <= rule["left"] and rule["right"] <= box["right"]]
    assert len(inside) > 5
    assert all(box["top"] <= rule["bottom"] <= rule["top"] <= box["bottom"] for rule in inside)


def test_one_unit_alone_and_one_column_only() -> None:
    analysis = analysis_of(UNITS)
    assert set(rows(icicle(analysis, LIGHT, "north"))) == {"north", "seen", "unknown"}
    assert set(rows(icicle(analysis, LIGHT, depth=1))) == {"north", "No unit"}


def test_very_small_ones_are_drawn_together() -> None:
    many = int(3 / LEAST)
    picture = icicle(analysis_of({"teams": {f"t{at}": {} for at in range(many)}}), LIGHT)
    assert [row[1] for row in picture.table.rows] == [f"{many} small ones"]


@pytest.mark.parametrize("structure", ["part_of", "reports_to"])
@pytest.mark.parametrize("sample", ["harbor", "concord", "permit", "alder"])
def test_every_sample_in_both_structures(sample: str, structure: Structure) -> None:
    picture = icicle(analyzed(sample), LIGHT, structure=structure)
    first = [row for row in picture.table.rows if row[2] == 1]
    assert sum(float(str(row[3])) for row in first) == pytest.approx(1)
    assert any(row[2] == 2 for row in picture.table.rows)


def test_who_reports_to_whom_stands_in_the_document_only() -> None:
    with pytest.raises(UsageError, match="who reports to whom"):
        icicle(analyze(read_network({"teams": {"a": {}}})), LIGHT, structure="reports_to")
    with pytest.raises(UsageError, match="is not an element"):
        icicle(analysis_of(UNITS), LIGHT, "nobody")
