"""Every threshold of the diagnostics, in one place; a file overrides them under ``thresholds``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sightline.document.fields import Amount, Share, Strict


class Thresholds(Strict):
    """When a finding fires. Sources: the customer-focus literature's rules, proposals to be adjusted, not norms."""

    gate_share: Annotated[Share, Field(description="A gate stands before this share of the internal elements.")] = 0.1
    gate_least: Annotated[int, Field(ge=1, description="... and before at least so many elements.")] = 3
    coverage_least: Annotated[Share, Field(description="Below this share of assessed effort, coverage is low.")] = 0.5
    unit_coverage_least: Annotated[
        Share, Field(description="Below this share of assessed elements, a unit is unknown.")
    ] = 0.5
    voice_days_most: Annotated[
        Amount, Field(description="Feedback that comes less often than every so many days is slow.")
    ] = 30
    unreturned_most: Annotated[
        Share, Field(description="Above this share of handoffs without feedback from their receiver, voice is broken.")
    ] = 0.5
    vetoes_most: Annotated[int, Field(ge=0, description="More approvers than this on a decision are many.")] = 3
    consulted_most: Annotated[int, Field(ge=0, description="More consulted than this on a decision are many.")] = 8
    distance_least: Annotated[
        int, Field(ge=1, description="From so many steps on, a decider is far from customers.")
    ] = 3
    distance_days_most: Annotated[
        Amount, Field(description="A decider whom customers reach in more days than this is far from them.")
    ] = 90
    support_signs_least: Annotated[int, Field(ge=1, le=5, description="So many of five signs make a finding.")] = 3
    turnover_most: Annotated[
        Amount, Field(description="Above this share of leavers in a year, turnover is a sign.")
    ] = 0.4
    triad_least: Annotated[
        int, Field(ge=0, le=6, description="Sales, marketing and operations are joined in so many of 6 directions.")
    ] = 4
    triad_clarity_least: Annotated[
        Share, Field(description="Work joins two functions if it passes at least so clear.")
    ] = 0.6
    busiest_share: Annotated[
        Share, Field(description="This share of teams, roles and persons counts as the busiest.")
    ] = 0.05
    concentration_least: Annotated[
        Share, Field(description="From this share of all requests on, the busiest take too many.")
    ] = 0.35
