"""Reads an organization file in YAML: a safe part of YAML 1.2, into a tree that knows its places.

Only the event stream of PyYAML is used; the tree is built here, without recursion, so that no file can exhaust the
stack (composing 25,000 nested lists in C ends the process) or expand in memory. Plain scalars follow the core schema
of YAML 1.2. The seven tags of that schema (``!!str``, ``!!int``, ``!!float``, ``!!bool``, ``!!null``, ``!!map``,
``!!seq``) and ``!`` are honoured where the value fits; every other tag is refused, and so are anchors, aliases, merge
keys, duplicate keys, keys that are not text, ``%TAG`` lines and (but for :func:`read_yaml_documents`) a second
document.
"""

from __future__ import annotations

import re

import yaml

from sightline.document.floods import count_signs
from sightline.document.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from sightline.document.text_decoding import decode_text, shorten
from sightline.document.tree import Tree
from sightline.document.tree_building import Scalar, TreeBuilder
from sightline.document.yaml_mistakes import explain
from sightline.document.yaml_scalars import NOT_FINITE, NotFinite, is_number, is_surely_text, resolve_plain
from sightline.errors import InputError, Place

# libyaml reads some thirty times as fast as the pure Python parser; both give the same events.
_LOADER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LARGE_BYTES = 4 * MEGABYTE
"""From this size on, reading is slow enough that tables are advised."""

# Nothing but the first value of a file comes without one of these before it or after it.
_SIGNS = (b"\n", b"\r", b",", b"[", b"{", b"- ", b": ")
_TABLES = "keep an organization of this size in tables: a folder of CSV files, or Parquet"
# Both parsers compare each %TAG line with all before it: 40,000 of them take 4 s, 800,000 half an hour.
_TAG_LINE = re.compile(r"(?:\A|[\n\r\x85\u2028\u2029])\ufeff?%TAG")
_TAGS = "tag:yaml.org,2002:"
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "null": (type(None),),
}
_ANCHORS = "anchors (`&name`) and aliases (`*name`) are not read; write the value out wherever it is meant"


def read_yaml(data: bytes, *, file: str | None, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read the bytes of a YAML file.

    ``file`` is the name used in places. Raises InputError, and nothing else, with every problem that could be found:
    a syntax error or an exceeded limit ends the reading, all others are collected.
    """
    return _read(data, file, limits, is_list=False)


def read_yaml_documents(data: bytes, *, file: str | None, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read the bytes of a YAML file that may hold several documents, as the list of them; an empty one is None.

    The limits are those of the whole file, and the list is one level of its depth. Raises as :func:`read_yaml`.
    """
    return _read(data, file, limits, is_list=True)


def _read(data: bytes, file: str | None, limits: Limits, *, is_list: bool) -> Tree:
    many = f"the file has more than {limits.yaml_events:,} keys, values and brackets; {_TABLES}"
    if count_signs(data, _SIGNS) > limits.yaml_events:
        raise InputError.of(many, Place(file))
    text = decode_text(data, file=file, largest=limits.yaml_bytes, advice=_TABLES)
    builder = TreeBuilder(text, file=file, depth=limits.yaml_depth, text_characters=limits.text_characters)
    tag_line = _TAG_LINE.search(text)
    if tag_line is not None:
        raise builder.failure("`%TAG` lines are not read; remove them", tag_line.end() - len("%TAG"))
    try:
        if is_list:
            builder.open_list(0)
        _build(text, builder, limits, many, most_documents=None if is_list else 1)
        if is_list:
            builder.close()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = mark.index if mark is not None else None
        character = text[offset : offset + 1] if offset is not None else ""
        opened = builder.line(error.context_mark.index) if error.context_mark is not None else None
        raise builder.failure(explain(error.problem or "it cannot be read", character, opened), offset) from None
    except (yaml.YAMLError, ValueError, OverflowError):  # the pure parser on escapes such as "\UFFFFFFFF"
        raise builder.failure("this is not YAML: it holds a character or an escape that does not exist", None) from None
    notices: tuple[str, ...] = ()
    if len(data) > LARGE_BYTES:
        notices = (f"a YAML file of {len(data) / MEGABYTE:,.1f} MB is slow to read; {_TABLES}",)
    return builder.finish(notices)


def _build(text: str, builder: TreeBuilder, limits: Limits, many: str, most_documents: int | None) -> None:
    documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER), start=1):
        mark = event.start_mark
        offset = mark.index if mark is not None else 0
        if count > limits.yaml_events:
            raise builder.failure(many, offset)
        if isinstance(event, yaml.ScalarEvent):
            text = event.value
            is_text = event.anchor is None and event.tag is None and (event.style or is_surely_text(text))
            if builder.awaits_key:
                builder.key(text if is_text else _read_key(event, builder, offset), offset)
            else:
                builder.put(text if is_text else _read_scalar(event, builder, offset, limits.number_digits), offset)
        elif isinstance(event, yaml.CollectionEndEvent):
            builder.close()
        elif isinstance(event, yaml.NodeEvent):
            if builder.awaits_key:
                raise builder.failure("a key must be text, and this is a list, a mapping or an alias", offset)
            _open(event, builder, offset)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if most_documents is not None and documents > most_documents:
                raise builder.failure("a second document begins here; keep one organization in one file", offset)
    if not documents:
        raise builder.failure("the file is empty: it holds only comments", None)


