"""A Backstage catalog as it stands: the entities of one file or folder, and of the files that its Locations name.

Nothing but local files below the folder is ever opened: no address, no absolute path, nothing above the folder, also
not by a symbolic link. Each file is read once, so Locations that name each other in a circle come to an end.
"""

from __future__ import annotations

import os
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sightline.document.limits import Limits
from sightline.document.tree import Path as TreePath
from sightline.document.tree import Tree
from sightline.document.tree_building import MOST_PROBLEMS
from sightline.document.wording import show
from sightline.document.yaml_reading import read_yaml_documents
from sightline.errors import InputError, Place, Problem
from sightline.formats import backstage_rules as rules
from sightline.formats.native import YAML_SUFFIXES
from sightline.formats.source import Source, explain_failures

DEFAULT_NAMESPACE = "default"
CATALOG_NAMES = ("catalog-info.yaml", "catalog-info.yml")
MOST_FILES = 10_000
"""The most files of one catalog, and folders looked through for them; one more is refused."""

_FAMILY = "backstage.io/"
_ENTITY = re.compile(rb"(?:^|[\s{,\xbf\xff\xfe])[\"']?apiVersion[\"']?\s*:\s*[\"']?backstage\.io/")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_PATTERN = re.compile(r"[*?\[\]{}]")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What tells one entity from all others, in small letters, since capitals make no difference."""

    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}"


def make_key(kind: str, namespace: str, name: str) -> Key:
    """Make the key of an entity from its three parts as they are written; no namespace is ``default``."""
    kind, namespace, name = (part.strip().casefold() for part in (kind, namespace, name))
    return Key(kind, namespace or DEFAULT_NAMESPACE, name)


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its key, its kind as Backstage spells it, its name, and what its file says of it."""

    key: Key
    kind: str
    name: str
    content: Mapping[str, object]
    tree: Tree
    position: int
    """Which document of its file it is, from 0."""

    @property
    def metadata(self) -> Mapping[str, object]:
        """What every kind has: name, title, description, tags."""
        return self._part("metadata")

    @property
    def spec(self) -> Mapping[str, object]:
        """What the kind has of its own, references among it."""
        return self._part("spec")

    def place(self, *path: str | int) -> Place:
        """Find where the entity, or a part of it, stands."""
        found = self.tree.place((self.position, *path))
        return Place(found.file, found.line, found.column, str(self.key))

    def text(self, *path: str) -> str:
        """Give the text at a path; empty where there is none."""
        here: object = self.content
        for step in path:
            here = here.get(step) if isinstance(here, Mapping) else None
        return here.strip() if isinstance(here, str) else ""

    def _part(self, key: str) -> Mapping[str, object]:
        found = self.content.get(key)
        return found if isinstance(found, Mapping) else {}


@dataclass(slots=True)
class Catalog:
    """The entities of a catalog in the order of their keys, and what else its files hold, counted by reason."""

    entities: dict[Key, Entity] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)
    """Documents that are no entity of its own: of another kind, or one described again."""
    repeated: list[tuple[Entity, Entity]] = field(default_factory=list)
    """Entities described again, with the first description."""
    targets: Counter[str] = field(default_factory=Counter)
    """Targets of Locations, and files of the folder, that were not read."""


MOST_LOOKED_AT = 50
"""YAML files at the top of a folder that are opened to tell whether it is a catalog."""


def is_backstage(head: bytes, _suffix: str) -> bool:
    """Tell from its beginning whether a file holds a Backstage entity."""
    return _ENTITY.search(head.replace(b"\0", b"")) is not None


def is_backstage_folder(files: Mapping[str, Path]) -> bool:
    """Tell whether a folder holds a catalog: by the name of a file at its top, or by what a YAML file there holds."""
    if any(name.lower() in CATALOG_NAMES for name in files):
        return True
    looked_at = [path for name, path in files.items() if name.lower().endswith((".yaml", ".yml"))]
    return any(is_backstage(Source(path).head(), "") for path in looked_at[:MOST_LOOKED_AT])


def read_catalog(source: Source, limits: Limits) -> Catalog:
    """Read the entities of a file, a folder or standard input.

    In a folder these are its YAML files that hold entities, and every ``catalog-info.yaml`` in the folders below; a
    single file may name others in and below its own folder. Raises InputError with every mistake.
    """
    reading = _Reading(source, limits)
    if source.is_folder:
        for path, is_named_so in _find_files(source):
            reading.find(path, is_named_so=is_named_so)
    else:
        reading.read(source)
    return reading.finish()


def _find_files(folder: Source) -> Iterator[tuple[Path, bool]]:
    """Find the files that may hold entities, and whether their name says that they do."""
    for name, path in folder.files().items():
        if name.lower().endswith(YAML_SUFFIXES):
            yield path, name.lower() in CATALOG_NAMES
    for count, (where, inner, names) in enumerate(os.walk(folder.name, onerror=_explain)):
        if count > MOST_FILES:
            raise InputError.of(f"more than {MOST_FILES:,} folders lie in this one", Place(folder.name))
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        if count:
            yield from ((Path(where, name), True) for name in sorted(names) if name.lower() in CATALOG_NAMES)


def _explain(error: OSError) -> None:
    def fail() -> None:
        raise error

    explain_failures(Path(str(error.filename)), fail)


