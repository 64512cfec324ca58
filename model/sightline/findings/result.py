"""Results: typed and mute. Each offers figures, tables whose rows are labelled, findings and notices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from sightline.errors import UsageError
from sightline.findings.finding import Finding

if TYPE_CHECKING:
    import pandas as pd

Column = npt.NDArray[Any] | Sequence[object]
Figure = float | int | str | bool | None | Mapping[str, float | None]


@dataclass(frozen=True, eq=False)
class Table:
    """Columns that belong together, one row each per ``labels`` entry.

    ``subject`` says what a row is: ``elements``, ``relations`` and ``obstacles`` are aligned to the rows of the network
    (all of them, in order); any other subject labels its own rows. NaN stands for "not defined".
    """

    subject: str
    labels: Sequence[str] | npt.NDArray[np.object_]
    columns: Mapping[str, Column]

    def __post_init__(self) -> None:
        for name, column in self.columns.items():
            if len(column) != len(self.labels):
                raise ValueError(
                    f"column {name} of {self.subject} has {len(column)} rows for {len(self.labels)} labels"
                )

    def to_frame(self) -> pd.DataFrame:
        """Give the table as a pandas frame, indexed by its labels (needs the extra ``frames``)."""
        try:
            import pandas as pd
        except ImportError:
            raise UsageError("frames need pandas; install it with: pip install 'sightline[frames]'") from None
        index = pd.Index(list(self.labels), name=self.subject)
        return pd.DataFrame({name: list(column) for name, column in self.columns.items()}, index=index)


@dataclass(frozen=True, eq=False)
class Result(ABC):
    """What one analyzer found out about one snapshot."""

    name: ClassVar[str]

    findings: tuple[Finding, ...] = field(default=(), kw_only=True)
    notices: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    @abstractmethod
    def tables(self) -> tuple[Table, ...]:
        """The tables of this result, the most telling one first."""

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The single figures of this result, by the name they have in the JSON contract."""
        return {}

    def table(self, subject: str | None = None) -> Table:
        """Give the table about one subject; the first where none is named."""
        for table in self.tables:
            if subject in (None, table.subject):
                return table
        known = ", ".join(f"`{table.subject}`" for table in self.tables) or "none"
        raise UsageError(f"`{self.name}` has no table about `{subject}`; it has: {known}")

    def to_frame(self, subject: str | None = None) -> pd.DataFrame:
        """Give one table as a pandas frame (needs the extra ``frames``)."""
        return self.table(subject).to_frame()
