"""What if: each tried scenario with its changes, and what becomes of the index, the account and the customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sightline.phrases import clean, cut, percent
from sightline.report.handover.subject import Subject, Tried
from sightline.report.wording import ACCOUNT
from sightline.studies.effect import Effect, points

SHOWN: Final = 8
"""Elements whose change is told, and external customers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One figure before and after: whose it is, and how far it moves; None where it is not defined."""

    key: str
    name: str
    before: float | None
    after: float | None

    @property
    def change(self) -> str:
        """How far it moves, in points."""
        return "" if self.before is None or self.after is None else points(self.after - self.before)

    @property
    def sides(self) -> tuple[float | None, float | None]:
        """Both figures."""
        return self.before, self.after

    @property
    def said(self) -> tuple[str, str]:
        """Both figures, spelled."""
        return percent(self.before, 1), percent(self.after, 1)


@dataclass(frozen=True, slots=True)
class Scene:
    """One scenario: its changes in sentences, its effect in one, and before and after of what it moves most."""

    name: str
    changes: tuple[str, ...]
    sentence: str
    index: Turn
    account: tuple[Turn, ...]
    customers: tuple[Turn, ...]
    elements: tuple[Turn, ...]


def build_scenarios(subject: Subject) -> tuple[Scene, ...]:
    """Tell what each tried scenario does, in the order of trying; nothing where none was tried."""
    return tuple(_tell(one) for one in subject.tried)


def _tell(tried: Tried) -> Scene:
    effect = tried.effect
    organization = effect.before.organization
    assert organization is not None  # noqa: S101 - a document is what changes are made on
    before, after = effect.account_before, effect.account_after
    moved = effect.most_changed(SHOWN)
    return Scene(
        name=cut(clean(tried.scenario.name), 120),
        changes=tuple(sentence.replace("`", "") for sentence in tried.scenario.describe(organization)),
        sentence=effect.sentence,
        index=Turn("index", "Line-of-sight index", effect.index_before, effect.index_after),
        account=tuple(Turn(key, title, getattr(before, key), getattr(after, key)) for key, title in ACCOUNT.items()),
        customers=tuple(
            Turn(one, _name(effect, one), was, now) for one, (was, now) in effect.customers.items() if was != now
        )[:SHOWN],
        elements=tuple(Turn(one.element, _name(effect, one.element), one.before, one.after) for one in moved),
    )


def _name(effect: Effect, identifier: str) -> str:
    """Name an element that is there before, after, or both."""
    for snapshot in (effect.after, effect.before):
        row = snapshot.network.elements.row.get(identifier)
        if row is not None:
            return cut(clean(snapshot.network.elements.title(row)))
    return clean(identifier)
