"""One line of sight as a beam of light: it starts whole, narrows at every step, and ends at an external customer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from sightline.analyzers.paths import Line, Paths
from sightline.document.vocabulary import ElementKind
from sightline.phrases import clean, counted, percent
from sightline.pictures.palette import LETTERS, Ink, colour_of_sight
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.svg_marks import fit
from sightline.pictures.vega_style import FONT, short

PER_ROW: Final = 5
WIDTH: Final = 900.0
ROW: Final = 224.0
MIDDLE: Final = 104.0
HALF: Final = 42.0
"""Stations in one row at most; size of a row in pixels; where in it the beam runs, and half of the beam's width."""
STATION: Final = 11.0
STAR: Final = ((0, -13), (3.6, -4.4), (12.6, -4), (5.6, 1.8), (8, 10.6), (0, 5.6), (-8, 10.6), (-5.6, 1.8), (-12.6, -4))


@dataclass(frozen=True, slots=True)
class Stop:
    """One station: what of the beam comes to it, and what is left behind it."""

    id: str
    name: str
    along: float
    arriving: float
    leaving: float


def line_chain(
    paths: Paths,
    line: Line,
    names: Mapping[str, str],
    ink: Ink,
    *,
    kinds: Mapping[str, ElementKind] | None = None,
    prefix: str = "beam",
) -> Picture:
    """Draw one line of an element: its stations, what each step lets through, and what is left of the beam.

    ``names`` gives what people call each element, by id; ``kinds``, where given, the letters of the stations.
    ``prefix`` begins the ids inside the drawing: several drawings in one page need one each.
    """
    stops = find_stops(line, names)
    rows = int(stops[-1].along // WIDTH) + 1
    alt = _sentence(paths, line, stops)
    parts = [
        *_beam(stops, ink, prefix),
        *(part for at, stop in enumerate(stops) for part in _station(at, stop, stops, line, ink, kinds or {})),
        *(part for at in range(len(line.steps)) for part in _step(at, stops, line, ink)),
    ]
    height = int(ROW * rows)
    spec = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height}" width="{WIDTH:g}" height="{height}"'
        f' role="img" font-family="{escape(FONT)}" text-anchor="middle"><title>{escape(alt)}</title>'
        f"{''.join(parts)}</svg>"
    )
    return Picture(form="svg", spec=spec, alt=alt, table=_table(line, stops), height=height, keys=line.elements)


def find_stops(line: Line, names: Mapping[str, str]) -> tuple[Stop, ...]:
    """Follow the beam along a line: 1 at its start, at its end the clarity of the line."""
    stops = []
    arriving = 1.0
    pitch = WIDTH / min(len(line.elements), PER_ROW)
    for at, identifier in enumerate(line.elements):
        step = line.steps[at] if at < len(line.steps) else None
        leaving = arriving * step.clarity_of_supplier if step else arriving
        name = clean(names.get(identifier, identifier))
        stops.append(Stop(identifier, name, pitch * (at + 0.5), arriving, leaving))
        arriving = leaving * step.clarity_of_relation if step else leaving
    return tuple(stops)


def _spot(along: float) -> tuple[float, float]:
    """Give the place of a point of the beam in the picture: rows follow each other like lines of writing."""
    row, x = divmod(along, WIDTH)
    return x, ROW * row + MIDDLE


