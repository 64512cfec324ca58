"""A BPMN 2.0 file as it stands: pools, processes, lanes, steps and flows, nothing judged.

The file is streamed; drawings, extensions of tools and what else is not named in :mod:`bpmn_rules` is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sightline.document.wording import show
from sightline.errors import InputError, Place, Problem
from sightline.formats.bpmn_rules import (
    ACTIVITY_TYPES,
    COLLABORATION_TYPES,
    CONTAINER_TYPES,
    NODE_TYPES,
    NOT_READ,
)
from sightline.formats.safe_xml import XmlLimits, XmlStart, iterate_events, read_root

XML_LIMITS: Final = XmlLimits(elements=500_000)
MOST_PARTS: Final = 50_000
"""So many pools, lanes, steps and flows are read together; the largest diagrams of real firms have a few thousand."""

NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_FAMILIES = ("http://www.omg.org/spec/BPMN/", "http://schema.omg.org/spec/BPMN/")
_FLOW_TYPES = frozenset(("sequenceFlow", "messageFlow"))


@dataclass(frozen=True, slots=True)
class BpmnPart:
    """A pool, process, lane or step. ``key`` is its id, or made up where the file gives none.

    ``process`` is the process around it (for a pool: the one it shows, if any), ``container`` the process or subprocess
    directly around it, ``lane`` the lane around a lane, ``depth`` how deep it stands in the file. ``partner`` is the
    activity that a boundary event sits on, or what a call activity calls. ``members`` are the steps that a lane names.
    """

    key: str
    type: str
    name: str
    documentation: str
    place: Place
    depth: int
    process: str
    container: str
    lane: str
    partner: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BpmnFlow:
    """A sequence flow or message flow; ``source`` and ``target`` are keys. ``output`` names what goes over, if told."""

    key: str
    type: str
    source: str
    target: str
    output: str
    place: Place


@dataclass(frozen=True, slots=True)
class BpmnModel:
    """All parts and flows of one file, in its order. ``not_read`` counts what the diagram shows besides."""

    name: str
    pools: tuple[BpmnPart, ...]
    processes: tuple[BpmnPart, ...]
    lanes: tuple[BpmnPart, ...]
    nodes: Mapping[str, BpmnPart]
    sequence_flows: tuple[BpmnFlow, ...]
    message_flows: tuple[BpmnFlow, ...]
    loose_members: int
    not_read: Mapping[str, int]


def is_bpmn(head: bytes, _suffix: str = "") -> bool:
    """Tell from its beginning whether a file is BPMN of any version, readable here or not, whatever its suffix."""
    try:
        return read_root(head).namespace.startswith(_FAMILIES)
    except InputError:
        # Broken or forbidden before the first tag ends: let the reader tell, if it looks like its file at all.
        plain = head.replace(b"\x00", b"")
        return any(family.encode() in plain for family in _FAMILIES)


def read_model(data: bytes, file: str | None) -> BpmnModel:
    """Read a file. Raises InputError with every id used twice and every sequence flow with a loose end at once."""
    root = read_root(data, file=file, limits=XML_LIMITS)
    if root.namespace != NAMESPACE or root.name != "definitions":
        found = f"{show(root.name)} in the namespace {show(root.namespace)}" if root.namespace else show(root.name)
        message = (
            f"This is no BPMN file that can be read: it starts with {found}. Readable is BPMN 2.0 (`definitions`)."
        )
        raise InputError.of(message, root.place, root.namespace)
    reading = _Reading(file)
    for event in iterate_events(data, file=file, limits=XML_LIMITS):
        if isinstance(event, XmlStart):
            reading.start(event)
        else:
            reading.end(event.text)
    return reading.model(plain(root.attributes.get("name", "")))


def plain(text: str) -> str:
    """Put a text on one line, without spaces at its ends."""
    return " ".join(text.split())


@dataclass(slots=True)
class _Open:
    """An XML element whose end has not come, with the process, container and lane that stand around its content."""

    type: str
    key: str = ""
    place: Place = field(default_factory=Place)
    attributes: Mapping[str, str] = field(default_factory=dict)
    process: str = ""
    container: str = ""
    lane: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)


class _Reading:
    """Turns tags into parts and flows, and keeps every problem it meets."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._keyed = 0
        self._problems: list[Problem] = []
        self._open: list[_Open | None] = []
        self._parts: list[BpmnPart] = []
        self._flows: list[tuple[BpmnFlow, str]] = []
        self._messages: dict[str, str] = {}
        self._places: dict[str, Place] = {}
        self._without_id: Counter[str] = Counter()
        self._not_read: Counter[str] = Counter()

    def start(self, tag: XmlStart) -> None:
        """Open a part that is read; what stands inside one that is not read is not read either."""
        above = self._open[-1] if self._open else _Open("")
        if above is None or tag.namespace != NAMESPACE or not _is_read(tag.name, above.type):
            if above is not None and tag.namespace == NAMESPACE and above.type in CONTAINER_TYPES | COLLABORATION_TYPES:
                self._not_read.update([NOT_READ[tag.name]] if tag.name in NOT_READ else [])
            self._open.append(None)
            return
        opened = _Open(tag.name, process=above.process, container=above.container, lane=above.lane)
        if tag.name in _KEYED_TYPES:
            self._keyed += 1
            if self._keyed > MOST_PARTS:
                message = f"There are more than {MOST_PARTS:,} pools, lanes, steps and flows."
                raise InputError.of(message, Place(self._file, tag.line, tag.column))
            opened.place = Place(self._file, tag.line, tag.column)
            opened.attributes = tag.attributes
            opened.key = self._find_key(tag, opened.place)
        if tag.name == "process":
            opened.process = opened.key
        if tag.name in CONTAINER_TYPES:
            opened.container, opened.lane = opened.key, ""
        elif tag.name == "lane":
            opened.lane = opened.key
        self._open.append(opened)

    def end(self, text: str) -> None:
        """Close what is open, and keep what it was."""
        closed = self._open.pop()
        if closed is None:
            return
        above = self._open[-1] if self._open else None
        if closed.type in _TEXT_TYPES and above is not None:
            above.texts.setdefault(closed.type, []).append(text.strip())
        elif closed.type == "message":
            self._messages[closed.key] = plain(closed.attributes.get("name", ""))
        elif closed.type in _FLOW_TYPES:
            self._flows.append(self._flow(closed))
        elif closed.type in _KEYED_TYPES and above is not None:
            self._parts.append(self._part(closed, above))

    def model(self, name: str) -> BpmnModel:
        """Sort out what was read; raises InputError with all problems."""
        parts = sorted(self._parts, key=lambda part: (part.place.line or 0, part.place.column or 0))
        nodes = {part.key: part for part in parts if part.type in NODE_TYPES}
        lanes = tuple(part for part in parts if part.type == "lane")
        flows = [self._name(flow, message, nodes) for flow, message in self._flows]
        sequence_flows = tuple(flow for flow in flows if flow.type == "sequenceFlow")
        for flow in sequence_flows:
            for role, end in (("source", flow.source), ("target", flow.target)):
                if end not in nodes:
                    found = f"{show(end)}, which is no step, event or gateway of this file" if end else "missing"
                    message = f"The {role} of sequence flow {show(flow.key)} is {found}."
                    self._problems.append(Problem(message, flow.place, end[:200] or None))
        if self._problems:
            raise InputError(self._problems)
        return BpmnModel(
            name=name,
            pools=tuple(part for part in parts if part.type == "participant"),
            processes=tuple(part for part in parts if part.type == "process"),
            lanes=lanes,
            nodes=nodes,
            sequence_flows=sequence_flows,
            message_flows=tuple(flow for flow in flows if flow.type == "messageFlow"),
            loose_members=sum(member not in self._places for lane in lanes for member in lane.members),
            not_read=self._not_read,
        )

    def _part(self, closed: _Open, above: _Open) -> BpmnPart:
        given = closed.attributes
        return BpmnPart(
            key=closed.key,
            type=closed.type,
            name=plain(given.get("name", "")),
            documentation=next((text for text in closed.texts.get("documentation", []) if text), ""),
            place=closed.place,
            depth=len(self._open),
            process=_bare(given.get("processRef", "")) if closed.type == "participant" else closed.process,
            container=above.container,
            lane=above.lane,
            partner=_bare(given.get("attachedToRef", "") or given.get("calledElement", "")),
            members=tuple(closed.texts.get("flowNodeRef", ())),
        )

    def _flow(self, closed: _Open) -> tuple[BpmnFlow, str]:
        given = closed.attributes
        # Only what a message flow joins may be named with a prefix.
        read = _bare if closed.type == "messageFlow" else str.strip
        source, target = read(given.get("sourceRef", "")), read(given.get("targetRef", ""))
        is_condition = "conditionExpression" in closed.texts
        output = "" if is_condition else plain(given.get("name", ""))
        flow = BpmnFlow(closed.key, closed.type, source, target, output, closed.place)
        return flow, _bare(given.get("messageRef", ""))

    def _name(self, flow: BpmnFlow, message: str, nodes: Mapping[str, BpmnPart]) -> BpmnFlow:
        """Give a message flow the name of its message; take from a sequence flow what is a condition, not an output."""
        output = flow.output or self._messages.get(message, "")
        if flow.type == "sequenceFlow" and (flow.source not in nodes or nodes[flow.source].type not in ACTIVITY_TYPES):
            output = ""
        return BpmnFlow(flow.key, flow.type, flow.source, flow.target, output, flow.place)

    def _find_key(self, tag: XmlStart, place: Place) -> str:
        key = tag.attributes.get("id", "").strip()
        if not key:
            self._without_id[tag.name] += 1
            return f"{tag.name} {self._without_id[tag.name]} without an id"
        first = self._places.setdefault(key, place)
        if first is not place:
            message = f"The id {show(key)} is used twice; it stands in line {first.line} as well."
            self._problems.append(Problem(message, place, key[:200]))
        return key


_TEXT_TYPES = frozenset(("documentation", "flowNodeRef", "conditionExpression"))
_KEYED_TYPES = NODE_TYPES | _FLOW_TYPES | {"participant", "process", "lane", "message"}


def _is_read(name: str, above: str) -> bool:
    """Tell whether an element of this name counts inside one of that name."""
    if above in CONTAINER_TYPES:
        return name in NODE_TYPES or name in ("laneSet", "sequenceFlow", "documentation")
    if above in COLLABORATION_TYPES:
        return name in ("participant", "messageFlow")
    match above:
        case "":
            return name == "definitions"
        case "definitions":
            return name in COLLABORATION_TYPES or name in ("process", "message")
        case "laneSet" | "childLaneSet":
            return name == "lane"
        case "lane":
            return name in ("childLaneSet", "flowNodeRef", "documentation")
        case "sequenceFlow":
            return name == "conditionExpression"
        case _:
            return name == "documentation" and above in _KEYED_TYPES


def _bare(name: str) -> str:
    """Take the prefix from a qualified name."""
    return name.strip().rpartition(":")[2]
