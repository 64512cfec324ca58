"""Whether groups are units or single resources, by the name of their column."""

from __future__ import annotations

import pytest

from sightline.discovery.kinds import propose_kind


@pytest.mark.parametrize(
    "column", ["org:resource", "Resource", "assigned_user", "Bearbeiter", "case owner", "org:role"]
)
def test_single_resources_are_roles(column: str) -> None:
    assert propose_kind(column) == "role"


@pytest.mark.parametrize("column", ["org:group", "Team", "department", "Usergroup", "Abteilung", "x", "=1+1"])
def test_everything_else_is_a_team(column: str) -> None:
    assert propose_kind(column) == "team"
