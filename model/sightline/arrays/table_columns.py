"""Columns of a table as the arrays need them: texts to look up, numbers, flags; from Arrow, pandas, numpy or lists.

Large texts are kept in Arrow where it is installed, so that five million ends of relations never become Python
objects; otherwise they are Python's own. Both give the same rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sightline.arrays.network import Flags, Floats, Rows, Texts
from sightline.arrays.table_cells import (
    ColumnSource,
    arrow_errors,
    import_compute,
    is_arrow,
    is_missing,
    to_list,
    to_numpy,
    to_objects,
)
from sightline.errors import InputError, Place

if TYPE_CHECKING:
    import pyarrow as pa

MISSING = -1
_LARGE = 10_000
"""From so many rows on, texts are looked up with Arrow where it is installed."""
_WORDS = {"true": True, "yes": True, "1": True, "x": True, "false": False, "no": False, "0": False}


class Table(Protocol):
    """What pyarrow tables, pandas frames and mappings have in common: columns by name."""

    def __getitem__(self, name: str, /) -> ColumnSource: ...


class TextColumn(Protocol):
    """A column of texts, some of which may be missing."""

    def __len__(self) -> int: ...

    def rows_in(self, ids: TextColumn) -> Rows:
        """Find the first row of each text in another column; -1 where it is missing or not there."""
        ...

    def missing(self) -> Flags:
        """Which rows say nothing."""
        ...

    def encode(self, code: Callable[[str | None], int]) -> Rows:
        """Give each text its code; ``code`` is asked once for each different text."""
        ...

    def fits(self, pattern: str, longest: int) -> Flags:
        """Tell which texts match a pattern whole and are not too long; a missing one fits."""
        ...

    def at(self, row: int) -> str | None:
        """Give the text of one row."""
        ...

    def objects(self) -> Texts:
        """Give the texts as Python objects, None where one is missing."""
        ...

    def like(self, texts: list[str]) -> TextColumn:
        """Hold other texts in the same way."""
        ...

    def halves(self, mark: str) -> tuple[Rows, TextColumn, TextColumn]:
        """Split the texts that hold a mark once: their rows, what stands before it and what stands behind it."""
        ...


@dataclass(frozen=True, eq=False)
class PlainTexts:
    """Texts as Python objects."""

    values: Texts

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def first_rows(self) -> dict[str, int]:
        """First row by text."""
        found: dict[str, int] = {}
        for row, text in enumerate(self.values.tolist()):
            if text is not None:
                found.setdefault(text, row)
        return found

    def rows_in(self, ids: TextColumn) -> Rows:
        """Find the first row of each text in another column; -1 where it is missing or not there."""
        rows = (ids if isinstance(ids, PlainTexts) else PlainTexts(ids.objects())).first_rows
        return np.fromiter((rows.get(text, MISSING) for text in self.values.tolist()), np.int64, len(self))

    def missing(self) -> Flags:
        """Which rows say nothing."""
        return np.fromiter((text is None for text in self.values.tolist()), np.bool_, len(self))

    def encode(self, code: Callable[[str | None], int]) -> Rows:
        """Give each text its code."""
        codes: dict[str | None, int] = {text: code(text) for text in dict.fromkeys(self.values.tolist())}
        return np.fromiter((codes[text] for text in self.values.tolist()), np.int64, len(self))

    def fits(self, pattern: str, longest: int) -> Flags:
        """Tell which texts match a pattern whole and are not too long; a missing one fits."""
        match = re.compile(pattern).fullmatch
        fitting = (text is None or (len(text) <= longest and match(text) is not None) for text in self.values.tolist())
        return np.fromiter(fitting, np.bool_, len(self))

    def at(self, row: int) -> str | None:
        """Give the text of one row."""
        text: str | None = self.values[row]
        return text

    def objects(self) -> Texts:
        """Give the texts as Python objects."""
        return self.values

    def like(self, texts: list[str]) -> PlainTexts:
        """Hold other texts in the same way."""
        values = np.empty(len(texts), dtype=np.object_)
        values[:] = texts
        return PlainTexts(values)

    def halves(self, mark: str) -> tuple[Rows, PlainTexts, PlainTexts]:
        """Split the texts that hold a mark once: their rows, what stands before it and what stands behind it."""
        texts = self.values.tolist()
        rows = [row for row, text in enumerate(texts) if text is not None and text.count(mark) == 1]
        split = [texts[row].split(mark) for row in rows]
        first, second = self.like([before for before, _ in split]), self.like([behind for _, behind in split])
        return np.array(rows, dtype=np.int64), first, second


@dataclass(frozen=True, eq=False)
class ArrowTexts:
    """Texts in Arrow's memory."""

    values: pa.ChunkedArray[Any]

    def __len__(self) -> int:
        return len(self.values)

    def rows_in(self, ids: TextColumn) -> Rows:
        """Find the first row of each text in another column; -1 where it is missing or not there."""
        other = ids if isinstance(ids, ArrowTexts) else _to_arrow(ids.objects())
        return self._rows_in(other.values.combine_chunks())

    def _rows_in(self, values: pa.Array[Any] | pa.ChunkedArray[Any]) -> Rows:
        pc = import_compute()
        found = pc.index_in(self.values, value_set=values, skip_nulls=True)
        rows: Rows = pc.fill_null(found, MISSING).to_numpy().astype(np.int64)
        return rows

    def missing(self) -> Flags:
        """Which rows say nothing."""
        flags: Flags = self.values.is_null().to_numpy()
        return flags

    def encode(self, code: Callable[[str | None], int]) -> Rows:
        """Give each text its code."""
        distinct = self.values.drop_null().unique()
        known = [code(text) for text in distinct.to_pylist()]
        codes = np.array([*known, code(None) if self.values.null_count else 0], dtype=np.int64)
        return codes[self._rows_in(distinct)]  # missing is -1: the last code

    def fits(self, pattern: str, longest: int) -> Flags:
        """Tell which texts match a pattern whole and are not too long; a missing one fits."""
        pc = import_compute()
        matching = pc.match_substring_regex(self.values, pattern=f"\\A(?:{pattern.strip('^$')})\\z")
        fitting = pc.and_(matching, pc.less_equal(pc.utf8_length(self.values), longest))
        flags: Flags = pc.fill_null(fitting, True).to_numpy()
        return flags

    def at(self, row: int) -> str | None:
        """Give the text of one row."""
        text: str | None = self.values[row].as_py()
        return text

    def objects(self) -> Texts:
        """Give the texts as Python objects."""
        texts: Texts = self.values.to_numpy(zero_copy_only=False)
        return texts

    def like(self, texts: list[str]) -> ArrowTexts:
        """Hold other texts in the same way; an empty one is missing."""
        return _to_arrow(texts)

    def halves(self, mark: str) -> tuple[Rows, ArrowTexts, ArrowTexts]:
        """Split the texts that hold a mark once: their rows, what stands before it and what stands behind it."""
        pc = import_compute()
        split = pc.split_pattern(self.values, mark)
        once = pc.fill_null(pc.equal(pc.list_value_length(split), 2), False)
        parts = pc.list_flatten(split.filter(once))
        rows: Rows = np.flatnonzero(once.to_numpy())
        before = 2 * np.arange(len(rows))
        return rows, _to_arrow(parts.take(before)), _to_arrow(parts.take(before + 1))


