"""The sections of a deck, one line each, by the names and in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import UsageError
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


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its name, its title, and what adds its slides; it adds none where it has nothing to show."""

    name: str
    title: str
    add: Callable[[Story, str], None]


SECTIONS: Final = (
    Section("summary", "In short", add_summary),
    Section("account", "Where the effort ends", add_account),
    Section("map", "Who serves whom, and where it goes dark", add_map),
    Section("hotspots", "What blocks most", add_hotspots),
    Section("lines", "Line of sight", add_lines),
    Section("findings", "What deserves a question", add_findings),
    Section("customers", "What each external customer sees", add_customers),
    Section("scenario", "What if", add_scenarios),
    Section("roadmap", "What is planned", add_roadmap),
    Section("compare", "What has changed", add_comparing),
    Section("method", "How the figures are computed", add_method),
    Section("glossary", "Words", add_glossary),
    Section("run", "How to compute it again", add_run),
)


def choose_sections(names: Collection[str] = ()) -> tuple[Section, ...]:
    """Choose sections by name, all where none is named; their order stays. Raises UsageError for an unknown one."""
    known = [section.name for section in SECTIONS]
    for name in names:
        if name not in known:
            listed = ", ".join(f"`{one}`" for one in known)
            raise UsageError(
                f"--section knows no section {show(name)}{did_you_mean(nearest(name, known))} (there are: {listed})"
            )
    return tuple(section for section in SECTIONS if not names or section.name in names)
