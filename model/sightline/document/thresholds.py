"""Every threshold of the diagnostics, in one place; a file overrides them under ``thresholds``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sightline.document.fields import Share, Strict


class Thresholds(Strict):
    """When a finding fires. Sources: the customer-focus literature's rules, proposals to be adjusted, not norms."""

    gate_share: Annotated[Share, Field(description="A gate stands before this share of the internal elements.")] = 0.1
    gate_least: Annotated[int, Field(ge=1, description="... and before at least so many elements.")] = 3
    coverage_least: Annotated[Share, Field(description="Below this share of assessed effort, coverage is low.")] = 0.5
    unit_coverage_least: Annotated[
        Share, Field(description="Below this share of assessed elements, a unit is unknown.")
    ] = 0.5
