"""Everything that the outputs say of one analysis, sentence by sentence, each with what it speaks of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sightline.analyzers.paths import find_paths
from sightline.phrases import NBSP
from sightline.pictures.account_flow import account_flow
from sightline.pictures.haze_trail import haze_trail
from sightline.pictures.heat_map import heat_map
from sightline.pictures.icicle import icicle
from sightline.pictures.line_chain import line_chain
from sightline.pictures.map_choice import MapChoice
from sightline.pictures.map_svg import map_svg
from sightline.pictures.map_view import build_map
from sightline.pictures.palette import LIGHT
from sightline.pictures.ranked_bars import rank, ranked_bars
from sightline.pictures.sight_spread import sight_spread
from sightline.pipeline import Analysis
from sightline.report import explaining, line_wording, wording
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.face import Face, build_head
from sightline.report.handover.sections import SECTIONS, find_leads
from sightline.report.handover.subject import Run, Subject

RUN = Run({"version": "1", "results": ["sight"]}, ("sightline analyze a.yaml --pseudonyms key.yaml --format json",))
"""A run under made-up names."""
_WRITTEN = re.compile(r">([^<]+)<")
MOST = 12
"""Elements and obstacles of one organization that are spoken of one by one."""


@dataclass(frozen=True, eq=False)
class Said:
    """One text for people: the analysis or study that it speaks of, and the row or part of it."""

    text: str
    about: Any
    part: Any = None


def say(text: str | None, about: object, part: object = None) -> Iterator[Said]:
    """Take one text, or none, with ordinary spaces."""
    if text:
        yield Said(text.replace(NBSP, " "), about, part)


def spoken(analysis: Analysis) -> Iterator[Said]:
    """Say everything that needs no study beside the analysis."""
    for speaker in (_whole, _findings, _elements, _obstacles, _pictures):
        yield from speaker(analysis)
    yield from handed_over(Subject(analysis, CustomerWord(None), RUN))


def _whole(analysis: Analysis) -> Iterator[Said]:
    for sentence in (
        wording.headline(analysis),
        wording.assumption(analysis),
        wording.coverage(analysis),
        wording.root(analysis),
        wording.worst_seen(analysis),
        wording.contents(analysis),
        wording.REMARK,
        *analysis.notices,
    ):
        yield from say(sentence, analysis)
    for explain in (explaining.of_index, explaining.of_account, explaining.of_coverage):
        yield from explained(explain(analysis), analysis)


def explained(one: explaining.Explanation, analysis: Analysis, row: int | None = None) -> Iterator[Said]:
    """Say what an explanation says."""
    for sentence in (one.meaning, *one.numbers):
        yield from say(sentence, analysis, row)


def _findings(analysis: Analysis) -> Iterator[Said]:
    for finding in analysis.findings:
        for sentence in (finding.title, finding.why, finding.evidence_against, finding.action):
            yield from say(sentence, analysis, finding)


def _elements(analysis: Analysis) -> Iterator[Said]:
    network, names = analysis.snapshot.network, wording.Names(analysis.snapshot.network)
    for row in range(min(len(network.elements), MOST)):
        identifier = str(network.elements.ids[row])
        paths = find_paths(analysis.snapshot, identifier, 3)
        for sentence in (
            line_wording.reach(paths, names),
            line_wording.expectation(paths, names),
            line_wording.ways(paths, names),
            line_wording.only_end(paths, names),
            line_wording.depending(paths, names),
        ):
            yield from say(sentence, analysis, paths)
        if analysis.sight.hops[row] < 0 and not network.containers[row]:
            yield from say(line_wording.missing_relation(network, row, names), analysis, row)
        titles = {one: network.elements.title(at) for one, at in network.elements.row.items()}
        for line in paths.lines:
            for sentence in (
                line_wording.weakest(line, names),
                line_wording.about_line(line),
                line_chain(paths, line, titles, LIGHT, kinds={identifier: network.elements.kind(row)}).alt,
            ):
                yield from say(sentence, analysis, (paths, line))
        for explain in (
            explaining.of_sight,
            explaining.of_best_line,
            explaining.of_hops,
            explaining.of_depth,
            explaining.of_chokepoint,
        ):
            yield from explained(explain(analysis, row), analysis, row)
        if network.elements.is_customer[row]:
            yield from explained(explaining.of_customer(analysis, row), analysis, row)


def _obstacles(analysis: Analysis) -> Iterator[Said]:
    for row in analysis.occlusion.hotspots[:MOST].tolist():
        for explain in (explaining.of_blocked, explaining.of_gain, explaining.of_share):
            yield from explained(explain(analysis, row), analysis, row)


def _pictures(analysis: Analysis) -> Iterator[Said]:
    network, found, sight = analysis.snapshot.network, analysis.occlusion, analysis.sight.sight
    titles = [network.elements.title(row) for row in range(len(network.elements))]
    pictures = [
        account_flow(analysis, LIGHT),
        heat_map(analysis, LIGHT),
        heat_map(analysis, LIGHT, value="share"),
        icicle(analysis, LIGHT),
        ranked_bars(rank(found.obstacles, network.obstacles.ids, str), LIGHT),
        ranked_bars(rank(found.elements, network.elements.ids, network.elements.title), LIGHT, noun="element"),
        sight_spread(
            sight.tolist(), network.elements.effort.tolist(), titles, LIGHT, ids=network.elements.ids.tolist()
        ),
    ]
    for picture in pictures:
        yield from say(picture.alt, analysis)
    for identifier in network.elements.ids[:MOST].tolist():
        for by in ("area", "theme", "obstacle"):
            yield from say(haze_trail(analysis, identifier, LIGHT, by=by).alt, analysis, (identifier, by))
    for choice in (MapChoice(), MapChoice(limit=3)):
        view = build_map(analysis, choice)
        for text in _WRITTEN.findall(map_svg(view, LIGHT, title="Map")):
            yield from say(html.unescape(text), analysis, view)
        for notice in view.notices:
            yield from say(notice, analysis, view)
        for note in (*(node.note for node in view.nodes), *(edge.note for edge in view.edges)):
            yield from say(note, analysis, view)


def handed_over(subject: Subject) -> Iterator[Said]:
    """Say what a report, slides or a workbook say."""
    for section in SECTIONS:
        for text in texts_in(section.build(subject)):
            yield from say(text, subject)
    for text in (*find_leads(subject).values(), *texts_in(build_head(subject, Face()))):
        yield from say(text, subject)


def texts_in(value: object) -> Iterator[str]:
    """Give every text in what is handed over, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif is_dataclass(value) and type(value).__module__.startswith("sightline.report"):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
