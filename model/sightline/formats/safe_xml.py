"""Reading XML that nobody vouches for: streamed through expat, with limits, and with the line of everything.

No document type is accepted, so there are no entities to expand and nothing else to open. Every fault, from a broken
tag to the first element too many, is an :class:`InputError` with file, line and column.

Four ways in, each over the next:

- :func:`read_root` reads the first start tag only: what kind of file is this?
- :func:`iterate_nodes` yields the wanted parts as small trees, one after the other, and forgets the rest: most formats.
- :func:`iterate_events` yields start tags and end tags: files too large for trees.
- :func:`iterate_chunks` does so while the bytes come in: files too large for memory.

``data`` is the whole file in bytes (expat finds out the encoding, UTF-16 included). Names are split into namespace and
local name; attributes are keyed by local name, or ``{namespace}local`` where they have a namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from sightline.document.floods import count_signs
from sightline.errors import InputError, Place

XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_SEPARATOR = " "
_CHUNK = 1 << 16
_BYTES_PER_CHARACTER = 4
_END_TAGS = (b"</", b"<\0/")


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """How much is too much. ``text`` counts the characters of one text, one attribute, and (times 4, bytes) one tag.

    ``elements`` counts comments and the like as well: 50,000 nodes and 250,000 edges need 1.8 million for five data
    each.
    """

    size: int = 50_000_000
    depth: int = 100
    elements: int = 2_000_000
    attributes: int = 256
    text: int = 1_000_000


DEFAULT_LIMITS = XmlLimits()


class XmlStart(NamedTuple):
    """A start tag. ``depth`` is 1 for the root."""

    namespace: str
    name: str
    attributes: Mapping[str, str]
    depth: int
    line: int
    column: int


class XmlEnd(NamedTuple):
    """An end tag, with all the text that stood directly inside its element."""

    namespace: str
    name: str
    text: str
    depth: int


XmlEvent = XmlStart | XmlEnd


@dataclass(frozen=True, slots=True)
class Node:
    """One XML element with all that is inside it. ``text`` is the text directly inside, children left out."""

    namespace: str
    name: str
    attributes: Mapping[str, str]
    text: str
    children: tuple[Node, ...]
    place: Place

    def children_named(self, *names: str) -> Iterator[Node]:
        """Yield the children of the same namespace that have one of these local names."""
        return (child for child in self.children if child.name in names and child.namespace == self.namespace)


def read_root(data: bytes, *, file: str | None = None, limits: XmlLimits = DEFAULT_LIMITS) -> Node:
    """Read the first start tag, as a node without content; the beginning of a file is enough.

    Raises InputError where there is none, or where something forbidden or broken stands before it.
    """
    _check_size(data, file, limits)
    reader = _Reader(file, limits)
    for begin in range(0, len(data), _CHUNK):
        # Never marked as final: a head that ends in the middle of something is not a broken file.
        reader.feed(data[begin : begin + _CHUNK], final=False)
        for event in reader.take():
            if isinstance(event, XmlStart):
                place = Place(file, event.line, event.column)
                return Node(event.namespace, event.name, event.attributes, "", (), place)
    raise InputError.of("There is no XML element in this file.", Place(file, 1, 1))


def iterate_nodes(
    data: bytes,
    wanted: Callable[[tuple[str, ...]], bool],
    *,
    file: str | None = None,
    limits: XmlLimits = DEFAULT_LIMITS,
) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield every wanted element with its content, and its path: the local names from the root down to it.

    ``wanted`` must answer by the path alone; it is not asked inside an element that it wanted. A fault
    of the file is raised when reading gets there, so nothing may be trusted before the iterator ends.
    """
    answers: dict[tuple[str, ...], bool] = {}
    path: tuple[str, ...] = ()
    open_starts: list[XmlStart] = []
    open_children: list[list[Node]] = []
    for event in iterate_events(data, file=file, limits=limits):
        if isinstance(event, XmlStart):
            path = (*path, event.name)
            if open_starts or _ask(wanted, path, answers):
                open_starts.append(event)
                open_children.append([])
            continue
        if open_starts:
            start = open_starts.pop()
            children = tuple(open_children.pop())
            place = Place(file, start.line, start.column)
            node = Node(start.namespace, start.name, start.attributes, event.text, children, place)
            if open_starts:
                open_children[-1].append(node)
            else:
                yield path, node
        path = path[:-1]


def iterate_events(
    data: bytes, *, file: str | None = None, limits: XmlLimits = DEFAULT_LIMITS
) -> Iterator[XmlStart | XmlEnd]:
    """Yield the start and end tags of the file in order; memory stays flat. Raises InputError at the first fault."""
    _check_size(data, file, limits)
    chunks = (data[begin : begin + _CHUNK] for begin in range(0, len(data), _CHUNK))
    yield from iterate_chunks(chunks, file=file, limits=limits)


