"""What a report wears: title, client, logo, date."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from sightline.errors import UsageError
from sightline.phrases import clean, cut
from sightline.report import wording
from sightline.report.handover.subject import Subject

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


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a report: its title, the organization, the client, the date; texts made harmless."""

    title: str
    organization: str
    client: str | None
    date: str


def build_head(subject: Subject, face: Face) -> Head:
    """Take what the face says, and what the model says where it says nothing."""
    organization, name = subject.analysis.snapshot.organization, wording.organization_name(subject.analysis)
    as_of = "" if organization is None else str(organization.as_of or "")
    return Head(
        title=cut(clean(face.title), _LONGEST)
        if face.title
        else f"How clearly {name} sees its {subject.word('customers')}",
        organization=name,
        client=cut(clean(face.client), _LONGEST) if face.client else None,
        date=cut(clean(face.date)) if face.date else as_of,
    )
