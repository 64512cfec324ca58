"""JSON that holds a graph: what it is, seen from its first bytes, and its lists of mappings with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sightline.document import Tree
from sightline.document.wording import show
from sightline.errors import InputError, Place
from sightline.formats.graph_model import Graph

_ENCODINGS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?|[\[{]|[\]}]')


def top_keys(head: bytes) -> frozenset[str]:
    """List the keys of a JSON object that stand in the first bytes of its file; none where it is no object."""
    encoding = next((encoding for mark, encoding in _ENCODINGS.items() if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    keys: set[str] = set()
    depth = 0
    for token in _TOKEN.finditer(text if text.startswith("{") else ""):
        key, colon = token.groups()
        if key is None:
            depth += 1 if token.group() in "[{" else -1
        elif colon and depth == 1:
            keys.add(key)
    return frozenset(keys)


def require_object(tree: Tree, title: str) -> Mapping[str, object]:
    """Give the object that the file is; raises InputError where it is something else."""
    if not isinstance(tree.value, Mapping):
        raise InputError.of(f"This file holds {show(tree.value)}; a file in {title} is an object.", tree.place(()))
    return tree.value


def records(tree: Tree, key: str, graph: Graph) -> Iterator[tuple[Mapping[str, object], Place]]:
    """Yield the mappings of a list at the top of the file; anything else there is a mistake of the graph."""
    listed = tree.value.get(key) if isinstance(tree.value, Mapping) else None
    if listed is None:
        return
    if not isinstance(listed, list):
        graph.tell(f"`{key}` is {show(listed)}; expected a list of mappings.", tree.place((key,)))
        return
    for at, one in enumerate(listed):
        place = tree.place((key, at))
        if isinstance(one, Mapping):
            yield one, place
        else:
            graph.tell(f"This entry of `{key}` is {show(one)}; expected a mapping.", place)


def spell_id(value: object) -> str:
    """Spell an id that may be a text, a number, or a list of both (a tuple of Python's); empty for anything else."""
    if isinstance(value, list):
        return ", ".join(spell_id(one) for one in value)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()
    return ""
