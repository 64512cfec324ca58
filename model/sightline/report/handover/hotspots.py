"""What blocks most: the obstacles that gain most if cleared, each with how it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sightline.catalogue import Area
from sightline.document import Obstacle
from sightline.phrases import clean, counted, cut, listed, percent
from sightline.pictures.palette import LIGHT
from sightline.pictures.ranked_bars import Ranked, rank, ranked_bars
from sightline.pictures.vega_style import AREA_TITLES
from sightline.report import uncertainty_wording, wording
from sightline.report.handover.subject import Subject

SHOWN: Final = 10
FEWEST_RATINGS: Final = 5
"""Respondents below whom nothing is said about how many there were."""
_NAMED: Final = 4
_LONGEST: Final = 600
_NOTHING: Final = "No obstacle that costs anything is recorded. That is not the same as nothing being in the way."


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of a hotspot: its kind, what it says, and its length beside the longest (0 to 100)."""

    figure: str
    title: str
    said: str
    length: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence in the words of whoever gave it, with where it comes from."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Hotspot:
    """One obstacle: its name, its figures, marks such as its status, what follows from it, and how it is known."""

    name: str
    bars: tuple[Bar, ...]
    marks: tuple[str, ...]
    sentences: tuple[str, ...]
    evidence: tuple[Piece, ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hotspots:
    """The first of all obstacles in a sentence and one by one, and how many there are.

    ``ranked`` are their figures; ``nothing`` is said where there is none.
    """

    sentence: str
    ranked: tuple[Ranked, ...]
    shown: tuple[Hotspot, ...]
    recorded: int
    likely: str | None
    nothing: str | None


def build_hotspots(subject: Subject) -> Hotspots:
    """Rank the obstacles by what clearing each alone would gain."""
    analysis, study = subject.analysis, subject.uncertainty
    obstacles = analysis.snapshot.network.obstacles
    ranked = rank(analysis.occlusion.obstacles, obstacles.ids, subject.obstacle, SHOWN)
    longest = max((value for one in ranked for value in (one.gain, one.share, one.blocked)), default=0.0) or 1.0
    return Hotspots(
        sentence=ranked_bars(ranked, LIGHT).alt,
        ranked=ranked,
        shown=tuple(_hotspot(subject, one, longest) for one in ranked),
        recorded=len(obstacles),
        likely=None if study is None else uncertainty_wording.likely(study),
        nothing=None if ranked else _NOTHING,
    )


def _hotspot(subject: Subject, one: Ranked, longest: float) -> Hotspot:
    row = subject.analysis.snapshot.network.obstacles.row[one.id]
    record = subject.records.get(row)
    figures = (
        ("gain", "Gain if cleared", one.gain, wording.gain(one.gain, exact=one.exact)),
        ("share", "Fair share", one.share, percent(one.share, 1)),
        ("blocked", "Blocked here", one.blocked, percent(one.blocked, 1)),
    )
    return Hotspot(
        name=one.name,
        bars=tuple(
            Bar(figure, title, said, round(100 * max(value, 0.0) / longest, 1))
            for figure, title, value, said in figures
        ),
        marks=_marks(subject, row, record),
        sentences=tuple(_sentences(subject, row, record)),
        evidence=_evidence(record),
        notes=_notes(record),
    )


def _marks(subject: Subject, row: int, record: Obstacle | None) -> tuple[str, ...]:
    obstacles = subject.analysis.snapshot.network.obstacles
    titles: dict[Area, str] = AREA_TITLES
    marks = [f"Severity {percent(float(obstacles.severity[row]))}"]
    marks += [title for area, title in titles.items() if area == obstacles.areas[row]]
    if record is not None and record.status:
        marks.append(record.status.replace("-", " ").capitalize())
    if record is not None and record.mandated:
        marks.append("Required for safety or by law")
    return (*marks, *(cut(clean(theme), 40) for theme in obstacles.themes[row]))


def _sentences(subject: Subject, row: int, record: Obstacle | None) -> Sequence[str]:
    """Say what an obstacle comes from, what it leads to, whom it hits, and how sure its gain is."""
    analysis, study = subject.analysis, subject.uncertainty
    causes = analysis.snapshot.network.obstacles.causes
    roots = [subject.obstacle(root) for root in causes[row]]
    said = [f"Recorded as a symptom of {listed(roots, _NAMED)}."] if roots else []
    together = wording.gain_with_effects(analysis, row)
    if together is not None:
        said.append(f"Clearing it with {wording.effects(analysis, row)} gains {together}.")
    if study is not None and row in study.hotspots:
        position = study.hotspots.tolist().index(row)
        between = uncertainty_wording.between(study.gains.at(position), 1)
        said.append(
            f"In 90 % of the draws its gain is {between}; it is among the five foremost in"
            f" {percent(float(study.top[position]))} of all draws."
        )
    hit = _hit(subject, row)
    if hit:
        said.append(f"Of all effort, it takes from {listed(hit, _NAMED)}.")
    if record is not None and record.low is not None and record.high is not None:
        said.append(f"Its severity is put between {percent(record.low)} and {percent(record.high)} (90 % interval).")
    if record is not None and record.n is not None and record.n >= FEWEST_RATINGS:
        said.append(f"It rests on {counted(record.n, 'answer')}.")
    return said


def _hit(subject: Subject, row: int) -> list[str]:
    """Name the external customers whom an obstacle keeps something from, those it takes most from first."""
    found = subject.analysis.customers
    if found.cost is None:
        return []
    taken = found.cost[row]
    order = [at for at in (-taken).argsort(kind="stable").tolist() if taken[at] > 0]
    return [f"{subject.element(int(found.rows[at]))} ({percent(float(taken[at]), 1)})" for at in order]


def _evidence(record: Obstacle | None) -> tuple[Piece, ...]:
    if record is None:
        return ()
    return tuple(
        Piece(
            cut(clean(piece.text), _LONGEST),
            ", ".join(clean(str(part)) for part in (piece.type, piece.date) if part is not None),
        )
        for piece in record.evidence
    )


def _notes(record: Obstacle | None) -> tuple[tuple[str, str], ...]:
    if record is None:
        return ()
    texts = (("What it is for", record.serves_purpose), ("What is done about it", record.mitigation))
    return tuple((title, cut(clean(text), _LONGEST)) for title, text in texts if text)
