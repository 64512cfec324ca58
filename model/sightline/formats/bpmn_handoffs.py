"""Who does each step of a BPMN diagram, and where work changes hands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sightline.errors import InputError
from sightline.formats.bpmn_model import BpmnFlow, BpmnModel, BpmnPart
from sightline.formats.bpmn_rules import ACTIVITY_TYPES

MOST_WAYS: Final = 500_000
"""So many flows are followed through gateways and events; a tangle that needs more is refused."""


@dataclass(frozen=True, slots=True)
class Parties:
    """``performer``: the pool, lane or process behind every key of the file, itself included. ``whole``: what a lane is
    part of. ``host``: the call activity that a process without a pool belongs to, if one alone calls it.
    """

    performer: Mapping[str, str]
    whole: Mapping[str, str]
    host: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handoff:
    """Work that goes on from one step to the next; ``flow`` is where it first leaves the supplier's hands."""

    supplier: str
    customer: str
    flow: BpmnFlow


def find_parties(model: BpmnModel) -> Parties:
    """Find who does what: the innermost lane that names a step, else who does what is around it, up to the pool."""
    pools = {
        pool.process: pool.key for pool in sorted(model.pools, key=lambda one: one.key, reverse=True) if pool.process
    }
    host, order = _find_hosts(model, pools)
    lane_of: dict[str, BpmnPart] = {}
    for lane in sorted(model.lanes, key=lambda one: (one.depth, one.key)):
        for member in lane.members:
            node = model.nodes.get(member)
            if node is not None and node.container == lane.container:
                kept = lane_of.setdefault(member, lane)
                lane_of[member] = lane if lane.depth > kept.depth else kept
    inside: dict[str, list[BpmnPart]] = defaultdict(list)
    for node in model.nodes.values():
        inside[node.process].append(node)
    performer = {part.key: part.key for part in (*model.pools, *model.lanes)}
    for process in order:
        performer[process] = pools.get(process) or (performer[host[process]] if process in host else process)
        for node in inside[process]:
            lane_here = lane_of.get(node.key)
            performer[node.key] = performer[node.container] if lane_here is None else lane_here.key
        for node in inside[process]:
            # An event on the border of an activity is seldom named by the lane that it hangs in.
            if node.type == "boundaryEvent" and node.key not in lane_of:
                performer[node.key] = performer.get(node.partner, performer[node.key])
    whole = {lane.key: lane.lane or performer[lane.container] for lane in model.lanes}
    return Parties(performer, whole, host)


def _find_hosts(model: BpmnModel, pools: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Find the one call activity of each process without a pool, and an order in which callers come first."""
    callers: dict[str, list[BpmnPart]] = defaultdict(list)
    for node in model.nodes.values():
        if node.type == "callActivity" and node.partner not in pools:
            callers[node.partner].append(node)
    processes = [process.key for process in model.processes]
    sole = {process: callers[process][0] for process in processes if len(callers.get(process, ())) == 1}
    called_in: dict[str, list[str]] = defaultdict(list)
    for process, caller in sole.items():
        called_in[caller.process].append(process)
    order = [process for process in processes if process not in sole]
    for process in order:
        order.extend(called_in[process])
    host = {process: sole[process].key for process in order if process in sole}
    # What is left calls itself in a circle; each stands for itself.
    reached = set(order)
    return host, order + [process for process in processes if process not in reached]


def find_steps(model: BpmnModel) -> frozenset[str]:
    """Find where somebody acts: activities, and events at which a message flow begins or ends."""
    ends = {end for flow in model.message_flows for end in (flow.source, flow.target)}
    return frozenset(key for key, node in model.nodes.items() if node.type in ACTIVITY_TYPES or key in ends)


def follow_flows(model: BpmnModel, steps: frozenset[str], hands: Mapping[str, str]) -> Iterator[Handoff]:
    """Follow the sequence flows from each step, through gateways and events, to the next ones or to where they end.

    ``hands`` says who holds each step, event and gateway. What nothing leads to (a start) begins a way as well. Raises
    InputError for a tangle of gateways with more than :data:`MOST_WAYS` ways.
    """
    leaving: dict[str, list[BpmnFlow]] = defaultdict(list)
    entered: set[str] = set()
    for flow in model.sequence_flows:
        source = model.nodes[flow.source]
        # What leaves an activity by an event on its border comes from the activity.
        is_border = source.key not in steps and source.partner in model.nodes
        leaving[source.partner if is_border else source.key].append(flow)
        entered.add(flow.target)
    followed = 0
    for start in [key for key in leaving if key in steps or key not in entered]:
        for handoff in _follow(start, leaving, steps, hands):
            followed += 1
            if handoff is not None:
                yield handoff
            if followed > MOST_WAYS:
                message = f"Gateways and events lead on in more than {MOST_WAYS:,} ways; that is too tangled to follow."
                raise InputError.of(message, model.nodes[start].place)


def _follow(
    start: str, leaving: Mapping[str, list[BpmnFlow]], steps: frozenset[str], hands: Mapping[str, str]
) -> Iterator[Handoff | None]:
    """Yield each handoff from one start, and None for every flow that only leads on."""
    # Iterators, not lists of flows: a gateway may have as many ways out as the file has flows.
    ways: list[tuple[Iterator[BpmnFlow], BpmnFlow | None]] = [(iter(leaving[start]), None)]
    seen: set[tuple[str, str]] = set()
    while ways:
        onward, crossed = ways[-1]
        flow = next(onward, None)
        if flow is None:
            ways.pop()
            continue
        crossing = crossed or (flow if hands[flow.target] != hands[start] else None)
        if flow.target in steps or flow.target not in leaving:
            yield Handoff(start, flow.target, crossing or flow)
            continue
        yield None
        state = (flow.target, crossing.key if crossing else "")
        if state not in seen:
            seen.add(state)
            ways.append((iter(leaving[flow.target]), crossing))
