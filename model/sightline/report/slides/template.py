"""The deck that somebody gives as a template: checked before it is opened, and emptied down to its looks."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from sightline.document.limits import MEGABYTE
from sightline.errors import InputError, UsageError
from sightline.formats.safe_xml import XmlLimits, iterate_chunks
from sightline.formats.safe_zip import SafeZip, ZipLimits

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

LARGEST: Final = 50 * MEGABYTE
_WHAT: Final = "the template"
_MAIN: Final = "ppt/presentation.xml"
_CONTENTS: Final = "[Content_Types].xml"
_READ: Final = (".xml", ".rels")
_RUNS: Final = ("vbaproject", "activex")
"""What names a part that runs."""
_WITH_MACROS: Final = b"macroenabled"
_LIMITS: Final = XmlLimits(elements=500_000)
_TEMPLATE, _DECK = (
    f"application/vnd.openxmlformats-officedocument.presentationml.{kind}.main+xml".encode()
    for kind in ("template", "presentation")
)
_KEPT: Final = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_OF_DECK: Final = (RELATIONSHIP_TYPE.SLIDE_MASTER, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.TABLE_STYLES)
_ABOUT_SLIDES: Final = frozenset(
    qn(f"p:{name}") for name in ("extLst", "custShowLst", "custDataLst", "notesMasterIdLst", "handoutMasterIdLst")
)
_LINKS: Final = qn("r:id").removesuffix("id")
TITLES: Final = frozenset({"title", "ctrTitle"})


def open_template(data: bytes) -> Presentation:
    """Open a template (.pptx or .potx).

    Raises UsageError for what is none, holds macros, or is larger or deeper than anybody draws.
    """
    try:
        members = _check(data)
    except InputError as error:
        raise UsageError(str(error.problems[0]).removesuffix(".")) from None
    try:
        deck = pptx.Presentation(io.BytesIO(members))
        len(deck.slide_masters)
    except Exception as error:
        raise UsageError(f"{_WHAT} is damaged, and cannot be opened as a presentation") from error
    return deck


def empty(deck: Presentation) -> None:
    """Take out slides, notes and all that speaks of them, and every relation that leads out of the file."""
    root: Any = deck.part._element
    for child in list(root):
        if child.tag == qn("p:sldIdLst"):
            child[:] = []
        elif child.tag in _ABOUT_SLIDES:
            root.remove(child)
    _keep_only(deck.part.package._rels, _KEPT)
    _keep_only(deck.part.rels, _OF_DECK)
    for part in list(deck.part.package.iter_parts()):
        for name, relation in list(part.rels.items()):
            if relation.is_external:
                _unlink(getattr(part, "_element", None), name)
                part.rels.pop(name)


def find_layouts(deck: Presentation) -> tuple[SlideLayout, SlideLayout]:
    """Find the layouts for the first slide and for all others: with a title, and with as little else as can be.

    Raises UsageError where no layout has a title.
    """
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if _kinds(layout) & TITLES]
    if not titled:
        raise UsageError(f"{_WHAT} has no layout with a title; add one, such as Title Only")
    other = min(titled, key=lambda layout: ("ctrTitle" in _kinds(layout), len(_bodies(layout))))
    first = next((layout for layout in titled if "ctrTitle" in _kinds(layout)), other)
    return first, other


def _check(data: bytes) -> bytes:
    """Look at every part before anything opens one; give the file with the content type of a deck."""
    if len(data) > LARGEST:
        raise UsageError(f"{_WHAT} has more than {LARGEST:,} bytes")
    if not data.startswith(b"PK"):
        raise UsageError(f"{_WHAT} is no PowerPoint file; save it as .pptx or .potx")
    archive = SafeZip(data, file=None, what=_WHAT, limits=ZipLimits())
    if _MAIN not in archive.names or _CONTENTS not in archive.names:
        raise UsageError(f"{_WHAT} is no PowerPoint file; save it as .pptx or .potx")
    contents = b"".join(archive.chunks(_CONTENTS))
    runs = any(sign in name.lower() for name in archive.names for sign in _RUNS)
    if runs or _WITH_MACROS in contents.lower():
        raise UsageError(f"{_WHAT} holds macros; save it without them, as .pptx or .potx")
    for name in archive.names:
        if name.lower().endswith(_READ):
            for _ in iterate_chunks(archive.chunks(name), file=name, limits=_LIMITS):
                pass
    return data if _TEMPLATE not in contents else _as_deck(data, contents)


def _as_deck(data: bytes, contents: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for member in old.infolist():
            is_contents = member.filename == _CONTENTS
            new.writestr(member, contents.replace(_TEMPLATE, _DECK) if is_contents else old.read(member))
    return written.getvalue()


def _keep_only(relations: Any, kinds: tuple[str, ...]) -> None:  # noqa: ANN401 - python-pptx exports no type for it
    for name, relation in list(relations.items()):
        if relation.is_external or relation.reltype not in kinds:
            relations.pop(name)


def _unlink(root: Any, name: str) -> None:  # noqa: ANN401 - the root of a part, if it has one
    """Take out every link of a part by the name of its relation, and what is nothing without it."""
    for element in list(root.iter("{*}*")) if root is not None else ():
        linked = [one for one, value in element.attrib.items() if one.startswith(_LINKS) and value == name]
        if linked and "hlink" in element.tag:
            element.getparent().remove(element)
            continue
        for attribute in linked:
            del element.attrib[attribute]


def list_places(layout: SlideLayout) -> list[tuple[str, str, Any]]:
    """List the placeholders of a layout: what kind each is for, its number, and itself."""
    placeholders: Any = layout.placeholders
    return [(one._element.ph.get("type", "obj"), one._element.ph.get("idx", "0"), one) for one in placeholders]


def _kinds(layout: SlideLayout) -> set[str]:
    return {kind for kind, _, _ in list_places(layout)}


def _bodies(layout: SlideLayout) -> list[str]:
    """List the placeholders of a layout that would stand empty."""
    return [kind for kind, _, _ in list_places(layout) if kind not in {*TITLES, "ftr", "sldNum", "dt"}]
