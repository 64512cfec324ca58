"""Before and after on one map: what is in both stands where it stood."""

from __future__ import annotations

from dataclasses import replace

from sightline.app.model import Model
from sightline.app.trial import Trial
from sightline.pictures.map_model import MapView
from sightline.pictures.map_view import build_map
from sightline.pipeline import analyze


def map_before(model: Model) -> MapView:
    """Give the map of the model as it is."""
    return model.recall("what-if-map", lambda: build_map(model.analysis))


def map_after(model: Model, trial: Trial) -> MapView:
    """Give the map of a scenario; every node that is on the map before keeps its place, and so do the columns."""
    return model.recall(("what-if-map", trial), lambda: _at_their_places(map_before(model), trial))


def _at_their_places(before: MapView, trial: Trial) -> MapView:
    after = build_map(analyze(trial.effect.after, only=("sight", "coverage")))
    places = {node.id: (node.x, node.y) for node in before.nodes}
    nodes = tuple(
        replace(node, x=places[node.id][0], y=places[node.id][1]) if node.id in places else node for node in after.nodes
    )
    return replace(after, nodes=nodes, bands=before.bands, digest=f"{after.digest}-on-{before.digest}")
