"""Where an obstacle sits and what its figures say, as the pages put it."""

from __future__ import annotations

from sightline.app.model import Model
from sightline.phrases import percent
from sightline.report import wording


def element_of(model: Model, obstacle: int) -> str:
    """Give the id of the element that an obstacle sits on; of the supplier, where it sits on a relation."""
    network = model.snapshot.network
    row, relation = int(network.obstacles.element[obstacle]), int(network.obstacles.relation[obstacle])
    return str(network.elements.ids[row if row >= 0 else int(network.relations.supplier[relation])])


def name_of(model: Model, obstacle: int) -> str:
    """Name an obstacle with its place, without the marks of a terminal."""
    return model.names.obstacle(obstacle).replace("`", "")


def gain_of(model: Model, obstacle: int) -> str:
    """Spell what clearing an obstacle alone gains."""
    cost = model.analysis.occlusion.obstacles
    return wording.gain(float(cost.gain[obstacle]), exact=bool(cost.exact[obstacle]))


def facts(model: Model, obstacle: int) -> str:
    """Say in one line what an obstacle takes, blocks and is charged with."""
    network, cost = model.snapshot.network, model.analysis.occlusion.obstacles
    return (
        f"Takes {percent(float(network.obstacles.severity[obstacle]))} of what passes there."
        f" Blocks {percent(float(cost.blocked[obstacle]), 1)} of all effort;"
        f" its fair share of what obstacles cost is {percent(float(cost.share[obstacle]), 1)}."
    )
