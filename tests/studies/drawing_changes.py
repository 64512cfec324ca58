"""Draw changes of every kind for an organization: mostly such as can be made, some that cannot."""

from __future__ import annotations

from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
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
)
from sightline.studies.element_splitting import Part
from sightline.studies.naming import list_obstacles, spell_relations
from tests.drawing import CARRYING, KINDS, SEVERITIES, VOLUMES, organizations

WORKSHOP: dict[str, object] = {
    "sightline": 1,
    "name": "Workshop and its clients",
    "customers": {"clinic": {"name": "Clinic"}, "patient": {"name": "Patient"}},
    "teams": {
        "operations": {"name": "Operations", "headcount": 9, "serves": ["clinic"]},
        "planning": {
            "name": "Planning",
            "part_of": "operations",
            "headcount": 2,
            "obstacles": [
                {"id": "votes", "kind": "approval-overload", "severity": 0.5, "low": 0.4, "high": 0.6, "n": 7}
            ],
        },
        "repair": {
            "name": "Repair (day shift)",
            "part_of": "operations",
            "delivers": [{"to": "clinic", "obstacles": [{"kind": "silo-handoff", "severity": 0.25, "id": "walls"}]}],
            "obstacles": [{"kind": "overload", "severity": 0.2, "caused_by": ["votes"]}],
        },
        "archive": {"name": "Archive", "serves": [{"to": "planning", "id": "files"}, {"to": "planning", "volume": 3}]},
    },
    "roles": {"head": {"name": "Head of planning", "part_of": "planning", "reports_to": "planning"}},
    "decisions": {"what-next": {"about": ["repair"], "decider": "planning", "approvers": ["head", "planning"]}},
    "interventions": [
        {"id": "talk", "clears": [{"obstacle": "votes", "to": 0.1}, {"on": "repair -> clinic", "kind": "silo-handoff"}]}
    ],
}
r"""Two units and their work; membership is dotted.

    archive ==> planning ..> operations --> clinic      patient (served by nobody)
                head ..^      repair -----^
"""

WORDS = st.sampled_from(["Night desk", "Ünïted", "overload"])
NOBODY = st.just("nobody")
PARTS = (
    (Part(id="north"), Part(id="south")),
    (Part(id="north", name="North", share=0.25), Part(id="south", share=0.75)),
    (Part(id="north", share=0.25), Part(id="south")),
    (Part(id="a"),),
)


def workshop() -> Organization:
    """Give the organization drawn above."""
    return build_organization(Tree(WORKSHOP))


def drawn_organizations() -> st.SearchStrategy[Organization]:
    """Draw organizations as documents."""
    return organizations().map(lambda raw: build_organization(Tree(raw)))


def changes_for(organization: Organization) -> st.SearchStrategy[Change]:
    """Draw one change of any kind; its names mostly stand for something in the organization."""
    elements = st.sampled_from(list(organization.by_id)) if organization.elements else NOBODY
    relations = st.sampled_from(spell_relations(organization)) if organization.relations else NOBODY
    maybe = st.none() | elements
    joining = st.sampled_from([None, "replaced", "kept"])
    kinds = st.sampled_from((*CARRYING, "reports_to", "feedback"))
    return st.one_of(
        severity_changes_for(organization),
        st.builds(AddObstacle, elements | relations, st.sampled_from(["overload", "our-own-kind"]), SEVERITIES),
        st.builds(AddRelation, elements, elements, kinds, VOLUMES, joining),
        st.builds(RemoveRelation, relations, st.sampled_from(["ended", "restored"])),
        st.builds(Reroute, relations, maybe, maybe, joining),
        st.builds(SetVolume, relations, VOLUMES),
        st.builds(
            AddElement,
            st.sampled_from(["new", "newer", "a", "No id"]),
            st.sampled_from(("customer", *KINDS)),
            st.none() | WORDS,
            maybe,
            st.sampled_from([None, 0.0, 3.0]),
        ),
        st.builds(RemoveElement, elements),
        st.builds(SetHeadcount, elements, st.sampled_from([None, 0.0, 4.0])),
        st.builds(
            MergeElements,
            st.lists(elements | NOBODY, min_size=1, max_size=3, unique=True).map(tuple),
            st.none() | WORDS,
            joining,
        ),
        st.builds(SplitElement, elements, st.sampled_from(PARTS)),
    )


def severity_changes_for(organization: Organization) -> st.SearchStrategy[Change]:
    """Draw a change of a severity alone."""
    known = list(list_obstacles(organization))
    obstacles = st.sampled_from(known) if known else NOBODY
    return st.builds(SetSeverity, obstacles, SEVERITIES) | st.builds(ClearObstacle, obstacles)
