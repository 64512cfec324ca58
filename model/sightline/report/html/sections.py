"""The sections of a report, one line each: what the template of its name is given is what its function returns.

A section that has nothing to show returns None, and is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import UsageError
from sightline.report.handover.comparing import build_comparing
from sightline.report.handover.customers import build_customers
from sightline.report.handover.findings import build_findings
from sightline.report.handover.glossary import build_glossary
from sightline.report.handover.hotspots import build_hotspots
from sightline.report.handover.method import build_method
from sightline.report.handover.roadmap import build_roadmap
from sightline.report.handover.run import build_run
from sightline.report.handover.subject import Subject
from sightline.report.handover.summary import build_summary
from sightline.report.html.account import build_drawn_account
from sightline.report.handover.scenario import build_scenarios
from sightline.report.html.lines import build_drawn_lines
from sightline.report.html.map_data import build_map_section


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its name (of its template too), its title, and what it shows of a subject."""

    name: str
    title: str
    build: Callable[[Subject], object | None]


SECTIONS: Final = (
    Section("summary", "In short", build_summary),
    Section("account", "Where the effort ends", build_drawn_account),
    Section("map", "Who serves whom, and where it goes dark", build_map_section),
    Section("hotspots", "What blocks most", build_hotspots),
    Section("lines", "Lines of sight", build_drawn_lines),
    Section("findings", "What deserves a question", build_findings),
    Section("customers", "What each external customer sees", build_customers),
    Section("scenario", "What if", build_scenarios),
    Section("roadmap", "What is planned", build_roadmap),
    Section("compare", "What has changed", build_comparing),
    Section("method", "How the figures are computed", build_method),
    Section("glossary", "Words", build_glossary),
    Section("run", "How to compute it again", build_run),
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
