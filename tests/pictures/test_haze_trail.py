"""The trail of haze: parts of the whole, whatever they are grouped by."""

from __future__ import annotations

from typing import get_args

import pytest

from sightline.document import Tree, build_organization
from sightline.pictures.haze_trail import MOST, By, find_parts, haze_trail
from sightline.pictures.palette import LIGHT
from sightline.pipeline import analyze
from tests.organizations import worked_example
from tests.samples.readings import analyzed


@pytest.mark.parametrize("by", ["area", "obstacle"])
@pytest.mark.parametrize("sample", ["harbor", "concord", "permit", "alder", "bucket_brigade"])
def test_the_parts_add_up_to_the_whole(sample: str, by: By) -> None:
    analysis = analyzed(sample)
    assert analysis.rub_off.trails
    for trail in analysis.rub_off.trails:
        parts = find_parts(analysis.snapshot.network, trail, by, str)
        assert sum(part.part for part in parts) == pytest.approx(1, abs=1e-9)
        assert len(parts) <= MOST


def test_the_largest_part_comes_first_and_is_in_the_sentence() -> None:
    picture = haze_trail(analyzed("harbor"), "claimants", LIGHT, by="obstacle")
    parts = [float(str(row[2])) for row in picture.table.rows]
    assert parts[:-1] == sorted(parts[:-1], reverse=True)
    assert str(picture.table.rows[0][1]) in picture.alt


def test_the_worked_example_by_hand() -> None:
    analysis = analyze(build_organization(Tree(worked_example())))
    names = analysis.snapshot.network.obstacles.ids.tolist()
    shares = dict(zip(names, analysis.rub_off.trail("clinic").obstacles.tolist(), strict=True))
    table = {row[0]: row[2] for row in haze_trail(analysis, "clinic", LIGHT, by="obstacle").table.rows}
    assert table == {name: pytest.approx(share / sum(shares.values())) for name, share in shares.items()}
    whole = haze_trail(analysis, "clinic", LIGHT, by="theme").table.rows
    assert whole == (("planning", "Planning", pytest.approx(1.0)),)


@pytest.mark.parametrize("by", get_args(By))
def test_no_haze_is_said(by: By) -> None:
    analysis = analyze(build_organization(Tree(worked_example())))
    picture = haze_trail(analysis, "helpdesk", LIGHT, by=by)
    assert picture.alt == "There is no haze to trace at helpdesk: the work that arrives has passed no obstacle."
    assert not picture.table.rows
