"""The effect of changes: one organization beside another, in figures and in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sightline.analyzers.sight import Account, SightAnalyzer
from sightline.arrays.network import Floats, Rows, Texts
from sightline.findings import Table
from sightline.phrases import NBSP, clean, cut, listed, percent
from sightline.snapshot import Snapshot

_NOTHING = 1e-9
"""Below this, two figures are the same: what is left is rounding."""
_TOLD = 0.0005
"""From this on, a change shows in a share with one digit."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """One element whose sight is another than before."""

    element: str
    before: float
    after: float

    @property
    def delta(self) -> float:
        """How much clearer it sees; less than 0 where it sees less."""
        return self.after - self.before


@dataclass(frozen=True, eq=False)
class Effect:
    """What became of an organization: two snapshots, and what differs between them.

    Elements are matched by id. Whoever has a route afterwards and had none *came to light*, the other way round *went
    dark*; elements that are only in one of the two are neither.
    """

    before: Snapshot
    after: Snapshot

    @cached_property
    def index_before(self) -> float | None:
        """The line-of-sight index as it was; None where there is no effort."""
        return _index(self.before)

    @cached_property
    def index_after(self) -> float | None:
        """The line-of-sight index as it became; None where there is no effort."""
        return _index(self.after)

    @property
    def delta(self) -> float | None:
        """The rise of the index; None where there is none on either side."""
        if self.index_before is None or self.index_after is None:
            return None
        return self.index_after - self.index_before

    @cached_property
    def account_before(self) -> Account:
        """Where the effort ended."""
        return SightAnalyzer().run(self.before).account

    @cached_property
    def account_after(self) -> Account:
        """Where the effort ends now."""
        return SightAnalyzer().run(self.after).account

    @cached_property
    def _rows(self) -> tuple[Rows, Rows]:
        """The rows, before and after, of the elements that are in both, in the order that they had."""
        before, after = self.before.network.elements, self.after.network.elements
        if before is after:
            everything = np.arange(len(before), dtype=np.int64)
            return everything, everything
        pairs = [(row, after.row[one]) for one, row in before.row.items() if one in after.row]
        rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return rows[:, 0], rows[:, 1]

    @property
    def elements(self) -> Texts:
        """The ids of the elements that are in both; sights are aligned to them."""
        return self.before.network.elements.ids[self._rows[0]]

    @property
    def sight_before(self) -> Floats:
        """Per element that is in both: its sight as it was."""
        return self.before.flow.sight[self._rows[0]]

    @property
    def sight_after(self) -> Floats:
        """Per element that is in both: its sight as it became."""
        return self.after.flow.sight[self._rows[1]]

    @property
    def came_to_light(self) -> tuple[str, ...]:
        """The ids of the elements that gained a route to an external customer."""
        return self._turned(gained=True)

    @property
    def went_dark(self) -> tuple[str, ...]:
        """The ids of the elements that lost every route to an external customer."""
        return self._turned(gained=False)

    def most_changed(self, count: int) -> tuple[Moved, ...]:
        """List the elements whose sight changed most, up or down, the largest change first."""
        before, after = self.sight_before, self.sight_after
        size = np.abs(after - before)
        order = np.argsort(-size, kind="stable")[:count]
        return tuple(
            Moved(str(self.elements[row]), float(before[row]), float(after[row]))
            for row in order.tolist()
            if size[row] > _NOTHING
        )

    @cached_property
    def customers(self) -> Mapping[str, tuple[float | None, float | None]]:
        """Clarity of each external customer before and after, by id; None where nothing is meant for it, or no such."""
        before, after = _clarities(self.before), _clarities(self.after)
        return {one: (before.get(one), after.get(one)) for one in dict.fromkeys((*before, *after))}

    @cached_property
    def sentence(self) -> str:
        """Say the effect: what the index does, where most of it is felt, and who gains or loses every route."""
        before, after = self.index_before, self.index_after
        if before is None or after is None:
            return "There is no index to compare: no effort is recorded."
        return f"{_compare(before, after)}{self._details()}."

    @property
    def tables(self) -> tuple[Table, ...]:
        """The elements that are in both with their sights, the parts of the account, and the external customers."""
        before, after = self.sight_before, self.sight_after
        parts = ("seen", "blocked", "handoffs", "no_route")
        accounts = [[getattr(account, part) for part in parts] for account in (self.account_before, self.account_after)]
        clarities = list(zip(*self.customers.values(), strict=True)) or [(), ()]
        return (
            Table("sights", self.elements, {"before": before, "after": after, "change": after - before}),
            Table("account", parts, {"before": accounts[0], "after": accounts[1]}),
            Table("customers", list(self.customers), {"before": clarities[0], "after": clarities[1]}),
        )

    def _turned(self, *, gained: bool) -> tuple[str, ...]:
        rows_before, rows_after = self._rows
        stranded = self.before.routes.stranded[rows_before], self.after.routes.stranded[rows_after]
        was, became = stranded if gained else stranded[::-1]
        return tuple(self.elements[was & ~became].tolist())

    def _details(self) -> str:
        network = self.before.network
        parts = []
        most = self.most_changed(1)
        if most and abs(most[0].delta) >= _TOLD:
            same = int(percent(most[0].before) == percent(most[0].after))
            change = f"from {percent(most[0].before, same)} to {percent(most[0].after, same)}"
            parts.append(f"the sight of {_name(self.before, most[0].element)} changes most, {change}")
        for ids, what in ((self.came_to_light, "gains"), (self.went_dark, "loses")):
            names = [_name(self.before, one) for one in ids if not network.containers[network.elements.row[one]]]
            if names:
                verb = what if len(names) == 1 else what.removesuffix("s")
                kept = "a route" if what == "gains" else "every route"
                parts.append(f"{listed(names, _NAMED)} {verb} {kept} to an external customer")
        return f": {'; '.join(parts)}" if parts else ""


def points(delta: float) -> str:
    """Spell a change of a share in points of a per cent, with its sign: ``+6.2 points``, ``no change``."""
    if abs(delta) <= _NOTHING:
        return "no change"
    if abs(delta) < 1e-6:
        return "hardly any change"
    return f"{delta * 100:{'+,.1f' if abs(delta) >= _TOLD else '+.1g'}}{NBSP}points"


def _compare(before: float, after: float) -> str:
    if abs(after - before) <= _NOTHING:
        return f"The index stays at {percent(after)}"
    for digits in (0, 1):
        start, end = percent(before, digits), percent(after, digits)
        if start != end:
            return (
                f"The index {'rises' if after > before else 'falls'} from {start} to {end} ({points(after - before)})"
            )
    return f"The index stays near {percent(after, 1)} ({points(after - before)})"


def _index(snapshot: Snapshot) -> float | None:
    return snapshot.flow.index if snapshot.network.total_effort > 0 else None


def _name(snapshot: Snapshot, identifier: str) -> str:
    elements = snapshot.network.elements
    return cut(clean(elements.title(elements.row[identifier])))


def _clarities(snapshot: Snapshot) -> dict[str, float | None]:
    """Per external customer: what arrives over what would arrive if nothing were blocked or lost."""
    rows = np.flatnonzero(snapshot.network.elements.is_customer)
    meant, arrived = snapshot.rub_off.flow[rows].tolist(), snapshot.flow.arrivals[rows].tolist()
    ids = snapshot.network.elements.ids[rows].tolist()
    return {one: a / m if m > 0 else None for one, a, m in zip(ids, arrived, meant, strict=True)}
