"""Sight and the sight account, from one absorbing Markov chain in which every loss is an end of its own.

"Follow one unit of effort starting at v. On arriving at a stranded element it is counted no_route there. Otherwise,
it is blocked at v with probability 1 - c_v; else it picks relation e with probability p_e; is lost in the handoff
with probability 1 - h_e; is blocked at e with probability 1 - prod(1 - severity); else arrives at w. At a customer it
is seen." Sight is the chance of being seen: `x_v = c_v * sum_e p_e c_e x_w`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from tests.reference.markov import Array, count_visits, find_ends
from tests.reference.model import Case
from tests.reference.reach import find_routed


class End(NamedTuple):
    """Where a unit of effort ends, and how. `at` is an element's id or a relation's position."""

    how: Literal["seen", "blocked", "handoff", "no_route"]
    at: str | int


@dataclass(frozen=True)
class Account:
    """The four ends of all effort, as shares of it; they sum to 1."""

    seen: float
    blocked: float
    handoffs: float
    no_route: float


@dataclass(frozen=True)
class Chain:
    """The chain of one case: `states` are the elements with a route; rows of `moves` and `ends` follow them."""

    states: tuple[str, ...]
    labels: tuple[End, ...]
    moves: Array
    ends: Array


def build_chain(case: Case) -> Chain:
    """Write the account's rule down as chances of one step."""
    states = find_routed(case)
    row = {element_id: position for position, element_id in enumerate(states)}
    labels: list[End] = []
    for element in case.elements:
        if element.kind == "customer":
            labels.append(End("seen", element.id))
        elif element.id in row:
            labels.append(End("blocked", element.id))
        else:
            labels.append(End("no_route", element.id))
    for relation in case.relations:
        labels += [End("handoff", relation.position), End("blocked", relation.position)]
    column = {label: position for position, label in enumerate(labels)}

    moves = np.zeros((len(states), len(states)))
    ends = np.zeros((len(states), len(labels)))
    for element_id in states:
        here, clarity = row[element_id], case.element(element_id).clarity
        ends[here, column[End("blocked", element_id)]] = 1 - clarity
        for relation in case.leaving(element_id):
            sent = clarity * case.proportion(relation)
            handoff = case.handoff(relation)
            ends[here, column[End("handoff", relation.position)]] += sent * (1 - handoff)
            ends[here, column[End("blocked", relation.position)]] += sent * handoff * (1 - relation.openness)
            arrives = sent * handoff * relation.openness
            if relation.customer in row:
                moves[here, row[relation.customer]] += arrives
            elif relation.customer in case.customers:
                ends[here, column[End("seen", relation.customer)]] += arrives
            else:
                ends[here, column[End("no_route", relation.customer)]] += arrives
    return Chain(states, tuple(labels), moves, ends)


def find_sight_of(case: Case) -> dict[str, dict[str, float]]:
    """Find the sight that each element has of each customer: `x_v^(k)`, by element, then customer.

    A customer sees itself; a stranded element sees nobody.
    """
    sight = {one.id: {customer: float(one.id == customer) for customer in case.customers} for one in case.elements}
    chain = build_chain(case)
    chances = find_ends(chain.moves, chain.ends)
    for position, label in enumerate(chain.labels):
        if label.how == "seen":
            for state, element_id in enumerate(chain.states):
                sight[element_id][str(label.at)] = float(chances[state, position])
    return sight


def find_sight(case: Case) -> dict[str, float]:
    """Find the sight of each element: `x_customer = 1`, `x_stranded = 0`."""
    return {element_id: sum(by_customer.values()) for element_id, by_customer in find_sight_of(case).items()}


def find_index(case: Case) -> float | None:
    """Find the line-of-sight index `L = sum(s_v x_v) / sum(s_v)`; None without effort."""
    if case.effort == 0:
        return None
    sight = find_sight(case)
    return sum(one.effort * sight[one.id] for one in case.elements) / case.effort


def find_clear_index(case: Case) -> float | None:
    """Find the index with every severity at 0; handoffs and missing routes stay."""
    return find_index(case.cleared(case.obstacles()))


def count_arrivals(case: Case) -> dict[str, float]:
    """Count the effort arriving at each element, its own included, in effort units: `a = s + M^T a`.

    That is for elements with a route. Beyond the definition: at a stranded element what ends there, at a customer what
    is seen there.
    """
    chain = build_chain(case)
    starts = np.array([case.element(element_id).effort for element_id in chain.states])
    visits = count_visits(chain.moves, chain.ends, starts)
    ended = find_ended_effort(case)
    arrivals = dict(zip(chain.states, visits.tolist(), strict=True))
    for element in case.elements:
        if element.id not in arrivals:
            how: Literal["seen", "no_route"] = "seen" if element.kind == "customer" else "no_route"
            arrivals[element.id] = ended[End(how, element.id)]
    return arrivals


def find_ended_effort(case: Case) -> dict[End, float]:
    """Find how much effort ends how and where, in effort units; the sum is all effort."""
    chain = build_chain(case)
    chances = find_ends(chain.moves, chain.ends)
    ended = dict.fromkeys(chain.labels, 0.0)
    for position, label in enumerate(chain.labels):
        for state, element_id in enumerate(chain.states):
            ended[label] += case.element(element_id).effort * float(chances[state, position])
        if label.how == "no_route":
            ended[label] += case.element(str(label.at)).effort
    return ended


def find_account(case: Case) -> Account | None:
    """Find the sight account of the whole organization; None without effort."""
    if case.effort == 0:
        return None
    ended = find_ended_effort(case)

    def share(how: str) -> float:
        return sum(effort for end, effort in ended.items() if end.how == how) / case.effort

    return Account(share("seen"), share("blocked"), share("handoff"), share("no_route"))


def find_condition_number(case: Case) -> float:
    """Find the worst condition number (2-norm) of `I - M` as it is, with all obstacles cleared, and of `I - P`.

    At least 1. What a solver in double precision answers may be off by about this times 2e-16.
    """
    clear = case.cleared(case.obstacles())
    open_handoffs = Case(clear.elements, clear.relations, 1.0, clear.equal_effort)
    worst = 1.0
    for one in (case, clear, open_handoffs):
        moves = build_chain(one).moves
        if len(moves):
            worst = max(worst, float(np.linalg.cond(np.eye(len(moves)) - moves)))
    return worst
