"""The JSON contract of an analysis: what scripts may rely on, put together from whatever the results offer.

No analyzer is known by name here: the tables that speak of elements, relations and obstacles are joined row by row to
the identity of each, every other table becomes a list under its own subject, and the figures stand at the top.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sightline.arrays.network import Network, Rows
from sightline.findings import Column, Finding, Table
from sightline.phrases import NBSP
from sightline.pipeline import Analysis
from sightline.report.manifest import make_manifest

VERSION = 1
ALIGNED = ("elements", "relations", "obstacles")

Json = dict[str, Any]


def to_contract(
    analysis: Analysis,
    *,
    top: int | None = None,
    source: Mapping[str, object] | None = None,
    run: Mapping[str, object] | None = None,
) -> Json:
    """Give an analysis as plain values of the JSON contract; ``counts`` tells the full sizes whatever ``top`` cuts.

    Everything that has a gain stands hottest first (by gain, then share, then file order); implied memberships are
    not listed among the relations. ``source`` says what an import read and left out, ``run`` is the manifest (else the
    version and the results alone).
    """
    network = analysis.snapshot.network
    contract: Json = {
        "sightline": VERSION,
        "organization": network.name,
        "assumptions": {"handoff_clarity": network.handoff_clarity},
        "counts": count(analysis),
    }
    contract.update({name: _plain(value) for name, value in analysis.figures.items()})
    tables = [table for result in analysis for table in result.tables]
    for subject in ALIGNED:
        contract[subject] = _join(network, subject, [table for table in tables if table.subject == subject], top)
    for table in tables:
        if table.subject not in ALIGNED:
            contract[table.subject] = _list(table, top)
    findings = [finding_to_json(finding, top) for finding in analysis.findings]
    contract["findings"] = findings[:top] if top is not None else findings
    contract["notices"] = list(analysis.notices)
    if source is not None:
        contract["source"] = dict(source)
    contract["run"] = dict(run) if run is not None else make_manifest(results=analysis.results)
    return contract


def count(analysis: Analysis) -> dict[str, int]:
    """Count what the organization holds; relations are those that carry work, memberships are implied ones."""
    network, organization = analysis.snapshot.network, analysis.snapshot.organization
    implied = int(network.relations.implied.sum())
    counts = {
        "elements": len(network.elements),
        "relations": len(network.relations) - implied,
        "obstacles": len(network.obstacles),
        "customers": int(network.elements.is_customer.sum()),
        "memberships": implied,
        "findings": len(analysis.findings),
    }
    if organization is not None:
        kinds = [relation.kind for relation in organization.relations]
        counts["feedback"] = kinds.count("feedback")
        counts["reports_to"] = kinds.count("reports_to")
        counts["part_of"] = sum(element.part_of is not None for element in organization.elements)
        counts["decisions"] = len(organization.decisions)
    return counts


def _join(network: Network, subject: str, tables: Sequence[Table], top: int | None) -> list[Json]:
    columns: dict[str, Column] = {name: column for table in tables for name, column in table.columns.items()}
    listed = ~network.relations.implied if subject == "relations" else np.ones(len(getattr(network, subject)), np.bool_)
    rows = _hottest_first(columns, np.flatnonzero(listed), top)
    identity = {"elements": _element, "relations": _relation, "obstacles": _obstacle}[subject]
    chosen = {name: _take(column, rows) for name, column in columns.items()}
    return [
        {**identity(network, row), **{name: values[position] for name, values in chosen.items()}}
        for position, row in enumerate(rows.tolist())
    ]


def _hottest_first(columns: Mapping[str, Column], rows: Rows, top: int | None) -> Rows:
    """Order rows by gain, then share, then number, and keep the first; of very many only those are sorted."""
    if "gain" not in columns or "share" not in columns:
        return rows[:top]
    gain, share = np.asarray(columns["gain"])[rows], np.asarray(columns["share"])[rows]
    if top is not None and top < len(rows):
        near = np.flatnonzero(gain >= np.partition(gain, len(gain) - top)[len(gain) - top])
        rows, gain, share = rows[near], gain[near], share[near]
    return rows[np.lexsort((rows, -share, -gain))][:top]


def _element(network: Network, row: int) -> Json:
    elements = network.elements
    parent = int(elements.parent[row])
    return {
        "id": str(elements.ids[row]),
        "kind": elements.kind(row),
        "name": elements.names[row],
        "part_of": str(elements.ids[parent]) if parent >= 0 else None,
    }


def _relation(network: Network, row: int) -> Json:
    relations, ids = network.relations, network.elements.ids
    return {
        "from": str(ids[relations.supplier[row]]),
        "to": str(ids[relations.customer[row]]),
        "kind": relations.kind(row),
        "id": relations.ids[row],
        "volume": float(relations.volume[row]),
    }


def _obstacle(network: Network, row: int) -> Json:
    obstacles = network.obstacles
    return {
        "id": str(obstacles.ids[row]),
        "on": network.spell_place(row),
        "kind": str(obstacles.kinds[row]),
        "area": obstacles.areas[row],
        "themes": list(obstacles.themes[row]),
        "severity": float(obstacles.severity[row]),
    }


def _list(table: Table, top: int | None) -> list[Json]:
    rows = _hottest_first(table.columns, np.arange(len(table.labels)), top)
    chosen = {name: _take(column, rows) for name, column in table.columns.items()}
    return [
        {"id": str(table.labels[row]), **{name: values[position] for name, values in chosen.items()}}
        for position, row in enumerate(rows.tolist())
    ]


def _take(column: Column, rows: Rows) -> list[Any]:
    if isinstance(column, np.ndarray):
        return [_plain(value) for value in column[rows].tolist()]
    return [_plain(column[row]) for row in rows.tolist()]


def _plain(value: object) -> object:
    """Give a value as JSON knows it: what is not defined is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, Mapping):
        return {str(key): _plain(content) for key, content in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def finding_to_json(finding: Finding, top: int | None = None) -> Json:
    """Give one finding; ``top`` cuts the lists of what it concerns."""
    return {
        "code": finding.code,
        "title": _spaced(finding.title),
        "severity": finding.severity,
        "elements": list(finding.elements[:top]),
        "relations": list(finding.relations[:top]),
        "decisions": list(finding.decisions[:top]),
        "value": finding.value,
        "threshold": finding.threshold,
        "why": _spaced(finding.why),
        "evidence_against": _spaced(finding.evidence_against),
        "action": _spaced(finding.action),
    }


def _spaced(sentence: str) -> str:
    """Write ordinary spaces where a sentence for people keeps a number and its sign together."""
    return sentence.replace(NBSP, " ")
