"""The pictures of an analysis by name, each on a sheet of its own: its title, what it shows, what its marks mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from sightline.analyzers.paths import find_element, find_paths
from sightline.document.vocabulary import ELEMENT_KINDS
from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import UsageError
from sightline.formats.csv_folder import guard
from sightline.phrases import clean, counted, cut, spelled
from sightline.pictures.account_svg import account_picture
from sightline.pictures.haze_trail import haze_trail
from sightline.pictures.heat_map import heat_map
from sightline.pictures.icicle import icicle
from sightline.pictures.journey_line import journey_line
from sightline.pictures.line_chain import line_chain
from sightline.pictures.map_choice import FULL_DETAIL, MapChoice
from sightline.pictures.map_legend import LegendEntry, legend_entries
from sightline.pictures.map_svg import map_picture
from sightline.pictures.map_view import build_map
from sightline.pictures.map_words import for_paper
from sightline.pictures.palette import Ink, Mode, ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.ranked_bars import rank, ranked_bars
from sightline.pictures.sheet import Sheet, draw_sheet
from sightline.pictures.sight_spread import sight_spread
from sightline.pipeline import Analysis
from sightline.report import line_wording
from sightline.report.handover import choose_word
from sightline.report.handover.account import build_account
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.face import Face, build_head
from sightline.report.handover.glossary import WORDS
from sightline.report.handover.hotspots import SHOWN
from sightline.report.handover.subject import Subject
from sightline.report.handover.whole_map import build_whole_map
from sightline.report.wording import Names
from sightline.studies.journey import Journey

COLOUR: Final = LegendEntry("ramp", "Sight: how much of a customer an element sees")
HATCHED: Final = LegendEntry("unassessed", "Hatched: not looked at yet")
JOURNEY: Final = "journey"
"""The picture of several dates; :func:`journey_sheet` draws it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with the sentence and the notices that go with it, and what its marks mean."""

    picture: Picture
    sentence: str
    notices: tuple[str, ...] = ()
    legend: tuple[LegendEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture that can be asked for: its title, and how it is drawn; ``{name}`` in the title asks for an element.

    It is drawn of a subject in the colours of a mode; the text is the id of the element, empty where none is asked for.
    """

    title: str
    draw: Callable[[Subject, Ink, str], Drawn]

    @property
    def of_element(self) -> bool:
        """Whether it shows one element."""
        return "{name}" in self.title


def _map(subject: Subject, ink: Ink, _: str) -> Drawn:
    whole = build_whole_map(subject)
    if whole is None:
        raise UsageError("there is nothing to draw: no element is recorded")
    sentence = " ".join((whole.sentence, whole.least)).strip()
    return Drawn(map_picture(whole.view, ink), sentence, whole.view.notices, legend_entries(whole.view))


def _org_chart(subject: Subject, ink: Ink, _: str) -> Drawn:
    """Draw what is part of what, and nothing else: no customers, and no work that is handed over."""
    inside = frozenset(ELEMENT_KINDS) - {"customer"}
    built = build_map(subject.analysis, MapChoice(layout="org", kinds=inside, limit=FULL_DETAIL))
    view = for_paper(replace(built, edges=tuple(edge for edge in built.edges if edge.implied)), subject.word)
    if not view.nodes:
        raise UsageError("there is nothing to draw: no element but customers is recorded")
    units = len({edge.customer for edge in view.edges})
    sentence = f"{counted(len(view.nodes), 'element')}, {units:,} of them with parts of their own, which stand right."
    hides_customers = bool(subject.analysis.snapshot.network.elements.is_customer.any())
    return Drawn(map_picture(view, ink), sentence, view.notices[hides_customers:], legend_entries(view))


def _units(subject: Subject, ink: Ink, _: str) -> Drawn:
    notice = "Each is as tall as its effort; the strip of a unit shows how sight is spread in it."
    return _drawn(icicle(subject.analysis, ink), (notice,), (COLOUR, HATCHED))


def _spread(subject: Subject, ink: Ink, _: str) -> Drawn:
    elements, sight = subject.analysis.snapshot.network.elements, subject.analysis.sight.sight
    names = [elements.title(row) for row in range(len(elements))]
    picture = sight_spread(sight.tolist(), elements.effort.tolist(), names, ink, ids=elements.ids.tolist())
    return _drawn(picture, ("Above each part of the scale: how much of all effort sees so much.",))


def _account(subject: Subject, ink: Ink, _: str) -> Drawn:
    told = build_account(subject)
    if told is None:
        raise UsageError("there is nothing to draw: no effort is recorded")
    picture = account_picture(told.starts, told.ends, ink, alt=told.sentence)
    return _drawn(picture, ("Each flow is as wide as its share of all effort.",))


def _hotspots(subject: Subject, ink: Ink, _: str) -> Drawn:
    found = subject.analysis.occlusion.obstacles
    ranked = rank(found, subject.analysis.snapshot.network.obstacles.ids, subject.obstacle, SHOWN)
    notice = (
        "Gain: how far the index rises if this alone is cleared; gains do not add up. Fair share: its part of all that"
        " obstacles cost; shares add up. Blocked here: effort that ends at it."
    )
    return _drawn(ranked_bars(ranked, ink), (notice,))


def _teams(subject: Subject, ink: Ink, _: str) -> Drawn:
    return _drawn(heat_map(subject.analysis, ink), ("Darker: more of all effort is blocked there.",))