def _beam(stops: tuple[Stop, ...], ink: Ink, prefix: str) -> Iterator[str]:
    """Draw what the whole beam would be, and over it what is left of it, from station to station."""
    for at, (stop, following) in enumerate(pairwise(stops)):
        places = [(stop.along, stop.leaving), (following.along, following.arriving)]
        if stop.along // WIDTH != following.along // WIDTH:
            edge = (stop.along // WIDTH + 1) * WIDTH
            halfway = (edge, (stop.leaving + following.arriving) / 2)
            places = [places[0], halfway, places[1]]
        for part, ((start, left), (end, right)) in enumerate(pairwise(places)):
            x, y = _spot(start)
            far = x + end - start
            name = f"{prefix}-{at}-{part}"
            yield (
                f'<linearGradient id="{name}"><stop stop-color="{colour_of_sight(left)}"/>'
                f'<stop offset="1" stop-color="{colour_of_sight(right)}"/></linearGradient>'
                f'<rect x="{x:g}" y="{y - HALF:g}" width="{far - x:g}" height="{2 * HALF:g}" fill="{ink.panel}"/>'
                f'<polygon fill="url(#{name})" points="{x:g},{y - HALF * left:.2f} {far:g},{y - HALF * right:.2f}'
                f' {far:g},{y + HALF * right:.2f} {x:g},{y + HALF * left:.2f}"/>'
            )


def _station(
    at: int, stop: Stop, stops: tuple[Stop, ...], line: Line, ink: Ink, kinds: Mapping[str, ElementKind]
) -> Iterator[str]:
    x, y = _spot(stop.along)
    last = at == len(stops) - 1
    lost = stop.leaving < stop.arriving * (1 - 1e-9)
    yield f'<path d="M{x:g} {y - HALF:g}V{y + HALF:g}" stroke="{ink.muted}" stroke-opacity="0.55"/>'
    if lost:
        yield (
            f'<path d="M{x:g} {y - HALF * stop.arriving:.2f}V{y - HALF * stop.leaving:.2f}'
            f'M{x:g} {y + HALF * stop.leaving:.2f}V{y + HALF * stop.arriving:.2f}"'
            f' stroke="{ink.blocked}" stroke-width="5"/>'
        )
    if last:
        points = " ".join(f"{x + 1.35 * dx:.1f},{y + 1.35 * dy:.1f}" for dx, dy in (*STAR, (-3.6, -4.4)))
        edge = f'stroke="{ink.paper}" stroke-width="2" stroke-linejoin="round"'
        yield f'<polygon points="{points}" fill="{ink.customer}" {edge}/>'
    else:
        yield f'<circle cx="{x:g}" cy="{y:g}" r="{STATION:g}" fill="{ink.paper}" stroke="{ink.text}"/>'
        if stop.id in kinds:
            yield _words(x, y + 4, LETTERS[kinds[stop.id]], ink.text, size=11, bold=True)
    lines = fit(stop.name, 2 * stops[0].along - 18, 14.0, lines=2)
    for number, text in enumerate(lines):
        yield _words(x, y - HALF - 12 - 17 * (len(lines) - 1 - number), text, ink.text, size=14, bold=True)
    left = f"{percent(stop.leaving)} {'arrives' if last else 'left' if at or lost else 'starts'}"
    yield _words(x, y + HALF + 22, left, ink.text, size=14, bold=True)
    if lost:
        yield _words(x, y + HALF + 40, f"lets {percent(line.steps[at].clarity_of_supplier)} through", ink.muted)
    if stop.id == line.weakest and line.weakest_clarity < 1 and not last:
        yield f'<circle cx="{x:g}" cy="{y:g}" r="{STATION + 5:g}" fill="none" stroke="{ink.loss}" stroke-width="3"/>'
        yield _words(x, y + HALF + 58, "Weakest link", ink.loss, bold=True)


def _step(at: int, stops: tuple[Stop, ...], line: Line, ink: Ink) -> Iterator[str]:
    """Write on a connector what it lets through; where it crosses to the next row, at the end of the first."""
    step, stop = line.steps[at], stops[at]
    crosses = stop.along // WIDTH != stops[at + 1].along // WIDTH
    x, y = _spot(stop.along + stops[0].along - (28 if crosses else 0))
    clarity = step.clarity_of_relation
    yield _words(x, y + HALF + 22, f"× {percent(clarity)}", ink.muted)
    if crosses:
        yield f'<path d="M{WIDTH - 12:g} {y - 6:g}l7 6l-7 6" fill="none" stroke="{ink.text}" stroke-width="2"/>'
    if step.relation == line.weakest and line.weakest_clarity < 1:
        yield (
            f'<path d="M{x:g} {y - 12:g}l12 12l-12 12l-12 -12z" fill="{ink.paper}" stroke="{ink.loss}"'
            f' stroke-width="3"/>'
        )
        yield _words(x, y + HALF + 58, "Weakest link", ink.loss, bold=True)


def _words(x: float, y: float, text: str, colour: str, *, size: int = 13, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}"{weight} fill="{colour}">{escape(text)}</text>'


def _sentence(paths: Paths, line: Line, stops: tuple[Stop, ...]) -> str:
    start, end = short(stops[0].name, 60), short(stops[-1].name, 60)
    between = f" by way of {', '.join(short(stop.name) for stop in stops[1:-1])}" if len(stops) > 2 else ""
    said = (
        f"The line from {start} to {end}{between} takes {counted(len(line.steps), 'step')}; {percent(line.clarity)} of"
        " what starts arrives"
    )
    if line.weakest_clarity < 1:
        said += f", and {_weakest(line, stops)} lets least through: {percent(line.weakest_clarity)}"
    return f"{said}. Over all its routes, {percent(paths.sight)} of the work of {start} reaches external customers."


def _weakest(line: Line, stops: tuple[Stop, ...]) -> str:
    for stop, following, step in zip(stops, stops[1:], line.steps, strict=False):
        if line.weakest == stop.id:
            return short(stop.name, 60)
        if line.weakest == step.relation:
            return f"the step from {short(stop.name)} to {short(following.name)}"
    return short(line.weakest, 60)


def _table(line: Line, stops: tuple[Stop, ...]) -> TableTwin:
    return TableTwin(
        ("Step", "From", "To", "Kind", "From lets through", "The step lets through", "Left on arrival"),
        tuple(
            (
                at,
                stop.name,
                following.name,
                step.kind,
                step.clarity_of_supplier,
                step.clarity_of_relation,
                following.arriving,
            )
            for at, (stop, following, step) in enumerate(zip(stops, stops[1:], line.steps, strict=False), start=1)
        ),
    )
