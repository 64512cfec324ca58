"""One organization as the app shows it, with all that was computed from it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar, cast

from sightline.document import Organization
from sightline.pipeline import Analysis, Told, analyze
from sightline.report.wording import Names
from sightline.snapshot import Snapshot
from sightline.studies.what_if import WhatIf

T = TypeVar("T")

MOST_KEPT = 48
"""Pictures and views kept of one model; the one that was not asked for longest goes first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an organization came from: its kind, what people call it, and notices of its reading."""

    kind: Literal["sample", "file", "upload", "new", "draft"]
    name: str
    notices: tuple[str, ...] = ()


class Model:
    """An organization and what follows from it. It never changes: an edit makes another one.

    It lives in the session of one user, and so does everything that it remembers: nothing about a client is kept where
    another user's session could find it.
    """

    def __init__(self, organization: Organization, origin: Origin) -> None:
        self.organization = organization
        self.origin = origin
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._analysis: Analysis | None = None

    @cached_property
    def snapshot(self) -> Snapshot:
        """The moment that everything is computed from."""
        return Snapshot(self.organization)

    @property
    def is_analyzed(self) -> bool:
        """Whether the analysis is there already."""
        return self._analysis is not None

    def analyze(self, told: Told | None = None) -> Analysis:
        """Analyze, once; ``told`` hears the name of each step."""
        if self._analysis is None:
            self._analysis = analyze(self.snapshot, told=told)
        return self._analysis

    @property
    def analysis(self) -> Analysis:
        """All results about the organization."""
        return self.analyze()

    @cached_property
    def names(self) -> Names:
        """What people call the parts of the organization."""
        return Names(self.snapshot.network)

    @cached_property
    def study(self) -> WhatIf:
        """What changes would do, with all that is solved once for it."""
        return WhatIf(self.snapshot)

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made under this key, or make and keep it; the key says everything that it depends on."""
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self._kept[key] = make()
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return cast("T", self._kept[key])
