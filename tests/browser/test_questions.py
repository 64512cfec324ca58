"""What a newcomer asks of an organization that somebody else has described, answered by looking and clicking alone."""

from __future__ import annotations

from playwright.sync_api import expect

from sightline import Analysis
from sightline.phrases import percent
from sightline.report.wording import Names
from sightline.studies.changes import SetSeverity
from sightline.studies.effect import points
from sightline.studies.what_if import WhatIf
from tests.browser.visiting import Visit


def test_how_much_of_our_effort_reaches_a_customer_and_what_blocks_most(visit: Visit, harbor: Analysis) -> None:
    assert harbor.sight.index is not None
    foremost = Names(harbor.snapshot.network).obstacle(int(harbor.occlusion.hotspots[0])).replace("`", "")
    visit.go(sample="harbor")
    assert visit.headline.startswith(f"{percent(harbor.sight.index)} of Harbor Mutual's effort reaches")
    expect(visit.figure("Line-of-sight index")).to_contain_text(percent(harbor.sight.index))
    blocking = visit.text.split("What blocks most")[1]
    assert blocking.index(foremost) < blocking.index("Show on map")
    visit.open("Hotspots")
    assert foremost.casefold() in visit.headline.casefold()


def test_through_whom_claim_assessment_reaches_a_claimant(visit: Visit, harbor: Analysis) -> None:
    elements = harbor.snapshot.network.elements
    stops = [elements.title(elements.row[stop]) for stop in harbor.sight.route("claim-assessment")]
    assert len(stops) > 2
    assert stops[-1] == "Claimants"
    visit.go("line-of-sight", sample="harbor")
    visit.search("Whose line of sight?", "Claim assessment")
    expect(visit.page.get_by_test_id("stHeading").first).to_contain_text("The best line of Claim assessment")
    said = visit.headline
    assert all(stop in said for stop in stops)
    between = [said.index(stop) for stop in stops[1:-1]]
    assert between == sorted(between)
    assert percent(float(harbor.sight.best_line[elements.row["claim-assessment"]])) in visit.text


def test_what_if_payment_release_had_no_second_approval(visit: Visit, harbor: Analysis) -> None:
    network = harbor.snapshot.network
    here = network.obstacles.element == network.elements.row["payment-release"]
    obstacle = str(network.obstacles.ids[here][0])
    effect = WhatIf(harbor.snapshot).evaluate([SetSeverity(obstacle, 0.0)])
    before, after, delta = effect.index_before, effect.index_after, effect.delta
    assert before is not None
    assert after is not None
    assert delta is not None
    assert percent(before) != percent(after)
    visit.go("what-if", sample="harbor")
    number = visit.figure("from now to this scenario")
    expect(number).to_contain_text(points(0.0))
    visit.press(f"what-if-1-1-0-clear-{obstacle}")
    expect(number).to_contain_text(f"{percent(before)} → {percent(after)}")
    expect(number).to_contain_text(points(delta))
    visit.page.get_by_test_id("stMain").get_by_role("button", name="Undo").click()
    expect(number).to_contain_text(points(0.0))
    visit.settle()
    visit.page.get_by_test_id("stMain").get_by_role("button", name="Redo").click()
    expect(number).to_contain_text(f"{percent(before)} → {percent(after)}")
    visit.settle()
