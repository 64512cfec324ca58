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
    from sightline.merging.merge import merge
    from sightline.merging.origins import Origin
    from sightline.pipeline import Analysis, analyze, annotate, from_networkx, read, to_networkx, write
    from sightline.report.forms import write_report
    from sightline.report.pictures_out import draw_picture
    from sightline.snapshot import Snapshot
    from sightline.studies.compare import compare
    from sightline.studies.journey import follow
    from sightline.studies.journey_folder import read_dated
    from sightline.studies.plan import make_plan
    from sightline.studies.roadmap import make_roadmap
    from sightline.studies.scenario import Scenario, read_scenario
    from sightline.studies.uncertainty import find_uncertainty
    from sightline.studies.what_if import WhatIf

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "InputError",
    "Organization",
    "Origin",
    "Scenario",
    "SightlineError",
    "Snapshot",
    "UsageError",
    "WhatIf",
    "__version__",
    "analyze",
    "annotate",
    "compare",
    "draw_picture",
    "find_paths",
    "find_uncertainty",
    "follow",
    "from_networkx",
    "make_plan",
    "make_roadmap",
    "merge",
    "network_from_tables",
    "read",
    "read_dated",
    "read_scenario",
    "to_networkx",
    "write",
    "write_report",
]

_HOMES = {
    "Analysis": "sightline.pipeline",
    "Organization": "sightline.document",
    "Origin": "sightline.merging.origins",
    "Scenario": "sightline.studies.scenario",
    "Snapshot": "sightline.snapshot",
    "WhatIf": "sightline.studies.what_if",
    "analyze": "sightline.pipeline",
    "annotate": "sightline.pipeline",
    "compare": "sightline.studies.compare",
    "draw_picture": "sightline.report.pictures_out",
    "find_paths": "sightline.analyzers.paths",
    "find_uncertainty": "sightline.studies.uncertainty",
    "follow": "sightline.studies.journey",
    "from_networkx": "sightline.pipeline",
    "make_plan": "sightline.studies.plan",
    "make_roadmap": "sightline.studies.roadmap",
    "merge": "sightline.merging.merge",
    "network_from_tables": "sightline.arrays.from_tables",
    "read": "sightline.pipeline",
    "read_dated": "sightline.studies.journey_folder",
    "read_scenario": "sightline.studies.scenario",
    "to_networkx": "sightline.pipeline",
    "write": "sightline.pipeline",
    "write_report": "sightline.report.forms",
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