def _open(event: yaml.NodeEvent, builder: TreeBuilder, offset: int) -> None:
    if isinstance(event, yaml.MappingStartEvent):
        _check_node(event, event.tag, (None, "!", _TAGS + "map"), builder, offset)
        builder.open_mapping(offset)
    elif isinstance(event, yaml.SequenceStartEvent):
        _check_node(event, event.tag, (None, "!", _TAGS + "seq"), builder, offset)
        builder.open_list(offset)
    else:  # an alias
        builder.refuse(_ANCHORS, offset)
        builder.put(None, offset)


def _check_node(
    event: yaml.NodeEvent, tag: str | None, allowed: tuple[str | None, ...], builder: TreeBuilder, offset: int
) -> None:
    if event.anchor is not None:
        builder.refuse(_ANCHORS, offset, value=shorten(f"&{event.anchor}"))
    if tag not in allowed:
        spelled = _spell_tag(tag or "")
        builder.refuse(f"the tag `{spelled}` is not read; remove it", offset, value=spelled)


def _read_key(event: yaml.ScalarEvent, builder: TreeBuilder, offset: int) -> str:
    text: str = event.value
    if event.anchor is not None or event.tag is not None:
        _check_node(event, event.tag, (None, "!", _TAGS + "str"), builder, offset)
    if event.style or event.tag is not None:
        return text
    if not text:
        builder.refuse("a key is missing before this colon", offset)
    elif text == "<<":
        builder.refuse(
            "merge keys (`<<`) are not read; write the fields out wherever they are meant", offset, value=text
        )
    elif is_number(text):
        builder.refuse(
            "a key must be text, and this is a number; put it in quotation marks", offset, value=shorten(text)
        )
    elif not isinstance(resolve_plain(text), str):
        builder.refuse(f'the key `{text}` is not text in YAML; write "{text}", in quotation marks', offset, value=text)
    return text


def _read_scalar(event: yaml.ScalarEvent, builder: TreeBuilder, offset: int, most_digits: int) -> Scalar:
    text: str = event.value
    tag: str | None = event.tag
    if event.anchor is not None:
        builder.refuse(_ANCHORS, offset, value=shorten(f"&{event.anchor}"))
    if tag is None:
        return text if event.style else _resolve(text, builder, offset, most_digits)
    if tag in {"!", _TAGS + "str"}:
        return text
    kinds = _KINDS.get(tag.removeprefix(_TAGS)) if tag.startswith(_TAGS) else None
    spelled = _spell_tag(tag)
    if kinds is None:
        builder.refuse(f"the tag `{spelled}` is not read; remove it", offset, value=spelled)
        return None
    value = _resolve(text, builder, offset, most_digits)
    if type(value) not in kinds:
        builder.refuse(f"the value does not fit its tag `{spelled}`", offset, value=shorten(text))
        return None
    return float(value) if spelled == "!!float" and isinstance(value, int) else value


def _resolve(text: str, builder: TreeBuilder, offset: int, most_digits: int) -> Scalar:
    if len(text) > most_digits and is_number(text):
        builder.refuse(f"this number has {len(text):,} digits; up to {most_digits} are read", offset)
        return None
    value = resolve_plain(text)
    if isinstance(value, NotFinite):
        builder.refuse(f"`{shorten(text)}` is {NOT_FINITE.value}", offset, value=shorten(text))
        return None
    return value


def _spell_tag(tag: str) -> str:
    return shorten("!!" + tag.removeprefix(_TAGS) if tag.startswith(_TAGS) else tag)
