"""A deck while it is made: its cover, its slides with footer and notes, and the file that comes of it."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.parts.image import Image
from pptx.util import Emu, Pt

from sightline.errors import UsageError
from sightline.phrases import clean
from sightline.report.handover.face import Face, Head
from sightline.report.slides import theme
from sightline.report.slides.canvas import HEIGHT, WIDTH, Canvas, Frame, describe
from sightline.report.slides.fitting import Run, cut_to, fit_paragraphs
from sightline.report.slides.template import TITLES, empty, find_layouts, list_places, open_template

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide, SlideLayout

_POINT: Final = 12_700
_GAP: Final = 12.0
"""What is left free between the title, the body and the footer."""
_COVER_LOGO: Final = (676.0, 40.0, 240.0, 72.0)
_MADE: Final = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 - the file knows no time zones
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""When every member of the file was written: the same deck is the same bytes on every day."""
_FOOTERS: Final = {"ftr": "Footer", "sldNum": "Slide number"}
_FOOTER_SIZE: Final = 10.0
_FIELD: Final = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
"""How the field with the number of the slide is known; any fixed id will do."""
_BELOW: Final = frozenset({PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT})


class Deck:
    """Slides in the look of ours or of a template. Raises UsageError for a template or logo that cannot be used."""

    def __init__(self, face: Face, head: Head, template: bytes | None = None) -> None:
        self._head = head
        self._presentation = theme.plain_presentation() if template is None else open_template(template)
        empty(self._presentation)
        self._first, self._other = find_layouts(self._presentation)
        self._frame = _find_body(self._presentation, self._other)
        self._logo = face.logo
        if face.logo is not None:
            self._image = _read_logo(face.logo)
            if template is None:
                self._put_logo_on_layout(face.logo)

    def add_cover(self) -> None:
        """Add the first slide: title, client, organization, date, logo."""
        slide = self._presentation.slides.add_slide(self._first)
        _write_title(slide, self._head.title, 40.0 * self._frame.scale, 24.0 * self._frame.scale)
        lines = [one for one in (self._head.client, self._head.organization, self._head.date) if one]
        below = next((one for one in slide.placeholders if one.placeholder_format.type in _BELOW), None)
        if below is not None:
            size, wide = 18.0 * self._frame.scale, below.width / _POINT
            below.text_frame.text = "\n".join(cut_to(line, wide, size) for line in lines)
        _drop_empty(slide)
        if self._logo is not None:
            place = _fit_inside(self._image, _COVER_LOGO)
            scale = _width(self._presentation) / theme.WIDTH
            left, top, width, height = (Pt(one * scale) for one in place)
            picture = slide.shapes.add_picture(io.BytesIO(self._logo), left, top, width, height)
            picture.name = "Logo"
            describe(picture, self._head.client or self._head.organization)

    def add_slide(self, title: str, *, notes: Iterable[str] = ()) -> Canvas:
        """Add a slide with a title, and notes for who speaks: one paragraph each."""
        slide = self._presentation.slides.add_slide(self._other)
        scale = self._frame.scale
        _write_title(slide, title, theme.TITLE_SIZE * scale, 16.0 * scale)
        _drop_empty(slide)
        said = "\n".join(clean(note) for note in notes)
        if said:
            slide.notes_slide.notes_text_frame.text = said
        return Canvas(slide, self._frame)

    def to_bytes(self) -> bytes:
        """Finish the slides, and give the file."""
        footer = " \u00b7 ".join(one for one in (self._head.organization, self._head.client, self._head.date) if one)
        for number, slide in enumerate(self._presentation.slides, start=1):
            if slide.slide_layout != self._first:
                _add_footers(slide, footer, number)
        known = self._presentation.core_properties
        known.title, known.author, known.last_modified_by = self._head.title[:255], "Sightline", "Sightline"
        known.comments = known.keywords = known.subject = known.category = ""
        known.created = known.modified = _MADE
        known.revision = 1
        written = io.BytesIO()
        self._presentation.save(written)
        return _pack_again(written)

    def _put_logo_on_layout(self, logo: bytes) -> None:
        _, relation = self._other.part.get_or_add_image_part(io.BytesIO(logo))
        place = (Pt(one) for one in _fit_inside(self._image, theme.LOGO))
        tree: Any = self._other.shapes._spTree
        tree.add_pic(80, "Logo", clean(self._head.client or self._head.organization), relation, *place)


