"""What a merge keeps, whatever it is given: drawn organizations with every field of the format."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from sightline.document import Organization
from sightline.errors import InputError
from sightline.merging.ledger import Preference
from sightline.merging.merge import Choices, Merge, merge
from sightline.merging.origins import Origin
from tests.formats.decorating import decorated_organizations

FEW = settings(max_examples=25, deadline=None)
PREFER_FIRST = Choices(preference=Preference("first"))


def merged(*organizations: Organization, choices: Choices = PREFER_FIRST) -> Merge:
    """Merge, unless together they break a rule that none breaks alone, such as a unit inside itself."""
    origins = [Origin(f"file{at}", one) for at, one in enumerate(organizations)]
    try:
        return merge(origins, choices)
    except InputError:
        reject()


@FEW
@given(decorated_organizations(), st.integers(1, 3))
def test_an_organization_merged_with_itself_is_itself(organization: Organization, times: int) -> None:
    outcome = merged(*[organization] * times, choices=Choices())
    assert outcome.organization == organization
    assert outcome.is_settled
    assert not outcome.renamed + outcome.names + outcome.things.joined + outcome.things.open


@FEW
@given(decorated_organizations(), st.booleans())
def test_an_empty_organization_changes_nothing(organization: Organization, first: bool) -> None:
    both = (Organization(), organization) if first else (organization, Organization())
    assert merged(*both, choices=Choices()).organization == organization


@FEW
@given(decorated_organizations(), decorated_organizations())
def test_nothing_is_lost(one: Organization, other: Organization) -> None:
    outcome = merged(one, other)
    after = outcome.organization
    names = [outcome.things.names(at) for at in (0, 1)]
    for at, before in enumerate((one, other)):
        assert {names[at][element.id] for element in before.elements} <= set(after.by_id)
        assert len(set(names[at].values())) == len(before.elements)
        ends = Counter((names[at][r.supplier], names[at][r.customer], r.kind) for r in before.relations)
        assert ends <= Counter((r.supplier, r.customer, r.kind) for r in after.relations)
        for element in before.elements:
            there = after.by_id[names[at][element.id]]
            assert len(there.obstacles) >= len(element.obstacles)
            assert set(element.tags) <= set(there.tags)
        assert len(after.decisions) >= len(before.decisions)
        assert len(after.interventions) >= len(before.interventions)
        cleared = [len(plan.clears) for plan in before.interventions]
        assert sum(cleared) <= sum(len(plan.clears) for plan in after.interventions)


@FEW
@given(decorated_organizations(), decorated_organizations())
def test_the_order_changes_names_only(one: Organization, other: Organization) -> None:
    there, back = merged(one, other), merged(other, one)
    for part in ("elements", "relations", "decisions", "interventions"):
        assert len(getattr(there.organization, part)) == len(getattr(back.organization, part))
    assert Counter(e.kind for e in there.organization.elements if e.kind == "customer") == Counter(
        e.kind for e in back.organization.elements if e.kind == "customer"
    )
    assert len(there.overruled) == len(back.overruled)
    assert len(there.things.clashes) == len(back.things.clashes)


@FEW
@given(decorated_organizations(), decorated_organizations())
def test_no_fact_is_settled_in_silence(one: Organization, other: Organization) -> None:
    open_, told = merged(one, other, choices=Choices()), merged(one, other)
    assert open_.organization == told.organization, "the first word stands for now"
    assert len(open_.conflicts) == len(told.overruled)
    assert not open_.overruled
    assert not told.conflicts
    assert all(conflict.taken == 0 and conflict.by == "--prefer first" for conflict in told.overruled)
