"""Builds decks for the tests of this folder, and walks what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide

import sightline
from sightline.document import Organization, Tree, build_organization
from sightline.report.handover import CustomerWord, Run, Subject
from sightline.report.handover.subject import Tried
from sightline.report.slides import build_deck
from sightline.studies.changes import SetSeverity
from sightline.studies.scenario import Scenario
from sightline.studies.what_if import WhatIf

SAMPLES = Path(__file__).resolve().parents[3] / "sample_orgs"
RUN = Run(
    {"version": "1", "inputs": [{"file": "a.yaml", "sha256": "ab" * 32}], "results": ["sight"]},
    ("sightline analyze a.yaml --format json",),
)


def drawn(raw: dict[str, Any]) -> Organization:
    """Build a drawn organization."""
    return build_organization(Tree(raw))


def subject_of(organization: Organization, *, lines: int = 1) -> Subject:
    """Make a subject of everything there is to tell: the lines of the first elements, a scenario, a run."""
    analysis = sightline.analyze(organization)
    network, hotspots = analysis.snapshot.network, analysis.occlusion.hotspots
    tried: tuple[Tried, ...] = ()
    if len(hotspots):
        scenario = Scenario("Clear the first", (SetSeverity(str(network.obstacles.ids[hotspots[0]]), 0.0),))
        tried = (Tried(scenario, WhatIf(analysis.snapshot).evaluate(scenario.changes)),)
    chosen = tuple(str(one) for one in network.elements.ids[-lines:]) if lines else ()
    return Subject(analysis, CustomerWord(None), RUN, elements=chosen, tried=tried)


@cache
def harbor() -> tuple[Subject, bytes]:
    """Give the sample that most tests read, as a subject and as a deck."""
    subject = subject_of(sightline.read(SAMPLES / "harbor" / "organization.yaml"))
    return subject, build_deck(subject)


@cache
def read(deck: bytes) -> Presentation:
    """Open a deck, to be looked at only."""
    return pptx.Presentation(io.BytesIO(deck))


def shapes(slide: Slide) -> Iterator[Any]:
    """Walk all shapes of a slide, those inside of groups too."""
    waiting: list[Any] = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        waiting[:0] = list(getattr(shape, "shapes", ()))


def titles(deck: bytes) -> list[str]:
    """List the titles of the slides."""
    return [slide.shapes.title.text_frame.text for slide in read(deck).slides]


def slides_titled(deck: bytes, start: str) -> list[Slide]:
    """Find the slides whose title begins so."""
    return [slide for slide in read(deck).slides if slide.shapes.title.text_frame.text.startswith(start)]


def charts(slide: Slide) -> list[Any]:
    """List the charts of a slide."""
    found: list[Any] = list(slide.shapes)
    return [shape.chart for shape in found if shape.has_chart]


def texts(slide: Slide) -> str:
    """Give all that is to be read on a slide, cells of tables too."""
    said = [shape.text_frame.text for shape in shapes(slide) if getattr(shape, "has_text_frame", False)]
    tables = [shape.table for shape in shapes(slide) if getattr(shape, "has_table", False)]
    said += [cell.text_frame.text for table in tables for row in table.rows for cell in row.cells]
    return "\n".join(said).replace("\u00a0", " ")


def members(deck: bytes) -> dict[str, bytes]:
    """Unpack a deck, and the workbooks in it as ``deck member!member``."""
    unpacked: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        for name in archive.namelist():
            unpacked[name] = archive.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(unpacked[name])) as book:
                    unpacked |= {f"{name}!{inner}": book.read(inner) for inner in book.namelist()}
    return unpacked
