"""Build the organization from a parsed file, telling every mistake of it in one run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sightline.document.checks import check
from sightline.document.decisions import Decision, Intervention
from sightline.document.drafts import Draft, Record
from sightline.document.elements import Element
from sightline.document.fields import Day, Label, Strict, Text
from sightline.document.organization import Assumptions, Organization
from sightline.document.relations import Relation
from sightline.document.thresholds import Thresholds
from sightline.document.tree import Path, Tree
from sightline.document.vocabulary import RELATION_KINDS, SECTIONS, RelationKind
from sightline.document.wording import did_you_mean, explain, locate, nearest, show
from sightline.errors import InputError

FORMAT = 1
_Model = TypeVar("_Model", bound=BaseModel)


class _Head(Strict):
    """The single facts at the top of a file."""

    name: Label = "Unnamed organization"
    as_of: Day | None = None
    description: Text | None = None


TOP_KEYS = ("sightline", *_Head.model_fields, "assumptions", "thresholds", *SECTIONS, "decisions", "interventions")


def build_organization(tree: Tree) -> Organization:
    """Build the organization that a parsed file describes.

    Raises InputError with all problems of the file, each with its place: unknown keys, wrong values, ids that stand
    twice or nowhere, cycles, and what an external customer may not have.
    """
    draft = Draft(tree)
    raw = tree.value
    if not isinstance(raw, Mapping):
        raise InputError([draft.problem((), f"an organization file is a mapping with sections; found {show(raw)}")])
    _read_version(draft, raw)
    for key in raw:
        if key not in TOP_KEYS:
            suggestion = nearest(str(key), TOP_KEYS)
            draft.tell(
                (str(key),),
                f"`{key}` is not a section of an organization file{did_you_mean(suggestion)}",
                key,
                suggestion,
            )
    head = _validate(draft, _Head, {key: raw[key] for key in _Head.model_fields if key in raw}, (), "the file")
    assumptions = _validate(draft, Assumptions, raw.get("assumptions") or {}, ("assumptions",), "the assumptions")
    thresholds = _validate(draft, Thresholds, raw.get("thresholds") or {}, ("thresholds",), "the thresholds")
    for section in SECTIONS:
        for identifier, body, path in _entries(draft, raw, section):
            _read_element(draft, section, identifier, body, path)
    for identifier, body, path in _entries(draft, raw, "decisions"):
        decision = _validate(draft, Decision, {**body, "id": identifier}, path, "a decision")
        draft.decisions.append(Record(path, decision, identifier))
    _read_interventions(draft, raw)
    check(draft)
    if draft.problems:
        raise InputError(draft.in_order())
    assert head is not None and assumptions is not None and thresholds is not None  # noqa: S101 - no problem was told
    return Organization(
        name=head.name,
        as_of=head.as_of,
        description=head.description,
        assumptions=assumptions,
        thresholds=thresholds,
        elements=tuple(record.value for record in draft.elements if record.value is not None),
        relations=tuple(record.value for record in draft.relations if record.value is not None),
        decisions=tuple(record.value for record in draft.decisions if record.value is not None),
        interventions=tuple(record.value for record in draft.interventions if record.value is not None),
    )


def _read_version(draft: Draft, raw: Mapping[str, Any]) -> None:
    version = raw.get("sightline")
    if version is None:
        draft.tell((), "the file does not say its format; begin it with `sightline: 1`")
    elif version != FORMAT or isinstance(version, bool):
        draft.tell(
            ("sightline",),
            f"format {show(version)} is not known; this version of Sightline reads `sightline: 1`",
            version,
        )


def _entries(draft: Draft, raw: Mapping[str, Any], section: str) -> list[tuple[str, dict[str, Any], Path]]:
    """List the entries of a section that are mappings; an empty section or entry is an empty mapping."""
    content = raw.get(section)
    if content is None:
        return []
    if not isinstance(content, Mapping):
        draft.tell((section,), f"`{section}` is {show(content)}; expected a mapping from ids to what they are", content)
        return []
    entries: list[tuple[str, dict[str, Any], Path]] = []
    for identifier, body in content.items():
        path = (section, str(identifier))
        if body is None or isinstance(body, Mapping):
            entries.append((str(identifier), dict(body or {}), path))
        else:
            draft.tell(path, f"`{identifier}` is {show(body)}; expected a mapping", body)
    return entries


def _read_element(draft: Draft, section: str, identifier: str, body: dict[str, Any], path: Path) -> None:
    kind = SECTIONS[section]
    for key in ("id", "kind"):
        if key in body:
            draft.tell((*path, key), f"`{key}` is said by the place in the file; leave it out", key)
    relations = {key: body.pop(key) for key in RELATION_KINDS if key in body}
    body.pop("id", None)
    record = {**body, "id": identifier, "kind": kind}
    element = _validate(draft, Element, record, path, f"a {kind}", extra_keys=RELATION_KINDS)
    draft.elements.append(Record(path, element, identifier))
    for key, value in relations.items():
        _read_relations(draft, identifier, key, value, (*path, key))


def _read_relations(draft: Draft, supplier: str, kind: RelationKind, value: Any, path: Path) -> None:
    """Read one relation key in its three spellings: one id, a list of ids, a list of mappings (or one mapping)."""
    if value is None:
        return
    is_list = isinstance(value, list | tuple)
    for position, item in enumerate(value if is_list else (value,)):
        here = (*path, position) if is_list else path
        body = item if isinstance(item, Mapping) else {"to": item}
        if "to" not in body:
            draft.tell(here, f"`to` is missing: `{kind}` needs the id of the element it goes to")
            continue
        if not isinstance(body["to"], str):
            draft.tell(here, f"`{kind}` goes to {show(body['to'])}; expected the id of an element", body["to"])
            continue
        record = {key: entry for key, entry in body.items() if key != "to"}
        for key in ("supplier", "customer", "kind"):
            if key in record:
                draft.tell((*here, key), f"`{key}` is not a key of a relation; the other end is `to`", key)
                del record[key]
        draft.read_keys.update({(len(draft.relations)): frozenset(record)})
        ends = {"supplier": supplier, "customer": body["to"], "kind": kind}
        relation = _validate(draft, Relation, {**record, **ends}, here, f"a `{kind}` relation", ends=True)
        draft.relations.append(Record(here, relation, body["to"]))


def _read_interventions(draft: Draft, raw: Mapping[str, Any]) -> None:
    content = raw.get("interventions")
    if content is None:
        return
    if not isinstance(content, list | tuple):
        draft.tell(("interventions",), f"`interventions` is {show(content)}; expected a list of mappings", content)
        return
    for position, body in enumerate(content):
        path: Path = ("interventions", position)
        if isinstance(body, Mapping):
            value = _validate(draft, Intervention, dict(body), path, "an intervention")
            draft.interventions.append(Record(path, value, str(body.get("id", ""))))
        else:
            draft.tell(path, f"an intervention is {show(body)}; expected a mapping", body)


def _validate(
    draft: Draft,
    model: type[_Model],
    record: Any,
    path: Path,
    owner: str,
    *,
    extra_keys: tuple[str, ...] = (),
    ends: bool = False,
) -> _Model | None:
    """Validate one record; tell its problems at their places and give None where there are any."""
    try:
        return model.model_validate(record)
    except ValidationError as error:
        keys = [*model.model_fields, *extra_keys]
        details = error.errors(include_url=False, include_input=False)
        for inner, sentence, value, suggestion in explain(record, details, owner=owner, keys=keys):
            if inner[-1:] == ("id",) and len(inner) == 1 and not ends and owner != "an intervention":
                inner = ()
            if ends and inner[:1] in (("supplier",), ("customer",)):
                continue  # told as an unknown element, or at the element itself
            draft.tell((*path, *inner), sentence, value, suggestion)
        return _salvage(model, record, [locate(record, detail["loc"])[0] for detail in details])


def _salvage(model: type[_Model], record: Mapping[str, Any], faults: list[Path]) -> _Model | None:
    """Validate what is left without the faulty keys, so that references to and from the rest are still checked."""
    rest = dict(record)
    for path in faults:
        match path:
            case (str(key), int(position), *_) if isinstance(rest.get(key), list | tuple):
                rest[key] = [None if index == position else item for index, item in enumerate(rest[key])]
            case (key, *_):
                rest.pop(str(key), None)
    kept = {
        key: [item for item in value if item is not None] if isinstance(value, list) else value
        for key, value in rest.items()
        if key in model.model_fields
    }
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None
