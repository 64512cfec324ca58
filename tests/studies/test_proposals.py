from __future__ import annotations

import pytest

from sightline.catalogue.details import catalogue
from sightline.document import Organization, Tree, build_organization
from sightline.studies.proposals import propose_interventions
from sightline.studies.rebuilding import rebuilt


def desk(**obstacle: object) -> Organization:
    """Draw a claims desk with one obstacle on what it hands to its customer, and one that a plan clears."""
    return build_organization(
        Tree(
            {
                "sightline": 1,
                "customers": {"claimant": {}},
                "teams": {
                    "desk": {
                        "serves": [{"to": "claimant", "obstacles": [{"kind": "overpromise", "severity": 0.5}]}],
                        "obstacles": [{"id": "k", "kind": "approval-overload", "severity": 0.5, **obstacle}],
                    }
                },
                "interventions": [{"id": "honest", "clears": [{"on": "desk -> claimant", "kind": "overpromise"}]}],
            }
        )
    )


def test_each_remedy_of_an_untouched_obstacle_is_proposed_with_its_points() -> None:
    proposed = propose_interventions(desk(), catalogue())
    assert [(one.id, one.cost) for one in proposed] == [("k.remedy-1", 1), ("k.remedy-2", 3)]
    assert [one.clears[0].to for one in proposed] == [0.2, 0.2]
    assert all("an assumption" in (one.description or "") for one in proposed)


@pytest.mark.parametrize("said", [{"mandated": True}, {"status": "removed"}, {"status": "accepted"}])
def test_what_has_to_stay_or_is_gone_gets_no_proposal(said: dict[str, object]) -> None:
    assert propose_interventions(desk(**said), catalogue()) == ()


def test_a_kind_of_ones_own_without_remedies_gets_no_proposal() -> None:
    assert propose_interventions(desk(kind="our-own"), catalogue()) == ()


@pytest.mark.parametrize(("severity", "left"), [(0.8, 0.5), (0.9, 0.562), (0.35, 0.14), (0.2, 0.05), (0.1, 0.025)])
def test_what_remains_lies_one_anchor_lower(severity: float, left: float) -> None:
    assert propose_interventions(desk(severity=severity), catalogue())[0].clears[0].to == pytest.approx(left, abs=1e-3)


def test_proposals_fit_into_the_organization() -> None:
    organization = desk()
    proposed = propose_interventions(organization, catalogue())
    after = rebuilt(organization, interventions=(*organization.interventions, *proposed))
    assert len(after.interventions) == 3
