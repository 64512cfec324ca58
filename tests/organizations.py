"""Organizations drawn by hand, named for what they show, each with its figures worked out on paper.

In the pictures `==>` is `serves` (a handoff), `-->` any other carrying relation, `..>` membership, `(name)` an external
customer, `[x]` an obstacle of severity x, a number in braces effort (1 where none is drawn for a team, role or person,
0 for the rest), `xN` a volume.
"""

from __future__ import annotations

Raw = dict[str, object]


def _obstacle(severity: float, kind: str = "bottleneck", **more: object) -> Raw:
    return {"kind": kind, "severity": severity, **more}


def worked_example() -> Raw:
    """Give the organization of the documentation, in which every figure can be worked out by hand.

        planning {4} ==[0.5]==> workshop {5} [0.2] --> device ==x3==> (clinic)
                                                          `=====x1==> (patient)
        helpdesk {1} ===========================================> (patient)

    Handoff clarity 0.95. Assessed: helpdesk, device, and all relations but device ==> patient (planning is not).

    Sight: device 0.95, workshop 0.8 * 0.95 = 0.76, planning 0.95 * 0.5 * 0.76 = 0.361, helpdesk 0.95.
    Index (4 * 0.361 + 5 * 0.76 + 0.95) / 10 = 0.6194.
    Clear: device, workshop and helpdesk 0.95, planning 0.9025; index (3.61 + 4.75 + 0.95) / 10 = 0.931.
    Arrivals: planning 4; workshop 5 + 4 * 0.95 * 0.5 = 6.9; device 6.9 * 0.8 = 5.52; helpdesk 1;
    clinic 5.52 * 0.75 * 0.95 = 3.933; patient 5.52 * 0.25 * 0.95 + 0.95 = 2.261.
    Account, of 10: seen 6.194; blocked 1.9 (relation) + 1.38 (workshop) = 3.28; handoffs 0.2 + 0.276 + 0.05 = 0.526;
    no route 0. In shares 0.6194, 0.328, 0.0526, 0.
    Gain: relation 0.1444 (planning would see 0.722); workshop 0.1311; both 0.3116.
    Share: 10 L(t) = 0.95 + 4.75 (1 - 0.2 t) + 3.61 (1 - 0.5 t)(1 - 0.2 t); workshop 0.2 (4.75 + 3.61 * 0.75) / 10 =
    0.14915, relation 0.5 * 3.61 * 0.9 / 10 = 0.16245; together 0.3116. Of what each customer does not see: three
    quarters at the clinic, one at the patient.
    Customers: clinic 3.933 / 6.75 = 437/750, patient 2.261 / 3.25 = 2261/3250; the clinic is seen worst.
    Rub-off: f = 4, 9, 9, 1. Depth: planning 0, workshop ln 1.25 + 4/9 ln 2, device the same, helpdesk 0; inherited:
    workshop 4/9 ln 2, device all of it.
    Best lines: device 0.95 (1 hop, 1 handoff; a tie between the customers, which the assessed relation decides),
    workshop 0.76 (2, 1), planning 0.361 (3, 2), helpdesk 0.95 (1, 1).
    Chokepoints: device for 9 units of effort, workshop for 4. Coverage (5 + 1) / 10: planning itself is unknown.
    """
    return {
        "sightline": 1,
        "name": "Worked example",
        "customers": {"clinic": {}, "patient": {}},
        "products": {
            "device": {"assessed": True, "serves": [{"to": "clinic", "volume": 3, "assessed": True}, "patient"]}
        },
        "teams": {
            "planning": {
                "headcount": 4,
                "serves": {
                    "to": "workshop",
                    "obstacles": [_obstacle(0.5, "silo-handoff", id="late-changes", themes=["planning"])],
                },
            },
            "workshop": {
                "headcount": 5,
                "delivers": [{"to": "device", "assessed": True}],
                "obstacles": [_obstacle(0.2, "approval-overload", id="sign-offs", themes=["planning"])],
            },
            "helpdesk": {"headcount": 1, "assessed": True, "serves": [{"to": "patient", "assessed": True}]},
        },
    }


