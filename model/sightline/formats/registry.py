"""The formats that Sightline reads and writes: one line each, found by what a file holds and then by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from sightline.document import ImportSummary, Organization, Tree, build_organization
from sightline.document.wording import did_you_mean, nearest
from sightline.errors import InputError, Place, UsageError
from sightline.formats import csv_folder, native, parquet
from sightline.formats.attributes import NO_ATTRIBUTES, Attributes
from sightline.formats.losses import EMPTY_RECORDS, FORBIDDEN_CHARACTERS
from sightline.formats.source import ReadOptions, Source, open_source


@dataclass(frozen=True, slots=True)
class Format:
    """One format. A folder is known by the files at its top, a file by its first bytes and its suffix.

    ``read`` is None for a format that is only written, ``write`` for one that is only read. What is written gives what
    the user should know of it.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    read: Callable[[Source, ReadOptions], Tree] | None = None
    write: Callable[..., tuple[str, ...] | None] | None = None
    is_file: Callable[[bytes, str], bool] | None = None
    is_folder: Callable[[Mapping[str, Path]], bool] | None = None
    extra: str | None = None
    """The extra of the installation that it needs."""
    asks: frozenset[str] = frozenset()
    """The names of those reading options that its files leave open."""
    loses: tuple[str, ...] = ()
    """What is not as it was when it is written and read again, a sentence each."""
    holds_attributes: bool = False
    """Whether columns may be written beside the facts: ``write`` takes them as its third argument."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An organization as it was read: from which format, and what the user should know of the reading."""

    organization: Organization
    format: Format
    notices: tuple[str, ...]
    summary: ImportSummary | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """What was written: in which format, and what the user should know of it."""

    format: Format
    notices: tuple[str, ...] = ()


