"""The steps of somebody who tries changes: each named by what it did, all of them to be undone and redone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sightline.document import Organization
from sightline.errors import UsageError
from sightline.snapshot import Snapshot
from sightline.studies.changes import Change, SetSeverity
from sightline.studies.effect import Effect, points
from sightline.studies.what_if import WhatIf


@dataclass(frozen=True, eq=False)
class Step:
    """One change that was made: the change, its sentence, its effect, and what it led to."""

    change: Change
    sentence: str
    effect: Effect
    study: WhatIf

    @property
    def points(self) -> str:
        """What it did to the index: ``+6.2 points``, ``no change``; ``no index`` where there is no effort."""
        return "no index" if self.effect.delta is None else points(self.effect.delta)


@dataclass(frozen=True, eq=False)
class History:
    """An organization and the changes tried on it, one after another; never changed itself.

    ``position`` counts the steps that are in force; those after it were undone and can be redone until something else
    is done. Setting the severity of one obstacle several times in a row is one step.
    """

    origin: WhatIf
    steps: tuple[Step, ...] = ()
    position: int = 0

    @classmethod
    def of(cls, organization: Organization) -> History:
        """Begin a history with nothing done."""
        return cls(WhatIf(Snapshot(organization)))

    @property
    def study(self) -> WhatIf:
        """The state now, ready for questions."""
        return self._study_at(self.position)

    @property
    def snapshot(self) -> Snapshot:
        """The state now."""
        return self.study.snapshot

    @property
    def organization(self) -> Organization:
        """The organization as it is now; the same object for as long as its step is there."""
        assert self.snapshot.organization is not None  # noqa: S101 - begun with one, and changes give one
        return self.snapshot.organization

    @property
    def effect(self) -> Effect:
        """What all steps in force did together."""
        return Effect(self.origin.snapshot, self.snapshot)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes in force, to be kept as a scenario."""
        return tuple(step.change for step in self.steps[: self.position])

    @property
    def can_undo(self) -> bool:
        """Whether a step is in force."""
        return self.position > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was undone and nothing else done since."""
        return self.position < len(self.steps)

    def do(self, change: Change) -> History:
        """Make a change; what was undone is forgotten. Raises UsageError where it cannot be made."""
        kept = self.position - (self.can_undo and _continues(self.steps[self.position - 1].change, change))
        study = self._study_at(kept)
        effect = study.evaluate([change])
        assert study.snapshot.organization is not None  # noqa: S101 - begun with one, and changes give one
        step = Step(change, change.describe(study.snapshot.organization), effect, WhatIf(effect.after))
        return replace(self, steps=(*self.steps[:kept], step), position=kept + 1)

    def undo(self) -> History:
        """Take the last step back; raises UsageError where there is none."""
        return self.jump(self.position - 1)

    def redo(self) -> History:
        """Make the step again that was undone last; raises UsageError where there is none."""
        return self.jump(self.position + 1)

    def jump(self, position: int) -> History:
        """Go to the state after so many steps, 0 for the origin; raises UsageError for more steps than there are."""
        if not 0 <= position <= len(self.steps):
            raise UsageError(f"there is no step {position}; there are {len(self.steps)}")
        return replace(self, position=position)

    def _study_at(self, position: int) -> WhatIf:
        return self.steps[position - 1].study if position else self.origin


def _continues(last: Change, change: Change) -> bool:
    """Tell whether a change only moves on what the last one began, as a slider does."""
    return isinstance(last, SetSeverity) and isinstance(change, SetSeverity) and last.obstacle == change.obstacle