def _line(subject: Subject, ink: Ink, element: str) -> Drawn:
    network = subject.analysis.snapshot.network
    found, names = find_paths(subject.analysis.snapshot, element, 1), Names(network)
    if not found.lines:
        raise UsageError(f"there is no line to draw: {line_wording.reach(found, names).replace('`', '')}")
    rows = {stop: network.elements.row[stop] for stop in found.lines[0].elements}
    titles = {stop: names.label(row) for stop, row in rows.items()}
    kinds = {stop: network.elements.kind(row) for stop, row in rows.items()}
    picture = line_chain(found, found.lines[0], titles, ink, kinds=kinds)
    width = LegendEntry("ramp", "Width and colour of the beam: what is left of the work")
    return _drawn(picture, (), (width,))


def _haze(subject: Subject, ink: Ink, element: str) -> Drawn:
    return _drawn(haze_trail(subject.analysis, element, ink, by="obstacle", name_of=subject.obstacle))


def _drawn(picture: Picture, notices: tuple[str, ...] = (), legend: tuple[LegendEntry, ...] = ()) -> Drawn:
    """Let a picture say its own sentence. Raises UsageError for one that shows nothing, with why."""
    if not picture.table.rows:
        raise UsageError(f"there is nothing to draw: {picture.alt}")
    return Drawn(picture, picture.alt, notices, legend)


DRAWINGS: Final = {
    "map": Drawing("Who serves whom, and where it goes dark", _map),
    "org-chart": Drawing("Who is part of what, and how much of a customer each sees", _org_chart),
    "account": Drawing("Where the effort ends", _account),
    "hotspots": Drawing("What blocks most", _hotspots),
    "teams": Drawing("Where it is dark, by team and area", _teams),
    "units": Drawing("Where the effort lies, and how much of a customer it sees", _units),
    "sight": Drawing("How sight is spread", _spread),
    "line": Drawing("The best line of sight of {name}", _line),
    "haze": Drawing("Where the haze at {name} comes from", _haze),
}
"""The pictures of one organization by name."""
NAMES: Final = (*DRAWINGS, JOURNEY)


def require_picture(name: str, element: str | None) -> None:
    """Raise UsageError for an unknown picture (with the nearest), and for one that does not go with an element."""
    if name not in NAMES:
        known = ", ".join(f"`{one}`" for one in NAMES)
        raise UsageError(f"there is no picture {show(name)}{did_you_mean(nearest(name, NAMES))} (there are: {known})")
    of_element = name in DRAWINGS and DRAWINGS[name].of_element
    if of_element and element is None:
        raise UsageError(f"the picture `{name}` shows one element: say which, with --element ID")
    if element is not None and not of_element:
        raise UsageError(f"the picture `{name}` shows no single element: leave out --element")


def picture_sheet(
    subject: Subject, name: str, ink: Ink, *, face: Face | None = None, element: str | None = None, source: str = ""
) -> Sheet:
    """Draw one picture by its name, on its sheet; ``element`` is an id or a name, ``source`` the file it comes from.

    Raises UsageError for an unknown picture or element (with the nearest), and where there is nothing to draw.
    """
    require_picture(name, element)
    drawing = DRAWINGS[name]
    elements, say = subject.analysis.snapshot.network.elements, subject.word
    chosen = "" if element is None else find_element(elements, element)
    drawn = drawing.draw(subject, ink, chosen)
    title = drawing.title.format(name=subject.element(elements.row[chosen])) if chosen else say(drawing.title)
    head = build_head(subject, face or Face())
    return Sheet(
        drawn.picture,
        head.title if face is not None and face.title else title,
        tell_origin(head.organization, head.date, source),
        say(drawn.sentence),
        tuple(say(notice) for notice in drawn.notices),
        tuple(replace(entry, text=say(entry.text)) for entry in drawn.legend),
    )


def journey_sheet(
    found: Journey, ink: Ink, *, word: str | None = None, face: Face | None = None, source: str = ""
) -> Sheet:
    """Draw the index over several dates, on its sheet. Raises UsageError where no date has an index."""
    picture, face = journey_line(found, ink), face or Face()
    if all(stage.index is None for stage in found.stages):
        raise UsageError(f"there is nothing to draw: {picture.alt}")
    first, last = found.stages[0], found.stages[-1]
    title = face.title or "How the index has moved"
    date = face.date or f"{first.date.isoformat()} to {last.date.isoformat()}"
    say = CustomerWord(word)
    notices = (say(WORDS["index"]), f"Coverage: {WORDS['coverage'][:1].lower()}{WORDS['coverage'][1:]}")
    return Sheet(
        picture, cut(clean(title), 200), tell_origin(_name(found), cut(clean(date)), source), say(picture.alt), notices
    )


def tell_origin(organization: str, date: str, source: str) -> str:
    """Say in one line whose picture it is, since when and from which file."""
    whose = f"{organization}, {date}" if date else organization
    return f"{whose}. Source: {clean(source)}." if source else f"{whose}."


def twin_to_csv(table: TableTwin) -> str:
    """Spell the table that says what a picture shows as CSV, in which no cell can be taken for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([guard(spelled(title)) for title in table.columns])
    writer.writerows(
        [cell if cell is None else guard(cell if isinstance(cell, int | float) else spelled(str(cell))) for cell in row]
        for row in table.rows
    )
    return buffer.getvalue()


def draw_picture(
    analysis: Analysis,
    name: str = "map",
    *,
    element: str | None = None,
    title: str | None = None,
    date: str | None = None,
    customer_word: str | None = None,
    mode: Mode = "light",
) -> str:
    """Draw one picture by its name as SVG text that stands alone; the same as ``sightline picture`` writes.

    Raises UsageError for an unknown picture or element (with the nearest), and where there is nothing to draw.
    """
    subject, colours = Subject(analysis, choose_word(customer_word, analysis)), ink(mode)
    face = Face(title=title, date=date)
    return draw_sheet(picture_sheet(subject, name, colours, face=face, element=element), colours)


def _name(found: Journey) -> str:
    return cut(clean(found.stages[-1].snapshot.network.name), 80)
