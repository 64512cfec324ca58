"""Internal loops: the strongly connected sets of the carrying graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from sightline.arrays.network import Flags, Network, Rows


@dataclass(frozen=True, eq=False)
class Components:
    """The strong components over relations of positive volume; ``label`` per element.

    A component is a *loop* when it has several elements, or one whose work comes back to itself at once.
    """

    label: Rows
    size: Rows
    returns: Flags

    @cached_property
    def is_loop(self) -> Flags:
        """Which components are loops."""
        return (self.size > 1) | self.returns

    @cached_property
    def in_loop(self) -> Flags:
        """Which elements lie in a loop."""
        return self.is_loop[self.label]

    @cached_property
    def _grouped(self) -> tuple[Rows, Rows]:
        order = np.argsort(self.label, kind="stable")
        return order, np.searchsorted(self.label[order], np.arange(len(self.size) + 1))

    def members(self, label: int) -> Rows:
        """List the elements of one component, in row order."""
        order, starts = self._grouped
        return order[starts[label] : starts[label + 1]]


def find_components(network: Network) -> Components:
    """Find the strong components of the carrying graph."""
    size = len(network.elements)
    live = network.relations.volume > 0
    supplier, customer = network.relations.supplier[live], network.relations.customer[live]
    arcs = sp.csr_array((np.ones(len(supplier), dtype=np.int8), (supplier, customer)), shape=(size, size))
    count, labels = connected_components(arcs, connection="strong")
    label = labels.astype(np.int64)
    returns = np.zeros(count, dtype=np.bool_)
    returns[label[supplier[supplier == customer]]] = True
    return Components(label=label, size=np.bincount(label, minlength=count).astype(np.int64), returns=returns)