class Columns:
    """The columns of one table, found without regard to case, spaces and underscores.

    Raises InputError for a column that is unknown (a leading underscore marks a private one), stands twice, is
    missing, or is shorter than another.
    """

    def __init__(self, table: Table, title: str, *, known: Iterable[str], required: Sequence[str]) -> None:
        self.title = title
        self._found: dict[str, ColumnSource] = {}
        spelled = {_spell(name): name for name in known}
        for header in _names(table):
            if header.startswith("_"):
                continue
            name = spelled.get(_spell(header))
            if name is None:
                raise InputError.of(f"`{header}` is not a column of the table `{title}`", Place(part=title), header)
            if name in self._found:
                raise InputError.of(f"the column `{name}` stands twice in the table `{title}`", Place(part=title))
            self._found[name] = table[header]
        for name in required:
            if name not in self._found:
                raise InputError.of(f"the column `{name}` is missing from the table `{title}`", Place(part=title), name)
        lengths = {name: len(column) for name, column in self._found.items()}
        self.rows = next(iter(lengths.values()), 0)
        for name, length in lengths.items():
            if length != self.rows:
                message = f"the column `{name}` has {length:,} rows where others have {self.rows:,}"
                raise InputError.of(message, Place(part=title))

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def place(self, row: int, column: str) -> Place:
        """Name the place of a cell; rows are counted from 1."""
        return Place(part=f"table {self.title}, row {row + 1}, column {column}")

    def texts(self, name: str) -> TextColumn:
        """Take a column of texts; all missing where there is no such column."""
        if name not in self._found:
            return PlainTexts(np.full(self.rows, None, dtype=np.object_))
        column = self._found[name]
        if is_arrow(column) or (self.rows >= _LARGE and find_spec("pyarrow") is not None):
            try:
                return _to_arrow(column)
            except arrow_errors():
                pass  # values of several types: as Python objects
        return PlainTexts(to_objects(column))

    def numbers(self, name: str, default: float = np.nan) -> Floats:
        """Take a column of numbers; ``default`` where one is missing."""
        if name not in self._found:
            return np.full(self.rows, default)
        column = self._found[name]
        try:
            values = np.array(to_numpy(column), dtype=np.float64)
        except (TypeError, ValueError):
            values = self._numbers_one_by_one(name, to_list(column))
        values[np.isnan(values)] = default
        return values

    def _numbers_one_by_one(self, name: str, cells: Sequence[object]) -> Floats:
        """Read numbers among which stand texts: a blank one is missing, others must spell a number."""
        values = np.full(len(cells), np.nan)
        for row, cell in enumerate(cells):
            if not is_missing(cell) and str(cell).strip():
                try:
                    values[row] = float(str(cell))
                except ValueError:
                    message = f"`{name}` is `{cell}`; expected a number"
                    raise InputError.of(message, self.place(row, name), str(cell)) from None
        return values

    def flags(self, name: str) -> Flags:
        """Take a column of yes and no; no where one is missing."""
        if name not in self._found:
            return np.zeros(self.rows, dtype=np.bool_)
        values = to_numpy(self._found[name])
        if values.dtype == np.bool_:
            known: Flags = values.astype(np.bool_)
            return known
        codes = self.texts(name).encode(_flag_code)
        if (codes > 1).any():
            row = int(np.argmax(codes > 1))
            value = self.texts(name).at(row)
            raise InputError.of(f"`{name}` is `{value}`; expected true or false", self.place(row, name), value)
        chosen: Flags = codes == 1
        return chosen

    def lists(self, name: str) -> list[tuple[str, ...]]:
        """Take a column of lists: real ones, or texts with ``;`` between the entries."""
        if name not in self._found:
            return [()] * self.rows
        values = to_list(self._found[name])
        split = {text: _split(text) for text in {value for value in values if isinstance(value, str)}}
        return [split[value] if isinstance(value, str) else _split(value) for value in values]


