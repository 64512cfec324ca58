"""The page Org chart: units with the spread of what is in them, opened one by one; and where there is no structure."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from sightline.app.model import Model, Origin
from sightline.app.parts.unit_outline import EVERYTHING, figures_of, outline_of, structures
from sightline.document import Organization, Tree, build_organization
from sightline.phrases import NBSP
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.drawing import organizations


def model_of(raw: dict[str, object]) -> Model:
    return Model(build_organization(Tree(raw)), Origin("file", "drawn.yaml"))


def test_it_says_which_unit_sees_least_and_most() -> None:
    app = open_app("org-chart", sample="harbor")
    assert_drawn(app)
    assert app.header[0].value.startswith("Claims sees least, ")
    units = app.dataframe[-1].value
    assert len(units) == 11
    assert (units["Least sight"] <= units["Half at or below"]).all()
    assert (units["Half at or below"] <= units["Most sight"]).all()


def test_a_unit_is_opened_with_its_spread_and_a_way_back() -> None:
    user = opened(sample="harbor", element="claims-adjusters")
    user.choose("unit", ("claims",))
    app = open_app("org-chart", user=user)
    assert_drawn(app)
    said = all_text(app).replace(NBSP, " ")
    assert "In Claims: 8 elements, sight 12 % to 47 %, half at 19 % or less." in said
    assert "How sight is spread in Claims" in said
    assert "Claims adjusters" in said
    app.button(key="org-up-all").click().run()
    assert_drawn(app)
    assert user_of(app).choice("unit") == ()
    assert user_of(app).element == "claims-adjusters"


def test_the_outline_opens_the_unit_of_the_selected_element() -> None:
    user = opened(sample="harbor", element="training")
    user.choose("view", ("tree",))
    app = open_app("org-chart", user=user)
    assert_drawn(app)
    assert len(app.expander) == 11
    inside = [frame.value for frame in app.dataframe if "Element" in frame.value]
    assert [list(frame["Element"]) for frame in inside] == [["Training"]]


def test_reporting_lines_are_a_structure_too() -> None:
    user = opened(sample="concord")
    user.choose("structure", ("reports_to",))
    app = open_app("org-chart", user=user)
    assert_drawn(app)
    assert app.header[0].value.startswith("From Chief executive down")


def test_without_structure_it_says_how_to_add_one() -> None:
    app = open_app("org-chart", sample="bucket_brigade")
    assert_drawn(app)
    assert "Add who belongs where" in all_text(app)
    app = open_app("org-chart", organization=Organization(name="New"))
    assert "no element is recorded" in all_text(app)


def test_a_unit_that_is_none_shows_everything() -> None:
    user = opened(sample="harbor")
    user.choose("unit", ("atlantis",))
    app = open_app("org-chart", user=user)
    assert_drawn(app)
    assert app.header[0].value.startswith("Claims sees least")


def test_a_deep_structure_is_an_outline_too() -> None:
    teams: dict[str, object] = {f"t{number}": {"part_of": f"t{number - 1}"} for number in range(1, 3_000)}
    model = model_of({"sightline": 1, "customers": {"c": {}}, "teams": {"t0": {"serves": "c"}, **teams}})
    outline = outline_of(model.snapshot, "part_of")
    last = model.snapshot.network.elements.row["t2999"]
    assert len(outline.trail(last)) == 3_000
    assert len(outline.beneath(model.snapshot.network.elements.row["t1"])) == 2_999


@given(organizations())
@settings(max_examples=60, deadline=None)
def test_an_outline_holds_every_internal_element_once_above_its_parts(raw: dict[str, object]) -> None:
    model = model_of(raw)
    elements = model.snapshot.network.elements
    for structure in structures(model):
        outline = outline_of(model.snapshot, structure)
        assert sorted(outline.rows.tolist()) == np.flatnonzero(~elements.is_customer).tolist()
        for row in outline.rows.tolist():
            assert outline.trail(row)[-1] == row
            assert {row}.union(*(outline.beneath(part).tolist() for part in outline.parts(row))) == set(
                outline.beneath(row).tolist()
            )
        whole = figures_of(model.analysis, outline, EVERYTHING)
        assert abs(whole.effort - elements.effort.sum()) < 1e-6 * max(1.0, whole.effort)
