"""A catalogue of a user's own: kinds of obstacles that extend or override those that come with Sightline.

.. code-block:: yaml

    kinds:
      - kind: paper-forms
        name: Paper forms
        area: operations
        light: One form a case
        items: [{audience: front-line, sign: "-", text: Half my day goes into forms.}]
      - kind: turnover
        middling: About 25 % a year
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from sightline.catalogue import Area
from sightline.catalogue.details import Aim, Audience, Catalogue, Effort, Place, catalogue, extended
from sightline.document.drafts import Draft
from sightline.document.fields import KindName, Label, Labels, Strict, Text
from sightline.document.limits import DEFAULT_LIMITS
from sightline.document.wording import did_you_mean, explain, nearest, show
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError
from sightline.formats.source import Source


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class ItemEntry(Strict):
    """One closed question."""

    audience: Audience
    sign: Literal["+", "-"]
    text: Label


class RemedyEntry(Strict):
    """One thing that helps."""

    text: Label
    effort: Effort
    aim: Aim = "cause"


class KindEntry(Strict):
    """One kind: a new one needs a name and an area, a known one is overridden in what is said here."""

    kind: KindName
    code: Label | None = None
    name: Label | None = None
    area: Area | None = None
    where: Label | None = None
    applies_to: Annotated[tuple[Place, ...], BeforeValidator(_as_tuple)] | None = None
    evidence: Text | None = None
    light: Label | None = None
    middling: Label | None = None
    heavy: Label | None = None
    items: Annotated[tuple[ItemEntry, ...], BeforeValidator(_as_tuple), Field(max_length=50)] | None = None
    remedies: Annotated[tuple[RemedyEntry, ...], BeforeValidator(_as_tuple), Field(max_length=50)] | None = None
    causes: Labels | None = None
    themes: Labels | None = None
    source: Labels | None = None
    literature: Label | None = None


_PARTS: dict[str, type[Strict]] = {"items": ItemEntry, "remedies": RemedyEntry}


def read_catalogue(path: Path | str | None) -> Catalogue:
    """Give the catalogue that comes with Sightline, with the kinds of a file where one is named.

    Raises InputError with every mistake of the file and its place.
    """
    if path is None:
        return catalogue()
    source = Source(Path(path))
    draft = Draft(read_yaml(source.read(DEFAULT_LIMITS.yaml_bytes), file=source.name))
    raw = draft.tree.value
    listed = raw.get("kinds") if isinstance(raw, Mapping) else None
    if not isinstance(listed, list):
        raise InputError([draft.problem((), f"a catalogue is a mapping with a list `kinds`; found {show(raw)}")])
    base = catalogue()
    entries = [_read_entry(draft, item, position, base) for position, item in enumerate(listed)]
    if draft.problems:
        raise InputError(draft.in_order())
    return extended(base, [one.model_dump(exclude_none=True) for one in entries if one is not None])


def _read_entry(draft: Draft, item: object, position: int, base: Catalogue) -> KindEntry | None:
    """Read one kind; tell what is wrong with it."""
    path = ("kinds", position)
    if not isinstance(item, Mapping):
        draft.tell(path, f"a kind is a mapping; found {show(item)}", item)
        return None
    try:
        entry = KindEntry.model_validate(item)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)

        def keys(inner: tuple[str | int, ...]) -> list[str]:
            part = _PARTS.get(str(inner[0])) if inner else None
            return list((part or KindEntry).model_fields)

        for inner, text, value, suggestion in explain(item, details, owner="a kind", keys=keys):
            draft.tell((*path, *inner), text, value, suggestion)
        return None
    if entry.kind not in base and (entry.name is None or entry.area is None):
        near = did_you_mean(nearest(entry.kind, base))
        draft.tell((*path, "kind"), f"`{entry.kind}` is a new kind: it needs a `name` and an `area`{near}", entry.kind)
    return entry
