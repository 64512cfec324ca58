"""Fronts: how clear those who face customers are, and how clear what other units hand to them."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from tests.reference.model import Case, Relation
from tests.reference.rub_off import count_unblocked_arrivals, find_depths, find_taus
from tests.reference.units import find_unit

WORKING = ("team", "role", "person")


@dataclass(frozen=True)
class Front:
    """One front; ``inflow`` is None where no work arrives from other units."""

    clarity: float
    inflow: float | None
    contact: float


def find_fronts(case: Case) -> dict[str, Front]:
    """Find the teams, roles and persons that work for a customer themselves (the file marks none), by id.

    The clarity is that of the element, times that of its relations to customers by volume. The inflow is exp of minus
    the haze over the work that relations from other units bring: of each relation, `p (D_u + f_u tau_e)` over `p f_u`.
    """
    taus, depths, flow = find_taus(case), find_depths(case), count_unblocked_arrivals(case)

    def tau(on: str | int) -> float:
        return sum(depth for key, depth in taus.items() if key.on == on)

    def sent(relation: Relation) -> float:
        return case.proportion(relation) * flow.get(relation.supplier, 0.0)

    kinds = {one.id: one.kind for one in case.elements}
    outward = [one for one in case.relations if one.customer in case.customers and one.volume > 0]
    whole = sum(sent(one) for one in outward)
    fronts = {}
    for name in dict.fromkeys(one.supplier for one in outward if kinds[one.supplier] in WORKING):
        mine = [one for one in outward if one.supplier == name]
        clear = sum(one.volume * exp(-tau(one.position)) for one in mine) / sum(one.volume for one in mine)
        coming = [
            one
            for one in case.relations
            if one.customer == name and one.volume > 0 and not one.implicit
            if _place(case, one.supplier) != _place(case, name)
        ]
        work = sum(sent(one) for one in coming)
        haze = sum(sent(one) * ((depths[one.supplier] or 0.0) + tau(one.position)) for one in coming)
        fronts[name] = Front(
            clarity=exp(-tau(name)) * clear,
            inflow=exp(-haze / work) if work > 0 else None,
            contact=sum(sent(one) for one in mine) / whole if whole > 0 else 0.0,
        )
    return fronts


def _place(case: Case, name: str) -> str:
    return find_unit(case, name) or name
