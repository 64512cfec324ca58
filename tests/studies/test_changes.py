"""Every change gives a new organization that obeys all rules, or says in one sentence why it cannot."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.document.raw_form import to_raw
from sightline.errors import UsageError
from sightline.snapshot import Snapshot
from sightline.studies.changes import (
    AddElement,
    AddObstacle,
    AddRelation,
    Change,
    ClearObstacle,
    MergeElements,
    RemoveElement,
    RemoveRelation,
    Reroute,
    SetHeadcount,
    SetSeverity,
    SetVolume,
    SplitElement,
    apply_changes,
)
from sightline.studies.element_splitting import Part
from sightline.studies.naming import is_member, list_obstacles, spell_relations
from tests.studies.drawing_changes import changes_for, drawn_organizations, workshop

SENTENCES: list[tuple[Change, str]] = [
    (SetSeverity("votes", 0.2), "Set approval overload at Planning to 20\u00a0%"),
    (ClearObstacle("walls"), "Clear silo handoff between Repair and Clinic"),
    (ClearObstacle("repair.overload"), "Clear overload at Repair"),
    (AddObstacle("archive", "our-own_kind", 0.3), "Add our own kind at Archive, severity 30\u00a0%"),
    (AddObstacle("files", "overload", 0.3), "Add overload between Archive and Planning, severity 30\u00a0%"),
    (AddRelation("archive", "patient", volume=2.5), "Let Archive serve Patient, volume 2.5"),
    (AddRelation("archive", "archive", "supports"), "Let Archive support itself"),
    (
        AddRelation("planning", "repair", membership="kept"),
        "Let Planning serve Repair beside working through Operations",
    ),
    (
        AddRelation("planning", "repair", membership="replaced"),
        "Let Planning serve Repair instead of working through Operations",
    ),
    (RemoveRelation("files"), "Remove the relation from Archive to Planning"),
    (
        RemoveRelation("repair -> clinic"),
        "Remove the relation from Repair to Clinic; the work of Repair then goes nowhere",
    ),
    (
        RemoveRelation("repair -> clinic", "restored"),
        "Remove the relation from Repair to Clinic; Repair works through Operations again",
    ),
    (
        Reroute("repair -> clinic", customer="patient"),
        "Reroute the relation from Repair to Clinic: now from Repair to Patient",
    ),
    (SetVolume("archive -> planning (serves #2)", 5), "Set the volume from Archive to Planning to 5"),
    (AddElement("night", "team", "Night desk", "operations", 4), "Add the team Night desk to Operations, headcount 4"),
    (AddElement("insurer", "customer"), "Add the customer insurer"),
    (
        RemoveElement("operations"),
        "Remove Operations with 1 relation; what was part of it (2 elements) then belong to nothing",
    ),
    (RemoveElement("repair"), "Remove Repair with 1 relation and 2 obstacles"),
    (SetHeadcount("planning", 12), "Set the headcount of Planning to 12"),
    (SetHeadcount("planning", None), "Leave the headcount of Planning open"),
    (
        MergeElements(("archive", "operations"), "Back office"),
        "Merge Archive and Operations into one, Back office",
    ),
    (
        MergeElements(("planning", "archive"), membership="replaced"),
        "Merge Planning and Archive into one; 2 relations between them disappear",
    ),
    (
        SplitElement("operations", (Part(id="day", name="Day shift", share=0.75), Part(id="night", share=0.25))),
        "Split Operations into Day shift (75\u00a0%) and night (25\u00a0%)",
    ),
]

TWO = (Part(id="x"), Part(id="y"))
UNSETTLED = (
    "`planning` works through `operations` as a part of it, and a first relation of its own would end that: "
    "say whether that membership is `replaced` or `kept`"
)
REFUSED: list[tuple[Change, str]] = [
    (SetSeverity("vote", 0.2), "`vote` is not the id of an obstacle; did you mean `votes`?"),
    (SetSeverity("votes", 1.5), "`severity` is `1.5`; expected at most 1"),
    (AddObstacle("clinic", "overload", 0.2), "`clinic` is an external customer and takes no `obstacles`"),
    (AddObstacle("archiv", "overload", 0.2), "`archiv` is not an element or a relation; did you mean `archive`?"),
    (AddObstacle("archive", "overload", -1), "`severity` is `-1.0`; expected at least 0"),
    (
        AddObstacle("head -> planning (reports_to #1)", "overload", 0.1),
        "`obstacles` belongs to relations that carry work, not to `reports_to`",
    ),
    (
        AddRelation("clinic", "repair"),
        "`clinic` is an external customer: work ends there, so nothing can leave it by `serves`",
    ),
    (AddRelation("archive", "clinik"), "`clinik` is not an element; did you mean `clinic`?"),
    (
        AddRelation("planning", "repair"),
        UNSETTLED,
    ),
    (
        AddRelation("archive", "repair", membership="kept"),
        "`archive` has no membership that this relation ends: leave out `membership`",
    ),
    (AddRelation("planning", "head", "reports_to"), "`planning` reports to itself: planning -> head -> planning"),
    (
        RemoveRelation("archive -> planning"),
        (
            "`archive -> planning` could be any of 2 relations: `archive -> planning (serves #1)` and "
            "`archive -> planning (serves #2)`"
        ),
    ),
    (
        RemoveRelation("planning -> operations"),
        "`planning` works through `operations` because it is part of it, not by a relation of its own",
    ),
    (RemoveRelation("repair -> clinc"), "`repair -> clinc` is not a relation; did you mean `repair -> clinic`?"),
    (
        RemoveRelation("files", "restored"),
        "`archive` works through nothing else once `files` is removed: leave out that its membership is restored",
    ),
    (
        Reroute("files", supplier="planning"),
        UNSETTLED,
    ),
    (Reroute("files"), "`files` has these ends already: say where it is to come from or to lead"),
    (
        Reroute("files", customer="repair", membership="kept"),
        "`archive` stays the supplier of `files`: leave out `membership`",
    ),
    (SetVolume("files", -2), "`volume` is `-2.0`; expected at least 0"),
    (
        SetVolume("head -> planning", 2),
        "`volume` belongs to relations that carry work, not to `reports_to`",
    ),
    (AddElement("planning", "team"), "there is an element `planning` already"),
    (AddElement("what-next", "team"), "the id `what-next` stands twice; it is already used at teams.what-next"),
    (AddElement("night", "team", part_of="operation"), "`operation` is not an element; did you mean `operations`?"),
    (AddElement("x", "customer", headcount=2), "`x` is an external customer and takes no `headcount`"),
    (RemoveElement("repairs"), "`repairs` is not an element; did you mean `repair`?"),
    (SetHeadcount("clinic", 3), "`clinic` is an external customer and takes no `headcount`"),
    (SetHeadcount("planning", float("nan")), "`headcount` is `nan`; expected a finite number"),
    (MergeElements(("archive", "repairs")), "`repairs` is not an element; did you mean `repair`?"),
    (MergeElements(("archive", "archive")), "it takes two elements to merge"),
    (MergeElements(("archive", "clinic")), "an external customer cannot be merged with an element inside"),
    (
        MergeElements(("archive", "planning")),
        (
            "`planning` works through `operations` as a part of it, and `archive` by relations of its own: "
            "say whether that membership is `replaced` or `kept`"
        ),
    ),
    (
        MergeElements(("archive", "operations"), membership="kept"),
        "no membership ends by this merger: leave out `membership`",
    ),
    (SplitElement("archives", TWO), "`archives` is not an element; did you mean `archive`?"),
    (SplitElement("archive", TWO[:1]), "an element is split into two parts at least"),
    (SplitElement("archive", (Part(id="repair"), Part(id="x"))), "there is an element `repair` already"),
    (SplitElement("archive", (Part(id="x"), Part(id="x"))), "two parts have the id `x`"),
    (
        SplitElement("archive", (Part(id="x", share=0.5), Part(id="y"))),
        "the shares of the parts of `archive` must all be given and make up 1",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), SENTENCES, ids=lambda value: str(value)[:50])
def test_every_change_says_itself_and_can_be_made(change: Change, sentence: str) -> None:
    organization = workshop()
    assert change.describe(organization) == sentence
    after = change.apply(organization)
    assert after != organization
    assert organization == workshop()
    assert build_organization(Tree(to_raw(after))) == after


def test_every_kind_of_change_is_shown_above() -> None:
    kinds = set(get_args(Change))
    assert len(kinds) == 12
    assert {type(change) for change, _ in SENTENCES} == kinds
    assert {type(change) for change, _ in REFUSED} == kinds - {ClearObstacle}


@pytest.mark.parametrize(("change", "sentence"), REFUSED, ids=lambda value: str(value)[:50])
def test_what_cannot_be_made_is_refused_in_one_sentence(change: Change, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        change.apply(workshop())
    assert str(caught.value) == sentence


def test_a_new_severity_leaves_behind_what_was_known_of_the_old_one() -> None:
    after = SetSeverity("votes", 0.1).apply(workshop())
    (obstacle,) = after.by_id["planning"].obstacles
    assert (obstacle.severity, obstacle.low, obstacle.high, obstacle.n) == (0.1, None, None, None)
    assert SetSeverity("votes", 0.5).apply(workshop()) == workshop()


def test_a_cleared_obstacle_stays_for_the_record_and_can_come_back() -> None:
    cleared = ClearObstacle("votes").apply(workshop())
    assert cleared.by_id["planning"].obstacles[0].status == "removed"
    assert list(list_obstacles(cleared)) == list(list_obstacles(workshop()))
    again = SetSeverity("votes", 0.5).apply(cleared)
    assert again.by_id["planning"].obstacles[0].weight == 0.5


def test_the_last_relation_that_goes_leaves_its_supplier_stranded() -> None:
    ended = RemoveRelation("repair -> clinic").apply(workshop())
    kept = ended.relations[spell_relations(ended).index("repair -> clinic")]
    assert (kept.volume, kept.obstacles) == (0.0, ())
    assert not is_member(ended, "repair")
    assert Snapshot(ended).routes.stranded[list(ended.by_id).index("repair")]
    with pytest.raises(UsageError, match="carries nothing already"):
        RemoveRelation("repair -> clinic").apply(ended)
    for organization in (workshop(), ended):
        restored = RemoveRelation("repair -> clinic", "restored").apply(organization)
        assert is_member(restored, "repair")


def test_a_kept_membership_is_spelled_out_beside_the_new_relation() -> None:
    kept = AddRelation("planning", "patient", volume=2, membership="kept").apply(workshop())
    own = {(one.customer, one.kind, one.volume) for one in kept.relations if one.supplier == "planning"}
    assert own == {("operations", "supports", 2.0), ("patient", "serves", 2.0)}
    replaced = AddRelation("planning", "patient", membership="replaced").apply(workshop())
    assert [one.customer for one in replaced.relations if one.supplier == "planning"] == ["patient"]


def test_an_old_supplier_that_loses_its_last_relation_is_stranded() -> None:
    after = Reroute("repair -> clinic", supplier="archive").apply(workshop())
    assert not is_member(after, "repair")
    assert [one.volume for one in after.relations if one.supplier == "repair"] == [0.0]
    (moved,) = [one for one in after.relations if one.supplier == "archive" and one.customer == "clinic"]
    assert moved.kind == "delivers"
    assert [one.id for one in moved.obstacles] == ["walls"]
    assert [clearance.on for clearance in after.interventions[0].clears] == [None, "archive -> clinic"]


def test_who_names_a_removed_element_or_obstacle_does_so_no_longer() -> None:
    after = RemoveElement("planning").apply(workshop())
    assert after.by_id["head"].part_of == "operations"
    assert after.by_id["repair"].obstacles[0].caused_by == ()
    assert (after.decisions[0].decider, after.decisions[0].approvers) == ((), ("head",))
    assert [clearance.obstacle for clearance in after.interventions[0].clears] == [None]
    assert [one for one in after.relations if "planning" in (one.supplier, one.customer)] == []


def test_a_supplier_of_a_removed_element_begins_no_membership() -> None:
    served = AddRelation("head", "repair", membership="replaced").apply(workshop())
    after = RemoveElement("repair").apply(served)
    (kept,) = [one for one in after.relations if one.supplier == "head" and one.is_carrying]
    assert (kept.customer, kept.volume) == ("planning", 0.0)


def test_changes_are_made_one_after_another() -> None:
    changes: list[Change] = [AddElement("night", "team", part_of="operations"), AddRelation("archive", "night")]
    assert "archive -> night" in spell_relations(apply_changes(workshop(), changes))
    with pytest.raises(UsageError, match="`night` is not an element"):
        apply_changes(workshop(), changes[::-1])


def test_names_that_could_do_harm_are_spelled_out() -> None:
    named = AddElement("night", "team", "Night\u202e\x1b[31m desk", headcount=1)
    assert named.describe(workshop()) == "Add the team Night\\u202e\\x1b[31m desk, headcount 1"


def test_a_name_that_several_bear_is_told_apart() -> None:
    twins = AddElement("second", "team", "Archive").apply(workshop())
    assert RemoveElement("second").describe(twins) == "Remove Archive (`second`)"


@given(drawn_organizations())
def test_relations_and_obstacles_are_named_as_the_arrays_name_them(organization: Organization) -> None:
    network = Snapshot(organization).network
    spots = list_obstacles(organization)
    assert list(spots) == network.obstacles.ids.tolist()
    assert [spot.row for spot in spots.values()] == list(range(len(network.obstacles)))
    assert [spot.obstacle.weight for spot in spots.values()] == network.obstacles.severity.tolist()
    spelled = spell_relations(organization)
    stated = [row for row, position in enumerate(network.relations.position) if position >= 0]
    assert [spelled[network.relations.position[row]] for row in stated] == [network.spell_relation(r) for r in stated]
    assert len(set(spelled)) == len(spelled)


@given(st.data())
def test_a_change_gives_a_valid_organization_or_one_sentence_and_touches_nothing(data: st.DataObject) -> None:
    organization = data.draw(drawn_organizations())
    raw = to_raw(organization)
    change = data.draw(changes_for(organization))
    after, refusal = organization, ""
    try:
        after = change.apply(organization)
        assert change.describe(organization)
    except UsageError as error:
        refusal = str(error)
    assert "\n" not in refusal
    assert to_raw(organization) == raw
    assert build_organization(Tree(to_raw(after))) == after


@given(st.data())
def test_no_membership_starts_or_ends_silently(data: st.DataObject) -> None:
    organization = data.draw(drawn_organizations())
    change = data.draw(changes_for(organization))
    try:
        after = change.apply(organization)
    except UsageError:
        return
    said = getattr(change, "membership", None) in ("replaced", "restored", "kept")
    for element in organization.elements:
        if element.id in after.by_id and not said:
            part = after.by_id[element.id].part_of is not None
            assert is_member(after, element.id) == (is_member(organization, element.id) and part)
