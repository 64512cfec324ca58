"""Voice: whether external customers get an answer to what they say, how often, and which handoffs have no way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.network import KIND_CODES, SERVES, Floats, Network, Rows
from sightline.document import Relation
from sightline.findings import Column, Finding, Result, Table
from sightline.phrases import amount, counted, listed, percent
from sightline.snapshot import Snapshot

MOST_NAMED = 3
SPEAKING = tuple(KIND_CODES[kind] for kind in ("team", "role", "person", "process"))


@dataclass(frozen=True, eq=False)
class Voice(Result):
    """The feedback of each external customer, one entry for each of ``rows`` (element rows).

    ``ways`` counts its feedback relations, ``closed`` those of them that come back with an answer; ``days`` is the
    rhythm of the quickest, ``closed_days`` that of the quickest closed one, NaN where none is noted. ``handoffs``
    counts the pairs of teams, roles, persons and processes of which one serves the other; ``one_way`` spells those
    whose receiver gives no feedback to its supplier, most work first. All is empty where no feedback is recorded.
    """

    name: ClassVar[str] = "voice"

    network: Network
    rows: Rows
    ways: Rows
    closed: Rows
    days: Floats
    closed_days: Floats
    handoffs: int
    one_way: tuple[str, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each external customer."""
        columns: dict[str, Column] = {
            "name": [self.network.elements.title(row) for row in self.rows.tolist()],
            "ways": self.ways,
            "closed": self.closed,
            "days": self.days,
            "closed_days": self.closed_days,
        }
        return (Table("voice", [str(one) for one in self.network.elements.ids[self.rows]], columns),)


@dataclass(frozen=True, slots=True)
class VoiceAnalyzer:
    """Ask whether what customers experience comes back to those who work for them.

    Source: "ask for feedback and follow through"; improvements from what customers say weekly or monthly. No feedback
    is assumed because work is served. Where a file holds no feedback at all, nobody has looked, and nothing is said.
    """

    name: ClassVar[str] = "voice"

    def run(self, snapshot: Snapshot) -> Voice:
        """Collect the feedback of each external customer, and of the receivers of handoffs."""
        network, organization = snapshot.network, snapshot.organization
        feedback = [one for one in organization.relations if one.kind == "feedback"] if organization else []
        rows = np.flatnonzero(network.elements.is_customer & bool(feedback)).astype(np.int64)
        customers = [str(one) for one in network.elements.ids[rows]]
        said: dict[str, list[Relation]] = {one: [] for one in customers}
        for relation in feedback:
            said.get(relation.supplier, []).append(relation)
        answered = {one: [relation for relation in ways if relation.closed] for one, ways in said.items()}
        handoffs, one_way = _follow_handoffs(snapshot, feedback) if feedback else (0, ())
        findings = (
            _find_unanswered(network, said, answered),
            _find_slow(feedback, snapshot.thresholds.voice_days_most),
            _find_one_way(one_way, handoffs, snapshot.thresholds.unreturned_most),
        )
        return Voice(
            network=network,
            rows=rows,
            ways=np.array([len(said[one]) for one in customers], dtype=np.int64),
            closed=np.array([len(answered[one]) for one in customers], dtype=np.int64),
            days=np.array([_quickest(said[one]) for one in customers], dtype=np.float64),
            closed_days=np.array([_quickest(answered[one]) for one in customers], dtype=np.float64),
            handoffs=handoffs,
            one_way=one_way,
            findings=tuple(finding for finding in findings if finding is not None),
        )


def spell_feedback(relation: Relation) -> str:
    """Spell a relation of feedback, by its id where it has one."""
    return relation.id or f"{relation.supplier} -> {relation.customer} (feedback)"


def _quickest(ways: list[Relation]) -> float:
    return min((one.cadence_days for one in ways if one.cadence_days is not None), default=np.nan)


def _follow_handoffs(snapshot: Snapshot, feedback: list[Relation]) -> tuple[int, tuple[str, ...]]:
    """Count the pairs that a handoff joins inside, and spell those without a way back, most work first."""
    network, relations = snapshot.network, snapshot.network.relations
    speaks = np.isin(network.elements.kinds, SPEAKING)
    apart = speaks[relations.supplier] & speaks[relations.customer] & (relations.supplier != relations.customer)
    served = np.flatnonzero((relations.kinds == SERVES) & (relations.volume > 0) & apart)
    work = snapshot.rub_off.flow[relations.supplier[served]] * network.share[served]
    ordered = served[np.argsort(-work, kind="stable")]
    ids = network.elements.ids
    suppliers, customers = ids[relations.supplier[ordered]].tolist(), ids[relations.customer[ordered]].tolist()
    pairs = tuple(dict.fromkeys(zip(suppliers, customers, strict=True)))
    back = {(one.customer, one.supplier) for one in feedback}
    return len(pairs), tuple(f"{ends[0]} -> {ends[1]}" for ends in pairs if ends not in back)


def _find_unanswered(
    network: Network, said: dict[str, list[Relation]], answered: dict[str, list[Relation]]
) -> Finding | None:
    without = [one for one in said if not answered[one]]
    if not without:
        return None
    names = [network.elements.title(network.elements.row[one]) for one in without]
    silent = sum(not said[one] for one in without)
    return Finding(
        code="broken-voice",
        title=f"{counted(len(without), 'external customer has', 'external customers have')} no closed loop of "
        f"feedback: {listed(names, MOST_NAMED)}",
        severity="notice",
        value=float(len(without)),
        threshold=0.0,
        elements=tuple(without),
        relations=tuple(spell_feedback(relation) for one in without for relation in said[one]),
        why="A loop is closed when what a customer says is acted on and answered. "
        f"Of these, {silent:,} can say nothing at all, and {len(without) - silent:,} get no answer that is recorded.",
        evidence_against="Feedback, or the answer to it, may exist and only not be recorded.",
        action="Open a way for each of them to be heard, and mark with `closed: true` where they hear what came of it.",
    )


def _find_slow(feedback: list[Relation], most: float) -> Finding | None:
    slow = [(one.cadence_days, one) for one in feedback if one.cadence_days is not None and one.cadence_days > most]
    if not slow:
        return None
    slow.sort(key=lambda pair: -pair[0])
    return Finding(
        code="broken-voice",
        title=f"{counted(len(slow), 'relation of feedback comes', 'relations of feedback come')} less often than every "
        f"{amount(most)} days",
        severity="notice",
        value=slow[0][0],
        threshold=most,
        elements=tuple(dict.fromkeys(one.supplier for _, one in slow)),
        relations=tuple(spell_feedback(one) for _, one in slow),
        why=f"What is wrong today is heard late; the slowest takes {amount(slow[0][0])} days.",
        evidence_against="The same customers may have a quicker way beside it, and some questions need no more.",
        action="Ask less at a time and more often, or mine the daily contacts instead.",
    )


def _find_one_way(one_way: tuple[str, ...], handoffs: int, most: float) -> Finding | None:
    share = len(one_way) / handoffs if handoffs else 0.0
    if share <= most:
        return None
    return Finding(
        code="broken-voice",
        title=f"{percent(share)} of the handoffs inside have no way back from receiver to supplier",
        severity="notice",
        value=share,
        threshold=most,
        relations=one_way,
        why=f"In {len(one_way):,} of {handoffs:,}, whoever hands over does not hear how well it worked for the next.",
        evidence_against="People may talk to each other daily without a relation of feedback in the model.",
        action="Begin with the handoffs named first, which most work takes: ask their receivers regularly, and record "
        "it as feedback.",
    )
