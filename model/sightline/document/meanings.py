"""What every key of an organization file means, in one sentence each: editors and the reference page show these.

A test demands a sentence for each field of the models, and a field for each sentence. A field that carries its own
description (the thresholds) needs none here.
"""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel

from sightline.document.decisions import Clearance, Decision, Intervention
from sightline.document.elements import Element, Experience, Ratings, Source
from sightline.document.obstacles import Evidence, Obstacle
from sightline.document.organization import Assumptions, Organization
from sightline.document.relations import Relation
from sightline.document.vocabulary import ElementKind, RelationKind

SECTION_MEANINGS: Final[dict[ElementKind, str]] = {
    "customer": "External customers, by id: the only end points of work.",
    "product": "Products and services, by id.",
    "team": "Teams, units, partners and forums, by id.",
    "role": "Roles, by id. Prefer roles to persons.",
    "process": "Processes, by id.",
    "system": "Systems and tools, by id.",
    "person": "Persons, by id. Prefer roles: a file about roles needs no names of people.",
}

RELATION_MEANINGS: Final[dict[RelationKind, str]] = {
    "serves": "Hands its work over to these internal or external customers. The only relation that is a handoff.",
    "delivers": "Delivers these products and services: its work goes into them.",
    "performs": "Performs these processes: its work goes into them.",
    "supports": "Supports these elements, as a system supports a team: its work goes into theirs.",
    "reports_to": "Reports to this role or team. Structure, not work.",
    "feedback": "These hear what this element experiences or passes on. It is never assumed because work flows.",
}

_ASSESSED = "Somebody looked for obstacles here. Without it, and without an obstacle, it is unknown and not clear."
_COMMON = {
    "name": "What people call it; the id where it has no name.",
    "description": "Free text.",
    "tags": "Words of your own to filter by.",
    "source": "Where this came from, kept through import and export.",
}