def iterate_chunks(
    chunks: Iterable[bytes], *, file: str | None = None, limits: XmlLimits = DEFAULT_LIMITS
) -> Iterator[XmlStart | XmlEnd]:
    """Yield the tags of a file that comes piece by piece, for files that do not fit into memory.

    Raises InputError at the first fault, or when more bytes came than ``limits.size``.
    """
    reader = _Reader(file, limits)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limits.size:
            raise InputError.of(f"This XML file has more than {limits.size:,} bytes, the limit.", Place(file))
        reader.feed(chunk, final=False)
        yield from reader.take()
    reader.feed(b"", final=True)
    yield from reader.take()


def _check_size(data: bytes, file: str | None, limits: XmlLimits) -> None:
    if len(data) > limits.size:
        message = f"This file has {len(data):,} bytes; the limit for XML is {limits.size:,}."
        raise InputError.of(message, Place(file), str(len(data)))
    if count_signs(data, (b"<",)) - count_signs(data, _END_TAGS) > limits.elements:
        raise InputError.of(_too_many(limits), Place(file))


def _too_many(limits: XmlLimits) -> str:
    return f"There are more than {limits.elements:,} XML elements."


def _ask(
    wanted: Callable[[tuple[str, ...]], bool], path: tuple[str, ...], answers: dict[tuple[str, ...], bool]
) -> bool:
    known = answers.get(path)
    if known is None:
        # A hostile file may have a new path at every element; what is remembered stays small.
        if len(answers) >= 10_000:
            answers.clear()
        known = answers[path] = wanted(path)
    return known


class _Reader:
    """One pass of expat over one file: collects events, and stops at the first thing that may not be there."""

    def __init__(self, file: str | None, limits: XmlLimits) -> None:
        self._file = file
        self._limits = limits
        self._events: list[XmlStart | XmlEnd] = []
        self._texts: list[list[str] | None] = []
        self._lengths: list[int] = []
        self._elements = 0
        self._fed = 0
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._refuse_entity
        self._parser = parser

    def feed(self, data: bytes, *, final: bool) -> None:
        """Parse some more bytes."""
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            meaning = expat.errors.messages.get(error.code, str(error))
            place = Place(self._file, error.lineno, error.offset + 1)
            raise InputError.of(f"This is not well-formed XML: {meaning}.", place) from error
        except (LookupError, ValueError) as error:
            # The codec machinery behind expat speaks for itself: unknown, or with several bytes per character.
            message = f"The encoding that this XML file declares cannot be read: {error}."
            raise InputError.of(message, self._here()) from error
        self._fed += len(data)
        # Expat reads an unfinished tag or comment again with every chunk, so its length must have an end.
        if self._fed - self._parser.CurrentByteIndex > self._limits.text * _BYTES_PER_CHARACTER:
            self._refuse(f"A single tag or comment is longer than {self._limits.text * _BYTES_PER_CHARACTER:,} bytes.")

    def take(self) -> list[XmlStart | XmlEnd]:
        """Hand over the events collected so far."""
        events, self._events = self._events, []
        return events

    def _here(self) -> Place:
        return Place(self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _refuse(self, message: str) -> NoReturn:
        raise InputError.of(message, self._here())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        limits, parser = self._limits, self._parser
        self._elements += 1
        if self._elements > limits.elements:
            self._refuse(_too_many(limits))
        if len(self._texts) >= limits.depth:
            self._refuse(f"XML elements are nested more than {limits.depth} deep.")
        if len(attributes) > limits.attributes:
            self._refuse(f"An XML element has {len(attributes):,} attributes; the limit is {limits.attributes:,}.")
        named = {}
        for key, value in attributes.items():
            if len(value) > limits.text:
                self._refuse(f"An attribute is longer than {limits.text:,} characters.")
            namespace, local = _split(key)
            named[f"{{{namespace}}}{local}" if namespace else local] = value
        self._texts.append(None)
        self._lengths.append(0)
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        self._events.append(XmlStart(*_split(tag), named, len(self._texts), line, column))

    def _end(self, tag: str) -> None:
        depth = len(self._texts)
        self._lengths.pop()
        self._events.append(XmlEnd(*_split(tag), "".join(self._texts.pop() or ()), depth))

    def _text(self, text: str) -> None:
        self._lengths[-1] += len(text)
        if self._lengths[-1] > self._limits.text:
            self._refuse(f"A text is longer than {self._limits.text:,} characters.")
        pieces = self._texts[-1]
        if pieces is None:
            self._texts[-1] = [text]
        else:
            pieces.append(text)

    def _refuse_doctype(self, *_: object) -> None:
        self._refuse(
            "This XML file declares a document type (DOCTYPE), which is not read for safety. Remove that line."
        )

    def _refuse_entity(self, *_: object) -> int:
        self._refuse("This XML file uses entities of its own, which are refused for safety.")


@lru_cache(maxsize=1_000)
def _split(name: str) -> tuple[str, str]:
    """Split a name of expat's into its namespace and its local name."""
    namespace, _, local = name.rpartition(_SEPARATOR)
    return namespace, local
