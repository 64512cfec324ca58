from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from sightline.app.graph_view.payload import OPTIONS, Payload, build_payload
from sightline.pictures.map_model import Highlight, MapView
from tests.app.graph_view.drawn_maps import HOSTILE, hostile_map, node

NODE = {
    "id", "label", "note", "shape", "letter", "colour", "ink", "radius", "haze", "assessed", "stranded", "customer",
    "members", "x", "y",
}  # fmt: skip
EDGE = {"id", "from", "to", "note", "width", "hindered", "implied", "away"}


def _strict(text: str) -> dict[str, list[dict[str, object]]]:
    def refuse(name: str) -> float:
        raise AssertionError(name)

    return json.loads(text, parse_constant=refuse)  # type: ignore[no-any-return]


def test_only_known_attributes_travel_and_their_values_are_plain() -> None:
    content = _strict(build_payload(hostile_map()).text)
    assert len(content["nodes"]) == len(HOSTILE)
    assert len(content["edges"]) == len(HOSTILE) - 1
    assert all(set(each) == NODE for each in content["nodes"])
    assert all(set(each) == EDGE for each in content["edges"])
    for each in (*content["nodes"], *content["edges"], *content["bands"]):
        assert all(type(value) in {str, float, bool, int} for value in each.values())


def test_client_text_is_in_labels_notes_and_titles_alone() -> None:
    content = _strict(build_payload(hostile_map()).text)
    told = {"label", "note", "title"}
    for each in (*content["nodes"], *content["edges"], *content["bands"]):
        rest = json.dumps({key: value for key, value in each.items() if key not in told})
        assert not any(name in rest for name in HOSTILE if name != "n0")
    assert json.dumps(content["options"]) == json.dumps(OPTIONS)
    assert [each["id"] for each in content["nodes"]] == [f"n{row}" for row in range(len(HOSTILE))]
    assert {each["to"] for each in content["edges"]} <= {each["id"] for each in content["nodes"]}


def test_very_long_texts_are_bounded() -> None:
    content = _strict(build_payload(hostile_map()).text)
    assert max(len(str(each["label"])) for each in content["nodes"]) == 200
    assert max(len(str(each["note"])) for each in content["nodes"]) == 2_000


def test_what_is_not_measured_is_drawn_grey_and_without_haze() -> None:
    nan = float("nan")
    view = MapView((node("a", sight=nan, haze=nan),), (), (), 0, (), "one")
    [drawn] = _strict(build_payload(view).text)["nodes"]
    assert drawn["colour"] == "#b9c4c6"
    assert drawn["haze"] == 0.0


def test_an_infinite_place_is_refused_before_the_browser_sees_it() -> None:
    view = MapView((node("a", x=float("inf")),), (), (), 0, (), "far")
    with pytest.raises(ValueError, match="not JSON compliant"):
        build_payload(view)


def test_the_same_view_gives_the_same_string() -> None:
    one, other = build_payload(hostile_map()), build_payload(hostile_map())
    assert one.text == other.text
    assert one.digest == "hostile"
    assert build_payload(replace(hostile_map(), bands=())).text != one.text


def test_every_id_finds_its_way_to_the_browser_and_back() -> None:
    view = hostile_map()
    payload = build_payload(view)
    for element in view.nodes:
        assert payload.element(payload.short[element.id]) == element.id
    for relation in view.edges:
        assert payload.relation(payload.short[relation.id]) == relation.id


@pytest.mark.parametrize(
    "short",
    [None, 3, "", "n", "n2", "n-1", "e0", "N0", "n0x", "n\N{ARABIC-INDIC DIGIT ZERO}", "n" + "9" * 5_000, ["n0"]],
)
def test_what_the_browser_cannot_have_been_given_names_nothing(short: object) -> None:
    payload = Payload("", "", ("one", "two"), ())
    assert payload.element(short) is None
    assert payload.relation(short) is None


def test_a_highlight_leaves_out_what_the_view_does_not_hold() -> None:
    payload = Payload("", "", ("a", "b"), ("a -> b",))
    lit = payload.lit(Highlight(("a", "a -> b", "b", "gone"), frozenset({"gone"}), frozenset({"b", "a"}), fade=True))
    assert lit == {"line": ["n0", "e0", "n1"], "upstream": [], "downstream": ["n0", "n1"], "fade": True}


def test_pyvis_waits_until_a_map_is_drawn() -> None:
    asked = "import sys, sightline.app.graph_view; sys.exit('pyvis' in sys.modules or 'IPython' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