def two_suppliers_one_broker() -> Raw:
    """Show two suppliers whose only way out is a broker.

        print-shop ==.           .==> (north)
                      broker [0.5]
        web-shop ====^           `==> (south)

    Handoff clarity 0.9. Sight: broker 0.45, the shops 0.405; index 1.26 / 3 = 0.42, clear 0.84, gain and share of the
    obstacle 0.42. Arrivals at the broker 2.8. Account, of 3: seen 1.26, blocked 1.4, handoffs 0.2 + 0.14 = 0.34.
    Each customer sees 0.21; clarity 0.63 / 1.5 = 0.42. The broker is a chokepoint for 2 units of effort. Each line is
    tied between north and south; by ids it goes north.
    """
    return {
        "sightline": 1,
        "assumptions": {"handoff_clarity": 0.9},
        "customers": {"north": {}, "south": {}},
        "teams": {
            "print-shop": {"serves": "broker"},
            "web-shop": {"serves": ["broker"]},
            "broker": {"serves": ["north", "south"], "obstacles": [_obstacle(0.5)]},
        },
    }


def closed_reporting_loop() -> Raw:
    """Show work that goes round among those who report to each other and never leaves.

        controllers --> reporting --> board-office --> controllers
             ^
             `-- desk --> (client)

    No handoffs. The circle is stranded: a closed loop in which its own 3 and half of the desk's 1 end. Sight of the
    desk 0.5; index 0.125, clear the same; no route 3.5 / 4 = 0.875, of which 1.5 at the controllers.
    """
    return {
        "sightline": 1,
        "customers": {"client": {}},
        "teams": {
            "controllers": {"supports": "reporting"},
            "reporting": {"supports": "board-office"},
            "board-office": {"supports": "controllers"},
            "desk": {"delivers": "client", "supports": [{"to": "controllers"}]},
        },
    }


def rework_between_two_desks() -> Raw:
    """Show work that a second desk sends back.

        post-room --> intake --> checking [0.2] --x3--> (client)
                        ^---------x1---'
        archive ------^                        (a system, no effort)

    No handoffs. Sight: checking x = 0.8 (0.25 x + 0.75) = 0.75, and so all; index 0.75, clear 1, gain and share 0.25.
    Arrivals: post-room 1, intake a = 2 + 0.2 (1 + a) = 2.75, checking 3.75; blocked 0.75 of 3. Rework: 2.75 from intake
    to checking and 0.75 back, 3.5 above the 3 that enter the loop. Chokepoints: checking for 2, intake for 1.
    Rub-off: f of intake a = 2 + (1 + a) / 4 = 3, of checking 4; checking's D = 4 ln 1.25 + D / 4 = 16/3 ln 1.25,
    depth 4/3 ln 1.25; intake's D is a quarter of it, depth 4/9 ln 1.25.
    """
    return {
        "sightline": 1,
        "customers": {"client": {}},
        "teams": {
            "post-room": {"performs": "intake"},
            "intake": {"performs": "checking"},
            "checking": {
                "delivers": [{"to": "client", "volume": 3}],
                "supports": [{"to": "intake", "volume": 1}],
                "obstacles": [_obstacle(0.2, "failure-demand")],
            },
        },
        "systems": {"archive": {"supports": "intake"}},
    }


def one_gate_before_the_customer() -> Raw:
    """Show a board that lets nothing through, and one team that goes round it.

        design ==> build ==> release-board [1] ==> (client)
                 test-lab ==^                        ^
                 hotline ============================'

    Handoff clarity 0.9. Only the hotline sees: 0.9, index 0.18. Clear: release-board 0.9, build and test-lab 0.81,
    design 0.729, hotline 0.9; index 4.149 / 5 = 0.8298; gain and share of the gate 0.6498. Arrivals at the gate 1 + 0.9
    * 1.9 + 0.9 = 3.61. Account, of 5: seen 0.9, blocked 3.61, handoffs 0.1 + 0.19 + 0.1 + 0.1 = 0.49. The gate is a
    chokepoint for 3 units of effort, build for 1. Best lines: the gate's has one opaque step, clarity 0.
    """
    return {
        "sightline": 1,
        "assumptions": {"handoff_clarity": 0.9},
        "customers": {"client": {}},
        "teams": {
            "design": {"serves": "build"},
            "build": {"serves": "release-board"},
            "test-lab": {"serves": "release-board"},
            "release-board": {"serves": "client", "obstacles": [_obstacle(1, "approval-overload")]},
            "hotline": {"serves": "client"},
        },
    }


