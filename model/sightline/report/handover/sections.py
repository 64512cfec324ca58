"""The sections of what is handed over, one line each, in their order; every form shows those that it can.

A section that has nothing to show returns None or nothing, and is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import UsageError
from sightline.phrases import counted
from sightline.report.handover.account import build_account
from sightline.report.handover.comparing import build_comparing
from sightline.report.handover.customers import build_customers
from sightline.report.handover.findings import build_findings
from sightline.report.handover.glossary import build_glossary
from sightline.report.handover.hotspots import build_hotspots
from sightline.report.handover.lines import build_lines
from sightline.report.handover.method import build_method
from sightline.report.handover.roadmap import build_roadmap
from sightline.report.handover.run import build_run
from sightline.report.handover.scenario import build_scenarios
from sightline.report.handover.subject import Subject
from sightline.report.handover.summary import build_summary
from sightline.report.handover.whole_map import build_whole_map


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its name, its title, what it says of a subject, and the sentence of that which comes first."""

    name: str
    title: str
    build: Callable[[Subject], object | None]
    lead: Callable[[Any], str | None]


SECTIONS: Final = (
    Section("summary", "In short", build_summary, lambda said: said.headline),
    Section("account", "Where the effort ends", build_account, lambda said: said.sentence),
    Section("map", "Who serves whom, and where it goes dark", build_whole_map, lambda said: said.sentence),
    Section("hotspots", "What blocks most", build_hotspots, lambda said: said.sentence),
    Section("lines", "Lines of sight", build_lines, lambda said: " ".join(one.answer for one in said)),
    Section(
        "findings",
        "What deserves a question",
        build_findings,
        lambda said: f"{counted(sum(weight.count for weight in said), 'finding')}, by weight.",
    ),
    Section("customers", "What each external customer sees", build_customers, lambda said: said.sentence),
    Section("scenario", "What if", build_scenarios, lambda said: " ".join(one.sentence for one in said)),
    Section("roadmap", "What is planned", build_roadmap, lambda said: said.sentences[0]),
    Section("compare", "What has changed", build_comparing, lambda said: said.sentences[0]),
    Section("method", "How the figures are computed", build_method, lambda said: said.contents),
    Section("glossary", "Words", build_glossary, lambda said: f"{counted(len(said), 'word')}, with their meanings."),
    Section(
        "run",
        "How to compute it again",
        build_run,
        lambda said: f"The figures come from {counted(len(said.commands), 'command')}, spelled out.",
    ),
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


def find_leads(subject: Subject) -> dict[str, str]:
    """Say what each section that has something to show says first, by its name, in the words of the organization."""
    built = ((section, section.build(subject)) for section in SECTIONS)
    leads = {section.name: section.lead(content) or "" for section, content in built if content}
    return {name: subject.word(lead).replace("`", "") for name, lead in leads.items()}