def _read_logo(logo: bytes) -> tuple[int, int]:
    """Give the size of a logo in pixels. Raises UsageError where it cannot be drawn."""
    try:
        wide, high = Image.from_blob(logo).size
    except Exception as error:
        raise UsageError("the logo is damaged, and cannot be drawn") from error
    return wide, high


def _fit_inside(size: tuple[int, int], place: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Place a picture as large as it fits, at the right and in the middle of the height."""
    left, top, width, height = place
    scale = min(width / size[0], height / size[1])
    wide, high = size[0] * scale, size[1] * scale
    return left + width - wide, top + (height - high) / 2, wide, high


def _find_body(presentation: Presentation, layout: SlideLayout) -> Frame:
    """Find the room between the title of a layout and its footer, and how large our body is drawn there."""
    wide, high = _width(presentation), (presentation.slide_height or Emu(0)) / _POINT
    top, left, bottom = 0.16 * high, 0.05 * wide, 0.93 * high
    for kind, _, shape in list_places(layout):
        if shape.top is None:
            continue
        above, below = shape.top / _POINT, (shape.top + shape.height) / _POINT
        if kind in TITLES and below < 0.4 * high:
            top, left = below, min(shape.left / _POINT, 0.1 * wide)
        elif kind in {*_FOOTERS, "dt"} and above > 0.75 * high:
            bottom = min(bottom, above - _GAP)
    width, height = wide - 2 * left, bottom - top - _GAP
    scale = min(width / WIDTH, height / HEIGHT)
    return Frame(left + (width - scale * WIDTH) / 2, top + _GAP, scale)


def _width(presentation: Presentation) -> float:
    return (presentation.slide_width or Emu(0)) / _POINT


def _write_title(slide: Slide, title: str, size: float, floor: float) -> None:
    """Write the title as large as the layout has it, or smaller where it is long."""
    shape = slide.shapes.title
    assert shape is not None  # noqa: S101 - the layout was chosen for its title
    width, height = shape.width / _POINT, shape.height / _POINT
    fitted = fit_paragraphs([Run(title, bold=True)], width, height, size=size, floor=floor)
    run = shape.text_frame.paragraphs[0].add_run()
    run.text = "".join(piece.text for piece in fitted.paragraphs[0])
    if fitted.size < size:
        run.font.size = Pt(fitted.size)


def _drop_empty(slide: Slide) -> None:
    """Take out the placeholders of a layout that nothing stands in."""
    for shape in list(slide.placeholders):
        if not shape.has_text_frame or not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)


def _add_footers(slide: Slide, footer: str, number: int) -> None:
    """Add the footer and the number of the slide where its layout has places for them."""
    tree: Any = slide.shapes._spTree
    for kind, index, shape in list_places(slide.slide_layout):
        if kind not in _FOOTERS:
            continue
        field = f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>{number}</a:t></a:fld>'
        added: Any = parse_xml(
            f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{slide.shapes._next_shape_id}" name="{_FOOTERS[kind]}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/>'
            "</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>"
            f"<a:p>{field if kind == 'sldNum' else ''}</a:p></p:txBody></p:sp>"
        )
        if kind == "ftr":
            added.txBody.p_lst[0].add_r(cut_to(footer, shape.width / _POINT, _FOOTER_SIZE)).get_or_add_rPr()
        tree.append(added)


def _pack_again(written: io.BytesIO) -> bytes:
    """Pack a file so that it says nothing of when and where it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _FIRST_DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(info, old.read(member))
    return packed.getvalue()
