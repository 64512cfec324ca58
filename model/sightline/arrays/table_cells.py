"""The cells of a table's column, from whichever library it comes: Arrow, pandas, numpy or plain lists."""

from __future__ import annotations

import math
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from sightline.arrays.network import Texts

if TYPE_CHECKING:
    import pandas as pd

ColumnSource = Any
"""A pyarrow array, a pandas Series, a numpy array or a list: what offers no common type."""


def is_arrow(column: ColumnSource) -> bool:
    """Tell whether a column is an array of Arrow."""
    return "pyarrow" in sys.modules and type(column).__module__.partition(".")[0] == "pyarrow"


def arrow_errors() -> tuple[type[Exception], ...]:
    """List what Arrow raises for values that do not fit a type."""
    import pyarrow as pa

    return (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError)


def import_compute() -> ModuleType:
    """Import the functions of Arrow."""
    import pyarrow.compute

    return pyarrow.compute


def to_objects(column: ColumnSource) -> Texts:
    """Hold a column as Python texts, None for a missing or blank one."""
    values = [None if is_missing(value) or value == "" else str(value) for value in to_list(column)]
    texts = np.empty(len(values), dtype=np.object_)
    texts[:] = values
    return texts


def to_numpy(column: ColumnSource) -> Any:  # noqa: ANN401 - of any type, which the caller converts
    """Give the values of a column as numpy has them."""
    if is_arrow(column):
        import pyarrow as pa

        plain = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        if pa.types.is_null(plain.type) or pa.types.is_decimal(plain.type):
            plain = plain.cast(pa.float64())
        return plain.to_numpy() if isinstance(plain, pa.ChunkedArray) else plain.to_numpy(zero_copy_only=False)
    if isinstance(column, list | tuple):
        return np.array([np.nan if value is None else value for value in column])
    if hasattr(column, "to_numpy"):
        return _series_to_numpy(column)
    return np.asarray(column)


def _series_to_numpy(series: pd.Series[Any]) -> Any:  # noqa: ANN401 - of any type, which the caller converts
    return series.to_numpy() if series.dtype.kind in "biuf" and not series.hasnans else series.to_numpy(na_value=np.nan)


def to_list(column: ColumnSource) -> list[object]:
    """List the values of a column."""
    values: list[object] = (
        list(column)
        if isinstance(column, list | tuple)
        else column.to_pylist()
        if is_arrow(column)
        else column.tolist()
    )
    return values


def is_missing(value: object) -> bool:
    """Tell whether a value says nothing: None, NaN, or one of pandas for that."""
    is_nan = isinstance(value, float) and math.isnan(value)
    return value is None or is_nan or type(value).__name__ in ("NAType", "NaTType")
