"""What each section adds to a deck, by its name; a section that has nothing to show adds no slide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sightline.report.slides.account_slide import add_account
from sightline.report.slides.compare_slides import add_comparing
from sightline.report.slides.customer_slides import add_customers
from sightline.report.slides.finding_slides import add_findings
from sightline.report.slides.hotspot_slides import add_hotspots
from sightline.report.slides.line_slides import add_lines
from sightline.report.slides.map_slide import add_map
from sightline.report.slides.method_slides import add_glossary, add_method, add_run
from sightline.report.slides.opening import add_summary
from sightline.report.slides.roadmap_slides import add_roadmap
from sightline.report.slides.scenario_slides import add_scenarios
from sightline.report.slides.story import Story

ADDERS: Final[dict[str, Callable[[Story, str], None]]] = {
    "summary": add_summary,
    "account": add_account,
    "map": add_map,
    "hotspots": add_hotspots,
    "lines": add_lines,
    "findings": add_findings,
    "customers": add_customers,
    "scenario": add_scenarios,
    "roadmap": add_roadmap,
    "compare": add_comparing,
    "method": add_method,
    "glossary": add_glossary,
    "run": add_run,
}
"""The functions that add the slides of a section under its title."""
