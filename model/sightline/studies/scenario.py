"""A scenario: named changes to keep, to pass on and to compare, as a small file that people can read.

.. code-block:: yaml

    scenario: Decide nearer to the customer
    changes:
      - clear: ob-3
      - set: {obstacle: ob-4, to: 0.2}
      - add relation: {from: planning, to: clinic, volume: 2, membership: replaced}

A change that needs no more than one name may be written as that name alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_type_hints

from pydantic import BaseModel, ValidationError, create_model

from sightline.document import Organization, Tree
from sightline.document import Path as TreePath
from sightline.document.atomic import write_atomically
from sightline.document.drafts import Draft
from sightline.document.fields import MAX_LABEL, Strict
from sightline.document.json_reading import read_json
from sightline.document.limits import DEFAULT_LIMITS
from sightline.document.text_form import to_json, to_yaml
from sightline.document.wording import did_you_mean, explain, nearest, show
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError
from sightline.formats.source import Source
from sightline.studies.changes import (
    AddElement,
    AddObstacle,
    AddRelation,
    Change,
    ClearObstacle,
    MergeElements,
    RemoveElement,
    RemoveRelation,
    Reroute,
    SetHeadcount,
    SetSeverity,
    SetVolume,
    SplitElement,
    apply_changes,
)

WORDS: Final[dict[str, type[Change]]] = {
    "set": SetSeverity,
    "clear": ClearObstacle,
    "add obstacle": AddObstacle,
    "add relation": AddRelation,
    "remove relation": RemoveRelation,
    "reroute": Reroute,
    "set volume": SetVolume,
    "add element": AddElement,
    "remove element": RemoveElement,
    "set headcount": SetHeadcount,
    "merge elements": MergeElements,
    "split element": SplitElement,
}
"""What a scenario calls each change."""
_KEYS = ("scenario", "changes")


@dataclass(frozen=True, slots=True)
class Scenario:
    """Named changes, made one after another; each finds its names in what the one before it left."""

    name: str
    changes: tuple[Change, ...] = ()

    def apply(self, organization: Organization) -> Organization:
        """Give the changed organization; raises UsageError for the first change that cannot be made."""
        return apply_changes(organization, self.changes)

    def describe(self, organization: Organization) -> tuple[str, ...]:
        """Say the changes one after another; raises UsageError for the first one that cannot be made."""
        sentences = []
        for change in self.changes:
            sentences.append(change.describe(organization))
            organization = change.apply(organization)
        return tuple(sentences)

    def to_raw(self) -> dict[str, Any]:
        """Give the plain form; reading it again gives an equal scenario. What equals its default is left out."""
        return {"scenario": self.name, "changes": [_change_to_raw(change) for change in self.changes]}

    @classmethod
    def from_raw(cls, tree: Tree) -> Scenario:
        """Build the scenario that a parsed file describes; raises InputError with all its mistakes and their places."""
        draft, raw = Draft(tree), tree.value
        if not isinstance(raw, Mapping):
            raise InputError([draft.problem((), f"a scenario is a mapping with a name and changes; found {show(raw)}")])
        for key in raw:
            if key not in _KEYS:
                suggestion = nearest(str(key), _KEYS)
                text = f"`{key}` is not a key of a scenario{did_you_mean(suggestion)}"
                draft.tell((str(key),), text, key, suggestion)
        name, listed = raw.get("scenario"), raw.get("changes", [])
        if not isinstance(name, str) or not 1 <= len(name) <= MAX_LABEL:
            draft.tell(
                ("scenario",), f"`scenario` is {show(name)}; expected a name of 1 to {MAX_LABEL} characters", name
            )
        if not isinstance(listed, list | tuple):
            draft.tell(("changes",), f"`changes` is {show(listed)}; expected a list", listed)
            listed = []
        changes = [_read_change(draft, item, ("changes", number)) for number, item in enumerate(listed)]
        if draft.problems:
            raise InputError(draft.in_order())
        return cls(str(name), tuple(change for change in changes if change is not None))


def read_scenario(path: Path | str) -> Scenario:
    """Read a scenario from a YAML file, or JSON where the suffix says so; raises InputError with all mistakes."""
    source = Source(Path(path))
    is_json = source.suffix == ".json"
    data = source.read(DEFAULT_LIMITS.json_bytes if is_json else DEFAULT_LIMITS.yaml_bytes)
    return Scenario.from_raw((read_json if is_json else read_yaml)(data, file=source.name))


def write_scenario(scenario: Scenario, path: Path | str) -> None:
    """Write a scenario as YAML, or JSON where the suffix says so, whole or not at all; raises UsageError."""
    path = Path(path)
    spell = to_json if path.suffix.lower() == ".json" else to_yaml
    write_atomically(path, spell(scenario.to_raw()).encode())


def _change_to_raw(change: Change) -> dict[str, Any]:
    word = next(word for word, kind in WORDS.items() if type(change) is kind)
    form = _FORMS[type(change)]
    body = {
        form.model_fields[field.name].alias or field.name: _plain(getattr(change, field.name))
        for field in dataclasses.fields(change)
        if getattr(change, field.name) != field.default
    }
    return {word: next(iter(body.values())) if list(body) == [_only_name(type(change))] else body}


def _plain(value: object) -> object:
    """Spell what a change holds as files do: tuples as lists, records as mappings without their defaults."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.model_dump(exclude_defaults=True) if isinstance(value, BaseModel) else value


def _read_change(draft: Draft, item: object, path: TreePath) -> Change | None:
    """Read one change, a mapping of one word to what it needs; tell what is wrong with it."""
    if not isinstance(item, Mapping) or len(item) != 1:
        found = f"a mapping of {len(item)} keys" if isinstance(item, Mapping) else show(item)
        draft.tell(path, f"a change is a mapping of one word, such as `clear: ob-3`; found {found}")
        return None
    word, body = next(iter(item.items()))
    kind = WORDS.get(word)
    if kind is None:
        suggestion = nearest(str(word), WORDS)
        text = f"`{word}` is not a change{did_you_mean(suggestion) or '; there are: ' + ', '.join(WORDS)}"
        draft.tell((*path, str(word)), text, word, suggestion)
        return None
    if (only := _only_name(kind)) is not None and not isinstance(body, Mapping):
        body = {only: body}
    if not isinstance(body, Mapping):
        draft.tell((*path, word), f"`{word}` is {show(body)}; expected a mapping", body)
        return None
    form = _FORMS[kind]
    try:
        record = form.model_validate(body)
    except ValidationError as error:
        names = [field.alias or name for name, field in form.model_fields.items()]
        details = error.errors(include_url=False, include_input=False)
        for inner, text, value, suggestion in explain(body, details, owner=f"`{word}`", keys=lambda _: names):
            draft.tell((*path, word, *inner), text, value, suggestion)
        return None
    return kind(**{name: getattr(record, name) for name in form.model_fields})


def _only_name(kind: type[Change]) -> str | None:
    """Give the only field of a change that must be said, None where there are several."""
    needed = [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]
    return needed[0] if len(needed) == 1 else None


def _build_form(kind: type[Change]) -> type[BaseModel]:
    """Make the strict record that a change is read by, with its keys in files."""
    hints = get_type_hints(kind, include_extras=True)
    fields: dict[str, Any] = {
        field.name: (hints[field.name], ... if field.default is dataclasses.MISSING else field.default)
        for field in dataclasses.fields(kind)
    }
    return create_model(kind.__name__, __base__=Strict, **fields)


_FORMS: Final = {kind: _build_form(kind) for kind in WORDS.values()}
