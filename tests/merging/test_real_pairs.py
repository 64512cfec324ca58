"""Real files of one organization in several forms: what is the same is found, and nothing else is made of it."""

from __future__ import annotations

import pytest

from sightline.document import Organization
from sightline.formats import read_organization
from tests.merging.drawn import drawn, merged
from tests.shared_data import shared_data


def content(organization: Organization) -> set[tuple[str | None, ...]]:
    elements: set[tuple[str | None, ...]] = {(one.id, one.kind, one.name) for one in organization.elements}
    return elements | {(one.supplier, one.customer, one.kind, one.output) for one in organization.relations}


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("Archisurance_archi3.archimate", "Archisurance_archi5.archimate"),
        ("Archisurance_archi3.archimate", "archisurance_oex30.xml"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_two_forms_of_archisurance_are_one_organization(small: str, large: str, turned: bool) -> None:
    """The later file says all that the older one says, and a little more."""
    both = [read_organization(shared_data(f"03_archimate/{name}")).organization for name in (small, large)]
    found = merged(*(both[::-1] if turned else both))
    assert content(found.organization) == content(both[1])
    assert found.is_settled
    assert found.things.joined == found.things.open == ()
    assert not found.renamed
    assert not found.names
    assert sum(len(spots) == 2 for spots in found.things.spots) == len(both[0].elements) == 120


def test_an_org_chart_and_the_advice_of_the_same_managers_are_one_organization() -> None:
    """Krackhardt's 21 managers: 20 report to somebody, 190 times one asks another, who thereby serves."""

    def edges(name: str) -> list[tuple[str, str]]:
        text = shared_data(f"07_krackhardt/Krack-High-Tec-edgelist-{name}.txt").read_text(encoding="utf-8")
        rows = (line.split() for line in text.splitlines() if line.strip())
        return [(f"m{one}", f"m{other}") for one, other, weight in rows if weight == "1" and one != other]

    reports, advice = edges("ReportsTo"), edges("Advice")
    managers: dict[str, dict[str, object]] = {f"m{at}": {} for at in range(1, 22)}
    chart = drawn(people={one: {"reports_to": [b for a, b in reports if a == one]} for one in managers})
    asked = drawn(people={one: {"serves": [a for a, b in advice if b == one]} for one in managers})
    found = merged(chart, asked)
    kinds = [one.kind for one in found.organization.relations]
    assert (kinds.count("reports_to"), kinds.count("serves")) == (20, 190)
    assert [len(spots) for spots in found.things.spots] == [2] * 21
    assert found.is_settled
