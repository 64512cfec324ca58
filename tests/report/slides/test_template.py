"""A template gives its looks and nothing else; what is none is refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from sightline.errors import UsageError
from sightline.report.handover import Face
from sightline.report.slides import build_deck
from tests.report.slides.decks import harbor, members, read, texts, titles
from tests.report.slides.test_fitting import check

THEME = "ppt/theme/theme1.xml"
MAIN = "ppt/presentation.xml"
CONTENTS = "[Content_Types].xml"


def saved(change: Callable[[pptx.presentation.Presentation], None]) -> bytes:
    presentation = pptx.Presentation()
    change(presentation)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def repacked(template: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """Change the members of a file; what becomes None is left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return written.getvalue()


def plain(_: object) -> None:
    """Change nothing."""


def with_slides(presentation: pptx.presentation.Presentation) -> None:
    """Leave a slide with a secret, a link and notes in the template, and a link on its master."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    assert slide.shapes.title is not None
    slide.shapes.title.text = "A secret of the last client"
    run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "http://127.0.0.1.invalid/slide"
    layout = presentation.slide_layouts[5]
    placeholder: Any = layout.placeholders[0]
    relation = layout.part.relate_to("http://127.0.0.1.invalid/layout", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    placeholder.text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr().add_hlinkClick(relation)


def build(template: bytes, *sections: str, face: Face | None = None) -> bytes:
    return build_deck(harbor()[0], face, sections=sections or ("summary", "account"), template=template)


def test_a_template_keeps_its_theme_and_masters() -> None:
    template = repacked(
        saved(plain), lambda name, content: content.replace(b"4F81BD", b"123456") if name == THEME else content
    )
    deck = build(template)
    assert b"123456" in members(deck)[THEME]
    assert b"Calibri" in members(deck)[THEME]
    presentation = read(deck)
    assert (presentation.slide_width, presentation.slide_height) == (9_144_000, 6_858_000)
    assert len(presentation.slide_layouts) == 11
    assert {slide.slide_layout.name for slide in presentation.slides} == {"Title Slide", "Title Only"}
    assert titles(deck)[1:] == ["In short", "Where the effort ends"]
    assert "54 %" in texts(presentation.slides[1])


def test_what_is_drawn_fits_into_a_template_of_another_size() -> None:
    def small(presentation: pptx.presentation.Presentation) -> None:
        presentation.slide_width, presentation.slide_height = Pt(640), Pt(480)

    assert check(build(saved(small), "summary", "account", "hotspots", "customers")) > 40
    assert check(build(saved(plain), "summary", "account", "hotspots", "customers")) > 40


def test_slides_notes_and_links_of_a_template_are_left_behind() -> None:
    deck = build(saved(with_slides))
    everything = b"".join(members(deck).values())
    assert b"secret" not in everything
    assert b"invalid" not in everything
    assert b"External" not in everything
    assert len(read(deck).slides) == 3


def test_a_potx_is_as_good() -> None:
    def as_potx(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"presentation.main+xml", b"template.main+xml")
            if name == "[Content_Types].xml"
            else content
        )

    potx = repacked(saved(plain), as_potx)
    assert titles(build(potx)) == titles(build(saved(plain)))


def without_titles(presentation: pptx.presentation.Presentation) -> None:
    for layout in presentation.slide_layouts:
        for shape in list(layout.placeholders):
            shape._element.getparent().remove(shape._element)


def changed(member: str, content: bytes | None) -> bytes:
    return repacked(saved(plain), lambda name, old: content if name == member else old)


BOMB = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"", "no PowerPoint file"),
        (b"%PDF-1.7", "no PowerPoint file"),
        (b"PK\x03\x04 cut off", "damaged"),
        (changed(MAIN, None), "no PowerPoint file"),
        (repacked(saved(plain), lambda _, content: content, **{"ppt/vbaProject.bin": b"x"}), "macros"),
        (changed(THEME, BOMB), "document type|DOCTYPE"),
        (changed(MAIN, b"<a"), "well-formed"),
        (changed(MAIN, b"<a/>"), "cannot be opened"),
        (repacked(saved(plain), lambda _, content: content, **{"ppt/media/a.xml": b" " * (20 << 20)}), "unpacks to"),
        (saved(without_titles), "no layout with a title"),
    ],
    ids=["empty", "pdf", "cut", "no deck", "macros", "entities", "broken", "not one", "bomb", "no titles"],
)  # fmt: skip
def test_what_is_no_template_is_refused(template: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        build(template)
    assert "\n" not in str(raised.value)


def picture(wide: int, high: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (wide, high), "#0f6674").save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(("wide", "high"), [(300, 100), (10, 400), (1, 1)])
def test_a_logo_stands_on_the_cover_and_on_every_slide(wide: int, high: int) -> None:
    deck = build_deck(harbor()[0], Face(logo=picture(wide, high), client="The board"), sections=["summary"])
    cover, other = read(deck).slides
    logos = [
        [shape for shape in shapes if shape.name == "Logo"] for shapes in (cover.shapes, other.slide_layout.shapes)
    ]
    for (logo,) in logos:
        assert logo.width / logo.height == pytest.approx(wide / high, rel=0.02)
        assert logo._element._nvXxPr.cNvPr.get("descr") == "The board"


def test_a_damaged_logo_is_refused() -> None:
    with pytest.raises(UsageError, match="logo is damaged"):
        build_deck(harbor()[0], Face(logo=b"\x89PNG\r\n\x1a\n and nothing"), sections=["summary"])
