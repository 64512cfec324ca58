"""Organizations drawn by hand for the diagnostics of voice, decisions, support, functions and load.

`==>` is `serves`, `..>` feedback, `-->` reporting upwards, `(name)` an external customer.
"""

from __future__ import annotations

from typing import Any

Raw = dict[str, Any]


def heard_and_answered() -> Raw:
    """Show an organization in which everybody is heard: the client daily and with an answer, each receiver too.

        kitchen ==> counter ==> (guest)        (guest) ..1 closed..> counter ..7..> kitchen

    No finding of voice. The decision on the menu is taken in the kitchen, two steps and 8 days from the guest.
    """
    return {
        "sightline": 1,
        "name": "Heard and answered",
        "customers": {"guest": {"feedback": {"to": "counter", "cadence_days": 1, "closed": True}}},
        "teams": {
            "kitchen": {"serves": "counter"},
            "counter": {"serves": "guest", "feedback": {"to": "kitchen", "cadence_days": 7}},
        },
        "decisions": {"menu": {"about": "counter", "decider": "kitchen", "approvers": 3, "consulted": 8}},
    }


def a_survey_that_nobody_answers() -> Raw:
    """Show two customers whose word goes into a yearly survey, and a head who hears of one of them after three steps.

        workshop ==> shop ==> (resident), (visitor)
        (resident) ..365..> survey ..30..> office --> head        (visitor) says nothing

    Neither customer has a closed loop; the survey is slow; the one handoff between teams has no way back. What the shop
    sells is decided by the head, 3 steps and 395 days from the resident; what the workshop buys by the workshop, which
    nobody tells anything.
    """
    return {
        "sightline": 1,
        "name": "A survey that nobody answers",
        "customers": {"resident": {"feedback": {"to": "survey", "cadence_days": 365}}, "visitor": {}},
        "teams": {
            "workshop": {"serves": "shop"},
            "shop": {"serves": ["resident", "visitor"]},
            "office": {"reports_to": "head"},
        },
        "roles": {"head": {}},
        "processes": {"survey": {"feedback": {"to": "office", "cadence_days": 30}}},
        "decisions": {
            "what-the-shop-sells": {"about": "shop", "decider": "head"},
            "what-the-workshop-buys": {"about": "workshop", "decider": "workshop"},
        },
    }


def a_contact_centre_run_for_cost() -> Raw:
    """Show two fronts beside each other.

    hotline {outsourced, cost target, 41 % leave} ==> (caller)        nothing is passed on: 4 signs of 5
    counter {40 % leave} ==> (caller), counter ..30..> works          no sign
    """
    return {
        "sightline": 1,
        "name": "A contact centre run for cost",
        "customers": {"caller": {}},
        "teams": {
            "hotline": {
                "serves": "caller",
                "outsourced": True,
                "turnover_per_year": 0.41,
                "obstacles": [{"kind": "cost-only-target", "severity": 0.2}],
            },
            "counter": {
                "serves": "caller",
                "turnover_per_year": 0.4,
                "feedback": {"to": "works", "cadence_days": 30},
            },
            "works": {"serves": "counter"},
        },
    }


def three_functions() -> Raw:
    """Show sales, marketing and operations joined in four of six directions.

        marketing ==> sales ==> planning (a process) ==> plant        plant ..> sales, plant ==[0.4]==> marketing

    marketing -> sales by work, sales -> operations through the process, operations -> sales by feedback, operations ->
    marketing by work of clarity 0.6. Nothing leads from sales to marketing, nor from marketing to operations: that way
    has a team and a process between.
    """
    return {
        "sightline": 1,
        "name": "Three functions",
        "customers": {"dealer": {}},
        "teams": {
            "selling": {"function": "Sales", "serves": ["planning", "dealer"]},
            "advertising": {"function": "marketing", "serves": "selling"},
            "works": {"function": "operations"},
            "plant": {
                "part_of": "works",
                "serves": {"to": "advertising", "obstacles": [{"kind": "silo-handoff", "severity": 0.4}]},
                "feedback": "selling",
            },
        },
        "processes": {"planning": {"serves": "plant"}},
    }


def one_desk_for_all(askers: int, others: int) -> Raw:
    """Show a desk that works for some teams, and others that each work for the client alone.

    All are teams: the desk, its askers, the others. Requests: the desk has one of each asker, everybody else one.
    """
    teams: Raw = {"desk": {"supports": [f"asker-{number}" for number in range(askers)]}}
    teams |= {f"asker-{number}": {"serves": "client"} for number in range(askers)}
    teams |= {f"other-{number}": {"serves": "client"} for number in range(others)}
    return {"sightline": 1, "name": "One desk for all", "customers": {"client": {}}, "teams": teams}
