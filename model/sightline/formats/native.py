"""Format 1 as its own files: YAML, JSON, and a folder of both that together describe one organization.

Relations stand in their supplier and name their internal or external customer, as in the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sightline.document import Organization, Tree
from sightline.document import Path as TreePath
from sightline.document.atomic import write_atomically
from sightline.document.json_reading import read_json
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_json, to_yaml
from sightline.document.vocabulary import SECTIONS
from sightline.document.wording import show
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Place, Problem
from sightline.formats.source import ReadOptions, Source

YAML_SUFFIXES = (".yaml", ".yml")
JSON_SUFFIXES = (".json",)
_KEY = re.compile(rb"(?:^|[\r\n])(?:[A-Za-z_][\w-]*|\"[\w -]+\")[ \t]*:(?:[ \t\r\n]|$)")
_JSON = re.compile(rb"\s*\{\s*(?:\"|\}|$)")
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_MOST_CLASHES = 20


def is_json(head: bytes, suffix: str) -> bool:
    """Tell from its beginning whether a file is a JSON object; one that calls itself YAML is YAML as well."""
    return suffix not in YAML_SUFFIXES and _JSON.match(_plain(head)) is not None


def is_yaml(head: bytes, suffix: str) -> bool:
    """Tell from its beginning whether a file is text with keys at the start of lines."""
    plain = _plain(head)
    if b"\0" in plain or plain.lstrip().startswith(b"<"):
        return False
    return _KEY.search(plain) is not None or (suffix in YAML_SUFFIXES and plain.lstrip().startswith(b"{"))


def _plain(head: bytes) -> bytes:
    """Give the beginning of a text as UTF-8 without its byte order mark."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="ignore").encode()
    return head


def read_yaml_file(source: Source, options: ReadOptions) -> Tree:
    """Read a YAML file."""
    return read_yaml(source.read(options.limits.yaml_bytes), file=source.name, limits=options.limits)


def read_json_file(source: Source, options: ReadOptions) -> Tree:
    """Read a JSON file."""
    return read_json(source.read(options.limits.json_bytes), file=source.name, limits=options.limits)


def write_yaml_file(organization: Organization, target: Path) -> None:
    """Write an organization as canonical YAML, whole or not at all."""
    write_atomically(target, to_yaml(to_raw(organization)).encode())


def write_json_file(organization: Organization, target: Path) -> None:
    """Write an organization as canonical JSON, whole or not at all."""
    write_atomically(target, to_json(to_raw(organization)).encode())


def is_native_folder(files: Iterable[str]) -> bool:
    """Tell from the names of its files whether a folder holds YAML or JSON files."""
    return any(file.lower().endswith((*YAML_SUFFIXES, *JSON_SUFFIXES)) for file in files)


def read_native_folder(source: Source, options: ReadOptions) -> Tree:
    """Read the YAML and JSON files of a folder as one organization: their sections are put together.

    Raises InputError for every file that cannot be read, every id that stands in two files, and every fact about which
    two files differ, with both places.
    """
    trees: list[Tree] = []
    problems: list[Problem] = []
    for name, path in source.files().items():
        if not is_native_folder([name]):
            continue
        read = read_json_file if name.lower().endswith(JSON_SUFFIXES) else read_yaml_file
        try:
            trees.append(read(Source(path), options))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return join_trees(trees, file=source.name)


class _JoinedPlaces(Mapping[TreePath, Place]):
    """The places of several trees: each path asks the tree that its beginning came from."""

    def __init__(self, origins: Mapping[TreePath, tuple[Tree, TreePath]]) -> None:
        self._origins = origins

    def __getitem__(self, path: TreePath) -> Place:
        for end in (2, 1):
            origin = self._origins.get(path[:end]) if len(path) >= end else None
            if origin is not None:
                tree, start = origin
                return tree.place((*start, *path[end:]))
        raise KeyError(path)

    def __iter__(self) -> Iterator[TreePath]:
        return iter(self._origins)

    def __len__(self) -> int:
        return len(self._origins)


def join_trees(trees: Iterable[Tree], *, file: str) -> Tree:
    """Join parsed files into one tree; what two of them say differently is a problem."""
    raw: dict[str, object] = {}
    origins: dict[TreePath, tuple[Tree, TreePath]] = {}
    problems: list[Problem] = []
    notices: list[str] = []
    for tree in trees:
        notices += tree.notices
        if not isinstance(tree.value, Mapping):
            found = f"an organization file is a mapping with sections; found {show(tree.value)}"
            problems.append(Problem(found, tree.place(())))
            continue
        for key, value in tree.value.items():
            problems += _join(raw, origins, tree, str(key), value)
    if problems:
        more = len(problems) - _MOST_CLASHES
        advice = "; these files may be different organizations, or one at several dates: name one of them instead"
        text = f"{more} more things stand twice in the files of this folder{advice}"
        raise InputError([*problems[:_MOST_CLASHES], *([Problem(text, Place(file))] if more > 0 else [])])
    return Tree(raw, _JoinedPlaces(origins), file, tuple(notices))


def _join(
    raw: dict[str, object], origins: dict[TreePath, tuple[Tree, TreePath]], tree: Tree, key: str, value: object
) -> Iterator[Problem]:
    """Put one top-level entry of a file to what is there; give the clashes."""
    there = raw.get(key)
    mapping = key in (*SECTIONS, "decisions", "assumptions", "thresholds")
    if value is None and (mapping or key == "interventions"):
        return
    if key == "interventions" and isinstance(value, list) and (there is None or isinstance(there, list)):
        listed = there if isinstance(there, list) else []
        raw[key] = listed
        for position, item in enumerate(value):
            origins[key, len(listed)] = (tree, (key, position))
            listed.append(item)
    elif mapping and isinstance(value, Mapping) and (there is None or isinstance(there, Mapping)):
        section = dict(there) if isinstance(there, Mapping) else {}
        raw[key] = section
        for name, entry in value.items():
            if name not in section:
                section[name] = entry
                origins[key, str(name)] = (tree, (key, name))
            elif key in (*SECTIONS, "decisions") or section[name] != entry:
                yield _clash(tree, (key, name), origins[key, str(name)], f"`{name}`", entry)
    elif there is None:
        raw[key] = value
        origins[key,] = (tree, (key,))
    elif there != value:
        first = origins.get((key,)) or next(origin for path, origin in origins.items() if path[:1] == (key,))
        yield _clash(tree, (key,), first, f"`{key}`", value)


def _clash(tree: Tree, path: TreePath, first: tuple[Tree, TreePath], what: str, value: object) -> Problem:
    place = first[0].place(first[1])
    detail = f" as {show(value)}" if isinstance(value, str | int | float) else ""
    line = f", line {place.line}" if place.line is not None else ""
    return Problem(f"{what} stands here again{detail}; it stands first in {place.file}{line}", tree.place(path), what)
