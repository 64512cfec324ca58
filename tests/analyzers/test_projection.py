"""What shows on products: themes from upstream, and haze that is not their own; firing and just not."""

from __future__ import annotations

from typing import Any

import pytest

from sightline.analyzers.projection import ProjectionAnalyzer
from sightline.document import Tree, build_organization
from sightline.findings import Finding
from sightline.snapshot import Snapshot

Raw = dict[str, Any]


def what_shows_on_the_mail() -> Raw:
    """Draw a mail program made after the mail that its makers have at home.

        council [0.5 consensus] --> engineers --[0.2 queue]--> mail [0.4 consensus] --> (buyer)
        home-mail (a system without effort)

    No handoffs. All work passes all of it: the mail inherits ln 2 + ln 1.25 on the council's work (1 of 2) and ln 1.25
    on the engineers' (1 of 2), in all ln 1.25 + ln 2 / 2 = 0.5697, of which ln 2 / 2 = 0.3466 has the theme that is on
    the mail too: 0.6083. Its own is ln (5/3) = 0.5108; depth 1.0805, inherited 0.5273 of it.
    """
    return {
        "sightline": 1,
        "customers": {"buyer": {}},
        "products": {"mail": {"delivers": "buyer", "obstacles": [_themed("projected-dysfunction", 0.4, "consensus")]}},
        "teams": {
            "council": {"supports": "engineers", "obstacles": [_themed("consensus-overload", 0.5, "consensus")]},
            "engineers": {"delivers": {"to": "mail", "obstacles": [_themed("bottleneck", 0.2, "queue")]}},
        },
        "systems": {"home-mail": {}},
    }


def _themed(kind: str, severity: float, *themes: str) -> Raw:
    return {"kind": kind, "severity": severity, "themes": list(themes)}


def findings(raw: Raw, code: str, **thresholds: float) -> list[Finding]:
    found = ProjectionAnalyzer().run(Snapshot(build_organization(Tree({**raw, "thresholds": thresholds}))))
    return [one for one in found.findings if one.code == code]


def test_a_theme_on_the_product_and_upstream() -> None:
    (finding,) = findings(what_shows_on_the_mail(), "projection")
    assert finding.value == pytest.approx(0.6083, abs=1e-4)
    assert (finding.threshold, finding.severity) == (0.5, "notice")
    assert finding.elements == ("mail", "council")
    assert finding.relations == ()
    assert "consensus" in finding.title


@pytest.mark.parametrize(("threshold", "fires"), [(0.60, True), (0.61, False)])
def test_shared_themes_make_enough_of_what_is_inherited_or_not(threshold: float, fires: bool) -> None:
    assert bool(findings(what_shows_on_the_mail(), "projection", projection_share=threshold)) is fires


def test_what_is_modelled_on_something_internal_needs_no_more_than_the_theme() -> None:
    raw = what_shows_on_the_mail()
    raw["products"]["mail"]["modelled_on"] = "home-mail"
    (finding,) = findings(raw, "projection", projection_share=1.0)
    assert (finding.severity, finding.threshold) == ("warning", 0)
    assert "modelled on home-mail" in finding.why
    raw["products"]["mail"]["modelled_on"] = "buyer"
    assert findings(raw, "projection", projection_share=1.0) == [], "a customer is nothing internal"


@pytest.mark.parametrize(
    ("on", "change"),
    [
        ("mail", {"themes": ["speed"]}),
        ("mail", {"themes": []}),
        ("mail", {"status": "removed"}),
        ("council", {"themes": ["speed"]}),
        ("council", {"status": "removed"}),
    ],
)
def test_without_the_same_theme_on_both_sides_nothing_is_projected(on: str, change: Raw) -> None:
    raw = what_shows_on_the_mail()
    raw["products"]["mail"]["modelled_on"] = "home-mail"
    section = "products" if on == "mail" else "teams"
    raw[section][on]["obstacles"][0].update(change)
    assert findings(raw, "projection") == []


def test_what_does_not_lead_to_the_product_is_not_upstream() -> None:
    raw = what_shows_on_the_mail()
    raw["products"]["mail"]["modelled_on"] = "home-mail"
    raw["teams"]["council"]["supports"] = "buyer"
    assert findings(raw, "projection") == []


def test_most_of_the_haze_comes_from_upstream() -> None:
    (finding,) = findings(what_shows_on_the_mail(), "look-within")
    assert finding.value == pytest.approx(0.5273, abs=1e-4)
    assert (finding.threshold, finding.elements) == (0.5, ("mail",))


@pytest.mark.parametrize(
    ("thresholds", "fires"),
    [
        ({"inherited_share": 0.52}, True),
        ({"inherited_share": 0.53}, False),
        ({"inherited_depth_least": 1.08}, True),
        ({"inherited_depth_least": 1.09}, False),
    ],
)
def test_the_haze_is_deep_and_inherited_enough_or_not(thresholds: dict[str, float], fires: bool) -> None:
    assert bool(findings(what_shows_on_the_mail(), "look-within", **thresholds)) is fires


def test_a_product_nobody_has_looked_at_is_unknown() -> None:
    raw = what_shows_on_the_mail()
    del raw["products"]["mail"]["obstacles"]
    (finding,) = findings(raw, "look-within")
    assert "its own part is unknown" in finding.title
    raw["products"]["mail"]["assessed"] = True
    (finding,) = findings(raw, "look-within")
    assert "unknown" not in finding.title


def test_only_products_are_asked() -> None:
    raw = what_shows_on_the_mail()
    raw["systems"]["mail"] = raw.pop("products")["mail"]
    assert findings(raw, "look-within") + findings(raw, "projection") == []
