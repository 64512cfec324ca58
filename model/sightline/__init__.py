"""Sightline: how clearly an organization sees its external customers, and what stands in the way.

    >>> import sightline
    >>> organization = sightline.read("sample_orgs/bucket_brigade/organization.yaml")
    >>> analysis = sightline.analyze(organization)
    >>> round(analysis.sight.index, 2)
    0.6

The names below are the public ones; they are loaded when first used, so that importing Sightline costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.errors import InputError, SightlineError, UsageError

if TYPE_CHECKING:
    from sightline.analyzers.paths import find_paths
    from sightline.arrays.from_tables import network_from_tables
    from sightline.document import Organization
    from sightline.pipeline import Analysis, analyze, annotate, from_networkx, read, to_networkx, write
    from sightline.snapshot import Snapshot

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "InputError",
    "Organization",
    "SightlineError",
    "Snapshot",
    "UsageError",
    "__version__",
    "analyze",
    "annotate",
    "find_paths",
    "from_networkx",
    "network_from_tables",
    "read",
    "to_networkx",
    "write",
]

_HOMES = {
    "Analysis": "sightline.pipeline",
    "Organization": "sightline.document",
    "Snapshot": "sightline.snapshot",
    "analyze": "sightline.pipeline",
    "annotate": "sightline.pipeline",
    "find_paths": "sightline.analyzers.paths",
    "from_networkx": "sightline.pipeline",
    "network_from_tables": "sightline.arrays.from_tables",
    "read": "sightline.pipeline",
    "to_networkx": "sightline.pipeline",
    "write": "sightline.pipeline",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
