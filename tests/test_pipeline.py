"""The pipeline: the same analysis whatever form the organization comes in."""

from __future__ import annotations

import networkx as nx
import pytest

from sightline.analyzers.registry import ANALYZERS
from sightline.document import Tree, build_organization
from sightline.errors import InputError, UsageError
from sightline.graph import build_graph
from sightline.pipeline import analyze
from sightline.snapshot import Snapshot
from tests.networks import read_network
from tests.organizations import closed_reporting_loop, worked_example

NAMES = [analyzer.name for analyzer in ANALYZERS]


@pytest.mark.parametrize("form", ["organization", "graph", "network", "snapshot"])
def test_every_form_gives_the_same_figures(form: str) -> None:
    document = build_organization(Tree(worked_example()))
    subject = {
        "organization": document,
        "graph": build_graph(document),
        "network": read_network(worked_example()),
        "snapshot": Snapshot(document),
    }[form]
    analysis = analyze(subject)  # type: ignore[arg-type]
    assert analysis.sight.index == pytest.approx(0.6194)
    assert analysis.figures == analyze(document).figures
    assert [one.code for one in analysis.findings] == [one.code for one in analyze(document).findings]
    assert analysis.notices == analyze(document).notices


def test_a_graph_made_elsewhere_is_read() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("client", kind="customer")
    graph.add_node("desk", kind="team", obstacles=[{"kind": "bottleneck", "severity": 0.5}])
    graph.add_edge("desk", "client")
    assert analyze(graph).sight.index == pytest.approx(0.95 * 0.5)


def test_all_analyzers_run_in_the_order_of_the_registry_and_are_told() -> None:
    told: list[str] = []
    analysis = analyze(build_organization(Tree(worked_example())), told=told.append)
    assert told == NAMES
    assert list(analysis.results) == NAMES
    assert [result.name for result in analysis] == NAMES


def test_every_result_has_a_name_of_its_own_on_the_analysis() -> None:
    analysis = analyze(build_organization(Tree(worked_example())))
    for name in NAMES:
        assert getattr(analysis, name) is analysis[name]


def test_only_what_is_asked_for_is_done() -> None:
    analysis = analyze(build_organization(Tree(worked_example())), only=["loops", "sight"])
    assert list(analysis.results) == ["sight", "loops"]
    with pytest.raises(UsageError, match="there is no result `occlusion`; there are: `sight`, `loops`"):
        _ = analysis.occlusion


def test_an_unknown_analysis_is_refused_before_any_work() -> None:
    told: list[str] = []
    with pytest.raises(UsageError, match="there is no analysis `foresight`; there are: `sight`"):
        analyze(build_organization(Tree(worked_example())), only=["sight", "foresight"], told=told.append)
    assert told == []


def test_what_is_no_organization_is_refused() -> None:
    with pytest.raises(UsageError, match="not str"):
        analyze("organization.yaml")  # type: ignore[arg-type]
    with pytest.raises(InputError):
        analyze(nx.Graph())


def test_warnings_come_first_and_notices_once() -> None:
    analysis = analyze(build_organization(Tree(closed_reporting_loop())))
    weights = [one.severity for one in analysis.findings]
    assert weights == sorted(weights, key=["warning", "notice", "info"].index)
    assert weights
    assert len(set(analysis.notices)) == len(analysis.notices)


def test_a_snapshot_is_computed_once_and_shared() -> None:
    snapshot = Snapshot(build_organization(Tree(worked_example())))
    assert analyze(snapshot).snapshot is snapshot
    assert snapshot.flow is snapshot.flow
    assert analyze(snapshot).sight.sight is snapshot.flow.sight


def test_a_snapshot_is_made_of_one_thing() -> None:
    network = read_network(worked_example())
    with pytest.raises(ValueError, match="an organization or of a network"):
        Snapshot()
    with pytest.raises(ValueError, match="an organization or of a network"):
        Snapshot(build_organization(Tree(worked_example())), network=network)
    with pytest.raises(ValueError, match="arrays only"):
        _ = Snapshot(network=network).graph


def test_a_table_is_asked_for_by_its_subject() -> None:
    analysis = analyze(build_organization(Tree(worked_example())))
    assert analysis.occlusion.table().subject == "obstacles"
    assert analysis.occlusion.table("teams").labels == ("planning", "workshop")
    with pytest.raises(UsageError, match="`sight` has no table about `teams`; it has: `elements`"):
        analysis.sight.table("teams")
    with pytest.raises(UsageError, match="it has: none"):
        analysis.ownership.table()
