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
    rework_least: Annotated[
        Share, Field(description="From this share of all effort on, work that goes round again is a rework loop.")
    ] = 0.05
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

    # shell, front-looks-back
    front_clarity_least: Annotated[Share, Field(description="A front at least so clear can be a shell.")] = 0.85
    shell_inflow_most: Annotated[
        Share, Field(description="A shell gets work from other units that is at most so clear.")
    ] = 0.6
    front_inflow_least: Annotated[
        Share, Field(description="A front whose work from other units is less clear than this must look back.")
    ] = 0.5
    contact_share: Annotated[
        Share, Field(description="A front with this share of the work that goes to external customers stands for many.")
    ] = 0.25

    # projection, look-within
    projection_share: Annotated[
        Share, Field(description="Shared themes make at least this share of what a product inherits.")
    ] = 0.5
    inherited_share: Annotated[Share, Field(description="More than this share of a product's haze is inherited.")] = 0.5
    inherited_depth_least: Annotated[
        Amount, Field(description="Below this depth, the haze on a product is not worth a finding.")
    ] = 0.2

    # structure-mismatch
    congruence_least: Annotated[
        Share,
        Field(description="Below this share of the pairs of units that need each other, coordination is missing."),
    ] = 0.5
    unit_members_least: Annotated[
        int, Field(ge=2, description="A unit with fewer members is not compared with chance.")
    ] = 3
    unit_agreement_least: Annotated[
        Share, Field(description="Below this agreement, the units and the groups that the work forms differ.")
    ] = 0.25

    # blind-spot, inside-love
    blind_spot_gap: Annotated[
        Share, Field(description="A self-rating is so far above the receivers', on a scale from 0 to 1.")
    ] = 0.25
    inside_love_points: Annotated[
        Amount, Field(description="The rating inside is so many points above that of the clients.")
    ] = 1.0
    respondents_least: Annotated[
        int, Field(ge=5, description="Ratings of fewer respondents are never shown; it can be raised, not lowered.")
    ] = 5

    # lens-bias, customer-left-out
    lens_share: Annotated[
        Share, Field(description="More than this share from one area or function is a biased lens.")
    ] = 0.8
    lens_least: Annotated[int, Field(ge=1, description="Fewer than so many elements or obstacles show no bias.")] = 10
    customer_part_least: Annotated[
        Share,
        Field(description="Below this, a customer's involvement, feedback or visibility is missing in a process."),
    ] = 0.5

    # displacement
    displaced_share: Annotated[
        Amount, Field(description="The severity that came is more than this part of the severity that went.")
    ] = 0.5
