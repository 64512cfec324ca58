"""The inspector: what it says of every element and relation."""

from __future__ import annotations

import pytest

from sightline.app.inspector import relation_sentence, sentence_of
from sightline.phrases import percent
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of


@pytest.mark.parametrize("sample", ["harbor", "concord", "permit", "alder", "bucket_brigade"])
def test_every_element_has_a_sentence_with_its_sight(sample: str) -> None:
    model = opened(sample=sample).open_model
    network, sight = model.snapshot.network, model.analysis.sight
    seeing = 0
    for row in range(len(network.elements)):
        said = sentence_of(model, row)
        assert said.endswith(".")
        if sight.hops[row] > 0:
            assert percent(float(sight.sight[row])) in said
            seeing += 1
    assert seeing


@pytest.mark.parametrize("sample", ["harbor", "concord"])
def test_every_relation_says_how_much_arrives(sample: str) -> None:
    model = opened(sample=sample).open_model
    count = len(model.snapshot.network.relations)
    assert count
    for row in range(count):
        assert "goes here; " in relation_sentence(model, row)


def test_with_nothing_selected_the_darkest_elements_can_be_selected() -> None:
    app = open_app("map", sample="concord")
    assert "Least sight" in all_text(app)
    assert "Chokepoints" in all_text(app)
    first = next(button for button in app.button if (button.key or "").startswith("inspector-Least sight-0-"))
    first.click().run()
    assert_drawn(app)
    assert user_of(app).element == (first.key or "").removeprefix("inspector-Least sight-0-")


def test_a_neighbour_and_the_relation_to_it_can_be_selected() -> None:
    app = open_app("map", sample="harbor", element="claims-adjusters")
    keys = [button.key or "" for button in app.button]
    relation = next(key for key in keys if key.startswith("inspector-Whom it serves-0-") and key.endswith("-relation"))
    app.button(key=relation).click().run()
    assert_drawn(app)
    user = user_of(app)
    assert user.element is None
    assert user.choice("relation")[0].startswith("claims-adjusters -> ")
    assert "of what leaves Claims adjusters goes here" in all_text(app)


def test_the_actions_narrow_the_map_to_the_element() -> None:
    app = open_app("map", sample="harbor", element="claims-adjusters")
    app.button(key="inspector-lines").click().run()
    assert_drawn(app)
    assert user_of(app).choice("map-around") == ("claims-adjusters",)
    assert "outside of the focus" in all_text(app)
