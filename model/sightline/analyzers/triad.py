"""Triad: in how many of the six directions sales, marketing and operations are joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import ClassVar

import numpy as np

from sightline.arrays.clarity import clarity_of
from sightline.arrays.network import KIND_CODES, Floats, Network, Rows
from sightline.document import Organization
from sightline.findings import Column, Figure, Finding, Result, Table
from sightline.phrases import listed
from sightline.snapshot import Snapshot

FUNCTIONS = ("sales", "marketing", "operations")
DIRECTIONS = tuple(permutations(FUNCTIONS, 2))


@dataclass(frozen=True, eq=False)
class Triad(Result):
    """The six directions between the three functions; all empty where the document does not name all three.

    ``clarity`` is that of the clearest work from one function to the other, directly or through one process, by the
    obstacles on the way (0 without any); ``feedback`` says whether one speaks to the other.
    """

    name: ClassVar[str] = "triad"

    network: Network
    directions: tuple[tuple[str, str], ...]
    clarity: tuple[float, ...]
    feedback: tuple[bool, ...]
    joined: tuple[bool, ...]

    @property
    def index(self) -> int | None:
        """In how many of the six directions they are joined; None where the document does not name all three."""
        return sum(self.joined) if self.directions else None

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The index."""
        return {"triad_index": self.index}

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each direction."""
        columns: dict[str, Column] = {"joined": self.joined, "clarity": self.clarity, "feedback": self.feedback}
        return (Table("triad", [spell_direction(one) for one in self.directions], columns),)


@dataclass(frozen=True, slots=True)
class TriadAnalyzer:
    """Ask whether sales, marketing and operations work for each other, or at least speak.

    One function is joined to another when feedback runs from the first to the second, or work does: along one
    relation, or two with a process between, at least as clear as the threshold. An element has the function written on
    it, or that of the nearest whole it is part of. Source: "sales, marketing and operations are integrated".
    """

    name: ClassVar[str] = "triad"

    def run(self, snapshot: Snapshot) -> Triad:
        """Look along all six directions."""
        network, organization, thresholds = snapshot.network, snapshot.organization, snapshot.thresholds
        members = _members(organization, network) if organization else {}
        if organization is None or not all(len(members[one]) for one in FUNCTIONS):
            return Triad(network=network, directions=(), clarity=(), feedback=(), joined=())
        spoken = _spoken(organization, members, network)
        reached = {one: _reach(network, members[one]) for one in FUNCTIONS}
        clarity = tuple(float(reached[one][members[other]].max()) for one, other in DIRECTIONS)
        feedback = tuple(direction in spoken for direction in DIRECTIONS)
        joined = tuple(
            speaks or (clear > 0 and clear >= thresholds.triad_clarity_least)
            for speaks, clear in zip(feedback, clarity, strict=True)
        )
        return Triad(
            network=network,
            directions=DIRECTIONS,
            clarity=clarity,
            feedback=feedback,
            joined=joined,
            findings=_find_apart(network, members, joined, thresholds.triad_least),
        )


def spell_direction(direction: tuple[str, str]) -> str:
    """Spell a direction as ``sales -> marketing``."""
    return " -> ".join(direction)


def _members(organization: Organization, network: Network) -> dict[str, Rows]:
    """List the element rows of each function."""
    functions = [(element.function or "").strip().lower() for element in organization.elements]
    found: dict[str, list[int]] = {one: [] for one in FUNCTIONS}
    for row in range(len(functions)):
        whole = row
        while whole >= 0 and not functions[whole]:
            whole = int(network.elements.parent[whole])
        if whole >= 0 and functions[whole] in found:
            found[functions[whole]].append(row)
    return {one: np.array(rows, dtype=np.int64) for one, rows in found.items()}


def _spoken(organization: Organization, members: Mapping[str, Rows], network: Network) -> set[tuple[str, str]]:
    """Find the directions in which feedback runs."""
    function = {str(network.elements.ids[row]): one for one, rows in members.items() for row in rows}
    return {
        (function[relation.supplier], function[relation.customer])
        for relation in organization.relations
        if relation.kind == "feedback" and relation.supplier in function and relation.customer in function
    }


def _reach(network: Network, members: Rows) -> Floats:
    """Give each element the clarity of the clearest work from these members to it, directly or through one process."""
    relations, clarity = network.relations, clarity_of(network)
    size = len(network.elements)
    live = np.flatnonzero(relations.volume > 0)
    supplier, customer, passing = relations.supplier[live], relations.customer[live], clarity.relations[live]
    start, direct = np.zeros(size), np.zeros(size)
    start[members] = 1.0
    np.maximum.at(direct, customer, start[supplier] * passing)
    through = np.where(network.elements.kinds == KIND_CODES["process"], direct * clarity.elements, 0.0)
    reached = direct.copy()
    np.maximum.at(reached, customer, through[supplier] * passing)
    return reached


def _find_apart(
    network: Network, members: Mapping[str, Rows], joined: tuple[bool, ...], least: int
) -> tuple[Finding, ...]:
    index = sum(joined)
    if index >= least:
        return ()
    missing = [spell_direction(one) for one, joins in zip(DIRECTIONS, joined, strict=True) if not joins]
    return (
        Finding(
            code="triad",
            title=f"Sales, marketing and operations are joined in {index} of {len(DIRECTIONS)} directions",
            severity="notice",
            value=float(index),
            threshold=float(least),
            elements=tuple(str(network.elements.ids[row]) for one in FUNCTIONS for row in members[one]),
            why="What is promised, what is asked for and what can be delivered then come from three pictures of the "
            "customer.",
            evidence_against="They may plan together in ways that the model does not show, or belong to one team.",
            action=f"Plan together, and let work or feedback run where it is missing: {listed(missing)}.",
        ),
    )