def unit_with_members() -> Raw:
    """Show members who work through their unit, one who serves the customer directly, and a container.

        division (a container)
          unit {10 - 3 - 2 - 1 = 4} [0.5] ==> (client)
            planner {3} ..> unit     clerk {1} ..> unit
            liaison {2} ==> (client)

    Handoff clarity 0.9. Sight: unit 0.45, planner and clerk 0.45 too, liaison 0.9; the division is stranded, without
    effort. Index (8 * 0.45 + 2 * 0.9) / 10 = 0.54, clear 0.9, gain and share 0.36. Hops: unit 1, members 2, liaison 1.
    Account, of 10: seen 5.4, blocked 8 * 0.5 = 4, handoffs 0.4 + 0.2 = 0.6. The unit is a chokepoint for 4 units.
    """
    return {
        "sightline": 1,
        "assumptions": {"handoff_clarity": 0.9},
        "customers": {"client": {}},
        "teams": {
            "division": {},
            "unit": {"part_of": "division", "headcount": 10, "serves": "client", "obstacles": [_obstacle(0.5)]},
        },
        "roles": {
            "planner": {"part_of": "unit", "headcount": 3},
            "liaison": {"part_of": "unit", "headcount": 2, "serves": "client"},
        },
        "people": {"clerk": {"part_of": "unit"}},
    }


def blind_front() -> Raw:
    """Show a clear front that stands before hazy work.

        back --[0.2]--> middle [0.5] --> front --> (client)
                   lab --^

    No handoffs. Sight: front 1, middle 0.5, back 0.4, lab 0.5; index 2.4 / 4 = 0.6, clear 1. Arrivals at the middle
    2.8; blocked (0.2 + 1.4) / 4 = 0.4. Gain: relation 0.025, middle 0.35, both 0.4. Share: with 4 L(t) = 1 + 2 (1 - 0.5
    t) + (1 - 0.2 t)(1 - 0.5 t), the relation 0.15 / 4 = 0.0375, the middle 1.45 / 4 = 0.3625. The middle's obstacle is
    caused by the relation's: removing that with its effect gains 0.4. The front, assessed, is covered with its line:
    1/4.
    """
    return {
        "sightline": 1,
        "customers": {"client": {}},
        "teams": {
            "back": {"delivers": {"to": "middle", "obstacles": [_obstacle(0.2, id="root")]}},
            "lab": {"delivers": "middle"},
            "middle": {"delivers": "front", "obstacles": [_obstacle(0.5, caused_by=["root"])]},
            "front": {"assessed": True, "delivers": [{"to": "client", "assessed": True}]},
        },
    }


def opaque_in_series() -> Raw:
    """Show two approvals that each block everything, so that removing one alone gains nothing.

        archive --> desk --> first-approval [1] --> second-approval [1] --> (client)

    No handoffs; the approvals are processes without effort. Index 0, clear 1; the first blocks all. Gain of each 0, of
    both 1. Share: L(t) = (1 - t)^2, so 0.5 each. The desk's best line has two opaque steps.
    Rub-off: the floor makes each ln 1000 deep; depth of the second 2 ln 1000, half inherited.
    """
    return {
        "sightline": 1,
        "customers": {"client": {}},
        "teams": {"archive": {"supports": "desk"}, "desk": {"performs": "first-approval"}},
        "processes": {
            "first-approval": {"delivers": "second-approval", "obstacles": [_obstacle(1, "approval-overload")]},
            "second-approval": {"delivers": "client", "obstacles": [_obstacle(1, "approval-overload")]},
        },
    }


def nobody_serves_the_second_customer() -> Raw:
    """Show a customer to whom only a relation of volume 0 leads.

        maker --> product [0.25] ==> (client)
                      seller ========^
                         `=====x0==> (forgotten)

    Handoff clarity 0.8. Sight: product and maker 0.75 * 0.8 = 0.6, seller 0.8; index 0.7, clear 0.8. Clarity of the
    client 1.4 / 2 = 0.7; the forgotten one has none.
    """
    return {
        "sightline": 1,
        "assumptions": {"handoff_clarity": 0.8},
        "customers": {"client": {}, "forgotten": {}},
        "products": {"product": {"serves": "client", "obstacles": [_obstacle(0.25, "overpromise")]}},
        "teams": {
            "maker": {"delivers": "product"},
            "seller": {"serves": ["client", {"to": "forgotten", "volume": 0}]},
        },
    }


