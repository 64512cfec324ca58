"""Organizations of any size, for the pages: units, teams, processes and products that lead to customers."""

from __future__ import annotations

import random
from typing import Any

from sightline.document import Organization, Tree, build_organization

KINDS = ("silo", "approval-overload", "inward-process", "wait-for-batch")


def large_organization(elements: int, relations_each: int = 5, seed: int = 7) -> Organization:
    """Make an organization of about so many elements, always the same: ``t0`` .. are its teams."""
    chance = random.Random(seed)
    customers = {f"c{number}": {"name": f"Customer {number}"} for number in range(max(2, elements // 100))}
    units: dict[str, dict[str, Any]] = {
        f"u{number}": {"name": f"Unit {number}"} for number in range(max(2, elements // 25))
    }
    products: dict[str, dict[str, Any]] = {
        f"p{number}": {"name": f"Product {number}", "delivers": [chance.choice(list(customers))]}
        for number in range(max(2, elements // 20))
    }
    ends = list(products)
    teams: dict[str, dict[str, Any]] = {}
    rest = elements - len(customers) - len(units) - len(products)
    for number in range(rest):
        earlier = [f"t{chance.randrange(max(0, number - 40), number)}" for _ in range(relations_each)] if number else []
        served = sorted({*(earlier if number > rest // 6 else ()), chance.choice(ends)})
        body: dict[str, Any] = {
            "name": f"Team {number} of many",
            "headcount": chance.randrange(1, 12),
            "part_of": f"u{number * len(units) // rest}",
            "serves": [{"to": one, "volume": chance.randrange(1, 5)} for one in served],
        }
        if chance.random() < 0.3:
            body["obstacles"] = [{"kind": chance.choice(KINDS), "severity": round(chance.uniform(0.05, 0.7), 2)}]
        if chance.random() < 0.4:
            body["assessed"] = True
        teams[f"t{number}"] = body
    raw = {
        "sightline": 1, "name": f"Organization of {elements:,}", "customers": customers, "products": products,
        "teams": {**units, **teams},
    }  # fmt: skip
    return build_organization(Tree(raw))
