"""The file of a mapping profile: YAML that people read and edit, with every mistake told in its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from sightline.document.atomic import write_atomically
from sightline.document.limits import DEFAULT_LIMITS
from sightline.document.text_form import to_yaml
from sightline.document.tree import Path as TreePath
from sightline.document.tree import Tree
from sightline.document.wording import did_you_mean, explain, nearest, show
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Problem
from sightline.formats.mapping.fields import FIELDS, IGNORE, NEEDED
from sightline.formats.mapping.profile import Profile, SheetProfile
from sightline.formats.source import Source
from sightline.phrases import listed

HEAD = "# How the sheets of a file become an organization. Used again by: sightline import FILE --profile THIS\n"
_MARK = "sightline_profile"
_MOST_SHOWN = 4
_Model = TypeVar("_Model", bound=BaseModel)


def read_profile(source: Path | bytes, *, name: str = "profile") -> Profile:
    """Read a profile from a file, or from bytes, which ``name`` then stands for in places.

    Raises InputError with every mistake of it: unknown keys and words, fields that its kind of sheet does not have,
    columns that are missing.
    """
    data = source if isinstance(source, bytes) else Source(source).read(DEFAULT_LIMITS.yaml_bytes)
    tree = read_yaml(data, file=name if isinstance(source, bytes) else str(source))
    raw = tree.value
    problems: list[Problem] = []
    if not isinstance(raw, Mapping) or _MARK not in raw:
        message = f"a mapping profile begins with `{_MARK}: 1`; found {show(raw)} without it"
        raise InputError.of(message, tree.place(()))
    found = raw.get("sheets")
    sheets = [
        _validate(SheetProfile, sheet, ("sheets", at), tree, problems)
        for at, sheet in enumerate(found if isinstance(found, list) else [])
    ]
    head = _validate(Profile, {**raw, "sheets": []} if isinstance(found, list) else raw, (), tree, problems)
    for at, sheet in enumerate(sheets):
        if sheet is not None:
            problems += (_place(mistake, ("sheets", at), tree) for mistake in find_mistakes(sheet))
    if head is None or problems:
        raise InputError(sorted(problems, key=lambda one: (one.place.line or 0, one.place.column or 0)))
    return head.model_copy(update={"sheets": tuple(sheets)})


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile, whole or not at all; the same profile gives the same bytes. Raises UsageError."""
    write_atomically(path, spell_profile(profile).encode())


def spell_profile(profile: Profile) -> str:
    """Spell a profile as its file does: what is as usual is left out."""
    value = {_MARK: profile.sightline_profile, **profile.model_dump(mode="json", exclude_defaults=True)}
    return HEAD + to_yaml(value)


Mistake = tuple[TreePath, str, str | None, str | None]
"""The way to it inside a sheet's profile, the sentence, the offending value, the nearest valid one."""


def find_mistakes(sheet: SheetProfile) -> Iterator[Mistake]:
    """Find what no single value of a sheet's profile shows: fields its kind does not have, has twice, or lacks."""
    known = FIELDS[sheet.kind]
    filled: dict[str, str] = {}
    are_known = True
    for header, word in sheet.columns.items():
        if word == IGNORE:
            continue
        path: TreePath = ("columns", header)
        if word not in known:
            are_known = False
            near = nearest(word, (*known, IGNORE))
            yield path, f"{show(word)} is no field of a sheet of {sheet.kind}{did_you_mean(near)}", word, near
        elif word in filled and not known[word].several:
            yield path, f"`{word}` is filled by {show(filled[word])} already; one column can fill it", word, None
        filled.setdefault(word, header)
    if are_known and not any(needed <= filled.keys() for needed in NEEDED[sheet.kind]):
        ways = [" and ".join(f"`{name}`" for name in sorted(needed)) for needed in NEEDED[sheet.kind]]
        yield ("columns",), f"a sheet of {sheet.kind} needs columns for {_any_of(ways)}", None, None


def _any_of(ways: list[str]) -> str:
    return f"one of these: {listed(ways, _MOST_SHOWN)}" if len(ways) > 1 else ways[0]


def _validate(model: type[_Model], raw: object, above: TreePath, tree: Tree, problems: list[Problem]) -> _Model | None:
    def keys(path: TreePath) -> Iterable[str]:
        return () if path else model.model_fields

    try:
        return model.model_validate(raw)
    except ValidationError as error:
        owner = "a sheet" if above else "the profile"
        problems += [_place(told, above, tree) for told in explain(raw, error.errors(), owner=owner, keys=keys)]
        return None


def _place(mistake: tuple[TreePath, str, object, str | None], above: TreePath, tree: Tree) -> Problem:
    path, message, value, suggestion = mistake
    return Problem(message, tree.place((*above, *path)), str(value)[:200] if value else None, suggestion)
