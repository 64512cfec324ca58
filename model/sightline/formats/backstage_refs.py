"""The references between the entities of a Backstage catalog: ``component:default/x``, ``group:x``, ``x``.

What a reference leaves out is filled in as Backstage does it: the kind by the field that it stands in, the namespace
by the entity that names it. Capitals make no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sightline.document.tree_building import MOST_PROBLEMS
from sightline.document.wording import show
from sightline.errors import InputError, Place, Problem
from sightline.formats import backstage_rules as rules
from sightline.formats.backstage_catalog import Catalog, Entity, Key, make_key
from sightline.formats.backstage_rules import FieldRule


@dataclass(frozen=True, slots=True)
class Reference:
    """One entity that names another in a field of its ``spec``."""

    rule: FieldRule
    source: Entity
    target: Entity
    place: Place


@dataclass(slots=True)
class References:
    """All references of a catalog, in the order of their sources and of the rules."""

    found: list[Reference] = field(default_factory=list)
    by_field: Counter[str] = field(default_factory=Counter)
    """How many each field has, whatever became of them."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Those that are not in ``found``, by field and reason."""
    lost: list[str] = field(default_factory=list)
    """Those that lead to no entity, spelled out."""
    unusual: list[str] = field(default_factory=list)
    """Those in ``found`` that name another kind than their field is made for, spelled out."""


def possible_keys(reference: str, *, kinds: Sequence[str], namespace: str) -> Iterator[Key]:
    """Give the keys that a reference may mean, the likeliest first: one for each kind, where it names none itself."""
    kind, path = _cut(reference, ":")
    within, name = _cut(path, "/")
    for one in (kind,) if kind else kinds:
        yield make_key(one, within or namespace, name)


def read_references(catalog: Catalog) -> References:
    """Read what the entities say of each other. Raises InputError with every reference that is no text."""
    result = References()
    problems: list[Problem] = []
    for source in catalog.entities.values():
        if source.kind == "Location":
            continue
        for rule in rules.FIELD_RULES:
            for text, place in _texts(source, rule.field, problems):
                result.by_field[rule.field] += 1
                _resolve(catalog, result, rule, source, text, place)
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise InputError(problems)
    return result


def _cut(text: str, sign: str) -> tuple[str, str]:
    before, found, after = text.partition(sign)
    return (before.strip(), after) if found else ("", text)


def _texts(source: Entity, field_name: str, problems: list[Problem]) -> Iterator[tuple[str, Place]]:
    value = source.spec.get(field_name)
    is_list = isinstance(value, list)
    for position, item in enumerate(value if isinstance(value, list) else () if value is None else (value,)):
        place = source.place("spec", field_name, *((position,) if is_list else ()))
        if isinstance(item, str):
            yield item, place
        else:
            text = f"`{field_name}` names {show(item)}; expected an entity such as `group:default/support`"
            problems.append(Problem(text, place))


def _resolve(catalog: Catalog, result: References, rule: FieldRule, source: Entity, text: str, place: Place) -> None:
    keys = possible_keys(text, kinds=rule.kinds, namespace=source.key.namespace)
    target = next((catalog.entities[key] for key in keys if key in catalog.entities), None)
    spelled = f"{source.key} {rule.field} {show(text)}"
    if rule.becomes is None:
        reason = rule.reason
    elif target is None:
        reason = rules.NOWHERE
        result.lost.append(spelled)
    elif target is source:
        reason = rules.ITSELF
    elif target.kind not in rule.kinds and (rule.becomes in rules.STRUCTURE or target.kind == "Location"):
        reason = rules.WRONG_KIND
    else:
        if target.kind not in rule.kinds:
            result.unusual.append(spelled)
        result.found.append(Reference(rule, source, target, place))
        return
    result.left_out[f"{rule.field} ({reason})"] += 1
