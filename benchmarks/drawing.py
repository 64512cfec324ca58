"""Draw large organizations as plain columns, the same for the same seed.

Elements stand in eight levels above the external customers (level 0). In the *tangled* shape most relations lead
towards the customers, and one in five goes anywhere, so that nearly all elements end up in one strongly connected part:
the worst case for anything that is easy without loops. In the *layered* shape relations lead down a level within the
neighbourhood of their supplier, and every twentieth element closes a small loop with its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Shape = Literal["tangled", "layered"]
Column = npt.NDArray[np.generic]
Rows = npt.NDArray[np.int64]

LEVELS: Final = 8
RELATIONS_PER_ELEMENT: Final = 5
_KINDS: Final = ("team", "role", "process", "system", "product")
_RELATION_KINDS: Final = ("serves", "delivers", "performs", "supports")
_OBSTACLE_KINDS: Final = ("silo-handoff", "bottleneck", "approval-overload", "overload", "fragmented-data", "our-own")
_THEMES: Final = ("", "", "", "speed", "trust", "consensus")
_UNIT: Final = 50


@dataclass(frozen=True, eq=False)
class Drawing:
    """The three tables of one drawn organization, as columns in the spelling of the file format's tables."""

    name: str
    elements: dict[str, Column]
    relations: dict[str, Column]
    obstacles: dict[str, Column]


def draw(size: int, *, shape: Shape = "tangled", seed: int = 0) -> Drawing:
    """Draw an organization of ``size`` elements and five times as many relations.

    One element in a hundred is an external customer, a third of the elements and a tenth of the relations carry an
    obstacle, and every fiftieth inner element is a unit that those after it are part of.
    """
    chance = np.random.default_rng(seed)
    customers = max(size // 100, 1)
    ids = np.char.add("e", np.char.zfill(np.arange(size).astype(str), 7)).astype(np.object_)
    kinds = chance.choice(np.array(_KINDS, dtype=np.object_), size)
    inner = np.arange(size) - customers
    units = (inner >= 0) & (inner % _UNIT == 0)
    kinds[units] = "team"
    kinds[:customers] = "customer"
    part_of = np.full(size, None, dtype=np.object_)
    members = np.flatnonzero((inner >= 0) & ~units)
    part_of[members] = ids[members - inner[members] % _UNIT]
    headcount = np.where(units, 2.0 * _UNIT, np.nan)
    elements: dict[str, Column] = {
        "id": ids,
        "kind": kinds,
        "part_of": part_of,
        "headcount": headcount,
        "assessed": chance.random(size) < 0.8,
    }
    supplier, customer = _wire(chance, size, customers, shape)
    kind = chance.choice(np.array(_RELATION_KINDS, dtype=np.object_), len(supplier))
    relations: dict[str, Column] = {
        "from": ids[supplier],
        "to": ids[customer],
        "kind": kind,
        "volume": np.round(chance.lognormal(0.0, 1.0, len(supplier)) + 0.01, 3),
        "assessed": chance.random(len(supplier)) < 0.8,
    }
    obstacles = _block(chance, ids, customers, supplier, customer)
    return Drawing(f"{shape} {size}", elements, relations, obstacles)


def write_parquet(drawing: Drawing, folder: Path) -> None:
    """Write a drawing as a folder of Parquet files."""
    import pyarrow as pa
    import pyarrow.parquet

    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in (
        ("elements", drawing.elements),
        ("relations", drawing.relations),
        ("obstacles", drawing.obstacles),
    ):
        table = pa.table({title: pa.array(column, from_pandas=True) for title, column in columns.items()})
        pyarrow.parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def _wire(chance: np.random.Generator, size: int, customers: int, shape: Shape) -> tuple[Rows, Rows]:
    """Draw suppliers and customers of the relations; every inner element has at least one relation."""
    count = RELATIONS_PER_ELEMENT * size
    inner = size - customers
    supplier = np.concatenate((np.arange(inner), chance.integers(0, inner, count - inner)))
    level = supplier * LEVELS // inner  # 0 is the one next to the external customers
    start = -(-level * inner // LEVELS)
    if shape == "tangled":
        target = np.floor(chance.random(count) * start).astype(np.int64)
        anywhere = chance.random(count) < 0.2
        target[anywhere] = chance.integers(0, inner, int(anywhere.sum()))
        outside = ((level == 0) & ~anywhere) | (chance.random(count) < 0.02)
    else:
        width = inner // LEVELS
        shift = np.floor(chance.normal(0.0, 20.0, count)).astype(np.int64)
        target = np.clip(supplier - width + shift, 0, np.maximum(start - 1, 0))
        back = supplier % 20 == 0
        target[back] = np.minimum(supplier[back] + chance.integers(1, 4, int(back.sum())), inner - 1)
        round_again = chance.random(count) < 0.05
        target[round_again & ~back] = (supplier - supplier % 20)[round_again & ~back]
        outside = (level == 0) & ~back & ~round_again
    ends = chance.integers(0, customers, count)
    return supplier + customers, np.where(outside, ends, target + customers)


def _block(
    chance: np.random.Generator, ids: Column, customers: int, supplier: Rows, customer: Rows
) -> dict[str, Column]:
    """Draw obstacles on a third of the inner elements and a tenth of the relations (those alone between their ends)."""
    size = len(ids)
    elements = np.sort(chance.choice(np.arange(customers, size), (size - customers) // 3, replace=False))
    _, first, several = np.unique(supplier * size + customer, return_index=True, return_counts=True)
    alone = first[several == 1]
    relations = np.sort(chance.choice(alone, min(len(supplier) // 10, len(alone)), replace=False))
    on = np.concatenate((ids[elements], ids[supplier[relations]] + " -> " + ids[customer[relations]]))
    count = len(on)
    return {
        "on": on,
        "kind": chance.choice(np.array(_OBSTACLE_KINDS, dtype=np.object_), count),
        "severity": np.round(chance.beta(2.0, 5.0, count), 3),
        "themes": chance.choice(np.array(_THEMES, dtype=np.object_), count),
    }
