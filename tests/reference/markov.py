"""Absorbing Markov chains by removing one state at a time, without a single subtraction.

A state that is removed hands what would have come to it to the states it leads to, in the proportions in which it
leaves itself. As only sums, products and quotients of non-negative numbers occur, every figure keeps its leading
digits however rarely a loop is left (Grassmann, Taksar and Heyman, "Regenerative analysis and steady state
distributions for Markov chains", Operations Research 33 (1985)); a chain's rows sum to 1 by construction.

`moves[..., i, j]` is the chance of going from state i to state j, `ends[..., i, k]` that of ending in end k. Leading
dimensions are separate chains.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Reduced:
    """A chain with its states removed, last first: what each row was when its state was removed."""

    moves: Array
    ends: Array
    leaving: Array


def reduce_chain(moves: Array, ends: Array) -> Reduced:
    """Remove the states, last first. Every state must have a way to an end."""
    moves, ends = moves.copy(), ends.copy()
    count = moves.shape[-1]
    leaving = np.ones(moves.shape[:-1])
    for state in reversed(range(count)):
        leaving[..., state] = moves[..., state, :state].sum(axis=-1) + ends[..., state, :].sum(axis=-1)
        onward = moves[..., state, :state] / leaving[..., state, None]
        ending = ends[..., state, :] / leaving[..., state, None]
        arriving = moves[..., :state, state, None]
        moves[..., :state, :state] += arriving * onward[..., None, :]
        ends[..., :state, :] += arriving * ending[..., None, :]
    return Reduced(moves, ends, leaving)


def find_ends(moves: Array, ends: Array) -> Array:
    """Find the chance of each end from each state: the rows of `(I - moves)^-1 ends`."""
    reduced = reduce_chain(moves, ends)
    result = np.zeros_like(reduced.ends)
    for state in range(moves.shape[-1]):
        total = reduced.ends[..., state, :].copy()
        for other in range(state):
            total += reduced.moves[..., state, other, None] * result[..., other, :]
        result[..., state, :] = total / reduced.leaving[..., state, None]
    return result


def count_visits(moves: Array, ends: Array, starts: Array) -> Array:
    """Count the expected visits to each state: `a = starts + moves^T a`."""
    reduced = reduce_chain(moves, ends)
    count = moves.shape[-1]
    arriving = np.broadcast_to(starts, moves.shape[:-1]).astype(np.float64)
    for state in reversed(range(count)):
        leaves = arriving[..., state] / reduced.leaving[..., state]
        arriving[..., :state] += leaves[..., None] * reduced.moves[..., state, :state]
    visits = np.zeros_like(arriving)
    for state in range(count):
        total = arriving[..., state].copy()
        for other in range(state):
            total += visits[..., other] * reduced.moves[..., other, state]
        visits[..., state] = total / reduced.leaving[..., state]
    return visits
