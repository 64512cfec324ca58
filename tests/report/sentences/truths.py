"""What makes each sentence true: for a template, the figures in its holes beside those of what it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.report.sentences.spoken import Said

Truth = Callable[..., None]
TRUTHS: dict[str, tuple[type, Truth]] = {}


def true(template: str, of: type) -> Callable[[Truth], Truth]:
    """Say when a template is true, of an analysis or of a study; the figures in its holes are given in their order."""

    def keep(truth: Truth) -> Truth:
        assert template not in TRUTHS, f"told twice: {template}"
        TRUTHS[template] = (of, truth)
        return truth

    return keep


def row_named(said: Said, name: str) -> int:
    """Find the element that a sentence names, where names are told apart."""
    elements: Any = said.about.snapshot.network.elements
    rows = [row for row in range(len(elements)) if elements.title(row) == name]
    assert len(rows) == 1, f"{name!r} names {len(rows)} elements"
    return rows[0]
