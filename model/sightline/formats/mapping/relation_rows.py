"""Sheets that list relations, one a row, and sheets that list obstacles, on elements or on relations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from sightline.catalogue import OBSTACLE_KINDS
from sightline.document.vocabulary import CARRYING
from sightline.document.wording import show
from sightline.formats.graph_model import plain_name
from sightline.formats.graph_rules import EDGE_WORDS, Meaning
from sightline.formats.identifiers import slug
from sightline.formats.mapping.assembling import Assembly, Link
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.listings import SAYS_NOTHING
from sightline.formats.mapping.naming import Part
from sightline.formats.mapping.records import Record, Sheet

NO_END: Final = "without one of its ends"
NO_PLACE: Final = "without saying where it sits"
_ENDS: Final = frozenset(("from", "to", "kind"))
_INLINE: Final = ("obstacle", "severity", "evidence")
_ARROW: Final = re.compile(r"\s*(?:->|\u2192)\s*")
_KINDS: Final[Mapping[str, str]] = {
    plain(word): known.kind for known in OBSTACLE_KINDS for word in (known.kind, known.name, known.code)
}
"""The kinds of obstacles of the catalogue, by what people may call them."""


def read_relations(sheets: Iterable[Sheet], assembly: Assembly) -> Counter[str]:
    """Take the relations of the rows; gives the words for a kind that are none of ours, which become tags."""
    odd_words: Counter[str] = Counter()
    for record in (record for sheet in sheets for record in sheet.records()):
        supplier, customer = record.text("from"), record.text("to")
        if supplier is None or customer is None:
            assembly.left_out.add(NO_END if record.values else SAYS_NOTHING, record)
            continue
        kind = record.sheet.profile.kind_of_elements
        ends = (
            assembly.parts.refer(supplier, record, "from", kind),
            assembly.parts.refer(customer, record, "to", kind),
        )
        if ends[0] is None or ends[1] is None:
            continue
        word = record.text("kind")
        known = EDGE_WORDS.get(plain_name(word).replace(" ", "")) if word is not None else None
        facts = _facts(record)
        if word is not None and known is None:
            odd_words[word] += 1
            facts["tags"] = list(dict.fromkeys([*record.texts("tags"), word]))
        meaning: Meaning = known or record.sheet.profile.edges
        link = assembly.relate(meaning, (ends[0], ends[1]), record, facts)
        if link is not None and record.text("obstacle") is not None:
            obstacle = {"kind": record.text("obstacle"), **_some(record, ("severity", "evidence"))}
            link.obstacles.append((_spell_obstacle(obstacle), record))
    return odd_words


def _facts(record: Record) -> dict[str, object]:
    facts = {name: value for name, value in record.values.items() if name not in _ENDS and name not in _INLINE}
    if "id" in facts:
        facts["id"] = slug(str(facts["id"])) or str(facts["id"])
    return facts


def _some(record: Record, names: Iterable[str]) -> dict[str, object]:
    return {name: record.values[name] for name in names if name in record.values}


def read_obstacles(sheets: Iterable[Sheet], assembly: Assembly) -> None:
    """Put the obstacles of the rows on the elements and relations that they name; relations must be known already."""
    between: dict[tuple[Part, Part], list[Link]] = {}
    for link in assembly.links():
        if link.kind in CARRYING:
            between.setdefault((link.supplier, link.customer), []).append(link)
    for record in (record for sheet in sheets for record in sheet.records()):
        owner = _find_owner(record, between, assembly)
        if owner is not None:
            facts = {name: value for name, value in record.values.items() if name not in ("on", "from", "to")}
            owner.obstacles.append((_spell_obstacle(facts), record))


def _find_owner(
    record: Record, between: Mapping[tuple[Part, Part], list[Link]], assembly: Assembly
) -> Part | Link | None:
    """Find what an obstacle sits on; None where it is left out or a mistake is told."""
    on, field = record.text("on"), "on"
    ends = [record.text("from"), record.text("to")]
    if on is not None and not assembly.parts.find(on) and len(spelled := _ARROW.split(on)) == 2:
        ends = list(spelled)
    elif on is not None:
        return assembly.parts.refer(on, record, field, record.sheet.profile.kind_of_elements)
    if ends[0] is None or ends[1] is None:
        assembly.left_out.add(NO_PLACE if record.values else SAYS_NOTHING, record)
        return None
    suppliers, customers = assembly.parts.find(ends[0]), assembly.parts.find(ends[1])
    found = [link for one in suppliers for other in customers for link in between.get((one, other), ())]
    if len(found) != 1:
        told = f"{len(found)} relations" if found else "no relation that carries work"
        message = f"{show(f'{ends[0]} -> {ends[1]}')} is {told}; an obstacle sits on one"
        assembly.tell(message, record.place(field if on is not None else "from"), f"{ends[0]} -> {ends[1]}")
        return None
    return found[0]


def _spell_obstacle(facts: Mapping[str, object]) -> dict[str, object]:
    """Spell the kind and the ids of an obstacle as format 1 does."""
    spelled = dict(facts)
    if "kind" in spelled:
        word = str(spelled["kind"])
        spelled["kind"] = _KINDS.get(plain(word)) or slug(word) or word
    if "id" in spelled:
        spelled["id"] = slug(str(spelled["id"])) or str(spelled["id"])
    causes = spelled.get("caused_by")
    if isinstance(causes, list):
        spelled["caused_by"] = [slug(str(one)) or str(one) for one in causes]
    return spelled