def _later(module: str, name: str, *, where: tuple[bytes, ...] = ()) -> Callable[..., Any]:
    """Name a function of a format whose module is loaded when it is first needed.

    ``where``: what the beginning of such a file always holds one of (NULs aside); without it nothing need be loaded.
    """

    def call(first: Any, *rest: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        if where and not any(sign in first.replace(b"\0", b"") for sign in where):
            return False
        return getattr(import_module(f"sightline.formats.{module}"), name)(first, *rest)

    return call


_KUMU = (b'"elements"', b'"connections"', b'"attributeRelevance"', b'"default', b'"proxyImages"')
_CUSTOMERS = frozenset({"customers"})
_GRAPH = frozenset({"customers", "edges"})
_FINE = frozenset({"customers", "fine"})
_TABLES = frozenset({"customers", "edges", "fine", "profile"})

FORMATS: tuple[Format, ...] = (
    Format(
        "archimate",
        "ArchiMate Open Exchange 2.1 and 3.x",
        (".xml",),
        read=_later("archimate", "read_archimate_file"),
        is_file=_later("archimate", "is_archimate", where=(b"<",)),
        asks=_CUSTOMERS,
    ),
    Format(
        "archi",
        "Archi's own models, plain or zipped",
        (".archimate",),
        read=_later("archimate_native", "read_archi"),
        is_file=_later("archimate_native", "is_archi", where=(b"<", b"PK")),
        asks=_CUSTOMERS,
    ),
    Format(
        "archi-csv",
        "Folder of Archi's CSV files",
        read=_later("archi_csv", "read_archi_folder"),
        is_folder=_later("archi_csv", "is_archi_folder"),
        asks=_CUSTOMERS,
    ),
    Format(
        "bpmn",
        "BPMN 2.0 diagrams",
        (".bpmn",),
        read=_later("bpmn", "read_bpmn"),
        is_file=_later("bpmn", "is_bpmn", where=(b"<",)),
        asks=_FINE,
    ),
    Format(
        "backstage",
        "Backstage catalog (`catalog-info.yaml`, or a folder of them)",
        read=_later("backstage", "read_backstage"),
        is_file=_later("backstage", "is_backstage", where=(b"apiVersion",)),
        is_folder=_later("backstage", "is_backstage_folder"),
        asks=_FINE,
    ),
    Format(
        "graphml",
        "GraphML",
        (".graphml",),
        read=_later("graphml", "read_graphml"),
        write=_later("graphml_writing", "write_graphml"),
        is_file=_later("graphml", "is_graphml", where=(b"<",)),
        asks=_GRAPH,
        loses=(EMPTY_RECORDS, FORBIDDEN_CHARACTERS),
        holds_attributes=True,
    ),
    Format(
        "gexf",
        "GEXF 1.1 to 1.3",
        (".gexf",),
        read=_later("gexf", "read_gexf"),
        write=_later("gexf_writing", "write_gexf"),
        is_file=_later("gexf", "is_gexf", where=(b"<",)),
        asks=_GRAPH,
        loses=(EMPTY_RECORDS, FORBIDDEN_CHARACTERS),
        holds_attributes=True,
    ),
    Format(
        "gml",
        "GML",
        (".gml",),
        read=_later("gml", "read_gml"),
        is_file=_later("gml", "is_gml", where=(b"graph",)),
        asks=_GRAPH,
    ),
    Format(
        "pajek",
        "Pajek network",
        (".net",),
        read=_later("pajek", "read_pajek"),
        is_file=_later("pajek", "is_pajek", where=(b"*",)),
        asks=_GRAPH,
    ),
    Format(
        "node-link",
        "Node-link JSON, as networkx writes it",
        read=_later("node_link", "read_node_link"),
        is_file=_later("node_link", "is_node_link", where=(b'"nodes"', b'"multigraph"')),
        asks=_GRAPH,
    ),
    Format(
        "kumu",
        "Kumu project or blueprint JSON",
        read=_later("kumu", "read_kumu"),
        is_file=_later("kumu", "is_kumu", where=_KUMU),
        asks=_GRAPH,
    ),
    Format(
        "json",
        "JSON",
        native.JSON_SUFFIXES,
        read=native.read_json_file,
        write=native.write_json_file,
        is_file=native.is_json,
    ),
    Format(
        "yaml",
        "YAML",
        native.YAML_SUFFIXES,
        read=native.read_yaml_file,
        write=native.write_yaml_file,
        is_file=native.is_yaml,
    ),
    Format(
        "csv",
        "Folder of CSV files",
        read=csv_folder.read_csv_folder,
        write=csv_folder.write_csv_folder,
        is_folder=csv_folder.is_csv_folder,
        loses=(EMPTY_RECORDS,),
        holds_attributes=True,
    ),
    Format(
        "parquet",
        "Folder of Parquet files",
        read=parquet.read_parquet_folder,
        write=parquet.write_parquet_folder,
        is_folder=parquet.is_parquet_folder,
        extra="parquet",
        loses=(EMPTY_RECORDS,),
        holds_attributes=True,
    ),
    Format(
        "excel",
        "Excel workbook, in our own columns or any others",
        (".xlsx", ".xlsm"),
        read=_later("mapping.reading", "read_mapped"),
        is_file=_later("grid_reading", "is_workbook", where=(b"PK", b"\xd0\xcf\x11\xe0")),
        asks=_TABLES,
        write=_later("excel_writing", "write_excel"),
        extra="excel",
        loses=(EMPTY_RECORDS, FORBIDDEN_CHARACTERS),
        holds_attributes=True,
    ),
    Format(
        "folder",
        "Folder of YAML and JSON files that together are one organization",
        read=native.read_native_folder,
        is_folder=native.is_native_folder,
    ),
    Format(
        "tables",
        "Separated values in any columns, or a folder of such files and workbooks",
        (".csv", ".tsv", ".tab", ".txt"),
        read=_later("mapping.reading", "read_mapped"),
        is_file=_later("grid_reading", "is_separated"),
        is_folder=_later("grid_reading", "find_files"),
        asks=_TABLES,
    ),
)
"""In the order in which a file is compared with them."""


def find_format(name: str) -> Format:
    """Find a format by name; raises UsageError for one that is not known."""
    for known in FORMATS:
        if known.name == name.lower():
            return known
    names = [known.name for known in FORMATS]
    raise UsageError(f"`{name}` is no format{did_you_mean(nearest(name, names))} (known: {', '.join(names)})")


def detect_format(source: Source, name: str | None = None) -> Format:
    """Tell the format of what is to be read: the one that is named, else by content, else by suffix.

    Raises UsageError for a name that does not fit, InputError where no format does.
    """
    if name is not None:
        return _check_named(source, find_format(name))
    return _detect_folder(source) if source.is_folder else _detect_file(source)


def _check_named(source: Source, named: Format) -> Format:
    if named.read is None:
        raise UsageError(f"{named.title} is only written, not read; {_readable()}")
    if source.is_folder and named.is_folder is None:
        raise UsageError(f"{source.name} is a folder, and {named.title} is a file")
    if not source.is_folder and named.is_file is None:
        raise UsageError(f"{source.name} is a file; name the folder it is in to read a {named.title.lower()}")
    return named


def _detect_folder(source: Source) -> Format:
    files = source.files()
    found = [known for known in FORMATS if known.is_folder is not None and known.is_folder(files)]
    tables = [known for known in found if known.name in ("csv", "parquet")]
    if len(tables) > 1:
        names = " and as ".join(known.name for known in tables)
        raise InputError.of(
            f"the folder holds tables as {names}; say which to read with the format", Place(source.name)
        )
    if found:
        return found[0]
    raise InputError.of(f"nothing in this folder can be read; {_readable()}", Place(source.name))


def _detect_file(source: Source) -> Format:
    head = source.head()
    place = Place(source.name)
    if not head.strip():
        raise InputError.of("the file is empty", place)
    if source.suffix == parquet.SUFFIX or (source.path is not None and csv_folder.is_csv_folder([source.path.name])):
        raise InputError.of("this is one table of several; name the folder that holds them", place)
    for known in FORMATS:
        if known.is_file is not None and known.is_file(head, source.suffix):
            return known
    for known in FORMATS:
        if known.is_file is not None and source.suffix in known.suffixes and b"\0" not in head:
            return known
    if b"<log" in head or (head.startswith(b"\x1f\x8b") and source.suffix == ".gz"):
        raise InputError.of(
            "this looks like an event log; `sightline discover` finds in it who hands work to whom", place
        )
    raise InputError.of(f"the format of this file is not known; {_readable()}", place)


def _readable() -> str:
    titles = [
        f"{known.title} ({', '.join(known.suffixes)})" if known.suffixes else known.title
        for known in FORMATS
        if known.read is not None
    ]
    return "Sightline reads " + "; ".join(titles)


def read_tree(
    path: Path | str, *, format: str | None = None, options: ReadOptions | None = None
) -> tuple[Tree, Format]:
    """Read a file, a folder or standard input (``-``) as far as the raw tree, with the format that it was found in.

    Raises InputError with every problem found, UsageError for a format that does not fit or a missing extra.
    """
    options = options or ReadOptions()
    source = open_source(path, largest=max(options.limits.json_bytes, options.limits.yaml_bytes))
    found = detect_format(source, format)
    assert found.read is not None  # noqa: S101 - what is detected can be read
    return found.read(source, options), found


def read_organization(path: Path | str, *, format: str | None = None, options: ReadOptions | None = None) -> Reading:
    """Read and check an organization from a file, a folder or standard input (``-``); raises as :func:`read_tree`."""
    tree, found = read_tree(path, format=format, options=options)
    return Reading(build_organization(tree), found, tree.notices, tree.summary)


def write_organization(
    organization: Organization,
    path: Path | str,
    *,
    format: str | None = None,
    attributes: Attributes = NO_ATTRIBUTES,
) -> Writing:
    """Write an organization, whole or not at all, in the named format or that of the suffix.

    A path without a suffix is a folder of CSV files. ``attributes`` are written beside the facts, under names that
    readers leave out. Raises UsageError where it cannot be written, or the format has no room for attributes.
    """
    chosen = _choose(Path(path), format)
    assert chosen.write is not None  # noqa: S101 - what is chosen can be written
    if attributes and not chosen.holds_attributes:
        able = ", ".join(known.title for known in FORMATS if known.holds_attributes)
        raise UsageError(f"{chosen.title} has no room for results beside the facts; these have: {able}")
    beside = [attributes] if chosen.holds_attributes else []
    return Writing(chosen, chosen.write(organization, Path(path), *beside) or ())


def _choose(path: Path, format: str | None) -> Format:
    """Choose the format to write: the one that is named, else that of the suffix."""
    if format is not None:
        chosen = find_format(format)
    else:
        suffix = path.suffix.lower()
        fitting = [known for known in FORMATS if suffix in known.suffixes] if suffix else [find_format("csv")]
        if not fitting:
            raise UsageError(f"the suffix `{suffix}` names no format; {_writable()}")
        chosen = fitting[0]
    if chosen.write is None:
        raise UsageError(f"{chosen.title} is only read, not written; {_writable()}")
    return chosen


def _writable() -> str:
    names = [f"{known.name} ({', '.join(known.suffixes) or 'a folder'})" for known in FORMATS if known.write]
    return "Sightline writes " + ", ".join(names)
