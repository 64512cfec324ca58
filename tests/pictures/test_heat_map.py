"""The heat map: every obstacle in one cell, sums that close, and empty cells empty."""

from __future__ import annotations

from typing import get_args

import pytest

from sightline.document import Tree, build_organization
from sightline.phrases import percent
from sightline.pictures.heat_map import MOST_TEAMS, Value, heat_map
from sightline.pictures.palette import LIGHT, readable_on
from sightline.pictures.picture import Picture
from sightline.pipeline import Analysis, analyze
from tests.drawing import Body
from tests.samples.readings import analyzed


def analysis_of(raw: Body) -> Analysis:
    return analyze(build_organization(Tree({"sightline": 1, **raw})))


every_value = pytest.mark.parametrize("value", get_args(Value))


def cells(picture: Picture) -> list[dict[str, object]]:
    assert not isinstance(picture.spec, str)
    return [row for row in picture.spec["data"]["values"] if row["part"] == "cell"]


@every_value
@pytest.mark.parametrize("sample", ["harbor", "concord", "permit", "alder"])
def test_the_cells_add_up_to_all_that_obstacles_cost(sample: str, value: Value) -> None:
    analysis = analyzed(sample)
    picture = heat_map(analysis, LIGHT, value=value)
    whole = float(getattr(analysis.occlusion.obstacles, value).sum())
    assert whole > 0
    assert sum(float(str(cell["value"])) for cell in cells(picture)) == pytest.approx(whole, abs=1e-9)
    assert sum(float(str(row[-1])) for row in picture.table.rows) == pytest.approx(whole, abs=1e-9)


def test_a_cell_without_an_obstacle_is_not_drawn_and_one_that_costs_nothing_is() -> None:
    analysis = analysis_of(
        {
            "customers": {"client": {}},
            "teams": {
                "a": {"serves": "client", "obstacles": [{"kind": "overload", "severity": 0.5}]},
                "idle": {"effort": 0, "serves": "client", "obstacles": [{"kind": "silo-handoff", "severity": 0.5}]},
            },
        }
    )
    picture = heat_map(analysis, LIGHT)
    assert [(cell["id"], cell["area"], cell["said"]) for cell in cells(picture)] == [
        ("a", "individuals", percent(0.5, 1)),
        ("idle", "organization", percent(0.0, 1)),
    ]
    assert picture.table.rows[0][2] is None


def test_darker_cells_are_the_costlier_and_every_figure_is_readable() -> None:
    found = sorted(cells(heat_map(analyzed("harbor"), LIGHT)), key=lambda cell: float(str(cell["value"])))
    assert len(found) > 5
    greens = [int(str(cell["fill"])[3:5], 16) for cell in found]
    assert greens == sorted(greens, reverse=True)
    assert all(cell["ink"] == readable_on(str(cell["fill"])) for cell in found)


def test_many_teams_are_few_rows() -> None:
    hazy = [{"kind": "overload", "severity": 0.5}]
    picture = heat_map(
        analysis_of(
            {
                "customers": {"client": {}},
                "teams": {f"t{one}": {"serves": "client", "obstacles": hazy} for one in range(40)},
            }
        ),
        LIGHT,
    )
    assert len(picture.table.rows) == MOST_TEAMS
    assert picture.table.rows[-1][1] == "27 other teams"


def test_what_is_outside_all_teams_has_a_row() -> None:
    raw: Body = {
        "customers": {"client": {}},
        "roles": {"a": {"serves": "client", "obstacles": [{"kind": "overload", "severity": 0.5}]}},
    }
    assert heat_map(analysis_of(raw), LIGHT).table.rows[0][:2] == ("", "Outside all teams")
