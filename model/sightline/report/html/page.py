"""The page: sections, style and script put together as one file, with a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from sightline.phrases import percent
from sightline.report.handover.face import Face, build_head
from sightline.report.handover.subject import Subject
from sightline.report.html.drawing import inline, ticked
from sightline.report.html.formulas import to_mathml
from sightline.report.html.page_colours import page_colours
from sightline.report.html.sections import SECTIONS, Section


def build_page(subject: Subject, face: Face | None = None, sections: Sequence[Section] = SECTIONS) -> str:
    """Build the report; the same subject and face give the same text, on every day and machine."""
    face = face or Face()
    built = ((section, section.build(subject)) for section in sections)
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
