from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from streamlit.testing.v1 import AppTest

from sightline.app.graph_view import Selection, component
from sightline.app.graph_view.payload import Payload
from sightline.app.graph_view.selection import selection_of, time_of
from sightline.errors import SightlineError

PAYLOAD = Payload("", "", ("a", "b"), ("a -> b",))


def _page() -> None:
    import streamlit as st

    from sightline.app.graph_view import graph_view
    from tests.app.graph_view.drawn_maps import hostile_map

    picked = graph_view(hostile_map(), key="map", selected=st.session_state.get("held"), focus="n0", mode="dark")
    st.text(f"{picked.element} {picked.relation} {picked.opened}")


def _told(app: AppTest) -> str:
    assert not app.exception
    return app.text[0].value


def test_streamlit_finds_the_component_in_this_installation() -> None:
    found = {manifest.name: (manifest, root) for manifest, root in scan_component_manifests()}
    manifest, root = found["sightline"]
    [named] = manifest.components
    assert f"{manifest.name}.{named.name}" == component.NAME
    assets = named.resolve_asset_root(root)
    assert assets is not None
    assert {"index.js", "map.css", "map.html", "vendor"} <= {path.name for path in assets.iterdir()}


def test_a_click_is_told_once_then_what_the_app_holds() -> None:
    app = AppTest.from_function(_page).run()
    assert _told(app) == "None None None"
    app.session_state["map"] = {"selected": {"element": "n4", "relation": None, "at": 1.0}}
    assert _told(app.run()) == "__proto__ None None"
    app.session_state["held"] = "n0"
    assert _told(app.run()) == "n0 None None"
    app.session_state["map"] = {"selected": {"element": None, "relation": "e4", "at": 2.0}}
    assert _told(app.run()) == "None __proto__ -> n0 None"
    app.session_state["held"] = "__proto__ -> n0"
    assert _told(app.run()) == "None __proto__ -> n0 None"


def test_a_click_beside_everything_clears() -> None:
    app = AppTest.from_function(_page).run()
    app.session_state["held"] = "n0"
    app.session_state["map"] = {"selected": {"element": None, "relation": None, "at": 3.0}}
    assert _told(app.run()) == "None None None"


def test_what_the_app_holds_stays_held_where_the_map_does_not_show_it() -> None:
    app = AppTest.from_function(_page)
    app.session_state["held"] = "hidden by a filter"
    assert _told(app.run()) == "hidden by a filter None None"


def test_what_the_browser_tells_is_read_with_care() -> None:
    assert selection_of({"element": "n1", "relation": None}, None, PAYLOAD) == Selection(element="b")
    assert selection_of({"relation": "e0"}, "n0", PAYLOAD) == Selection(relation="a -> b", opened="a")
    odds: tuple[object, ...] = (None, 7, "n0", [], {"element": {}}, {"element": "n99"}, {"at": "soon"})
    for odd in odds:
        assert selection_of(odd, odd, PAYLOAD).element is None
        assert time_of(odd) == 0.0


def test_a_copy_that_was_never_installed_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    component.registered.cache_clear()
    monkeypatch.setattr(component, "FRONTEND", tmp_path)
    with pytest.raises(SightlineError, match="was not installed as a package: run `pip install"):
        component.registered()
