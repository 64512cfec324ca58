"""Results beside the facts: the figures of the contract, each with its element or relation, none for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.formats import read_organization, write_organization
from sightline.pipeline import analyze
from sightline.report.attributes_out import to_attributes
from sightline.report.contract import to_contract

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(ROOT.glob("sample_orgs/*/*.yaml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_element_and_relation_has_the_figures_of_the_contract(sample: Path) -> None:
    organization = read_organization(sample).organization
    analysis = analyze(organization)
    attributes, contract = to_attributes(analysis, organization), to_contract(analysis)
    by_id = {row["id"]: row for row in contract["elements"]}
    assert {"sight", "best_line", "hops", "handoffs", "blocked", "gain", "share", "depends"} <= set(
        attributes.elements.values
    )
    for name, cells in attributes.elements.values.items():
        figures = [by_id[element.id][name] for element in organization.elements]
        assert list(cells) == [";".join(one) or None if isinstance(one, list) else one for one in figures]
    carrying = [position for position, relation in enumerate(organization.relations) if relation.is_carrying]
    assert {"blocked", "gain", "share"} <= set(attributes.relations.values)
    for name, cells in attributes.relations.values.items():
        found = sorted(
            (organization.relations[at].supplier, organization.relations[at].customer, cells[at]) for at in carrying
        )
        assert found == sorted((row["from"], row["to"], row[name]) for row in contract["relations"])
        assert all(cell is None for at, cell in enumerate(cells) if at not in carrying)


def test_they_are_not_read_again(tmp_path: Path) -> None:
    organization = read_organization(SAMPLES[0]).organization
    attributes = to_attributes(analyze(organization), organization)
    for name in ("graph.graphml", "graph.gexf", "tables"):
        write_organization(organization, tmp_path / name, attributes=attributes)
        reading = read_organization(tmp_path / name)
        assert reading.organization == organization
        assert reading.notices == ()
