"""What every analyzer promises, whoever wrote it: the battery runs over the registry."""

from __future__ import annotations

import dataclasses
import json
import math
import sys
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given, settings

from sightline.analyzers.registry import ANALYZERS, Analyzer
from sightline.arrays.network import Network
from sightline.document import Tree, build_organization
from sightline.findings import Result, Table
from sightline.pipeline import Analysis, analyze
from sightline.report.contract import to_contract
from sightline.snapshot import Snapshot
from tests.drawing import Body, organizations
from tests.networks import draw_at_random, draw_chain, draw_circle, read_network
from tests.organizations import ORGANIZATIONS, closed_reporting_loop, rework_between_two_desks, worked_example

WALL = {"kind": "bottleneck", "severity": 1}
HAZE = {"kind": "bottleneck", "severity": 0.5}
CLIENT: Body = {"customers": {"client": {}}}

RAW: dict[str, Body] = {
    "nothing at all": {},
    "a single team": {"teams": {"a": {}}},
    "a single customer": CLIENT,
    "a single system": {"systems": {"s": {}}},
    "no customers": {"teams": {"a": {"serves": "b", "obstacles": [HAZE]}, "b": {"serves": "a"}}},
    "customers only": {"customers": {"one": {}, "other": {}}},
    "two that have nothing to do with each other": {
        "customers": {"one": {}, "other": {}},
        "teams": {"a": {"serves": "one", "obstacles": [HAZE]}, "b": {"serves": "other"}, "c": {}},
    },
    "a closed circle": closed_reporting_loop(),
    "a circle with a way out": rework_between_two_desks(),
    "work that comes back at once": {
        **CLIENT,
        "teams": {"a": {"serves": [{"to": "a", "obstacles": [HAZE]}, "client"], "obstacles": [HAZE]}},
    },
    "parallel relations": {
        **CLIENT,
        "teams": {"a": {"serves": ["client", {"to": "client", "obstacles": [HAZE]}], "supports": ["client"]}},
    },
    "no effort at all": {**CLIENT, "teams": {"a": {"effort": 0, "serves": "client", "obstacles": [HAZE]}}},
    "no volume at all": {**CLIENT, "teams": {"a": {"serves": {"to": "client", "volume": 0, "obstacles": [HAZE]}}}},
    "walls everywhere": {
        **CLIENT,
        "products": {"p": {"obstacles": [WALL, WALL], "serves": {"to": "client", "obstacles": [WALL]}}},
        "teams": {"a": {"obstacles": [WALL], "delivers": [{"to": "p", "obstacles": [WALL]}, {"to": "a"}]}},
    },
    "severity 0": {**CLIENT, "teams": {"a": {"serves": "client", "obstacles": [{"kind": "other", "severity": 0}]}}},
    "handoffs that lose all": {"assumptions": {"handoff_clarity": 0}, **CLIENT, "teams": {"a": {"serves": "client"}}},
    "the worked example": worked_example(),
}
LONG: dict[str, Callable[[], Network]] = {
    "a line of 10,000": lambda: draw_chain(10_000, handoff_clarity=0.999),
    "a circle of 10,000": lambda: draw_circle(10_000, way_out=0.01),
    "a hazy circle of 1,500": lambda: draw_circle(1_500, way_out=0.1, on_elements=dict.fromkeys((1, 2, 700), 0.01)),
    "10,000 with nothing between them": lambda: read_network({"teams": {f"t{row}": {} for row in range(10_000)}}),
}

every_analyzer = pytest.mark.parametrize("analyzer", ANALYZERS, ids=lambda analyzer: analyzer.name)
every_raw = pytest.mark.parametrize("raw", RAW.values(), ids=RAW)


def snapshot_of(raw: Mapping[str, object]) -> Snapshot:
    return Snapshot(build_organization(Tree({"sightline": 1, "name": "Drawn", **raw})))


def contents(value: object) -> object:
    """Spell a result down to plain values, so that two can be compared; NaN equals itself."""
    if isinstance(value, np.ndarray):
        return [value.dtype.str, contents(value.tolist())]
    if isinstance(value, float):
        return "nan" if math.isnan(value) else value
    if isinstance(value, np.generic):
        return contents(value.item())
    if isinstance(value, Network):
        return "the network"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: contents(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): contents(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | range):
        return [contents(entry) for entry in value]
    if value is None or isinstance(value, str | int):
        return value
    return type(value).__name__


def said(result: Result) -> object:
    """Spell all that a result says."""
    return contents([result.figures, list(result.tables), list(result.findings), list(result.notices)])


def bits(network: Network) -> list[object]:
    """Spell the arrays of a network bit by bit."""
    parts = (network.elements, network.relations, network.obstacles)
    values = [getattr(part, field.name) for part in parts for field in dataclasses.fields(part)]
    return [
        value.tolist() if isinstance(value, np.ndarray) and value.dtype == object else contents_of_bits(value)
        for value in values
    ]


def contents_of_bits(value: object) -> object:
    return value.tobytes() if isinstance(value, np.ndarray) else repr(value)


