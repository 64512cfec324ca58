"""How the figures are computed: each headline figure with its formula and the numbers of this very organization."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sightline.report import explaining, wording
from sightline.report.handover.subject import Subject


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure: of what it is, what it means, its formula, and the numbers to follow it by."""

    title: str
    of: str
    meaning: str
    formula: str | None
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """What the model holds, the figures explained, and what to know about them."""

    contents: str
    explained: tuple[Explained, ...]
    notices: tuple[str, ...]


def build_method(subject: Subject) -> Method:
    """Explain the headline figures, those of the foremost obstacle, and that of the worst-seen customer."""
    return Method(
        f"The model holds {wording.contents(subject.analysis)}.",
        tuple(Explained(one.title, of, one.meaning, one.formula, one.numbers) for one, of in _explanations(subject)),
        (*(subject.run.notices if subject.run is not None else ()), *subject.analysis.notices),
    )


def _explanations(subject: Subject) -> Iterator[tuple[explaining.Explanation, str]]:
    analysis = subject.analysis
    for of_whole in (explaining.of_index, explaining.of_account, explaining.of_coverage):
        yield of_whole(analysis), ""
    for row in analysis.occlusion.hotspots[:1].tolist():
        for of_obstacle in (explaining.of_gain, explaining.of_share, explaining.of_blocked):
            yield of_obstacle(analysis, row), subject.obstacle(row)
    if analysis.customers.worst_seen is not None:
        clarity = analysis.customers.clarity
        row = int(analysis.customers.rows[int(np.nanargmin(clarity))])
        yield explaining.of_customer(analysis, row), subject.element(row)
