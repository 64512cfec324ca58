"""The page: sections, style and script put together as one file, with a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Collection
from functools import partial
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from sightline.phrases import percent
from sightline.report.handover.face import Face, build_head
from sightline.report.handover.sections import choose_sections
from sightline.report.handover.subject import Subject
from sightline.report.html.account import build_drawn_account
from sightline.report.html.drawing import inline, ticked
from sightline.report.html.formulas import to_mathml
from sightline.report.html.lines import build_drawn_lines
from sightline.report.html.map_data import build_map_section
from sightline.report.html.page_colours import page_colours

DRAWN: Final[dict[str, Callable[[Subject], object | None]]] = {
    "account": build_drawn_account,
    "map": build_map_section,
    "lines": build_drawn_lines,
}
"""What is drawn on the page beside what every form says."""


def build_page(subject: Subject, face: Face | None = None, sections: Collection[str] = ()) -> str:
    """Build the report, all of it or some sections.

    The same subject and face give the same text, on every day and machine. Raises UsageError for a
    section that there is not.
    """
    face = face or Face()
    built = ((section, DRAWN.get(section.name, section.build)(subject)) for section in choose_sections(sections))
    script = _asset("map.js")
    return (
        _environment(subject)
        .get_template("page.html.j2")
        .render(
            head=build_head(subject, face),
            logo=face.logo_address,
            sections=[(section, content) for section, content in built if content],
            style=inline(page_colours() + _asset("report.css")),
            script=inline(script),
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


def _environment(subject: Subject) -> Environment:
    environment = Environment(
        loader=PackageLoader("sightline.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["say"] = subject.word
    environment.filters["ticked"] = ticked
    environment.filters["share"] = partial(percent, digits=1)
    environment.filters["mathml"] = to_mathml
    return environment


def _asset(name: str) -> str:
    return files("sightline.report.html").joinpath("assets", name).read_text("utf-8")