def _flag_code(text: str | None) -> int:
    if text is None or not text.strip():
        return 0
    return int(_WORDS.get(text.strip().casefold().removesuffix(".0"), 2))


def _split(value: object) -> tuple[str, ...]:
    if is_missing(value):
        return ()
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            try:
                return tuple(str(item) for item in json.loads(text))
            except (ValueError, RecursionError, TypeError):
                pass  # a text that only begins like a list
        return tuple(item.strip() for item in text.split(";") if item.strip())
    return tuple(str(item) for item in value) if isinstance(value, Iterable) else (str(value),)


def _spell(name: str) -> str:
    return re.sub(r"[\s_]+", "", name).casefold()


def _names(table: Table) -> list[str]:
    """List the column names of a table of any of the three kinds."""
    if isinstance(table, Mapping):
        return [str(name) for name in table]
    names = getattr(table, "column_names", None)
    return [str(name) for name in (names if names is not None else getattr(table, "columns", ()))]


def _to_arrow(column: ColumnSource) -> ArrowTexts:
    """Hold a column as Arrow texts; blank ones are missing. Raises an error of Arrow's for values of several types."""
    import pyarrow as pa

    pc = import_compute()
    chunked = column if is_arrow(column) else pa.array(column, from_pandas=True)
    if not isinstance(chunked, pa.ChunkedArray):
        chunked = pa.chunked_array([chunked])
    if chunked.type != pa.large_string():
        chunked = pc.cast(chunked, pa.large_string())
    blank = pc.equal(chunked, "")
    if pc.any(blank).as_py():
        chunked = pc.if_else(blank, pa.scalar(None, pa.large_string()), chunked)
    return ArrowTexts(chunked)