class _Reading:
    """Reads file after file; keeps the entities, the mistakes, and the files that are still to be read."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._limits = limits
        self._catalog = Catalog()
        self._problems: list[Problem] = []
        self._bytes = 0
        self._asked: set[Path] = set()
        self._waiting: deque[Path] = deque()
        self._folder: Path | None = None
        if source.path is not None and source.data is None:
            self._folder = source.path if source.is_folder else source.path.parent
            found = self._locate(source.path)
            if isinstance(found, Path):
                self._asked.add(found)

    def find(self, path: Path, *, is_named_so: bool) -> None:
        """Put a file of the folder on the list, if its name or its beginning says that it holds entities."""
        found = self._locate(path)
        if isinstance(found, str):
            self._catalog.targets[f"file ({found})"] += 1
        elif is_named_so or is_backstage(Source(found).head(), found.suffix):
            self._ask_for(found)

    def _locate(self, path: Path) -> Path | str:
        """Find the file inside the folder that a path leads to, or the reason why there is none."""
        if self._folder is None:
            return rules.STANDARD_INPUT
        try:
            folder, found = self._folder.resolve(), path.resolve()
            if not found.is_relative_to(folder):
                return rules.OUTSIDE
            if not found.is_file():
                return rules.NO_FILE
        except (OSError, ValueError, RuntimeError):  # a name too long, a NUL in it, symbolic links in a circle
            return rules.NO_FILE
        return self._folder / found.relative_to(folder)

    def _ask_for(self, path: Path) -> None:
        """Put a file on the list, unless it was there already."""
        if path not in self._asked:
            self._asked.add(path)
            self._waiting.append(path)

    def read(self, source: Source) -> None:
        """Read the entities of one file."""
        largest = self._limits.yaml_bytes
        data = source.read(largest)
        self._bytes += len(data)
        if self._bytes > largest >= len(data):
            text = f"with this file, the catalog has more than {largest:,} bytes; up to so many are read"
            raise InputError.of(text, Place(source.name))
        try:
            tree = read_yaml_documents(data, file=source.name, limits=self._limits)
        except InputError as error:
            self._problems += error.problems
            return
        assert isinstance(tree.value, list)  # noqa: S101 - of documents
        for position, content in enumerate(tree.value):
            if content is not None:
                self._take(tree, position, content, source.path)

    def finish(self) -> Catalog:
        """Read the files on the list, and those that they ask for; raise every mistake that was met."""
        while self._waiting:
            if len(self._asked) > MOST_FILES:
                raise InputError.of(f"the catalog has more than {MOST_FILES:,} files", Place(str(self._folder)))
            self.read(Source(self._waiting.popleft()))
        if self._problems:
            raise InputError(self._problems)
        self._catalog.entities = dict(sorted(self._catalog.entities.items()))
        return self._catalog

    def _take(self, tree: Tree, position: int, content: object, file: Path | None) -> None:
        """Keep one entity, or count why it is none of ours."""
        catalog = self._catalog
        try:
            entity = _read_entity(tree, position, content)
        except InputError as error:
            self._problems += error.problems
            if len(self._problems) >= MOST_PROBLEMS:
                raise InputError(self._problems) from None
            return
        if isinstance(entity, str):
            catalog.others[entity] += 1
            return
        first = catalog.entities.setdefault(entity.key, entity)
        if first is not entity:
            catalog.others[f"{entity.kind} ({rules.REPEATED})"] += 1
            catalog.repeated.append((entity, first))
        if entity.kind == "Location":
            self._follow(entity, file)

    def _follow(self, location: Entity, file: Path | None) -> None:
        named = location.spec.get("targets")
        targets = [location.spec.get("target"), *(named if isinstance(named, list) else [named])]
        for target in targets:
            if target is None:
                continue
            found = self._locate_target(target, file)
            if isinstance(found, str):
                self._catalog.targets[f"Location target ({found})"] += 1
            else:
                self._ask_for(found)

    def _locate_target(self, target: object, file: Path | None) -> Path | str:
        if not isinstance(target, str) or not target.strip():
            return rules.NO_FILE
        if _ADDRESS.match(target):
            return rules.ADDRESS
        if Path(target).anchor:
            return rules.OUTSIDE
        found = self._locate(Path(target) if file is None else file.parent / target)
        return rules.PATTERN if found == rules.NO_FILE and _PATTERN.search(target) else found


def _read_entity(tree: Tree, position: int, content: object) -> Entity | str:
    """Read one document as an entity; give what it is where it is none that can be read."""
    entity = _as_mapping(tree, (position,), content, "an entity")
    version, kind = (_as_text(tree, (position, key), entity.get(key)) for key in ("apiVersion", "kind"))
    rule = rules.ENTITY_KINDS.get(kind.casefold())
    if rule is None or not version.startswith(_FAMILY):
        return f"{show(kind)} of {show(version)} (not read)"
    metadata = _as_mapping(tree, (position, "metadata"), entity.get("metadata"), "`metadata`")
    if entity.get("spec") is not None:
        _as_mapping(tree, (position, "spec"), entity["spec"], "`spec`")
    name = _as_text(tree, (position, "metadata", "name"), metadata.get("name"))
    namespace = metadata.get("namespace")
    if namespace is not None:
        namespace = _as_text(tree, (position, "metadata", "namespace"), namespace)
    return Entity(make_key(rule.kind, namespace or "", name), rule.kind, name, entity, tree, position)


def _as_mapping(tree: Tree, path: TreePath, value: object, noun: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise InputError.of(f"{noun} is {show(value)}; expected a mapping", tree.place(path))
    return value


def _as_text(tree: Tree, path: TreePath, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError.of(f"`{path[-1]}` of an entity is {show(value)}; expected text", tree.place(path))
    return value.strip()
