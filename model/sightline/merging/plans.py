"""The decisions and interventions of a merge: one where the id is the same and the names do not clearly differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sightline.document import Clearance, Decision, Intervention
from sightline.merging.facts import merge_facts
from sightline.merging.ledger import Ledger
from sightline.merging.matching import have_near_names
from sightline.merging.obstacles import Obstacles
from sightline.merging.origins import Origin
from sightline.merging.pairing import Group, Rule, group
from sightline.merging.things import Ids, Renamed

_Planned = TypeVar("_Planned", Decision, Intervention)
_NAMING = ("about", "decider", "approvers", "consulted", "recommends", "performs")


def merge_decisions(
    origins: Sequence[Origin], names: Sequence[Mapping[str, str]], ledger: Ledger, ids: Ids
) -> tuple[tuple[Decision, ...], list[Renamed]]:
    """Give the decisions of all origins, with the elements that they name by their new ids."""
    lists = [
        [_translated(decision, names[at]) for decision in origin.organization.decisions]
        for at, origin in enumerate(origins)
    ]
    merged: list[Decision] = []
    renamed: list[Renamed] = []
    for found in _group(lists):
        identifier = _take(found, ids, "decision", origins, renamed)
        fields = merge_facts(f"decision {identifier}", found.records, ledger, {})
        merged.append(Decision.model_validate({**fields, "id": identifier}))
    return tuple(merged), renamed


def merge_interventions(
    origins: Sequence[Origin], names: Sequence[Mapping[str, str]], obstacles: Obstacles, ledger: Ledger
) -> tuple[tuple[Intervention, ...], list[Renamed]]:
    """Give the interventions of all origins, with what each clears; an id may be made for an obstacle to be named."""
    lists = [origin.organization.interventions for origin in origins]
    ids = Ids(frozenset(one.id for planned in lists for one in planned))
    merged: list[Intervention] = []
    renamed: list[Renamed] = []
    for found in _group(lists):
        identifier = _take(found, ids, "intervention", origins, renamed)
        on = f"intervention {identifier}"
        records = {
            at: one.model_copy(update={"owner": names[at].get(one.owner or "", one.owner)})
            for at, one in found.records.items()
        }
        fields = merge_facts(on, records, ledger, {}, leave=frozenset(("clears",)))
        clears = _merge_clears(on, records, obstacles, ledger, len(origins))
        merged.append(Intervention.model_validate({**fields, "id": identifier, "clears": clears}))
    return tuple(merged), renamed


def _merge_clears(
    on: str, records: Mapping[int, Intervention], obstacles: Obstacles, ledger: Ledger, count: int
) -> tuple[Clearance, ...]:
    lists = [
        [(obstacles.find(at, one), one) for one in records[at].clears] if at in records else [] for at in range(count)
    ]
    by_row: Rule[tuple[int, Clearance]] = Rule(lambda one: one[0])
    clears: list[Clearance] = []
    for found in group(lists, (by_row,)):
        row, like = found.first
        left = {at: one.to for at, (_, one) in found.records.items()}
        clears.append(obstacles.spell(row, like, ledger.settle(on, f"what remains of {obstacles.say(row)}", left, {})))
    return tuple(clears)


def _group(lists: Sequence[Sequence[_Planned]]) -> list[Group[_Planned]]:
    same: Rule[_Planned] = Rule(lambda one: one.id, fits=lambda one, other: have_near_names(one.name, other.name))
    return group(lists, (same,))


def _take(found: Group[_Planned], ids: Ids, what: str, origins: Sequence[Origin], renamed: list[Renamed]) -> str:
    identifier = ids.take(found.first.id)
    if identifier != found.first.id:
        renamed.append(Renamed(what, found.first.id, identifier, origins[next(iter(found.records))].label))
    return identifier


def _translated(decision: Decision, names: Mapping[str, str]) -> Decision:
    said = {key: getattr(decision, key) for key in _NAMING}
    changed = {
        key: tuple(dict.fromkeys(names[one] for one in value))
        for key, value in said.items()
        if isinstance(value, tuple)
    }
    return decision.model_copy(update=changed)