def numbers(table: Table) -> list[float]:
    """List the numbers of a table."""
    cells = [cell for column in table.columns.values() for cell in list(column)]
    return [float(cell) for cell in cells if isinstance(cell, float | np.floating)]


def check(result: Result, network: Network) -> None:
    """Check what holds for every result of every organization."""
    aligned = {
        "elements": len(network.elements),
        "relations": len(network.relations),
        "obstacles": len(network.obstacles),
    }
    for table in result.tables:
        assert table.columns
        for name, column in table.columns.items():
            assert len(column) == len(table.labels), f"{name} of {table.subject}"
        if table.subject in aligned:
            assert len(table.labels) == aligned[table.subject]
        if table.subject in {"elements", "obstacles"}:
            assert [str(one) for one in table.labels] == [str(one) for one in getattr(network, table.subject).ids]
        assert not any(math.isinf(number) for number in numbers(table))
        if table.subject != "relations" or len(network.relations) < 20_000:
            assert len(set(map(str, table.labels))) == len(table.labels), f"labels of {table.subject} are not unique"
    for figure in result.figures.values():
        parts = figure.values() if isinstance(figure, Mapping) else [figure]
        assert all(math.isfinite(part) for part in parts if isinstance(part, float))


@every_analyzer
@every_raw
def test_every_organization_has_a_result(analyzer: Analyzer, raw: Body) -> None:
    snapshot = snapshot_of(raw)
    result = analyzer.run(snapshot)
    assert result.name == analyzer.name
    check(result, snapshot.network)


@every_analyzer
@every_raw
def test_the_same_snapshot_gives_the_same_result_and_nothing_is_changed(analyzer: Analyzer, raw: Body) -> None:
    snapshot = snapshot_of(raw)
    before = bits(snapshot.network)
    first = said(analyzer.run(snapshot))
    assert bits(snapshot.network) == before
    assert said(analyzer.run(snapshot)) == first
    assert said(analyzer.run(snapshot_of(raw))) == first


@every_analyzer
@every_raw
def test_arrays_alone_say_the_same_as_the_document(analyzer: Analyzer, raw: Body) -> None:
    snapshot = snapshot_of(raw)
    alone = Snapshot(network=snapshot.network)
    assert said(analyzer.run(alone)) == said(analyzer.run(snapshot))


@pytest.mark.parametrize("network", LONG.values(), ids=LONG)
def test_length_is_no_obstacle(network: Callable[[], Network]) -> None:
    """Nothing walks an organization by calling itself: lines and circles are longer than any stack."""
    snapshot = Snapshot(network=network())
    limit = sys.getrecursionlimit()
    assert len(snapshot.network.elements) > limit
    for analyzer in ANALYZERS:
        check(analyzer.run(snapshot), snapshot.network)
    assert sys.getrecursionlimit() == limit


@every_analyzer
def test_it_is_documented_frozen_and_named_once(analyzer: Analyzer) -> None:
    assert type(analyzer).__doc__
    assert type(analyzer).run.__doc__
    with pytest.raises((AttributeError, TypeError)):
        setattr(analyzer, "remembered", "something")  # noqa: B010
    assert [one.name for one in ANALYZERS].count(analyzer.name) == 1
    result = type(analyzer.run(Snapshot(network=draw_chain(2))))
    assert result.__doc__
    assert result.__doc__ != Result.__doc__


@every_analyzer
def test_its_tables_are_found_by_subject_and_give_frames(analyzer: Analyzer) -> None:
    pytest.importorskip("pandas")
    result = analyzer.run(snapshot_of(worked_example()))
    for table in result.tables:
        frame = result.to_frame(table.subject)
        assert list(frame.columns) == list(table.columns)
        assert len(frame) == len(table.labels)


def round_trip(analysis: Analysis) -> dict[str, object]:
    """Write the contract as JSON that knows no NaN, and read it again."""
    contract = to_contract(analysis)
    text = json.dumps(contract, allow_nan=False)
    read: dict[str, object] = json.loads(text)
    assert read == contract
    return read


@every_raw
def test_the_contract_survives_json(raw: Body) -> None:
    analysis = analyze(snapshot_of(raw))
    read = round_trip(analysis)
    assert read["counts"]
    assert len(read["elements"]) == len(analysis.snapshot.network.elements)  # type: ignore[arg-type]


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_the_contract_of_the_organizations_drawn_by_hand_survives_json(organization: Callable[[], Body]) -> None:
    assert round_trip(analyze(snapshot_of(organization())))["organization"]


@settings(max_examples=60)
@given(organizations())
def test_the_promises_hold_for_any_organization(raw: Body) -> None:
    snapshot = snapshot_of(raw)
    before = bits(snapshot.network)
    analysis = analyze(snapshot)
    for result in analysis:
        check(result, snapshot.network)
    assert bits(snapshot.network) == before
    round_trip(analysis)


def test_larger_organizations_keep_the_promises_too() -> None:
    network = draw_at_random(15, size=450, relations=1800, customers=5, obstacles=90)
    before = bits(network)
    first, second = analyze(network), analyze(network)
    for one, other in zip(first, second, strict=True):
        check(one, network)
        assert said(one) == said(other)
    assert bits(network) == before
    round_trip(first)
