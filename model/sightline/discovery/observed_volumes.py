"""Write what was seen into a copy of a model: its volumes become numbers of handovers.

Volumes are shares of what leaves one supplier, so they change together or not at all. For a supplier that the log saw
at work, a relation that was seen takes its number of handovers (several relations between the same two share it as they
shared their declared volumes); one that could have been seen and never was takes 0; and one of which the log can say
nothing keeps its declared share of the whole. Suppliers that the log did not see at work stay as declared.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from sightline.discovery.overlay import Overlay
from sightline.document import Organization, Relation, Source
from sightline.phrases import listed
from sightline.studies.naming import element_name, is_member
from sightline.studies.rebuilding import checked, rebuilt

TAG = "event-log"
"""The tag of a relation whose volume comes from a log."""
_NAMED = 5


def write_observed(overlay: Overlay, *, add: bool = False) -> Organization:
    """Give a copy of the model of an overlay with the observed volumes; ``add`` also puts in what nobody declared.

    What says where a relation came from is kept; a relation without such a source gets the log as its source.
    """
    organization = overlay.organization
    declared = {pair.ends: pair for pair in (*overlay.agreed, *overlay.never_seen, *overlay.unknown)}
    parallel = Counter((one.supplier, one.customer) for one in organization.relations if one.is_carrying)
    seen, declared_seen = _sum_by_supplier(overlay, add=add)
    relations = []
    for relation in organization.relations:
        pair = declared.get((relation.supplier, relation.customer)) if relation.is_carrying else None
        if pair is None or not seen[pair.supplier]:
            relations.append(relation)
            continue
        volume = pair.declared or 0.0
        part = relation.volume / volume if volume else 1.0 / parallel[pair.ends]
        if pair in overlay.unknown:
            known = declared_seen[pair.supplier]
            factor = seen[pair.supplier] / known if known else 1.0
            relations.append(_with_volume(relation, relation.volume * factor, None))
        else:
            relations.append(_with_volume(relation, part * (pair.seen or 0), overlay.log))
    added = _spell_undeclared(overlay) if add else []
    return rebuilt(organization, relations=(*relations, *added))


def add_undeclared(overlay: Overlay) -> Organization:
    """Give the model as it is declared, with the handovers that nobody declared as relations beside."""
    return rebuilt(overlay.organization, relations=(*overlay.organization.relations, *_spell_undeclared(overlay)))


def spell_ended_memberships(overlay: Overlay) -> tuple[str, ...]:
    """Say who would not work through what it is part of any more, once the undeclared handovers are added."""
    suppliers = sorted({pair.supplier for pair in overlay.never_declared})
    ended = [one for one in suppliers if is_member(overlay.organization, one)]
    if not ended:
        return ()
    names = listed([element_name(overlay.organization, one) for one in ended], _NAMED)
    return (f"They worked through what they are part of, and have relations of their own now: {names}.",)


def _spell_undeclared(overlay: Overlay) -> list[Relation]:
    return [
        Relation(
            supplier=pair.supplier,
            customer=pair.customer,
            kind="serves",
            volume=float(pair.seen or 0),
            tags=(TAG,),
            source=_source(overlay.log),
        )
        for pair in overlay.never_declared
    ]


def _sum_by_supplier(overlay: Overlay, *, add: bool) -> tuple[dict[str, int], dict[str, float]]:
    """Sum what was seen of each supplier, and what is declared of the same relations."""
    seen: defaultdict[str, int] = defaultdict(int)
    declared: defaultdict[str, float] = defaultdict(float)
    for pair in (*overlay.agreed, *overlay.never_seen, *(overlay.never_declared if add else ())):
        seen[pair.supplier] += pair.seen or 0
        declared[pair.supplier] += pair.declared or 0.0
    return seen, declared


def _with_volume(relation: Relation, volume: float, log: str | None) -> Relation:
    changed: dict[str, object] = {"volume": volume}
    if log is not None:
        changed["tags"] = tuple(dict.fromkeys((*relation.tags, TAG)))
        changed["source"] = relation.source or _source(log)
    return checked(relation.model_copy(update=changed))


def _source(log: str) -> Source:
    return Source(file=log[-500:])
