"""External customers and products as lists: worst-seen first, haziest first, those that nothing reaches apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sightline.app.model import Model
from sightline.arrays.network import KIND_CODES

PRODUCT = KIND_CODES["product"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one external customer sees: ``place`` in the results, then shares of all effort; no clarity, no work."""

    id: str
    name: str
    place: int
    clarity: float | None
    seen: float
    clear_seen: float
    haze: float | None


@dataclass(frozen=True, slots=True)
class Hazy:
    """What rubs off on one product, each as the share that one obstacle as strong would take; None where none flows."""

    id: str
    name: str
    haze: float | None
    own: float
    inherited: float | None
    part_inherited: float | None


def list_customers(model: Model) -> tuple[Seen, ...]:
    """List the external customers, the worst-seen first, those whom no work is meant for last."""
    found, depth = model.analysis.customers, model.analysis.rub_off.depth
    clarity = np.where(np.isnan(found.clarity), np.inf, found.clarity)
    return tuple(
        Seen(
            id=str(found.network.elements.ids[row]),
            name=_name(model, row),
            place=place,
            clarity=_defined(float(found.clarity[place])),
            seen=float(found.seen[place]),
            clear_seen=float(found.clear_seen[place]),
            haze=_taken(float(depth[row])),
        )
        for place, row in ((place, int(found.rows[place])) for place in np.argsort(clarity, kind="stable").tolist())
    )


def list_products(model: Model) -> tuple[Hazy, ...]:
    """List the products and services, those on which most haze rubs off first."""
    elements, lens = model.snapshot.network.elements, model.analysis.rub_off
    rows = np.flatnonzero(elements.kinds == PRODUCT)
    order = rows[np.argsort(-np.nan_to_num(lens.inherited[rows], nan=-1.0), kind="stable")]
    return tuple(
        Hazy(
            id=str(elements.ids[row]),
            name=_name(model, row),
            haze=_taken(float(lens.depth[row])),
            own=abs(math.expm1(-float(lens.lens.own[row]))),
            inherited=_taken(float(lens.inherited[row])),
            part_inherited=float(lens.inherited[row] / lens.depth[row]) if lens.depth[row] > 0 else None,
        )
        for row in order.tolist()
    )


def _name(model: Model, row: int) -> str:
    return model.names.element(row).replace("`", "")


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else value


def _taken(depth: float) -> float | None:
    """Turn a depth into the share that one obstacle of that depth takes."""
    return None if math.isnan(depth) else abs(math.expm1(-depth))