MEANINGS: Final[dict[type[BaseModel], dict[str, str]]] = {
    Organization: {
        "name": "The name of the organization.",
        "as_of": "The date that the file describes.",
        "description": "Free text.",
        "assumptions": "What the figures assume; every headline shows it.",
        "thresholds": "When the diagnostics raise a finding, where you want other limits than the built-in ones.",
        "decisions": "Decisions that recur, by id.",
        "interventions": "Planned changes and the obstacles that they clear.",
    },
    Assumptions: {
        "handoff_clarity": "The share of the work that a handoff (`serves`) keeps where no obstacle is recorded on it.",
    },
    Element: {
        **_COMMON,
        "part_of": "The one element that this is a part of; its work goes through it if no relation carries it.",
        "headcount": "Number of people, parts included. Without it, a team, role or person without parts counts as 1.",
        "effort": "Effort of its own, in the unit of `headcount`; overrides what follows from `headcount`.",
        "assessed": _ASSESSED,
        "obstacles": "What stands in the way of the work here.",
        "function": "The function of a team or role, such as sales, marketing or operations.",
        "front": "Whether it deals with external customers itself.",
        "outsourced": "Whether another company does this work.",
        "turnover_per_year": "Share of the people who leave in a year (0.3 is 30 %).",
        "newcomer_share": "Share of the people who are new.",
        "management_practice": "How well the people here are led, on the scale of your survey, 0 to 10.",
        "holders": "How many people hold this role.",
        "experiences_as_customer": "When a decision maker last used the service as a customer does.",
        "authority_limit": "What this role or team may decide alone, such as an amount.",
        "accountable": "The element that answers for this process.",
        "designed_around": "What this process or system was designed around.",
        "last_walked_as_customer": "The date somebody last went through this process as a customer does.",
        "customer_involvement": "How far customers take part in this process, 0 to 1.",
        "customer_feedback": "How far customers can say what they think of it, 0 to 1.",
        "customer_visibility": "How far customers see where their case stands, 0 to 1.",
        "verified_with_customer": "Whether its result is checked with customers.",
        "sign_offs": "How many sign-offs one case needs.",
        "effect": "Whether this system enables or blocks work with customers.",
        "segment_size": "Size of this customer segment, in any unit that the file keeps to.",
        "vocabulary": "What these customers are called: client, citizen, patient, duty-holder.",
        "jobs": "What these customers want to get done.",
        "problem_solved": "The customer's problem that this product solves.",
        "intended_use": "How the product is meant to be used.",
        "observed_use": "How customers were seen to use it.",
        "love": "What customers love about it.",
        "expect": "What customers expect of it.",
        "hate": "What customers hate about it.",
        "wish": "What customers wish it did.",
        "modelled_on": "The internal element (a tool, a process) that this product was modelled on.",
        "uses_feedback": "Whether customer feedback shapes this product.",
        "uses_usage_data": "Whether data about its use shape this product.",
        "anticipates": "Whether future needs of customers are researched for it.",
        "based_on_observed_use": "Whether it was built on how customers were seen to work.",
        "ratings": "How it is rated inside, by clients, and as insiders expected clients to rate it.",
    },
    Ratings: {
        "internal": "The rating by people inside.",
        "client": "The rating by clients.",
        "expected": "The rating that insiders expected from clients.",
    },
    Experience: {
        "date": "When it was.",
        "route": "By which route: web shop, call centre, branch.",
    },
    Source: {
        "file": "The file that it came from.",
        "place": "The place in that file: line, sheet and row, XML id.",
    },
    Relation: {
        "id": "An id, where something else names this relation.",
        "volume": "Share of the supplier's output that goes here, in any unit that its relations share. 0 ends it.",
        "output": "What is handed over.",
        "obstacles": "What stands in the way between the two.",
        "assessed": _ASSESSED,
        "tags": _COMMON["tags"],
        "source": _COMMON["source"],
        "tangible": "Whether what is handed over is a thing or a document.",
        "stage": "The stage of the customer's journey.",
        "confirmed_by": "Who confirmed that this relation exists.",
        "returned_share": "Share of what is handed over that comes back.",
        "mode": "How the two teams work together.",
        "cadence_days": "How many days pass between two rounds of feedback.",
        "closed": "Whether the speaker hears what became of the feedback.",
        "channel": "How it travels: call, survey, visit, e-mail.",
        "heard": "Whether the feedback is heard.",
        "passed_on": "Whether it is passed on.",
        "acted_on": "Whether it is acted on.",
    },
    Obstacle: {
        "id": "An id, needed where `caused_by` or an intervention names it.",
        "kind": "A kind of the catalogue, or one of your own. `silo_handoff` and `silo-handoff` are the same.",
        "severity": "The share of the work that is lost here: 0 is clear, 1 lets nothing pass.",
        "low": "Lower end of the central 90 % interval of the severity.",
        "high": "Upper end of the central 90 % interval of the severity.",
        "n": "How many people answered for this severity.",
        "evidence": "How we know: one text, or a list of pieces of evidence.",
        "area": "The implementation area, where it is not that of the kind or of the element.",
        "themes": "Words that tie obstacles together: the same theme inside and in a product is a lead.",
        "caused_by": "Ids of the obstacles behind this one. An obstacle with a recorded cause is a symptom.",
        "status": "Where it stands. A removed obstacle is kept for the record and counts with severity 0.",
        "mandated": "Whether safety or law demands it.",
        "mitigation": "What softens it today.",
        "serves_purpose": "The good that it does, so that removing it does not lose that.",
        "ability": "How far we are able to remove it, 0 to 1.",
        "willingness": "How far we are willing to remove it, 0 to 1.",
    },
    Evidence: {
        "type": "How it was gained: observation, usage data, interview, survey.",
        "date": "When it was gained.",
        "text": "What it says.",
    },
    Decision: {
        "name": _COMMON["name"],
        "description": _COMMON["description"],
        "about": "Ids of the elements that the decision is about.",
        "decider": "Who decides: one id. None or several are told as a finding.",
        "approvers": "Who must agree, each with a veto: a number, or ids.",
        "consulted": "Who is asked: a number, or ids.",
        "recommends": "Ids of those who prepare it.",
        "performs": "Ids of those who carry it out.",
        "days": "Days from the question to the answer.",
        "reopened_share": "Share of these decisions that are opened again.",
    },
    Intervention: {
        "id": "Its id.",
        "name": _COMMON["name"],
        "description": _COMMON["description"],
        "cost": "What it costs, in any unit that the file keeps to.",
        "owner": "Who sees to it.",
        "date": "When it is to be done.",
        "clears": "The obstacles that it clears, and what remains of each.",
    },
    Clearance: {
        "obstacle": "The id of the obstacle.",
        "on": "Instead of an id: where it sits, as the id of an element or relation, or `supplier -> customer`.",
        "kind": "With `on`: its kind. Exactly one obstacle there may have it.",
        "to": "The severity that remains.",
    },
}

EXAMPLES: Final[dict[tuple[type[BaseModel], str], list[object]]] = {
    (Organization, "as_of"): ["2026-03-31"],
    (Element, "function"): ["sales", "marketing", "operations"],
    (Element, "last_walked_as_customer"): ["2026-03-31"],
    (Relation, "output"): ["requirements", "a signed contract"],
    (Relation, "channel"): ["call", "survey", "visit", "e-mail"],
    (Obstacle, "themes"): [["consensus"]],
    (Obstacle, "evidence"): ["31 people on the average thread"],
    (Evidence, "type"): ["observation", "usage data", "interview", "survey"],
    (Clearance, "on"): ["email-dev", "product-manager -> email-dev"],
}
