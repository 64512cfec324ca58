"""The map under the hand: clicks, search, filters, keys and reload; what Python holds is what the browser shows."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import expect

from sightline import Analysis
from sightline.phrases import percent
from sightline.pictures.map_choice import MapChoice
from sightline.pictures.map_view import build_map
from tests.browser.visiting import Visit

BY = "Claim assessment"
ELEMENT = "claim-assessment"
PLACES = "hook.position(argument)"
FOCUSED = """() => {
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    return found?.getAttribute("aria-label") ?? found?.innerText ?? "";
}"""


def _sight(analysis: Analysis, element: str) -> str:
    return percent(float(analysis.sight.sight[analysis.snapshot.network.elements.row[element]]))


def _where(visit: Visit) -> list[object]:
    """Say where the eye stands: two places of the map in the window."""
    return [visit.ask_map(PLACES, name) for name in ("Claimants", "Policy mainframe")]


def _from_the_middle(visit: Visit, name: str) -> tuple[float, float]:
    """Say how far from the middle of the map an element is drawn, across and down, in pixels."""
    box, place = visit.map.bounding_box(), visit.ask_map(PLACES, name)
    assert box is not None
    return abs(place["x"] - box["x"] - box["width"] / 2), abs(place["y"] - box["y"] - box["height"] / 2)


def _picture(visit: Visit) -> bytes:
    return visit.map.screenshot()


def test_a_click_selects_in_python_and_moves_nothing(visit: Visit, harbor: Analysis) -> None:
    visit.go("map", sample="harbor")
    inspector = visit.keyed("map-inspector")
    expect(inspector).to_contain_text("Where to look first")
    before, unlit = _where(visit), _picture(visit)
    assert None not in before

    visit.click_on_map(BY)
    expect(inspector).to_contain_text(f"Sees {_sight(harbor, ELEMENT)} of a customer, most clearly through")
    expect(visit.page).to_have_url(re.compile(f"element={ELEMENT}"))
    assert _where(visit) == before
    assert _picture(visit) != unlit, "the best line lights up"

    visit.click_on_map("Special investigations")
    expect(inspector).to_contain_text(f"Sees {_sight(harbor, 'special-investigations')} of a customer")
    assert _where(visit) == before

    supplier, customer = (visit.ask_map(PLACES, name) for name in (BY, "Payment release"))
    visit.page.mouse.click((supplier["x"] + customer["x"]) / 2, (supplier["y"] + customer["y"]) / 2)
    expect(inspector).to_contain_text(f"{BY} → Payment release")
    expect(inspector).to_contain_text("100\u00a0% of what leaves Claim assessment goes here")
    visit.settle()
    assert _where(visit) == before
    assert "relation=" in visit.page.url
    assert "element=" not in visit.page.url


def test_the_keyboard_alone_walks_selects_and_clears(visit: Visit, harbor: Analysis) -> None:
    page = visit.go("map", sample="harbor").page
    inspector, keys = visit.keyed("map-inspector"), page.keyboard
    visit.map.wait_for()
    for _ in range(60):
        keys.press("Tab")
        if page.evaluate(FOCUSED) == "Map of the organization":
            break
    assert page.evaluate(FOCUSED) == "Map of the organization"
    voice = page.locator("[aria-live=polite]").last
    heard = []
    for key in ("ArrowLeft", "ArrowDown", "ArrowLeft"):
        before = voice.text_content()
        keys.press(key)
        expect(voice).not_to_have_text(before or "")
        heard.append(voice.text_content() or "")
    assert len(set(heard)) == 3
    name = heard[-1].splitlines()[0]
    keys.press("Enter")
    expect(inspector.get_by_test_id("stHeading")).to_contain_text(name)
    visit.settle()
    network = harbor.snapshot.network
    selected = next(one for one in network.elements.ids.tolist() if f"element={one}&" in f"{visit.page.url}&")
    assert network.elements.title(network.elements.row[selected]) == name
    keys.press("Escape")
    expect(inspector).to_contain_text("Where to look first")
    visit.settle()
    assert "element=" not in visit.page.url


def test_search_filters_and_routes_are_told_and_come_back_with_the_address(visit: Visit, harbor: Analysis) -> None:
    page = visit.go("map", sample="harbor").page
    main, inspector = page.get_by_test_id("stMain"), visit.keyed("map-inspector")
    for _ in range(9):
        main.get_by_role("button", name="Zoom in").click()
    assert max(_from_the_middle(visit, BY)) > 400, "out of sight"
    visit.search("Find an element", BY)
    expect(inspector.get_by_test_id("stHeading")).to_contain_text(BY)
    visit.settle()
    assert max(_from_the_middle(visit, BY)) < 2, "the element that was sought stands in the middle"

    visit.press("map-filter-panel")
    page.get_by_role("button", name="System").or_(page.get_by_role("checkbox", name="System")).click()
    hidden = build_map(harbor, MapChoice(kinds=frozenset({"system"}))).hidden
    assert hidden > 10
    expect(main).to_contain_text(f"{hidden} hidden by filters.")
    page.keyboard.press("Escape")
    visit.settle()
    assert visit.ask_map(PLACES, "Payments") is None
    assert visit.ask_map(PLACES, "Telephony") is not None

    page.reload()
    visit.settle()
    expect(main).to_contain_text(f"{hidden} hidden by filters.")
    expect(inspector.get_by_test_id("stHeading")).to_contain_text(BY)
    assert visit.ask_map(PLACES, "Payments") is None

    visit.go("map", sample="harbor", element=ELEMENT)
    inspector.get_by_role("button", name="Only its routes").click()
    routes = build_map(harbor, MapChoice(only_line_of=ELEMENT))
    assert routes.notices
    expect(main).to_contain_text(routes.notices[0])
    visit.settle()
    assert all(visit.ask_map(PLACES, node.label) is not None for node in routes.nodes)
    assert visit.ask_map(PLACES, "Policy mainframe") is None


def test_the_map_is_downloaded_as_a_picture_with_all_names(visit: Visit, harbor: Analysis, tmp_path: Path) -> None:
    saved = visit.go("map", sample="harbor").save("map-download", tmp_path)
    assert saved.name == "sightline-map.svg"
    said = " ".join(ElementTree.parse(saved).getroot().itertext())  # noqa: S314 - our own file
    nodes = build_map(harbor, MapChoice()).nodes
    assert len(nodes) > 40
    assert [node.label for node in nodes if node.label.split()[0] not in said] == []
    assert "Harbor Mutual" in said
