"""Build the organization from a parsed file, telling every mistake of it in one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args

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
_ENDS = ("supplier", "customer", "kind")
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
    assumptions = _read_settings(draft, Assumptions, raw, "assumptions")
    thresholds = _read_settings(draft, Thresholds, raw, "thresholds")
    for section in SECTIONS:
        for identifier, body, path in _entries(draft, raw, section):
            _read_element(draft, section, identifier, body, path)
    for identifier, body, path in _entries(draft, raw, "decisions"):
        _refuse_keys(draft, body, ("id",), path, "is said by the place in the file; leave it out")
        decision = _validate(draft, Decision, {**body, "id": identifier}, path, "a decision", hidden_keys=("id",))
        draft.decisions.append(Record(path, decision, identifier))
    _read_interventions(draft, raw)
    check(draft)
    if draft.problems:
        raise InputError(draft.in_order())
    assert head is not None  # noqa: S101 - no problem was told
    assert assumptions is not None  # noqa: S101
    assert thresholds is not None  # noqa: S101
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


def _read_settings(draft: Draft, model: type[_Model], raw: Mapping[str, Any], key: str) -> _Model | None:
    content = raw.get(key)
    if content is None or isinstance(content, Mapping):
        return _validate(draft, model, dict(content or {}), (key,), f"the {key}")
    draft.tell((key,), f"`{key}` is {show(content)}; expected a mapping", content)
    return None


def _refuse_keys(draft: Draft, body: dict[str, Any], keys: tuple[str, ...], path: Path, reason: str) -> None:
    """Tell keys that exist only in memory, and take them out."""
    for key in keys:
        if key in body:
            draft.tell((*path, key), f"`{key}` {reason}", key)
            del body[key]


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
    _refuse_keys(draft, body, ("id", "kind"), path, "is said by the place in the file; leave it out")
    relations = {key: body.pop(key) for key in RELATION_KINDS if key in body}
    record = {**body, "id": identifier, "kind": kind}
    element = _validate(
        draft, Element, record, path, f"a {kind}", extra_keys=RELATION_KINDS, hidden_keys=("id", "kind")
    )
    draft.elements.append(Record(path, element, identifier))
    for key, value in relations.items():
        _read_relations(draft, identifier, key, value, (*path, key))


def _read_relations(draft: Draft, supplier: str, kind: RelationKind, value: object, path: Path) -> None:
    """Read one relation key in its three spellings: one id, a list of ids, a list of mappings (or one mapping)."""
    if value is None:
        return
    is_list = isinstance(value, list | tuple)
    items: Sequence[object] = value if isinstance(value, list | tuple) else (value,)
    for position, item in enumerate(items):
        here = (*path, position) if is_list else path
        body = item if isinstance(item, Mapping) else {"to": item}
        if "to" not in body:
            draft.tell(here, f"`to` is missing: `{kind}` needs the id of the element it goes to")
            continue
        if not isinstance(body["to"], str):
            place = (*here, "to") if body is item else here
            draft.tell(place, f"`{kind}` goes to {show(body['to'])}; expected the id of an element", body["to"])
            continue
        record = {key: entry for key, entry in body.items() if key != "to"}
        _refuse_keys(draft, record, _ENDS, here, "is not a key of a relation; the other end is `to`")
        draft.read_keys[len(draft.relations)] = frozenset(record)
        ends = {"supplier": supplier, "customer": body["to"], "kind": kind}
        relation = _validate(
            draft, Relation, {**record, **ends}, here, f"a `{kind}` relation", extra_keys=("to",), hidden_keys=_ENDS
        )
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
    record: Mapping[str, Any],
    path: Path,
    owner: str,
    *,
    extra_keys: tuple[str, ...] = (),
    hidden_keys: tuple[str, ...] = (),
) -> _Model | None:
    """Validate one record; tell its problems at their places and give what is sound of it, None where nothing is.

    ``hidden_keys`` are fields of the model that the file says by the place of the record.
    """

    def keys(inner: Path) -> list[str]:
        found = _find_model(model, inner)
        own = [key for key in (found.model_fields if found else ()) if inner or key not in hidden_keys]
        return own if inner else [*own, *extra_keys]

    try:
        return model.model_validate(record)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        for inner, sentence, value, suggestion in explain(record, details, owner=owner, keys=keys):
            if inner[:1] in (("supplier",), ("customer",)) and "supplier" in hidden_keys:
                continue  # told as an unknown element, or at the element itself
            place = path if inner == ("id",) and "id" in hidden_keys else (*path, *inner)
            draft.tell(place, sentence, value, suggestion)
        faults = [locate(record, detail["loc"])[0] for detail in details]
        return _salvage(draft, model, record, path, faults)


def _find_model(model: type[BaseModel], inner: Path) -> type[BaseModel] | None:
    """Find the model of the mapping at a path inside a record."""
    found: type[BaseModel] | None = model
    for step in inner:
        if isinstance(step, str) and found is not None:
            field = found.model_fields.get(step)
            found = _model_in(field.annotation) if field is not None else None
    return found


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)


def _salvage(
    draft: Draft, model: type[_Model], record: Mapping[str, Any], path: Path, faults: list[Path]
) -> _Model | None:
    """Validate what is left without the faulty keys and items, so that references to and from it are still checked."""
    kept = {key: value for key, value in record.items() if key in model.model_fields}
    dropped: dict[str, set[int]] = {}
    for fault in faults:
        match fault:
            case (str(key), int(position), *_) if isinstance(kept.get(key), list | tuple):
                dropped.setdefault(key, set()).add(position)
            case (key, *_):
                kept.pop(str(key), None)
    for key, positions in dropped.items():
        if key in kept:
            kept[key] = [item for position, item in enumerate(kept[key]) if position not in positions]
            draft.left_out[*path, key] = frozenset(positions)
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None
