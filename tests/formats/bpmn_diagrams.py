"""Small BPMN diagrams to read, and what is asked of the trees that come of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from sightline.document.tree import ImportSummary, Tree
from sightline.document.vocabulary import CARRYING, SECTIONS
from sightline.errors import InputError
from sightline.formats.bpmn import read_bpmn
from sightline.formats.source import ReadOptions, Source

REPAIRS = """<?xml version="1.0" encoding="UTF-8"?>
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:vendor" name="Bicycle repairs">
  <b:message id="m-bike" name="Repaired bicycle"/>
  <b:collaboration id="c">
    <b:participant id="rider" name="Customer"/>
    <b:participant id="shop" name="Bicycle shop" processRef="b:repair"/>
    <b:participant id="maker" name="Parts maker"><b:documentation>Far away.</b:documentation></b:participant>
    <b:messageFlow id="m1" name="broken bicycle" sourceRef="rider" targetRef="come-in"/>
    <b:messageFlow id="m2" messageRef="b:m-bike" sourceRef="hand-over" targetRef="b:rider"/>
    <b:messageFlow id="m3" name="parts" sourceRef="maker" targetRef="fit"/>
    <b:messageFlow id="m4" name="bill" sourceRef="shop" targetRef="rider"/>
    <b:messageFlow id="m5" sourceRef="shop" targetRef="other:tax-office"/>
  </b:collaboration>
  <b:process id="repair">
    <b:laneSet>
      <b:lane id="l1" name="Front desk ">
        <b:flowNodeRef>come-in</b:flowNodeRef>
        <b:flowNodeRef>look</b:flowNodeRef>
        <b:flowNodeRef> hand-over </b:flowNodeRef>
      </b:lane>
      <b:lane id="l2" name="Workshop">
        <b:flowNodeRef>gone</b:flowNodeRef>
        <b:childLaneSet>
          <b:lane id="l3" name="Mechanic">
            <b:flowNodeRef>choose</b:flowNodeRef>
            <b:flowNodeRef>fit</b:flowNodeRef>
          </b:lane>
          <b:lane id="l4"><b:flowNodeRef>true</b:flowNodeRef></b:lane>
        </b:childLaneSet>
      </b:lane>
    </b:laneSet>
    <b:startEvent id="come-in" name="Bicycle comes in"><b:messageEventDefinition/></b:startEvent>
    <b:userTask id="look" name="Look it over">
      <b:extensionElements><v:task id="look"/><b:task id="look"/></b:extensionElements>
    </b:userTask>
    <b:exclusiveGateway id="choose" name="What is broken?"/>
    <b:subProcess id="fit" name="Fit parts">
      <b:task id="take-off" name="Take off the old"/>
      <b:task id="put-on"/>
      <b:sequenceFlow id="f8" sourceRef="take-off" targetRef="put-on"/>
    </b:subProcess>
    <b:task id="true" name="True the wheel"/>
    <b:boundaryEvent id="late" attachedToRef="true"/>
    <b:task id="hand-over" name="Hand over"/>
    <b:endEvent id="end"/>
    <b:dataObject id="sheet" name="Job sheet"/>
    <b:sequenceFlow id="f1" sourceRef="come-in" targetRef="look"/>
    <b:sequenceFlow id="f2" sourceRef="look" targetRef="choose" name="job sheet"/>
    <b:sequenceFlow id="f3" sourceRef="choose" targetRef="fit" name="parts"/>
    <b:sequenceFlow id="f4" sourceRef="choose" targetRef="true" name="wheel"/>
    <b:sequenceFlow id="f5" sourceRef="fit" targetRef="hand-over"/>
    <b:sequenceFlow id="f6" sourceRef="true" targetRef="hand-over"/>
    <b:sequenceFlow id="f7" sourceRef="late" targetRef="hand-over"/>
  </b:process>
</b:definitions>
"""
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
Entry = Mapping[str, object]


def read(text: str | bytes, *customers: str, fine: bool = False) -> Tree:
    data = text.encode() if isinstance(text, str) else text
    return read_bpmn(Source(None, data), ReadOptions(customers=customers, fine=fine))


def wrap(*parts: str) -> str:
    """Build a file from the content of its definitions."""
    return f"{HEAD}{''.join(parts)}</definitions>"


def flow(source: str, target: str, key: str = "") -> str:
    return f'<sequenceFlow id="{key or f"{source}-{target}"}" sourceRef="{source}" targetRef="{target}"/>'


def lane(name: str, *members: str, inside: str = "") -> str:
    named = "".join(f"<flowNodeRef>{member}</flowNodeRef>" for member in members)
    return f'<lane id="{name}" name="{name}">{named}{inside}</lane>'


def elements_of(tree: Tree) -> dict[str, tuple[str, Entry]]:
    """List kind and entry of every element, by id."""
    value = cast("Mapping[str, Mapping[str, Entry]]", tree.value)
    return {id_: (kind, entry) for section, kind in SECTIONS.items() for id_, entry in value.get(section, {}).items()}


def relations_of(tree: Tree) -> list[tuple[str, str, str, object, object]]:
    """List (supplier, kind, customer, volume, output) of every relation."""
    found = (
        (id_, kind, str(relation["to"]), relation.get("volume", 1), relation.get("output"))
        for id_, (_, entry) in elements_of(tree).items()
        for kind in CARRYING
        for relation in cast("list[Entry]", entry.get(kind, []))
    )
    return sorted(found, key=str)


def pairs_of(tree: Tree) -> list[tuple[str, str]]:
    return [(supplier, customer) for supplier, kind, customer, _, _ in relations_of(tree) if kind == "serves"]


def wholes_of(tree: Tree) -> dict[str, object]:
    return {id_: entry["part_of"] for id_, (_, entry) in elements_of(tree).items() if "part_of" in entry}


def summary_of(tree: Tree) -> ImportSummary:
    assert tree.summary is not None
    return tree.summary


def refusal(data: str | bytes) -> list[tuple[int | None, str]]:
    with pytest.raises(InputError) as caught:
        read(data)
    return [(problem.place.line, problem.message) for problem in caught.value.problems]
