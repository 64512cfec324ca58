"""Overview: the headline, the hotspots in words, who sees least, the findings, and the ways on from there."""

from __future__ import annotations

from sightline.app.samples import read_sample
from sightline.document import Organization
from sightline.pipeline import analyze
from tests.app.apps import all_text, assert_drawn, open_app, user_of


def test_it_says_how_well_the_organization_sees_with_coverage_and_assumption() -> None:
    app = open_app("overview", sample="harbor")
    assert_drawn(app)
    assert app.header[0].value.replace("\\", "").startswith("54\u00a0% of Harbor Mutual's effort reaches")
    assert "handoff clarity 0.95" in all_text(app)
    assert "goes by a line that somebody has looked at" in all_text(app)
    assert {metric.label: metric.value for metric in app.metric}["Looked at"] == "42\u00a0%"


def test_it_names_the_five_hotspots_and_who_sees_least() -> None:
    app = open_app("overview", sample="concord")
    said = all_text(app)
    assert "Approval overload at Release approval" in said
    assert "Overload at Mail team" in said
    assert "The worst-seen external customer is End users at client firms" in said
    assert len([button for button in app.button if button.label == "Show on map"]) == 5


def test_show_on_map_selects_the_place_of_the_obstacle() -> None:
    app = open_app("overview", sample="concord")
    next(button for button in app.button if button.label == "Show on map").click().run()
    assert user_of(app).element == "release-approval"


def test_every_finding_says_what_speaks_against_it() -> None:
    app = open_app("overview", sample="permit")
    findings = analyze(read_sample("permit")).findings
    assert len(findings) >= 3
    said = all_text(app)
    assert said.count("What speaks against it") == said.count("Why it matters") >= 3
    assert findings[0].evidence_against in said


def test_an_empty_organization_is_told_what_to_do() -> None:
    app = open_app("overview", organization=Organization(name="Nothing yet"))
    assert_drawn(app)
    assert "Nothing is recorded yet" in all_text(app)
