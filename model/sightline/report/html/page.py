"""The page: sections, style and script put together as one file, with a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from sightline.errors import UsageError
from sightline.phrases import clean, cut
from sightline.report import wording
from sightline.report.html.drawing import inline, ticked
from sightline.report.html.page_colours import page_colours
from sightline.report.html.sections import SECTIONS, Section
from sightline.report.html.subject import Subject

PNG: Final = b"\x89PNG\r\n\x1a\n"
LARGEST_LOGO: Final = 1 << 20
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Face:
    """What a report wears: its title, the client it is for, a logo (the bytes of a PNG), a date.

    Without a date it bears that of the model. Raises UsageError for a logo that is none or is too large.
    """

    title: str | None = None
    client: str | None = None
    logo: bytes | None = None
    date: str | None = None

    def __post_init__(self) -> None:
        if self.logo is not None and not self.logo.startswith(PNG):
            raise UsageError("the logo is no PNG picture; save it as PNG")
        if self.logo is not None and len(self.logo) > LARGEST_LOGO:
            raise UsageError(f"the logo has {len(self.logo):,} bytes, and {LARGEST_LOGO:,} are the most")

    @property
    def logo_address(self) -> str | None:
        """The logo as an address that holds all of it."""
        return None if self.logo is None else f"data:image/png;base64,{base64.b64encode(self.logo).decode()}"


def build_page(subject: Subject, face: Face | None = None, sections: Sequence[Section] = SECTIONS) -> str:
    """Build the report; the same subject and face give the same text, on every day and machine."""
    face, say = face or Face(), subject.word
    organization = subject.analysis.snapshot.organization
    name = wording.organization_name(subject.analysis)
    built = ((section, section.build(subject)) for section in sections)
    script = _asset("map.js")
    as_of = "" if organization is None else str(organization.as_of or "")
    return (
        _environment(subject)
        .get_template("page.html.j2")
        .render(
            title=cut(clean(face.title), _LONGEST) if face.title else f"How clearly {name} sees its {say('customers')}",
            organization=name,
            client=cut(clean(face.client), _LONGEST) if face.client else None,
            logo=face.logo_address,
            date=cut(clean(face.date)) if face.date else as_of,
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
    return environment


def _asset(name: str) -> str:
    return files("sightline.report.html").joinpath("assets", name).read_text("utf-8")