def a_process_nobody_owns() -> Raw:
    """Show an obstacle on a process into which nobody's work goes.

        stores --> shipping [0.1] --> (client) <-- billing [0.4] <-- ledger (a system)
                       sales ------------^

    No handoffs. Sight: sales 1, shipping and stores 0.9, billing and ledger 0.6; index 1.9 / 2 = 0.95, clear 1. No
    effort flows through billing's obstacle: nothing blocked, no gain, no share, no depth, only its own ln (5/3).
    """
    return {
        "sightline": 1,
        "customers": {"client": {}},
        "teams": {"sales": {"supports": "client"}, "stores": {"performs": "shipping"}},
        "processes": {
            "shipping": {"delivers": "client", "obstacles": [_obstacle(0.1)]},
            "billing": {"delivers": "client", "obstacles": [_obstacle(0.4, "inward-process")]},
        },
        "systems": {"ledger": {"supports": "billing"}},
    }


def haze_that_rubs_off() -> Raw:
    """Show a product that carries the haze of those behind it.

        council [0.75] --> engineers [0.5] --> mail [0.2] --> (buyer)
                                                  `--> (tenant)

    No handoffs. Sight: mail 0.8, engineers 0.4, council 0.1; index 0.25, clear 1. Rub-off: f = 1, 2, 2; depth of the
    council ln 4, of the engineers 2 ln 2 (inherited ln 2), of mail ln 5 (inherited ln 4): ln 2 from the council, ln 2
    from the engineers, ln 1.25 its own.
    """
    return {
        "sightline": 1,
        "customers": {"buyer": {}, "tenant": {}},
        "products": {"mail": {"supports": ["buyer", "tenant"], "obstacles": [_obstacle(0.2, "projected-dysfunction")]}},
        "teams": {
            "council": {"supports": "engineers", "obstacles": [_obstacle(0.75, "consensus-overload")]},
            "engineers": {"delivers": "mail", "obstacles": [_obstacle(0.5, "reluctance-to-empower")]},
        },
    }


def two_ways_round() -> Raw:
    """Show a team with two routes that share nothing, and opaque steps to choose among.

             .--> express [1] ------------.
        shop                               --> (client)
             `--> depot [0.5] --> carrier -'
                     ^-- yard

    No handoffs. Best line of the shop: by the depot, clarity 0.5, 3 hops (the nearest way has 2). Sight: carrier 1,
    depot and yard 0.5, express 0, shop 0.25; index (1 + 0.5 + 0.5 + 0 + 0.25) / 5 = 0.45. Two disjoint routes from the
    shop; the smallest cut takes two elements. Gain: express 1.5 / 5 = 0.3; depot 0.5 * (1 + 1 + 0.5) / 5 = 0.25.
    Chokepoints: carrier for depot and yard, depot for yard.
    """
    return {
        "sightline": 1,
        "customers": {"client": {}},
        "teams": {
            "shop": {"supports": ["express", "depot"]},
            "express": {"delivers": "client", "obstacles": [_obstacle(1)]},
            "depot": {"delivers": "carrier", "obstacles": [_obstacle(0.5)]},
            "carrier": {"delivers": "client"},
            "yard": {"supports": "depot"},
        },
    }


def machines_only() -> Raw:
    """Show an organization without people, in which every internal element counts the same.

        sensor --> gateway [0.4] --> service --> (user)
                                       ^-- store

    No handoffs; nothing has effort and none was given, so each of the four gets 1. Sight: service and store 1, gateway
    and sensor 0.6; index 0.8.
    """
    return {
        "sightline": 1,
        "customers": {"user": {}},
        "processes": {"service": {"delivers": "user"}},
        "systems": {
            "sensor": {"supports": "gateway"},
            "gateway": {"supports": "service", "obstacles": [_obstacle(0.4, "blocking-technology")]},
            "store": {"supports": "service"},
        },
    }


ORGANIZATIONS = (
    worked_example,
    two_suppliers_one_broker,
    closed_reporting_loop,
    rework_between_two_desks,
    one_gate_before_the_customer,
    unit_with_members,
    blind_front,
    opaque_in_series,
    nobody_serves_the_second_customer,
    a_process_nobody_owns,
    haze_that_rubs_off,
    two_ways_round,
    machines_only,
)
