"""A table of files with one mistake each: what is told of it, and where. The mistake follows BASE, in line 6."""

from __future__ import annotations

from dataclasses import dataclass

BASE = """\
sightline: 1
customers: {client: {}}
teams:
  mail: {serves: client}
  team-mail: {serves: [client]}
"""

_ID = "an id of a-z, 0-9, `.`, `_` and `-` that starts with a letter or digit"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the line of YAML that holds it, its path, the sentence told, and the offending value."""

    text: str
    path: str
    sentence: str
    value: str | None


MISTAKES = {
    "reference to no element": Mistake(
        "roles: {clerk: {serves: team-mial}}",
        "roles.clerk.serves",
        "`team-mial` is not an element; did you mean `team-mail`?",
        "team-mial",
    ),
    "reference in a list": Mistake(
        "roles: {clerk: {serves: [mail, team-mial]}}",
        "roles.clerk.serves[1]",
        "`team-mial` is not an element; did you mean `team-mail`?",
        "team-mial",
    ),
    "reference in a mapping": Mistake(
        "roles: {clerk: {serves: [{to: nobody}]}}", "roles.clerk.serves[0].to", "`nobody` is not an element", "nobody"
    ),
    "part of nothing": Mistake(
        "roles: {clerk: {part_of: maill}}",
        "roles.clerk.part_of",
        "`maill` is not an element; did you mean `mail`?",
        "maill",
    ),
    "modelled on nothing": Mistake(
        "products: {p: {modelled_on: maill}}",
        "products.p.modelled_on",
        "`maill` is not an element; did you mean `mail`?",
        "maill",
    ),
    "id in two sections": Mistake(
        "roles: {mail: {}}", "roles.mail", "the id `mail` stands twice; it is already used at line 4", "mail"
    ),
    "id of a decision and an element": Mistake(
        "decisions: {mail: {}}", "decisions.mail", "the id `mail` stands twice; it is already used at line 4", "mail"
    ),
    "id of a relation and an element": Mistake(
        "roles: {clerk: {serves: [{to: mail, id: client}]}}",
        "roles.clerk.serves[0]",
        "the id `client` stands twice; it is already used at line 2",
        "client",
    ),
    "obstacle id twice": Mistake(
        "roles: {clerk: {obstacles: [{id: k, kind: x, severity: 0.1}, {id: k, kind: y, severity: 0.1}]}}",
        "roles.clerk.obstacles[1]",
        "the obstacle id `k` stands twice",
        "k",
    ),
    "intervention id twice": Mistake(
        "interventions: [{id: go}, {id: go}]", "interventions[1]", "the intervention id `go` stands twice", "go"
    ),
    "part of a customer": Mistake(
        "roles: {clerk: {part_of: client}}",
        "roles.clerk.part_of",
        "`clerk` cannot be part of `client`, which is an external customer",
        "client",
    ),
    "part of itself": Mistake(
        "roles: {clerk: {part_of: clerk}}", "roles.clerk.part_of", "`clerk` is part of itself: clerk -> clerk", "clerk"
    ),
    "circle of parts": Mistake(
        "roles: {a: {part_of: b}, b: {part_of: c}, c: {part_of: a}}",
        "roles.a.part_of",
        "`a` is part of itself: a -> b -> c -> a",
        "a",
    ),
    "circle of reporting": Mistake(
        "roles: {a: {reports_to: b}, b: {reports_to: [mail, a]}}",
        "roles.a.reports_to",
        "`a` reports to itself: a -> b -> a",
        "a",
    ),
    "unknown key of an element": Mistake(
        "roles: {clerk: {headcont: 3}}",
        "roles.clerk.headcont",
        "`headcont` is not a key of a role; did you mean `headcount`?",
        "headcont",
    ),
    "misspelled relation": Mistake(
        "roles: {clerk: {servs: mail}}",
        "roles.clerk.servs",
        "`servs` is not a key of a role; did you mean `serves`?",
        "servs",
    ),
    "unknown key of an obstacle": Mistake(
        "roles: {clerk: {obstacles: [{kind: x, severity: 0.1, theme: [y]}]}}",
        "roles.clerk.obstacles[0].theme",
        "`theme` is not a key of this; did you mean `themes`?",
        "theme",
    ),
    "unknown key of a relation": Mistake(
        "roles: {clerk: {serves: {to: mail, volum: 2}}}",
        "roles.clerk.serves.volum",
        "`volum` is not a key of a `serves` relation; did you mean `volume`?",
        "volum",
    ),
    "a key that exists in memory only is not suggested": Mistake(
        "roles: {clerk: {serves: {to: mail, suplier: clerk}}}",
        "roles.clerk.serves.suplier",
        "`suplier` is not a key of a `serves` relation",
        "suplier",
    ),
    "supplier in a relation": Mistake(
        "roles: {clerk: {serves: {to: mail, supplier: clerk}}}",
        "roles.clerk.serves.supplier",
        "`supplier` is not a key of a relation; the other end is `to`",
        "supplier",
    ),
    "unknown key of ratings": Mistake(
        "products: {p: {ratings: {internl: 3}}}",
        "products.p.ratings.internl",
        "`internl` is not a key of this; did you mean `internal`?",
        "internl",
    ),
    "unknown key of a decision": Mistake(
        "decisions: {d: {approver: 3}}",
        "decisions.d.approver",
        "`approver` is not a key of a decision; did you mean `approvers`?",
        "approver",
    ),
    "unknown assumption": Mistake(
        "assumptions: {handoff: 1}", "assumptions.handoff", "`handoff` is not a key of the assumptions", "handoff"
    ),
    "unknown threshold": Mistake(
        "thresholds: {gate_shar: 0.1}",
        "thresholds.gate_shar",
        "`gate_shar` is not a key of the thresholds; did you mean `gate_share`?",
        "gate_shar",
    ),
    "unknown section": Mistake(
        "team: {}", "team", "`team` is not a section of an organization file; did you mean `teams`?", "team"
    ),
    "section that is a list": Mistake(
        "roles: [clerk]", "roles", "`roles` is a list; expected a mapping from ids to what they are", "['clerk']"
    ),
    "interventions that are a mapping": Mistake(
        "interventions: {go: {}}",
        "interventions",
        "`interventions` is a mapping; expected a list of mappings",
        "{'go': {}}",
    ),
    "intervention that is a text": Mistake(
        "interventions: [go]", "interventions[0]", "an intervention is `go`; expected a mapping", "go"
    ),
    "assumptions that are a number": Mistake(
        "assumptions: 0", "assumptions", "`assumptions` is `0`; expected a mapping", "0"
    ),
    "element that is a text": Mistake(
        "roles: {clerk: mail}", "roles.clerk", "`clerk` is `mail`; expected a mapping", "mail"
    ),
    "id with a capital": Mistake("roles: {Clerk: {}}", "roles.Clerk", f"`id` is `Clerk`; expected {_ID}", "Clerk"),
    "id said twice over": Mistake(
        "roles: {clerk: {id: clerk}}", "roles.clerk.id", "`id` is said by the place in the file; leave it out", "id"
    ),
    "kind said twice over": Mistake(
        "roles: {clerk: {kind: role}}",
        "roles.clerk.kind",
        "`kind` is said by the place in the file; leave it out",
        "kind",
    ),
    "id in a decision": Mistake(
        "decisions: {d: {id: e}}", "decisions.d.id", "`id` is said by the place in the file; leave it out", "id"
    ),
    "text for a number": Mistake(
        "roles: {clerk: {headcount: three}}",
        "roles.clerk.headcount",
        "`headcount` is `three`; expected a number",
        "three",
    ),
    "per cent for a number": Mistake(
        "roles: {clerk: {headcount: 40 %}}",
        "roles.clerk.headcount",
        "`headcount` is `40 %`; expected a number; did you mean `0.4`?",
        "40 %",
    ),
    "decimal comma": Mistake(
        'roles: {clerk: {headcount: "2,5"}}',
        "roles.clerk.headcount",
        "`headcount` is `2,5`; expected a number; did you mean `2.5`?",
        "2,5",
    ),
    "perhaps a thousand": Mistake(
        'roles: {clerk: {headcount: "1,000"}}',
        "roles.clerk.headcount",
        "`headcount` is `1,000`; expected a number",
        "1,000",
    ),
    "number in quotation marks": Mistake(
        'roles: {clerk: {headcount: "3"}}',
        "roles.clerk.headcount",
        "`headcount` is `3`; expected a number",
        "3",
    ),
    "zero before a number": Mistake(
        'roles: {clerk: {headcount: "03"}}',
        "roles.clerk.headcount",
        "`headcount` is `03`; expected a number; did you mean `3`?",
        "03",
    ),
    "number for a text": Mistake("roles: {clerk: {name: 3}}", "roles.clerk.name", "`name` is `3`; expected text", "3"),
    "empty name": Mistake('roles: {clerk: {name: ""}}', "roles.clerk.name", "`name` is ``; expected some text", ""),
    "number for yes or no": Mistake(
        "roles: {clerk: {front: 1}}", "roles.clerk.front", "`front` is `1`; expected true or false", "1"
    ),
    "fraction for a whole number": Mistake(
        "roles: {clerk: {holders: 1.5}}", "roles.clerk.holders", "`holders` is `1.5`; expected a whole number", "1.5"
    ),
    "no date": Mistake(
        "as_of: 2026-13-01", "as_of", "`as_of` is `2026-13-01`; expected a date such as 2026-03-31", "2026-13-01"
    ),
    "negative headcount": Mistake(
        "roles: {clerk: {headcount: -1}}", "roles.clerk.headcount", "`headcount` is `-1`; expected at least 0", "-1"
    ),
    "severity above 1": Mistake(
        "roles: {clerk: {obstacles: [{kind: x, severity: 45}]}}",
        "roles.clerk.obstacles[0].severity",
        "`severity` is `45`; expected at most 1; did you mean `0.45`?",
        "45",
    ),
    "severity from another scale": Mistake(
        "roles: {clerk: {obstacles: [{kind: x, severity: 5}]}}",
        "roles.clerk.obstacles[0].severity",
        "`severity` is `5`; expected at most 1",
        "5",
    ),
    "no severity": Mistake(
        "roles: {clerk: {obstacles: [{kind: x}]}}",
        "roles.clerk.obstacles[0].severity",
        "`severity` is missing from here",
        None,
    ),
    "negative volume": Mistake(
        "roles: {clerk: {serves: {to: mail, volume: -2}}}",
        "roles.clerk.serves.volume",
        "`volume` is `-2`; expected at least 0",
        "-2",
    ),
    "handoff clarity above 1": Mistake(
        "assumptions: {handoff_clarity: 95}",
        "assumptions.handoff_clarity",
        "`handoff_clarity` is `95`; expected at most 1; did you mean `0.95`?",
        "95",
    ),
    "too many approvers": Mistake(
        "decisions: {d: {approvers: 20000000}}",
        "decisions.d.approvers",
        "`approvers` is `20000000`; expected at most 10,000,000 or a list",
        "20000000",
    ),
    "interval beside the severity": Mistake(
        "roles: {clerk: {obstacles: [{kind: x, severity: 0.5, low: 0.6, high: 0.7}]}}",
        "roles.clerk.obstacles[0]",
        "`obstacles`: the interval 0.6 to 0.7 does not hold the severity 0.5",
        "{'kind': 'x', 'severity': 0.5, 'low': 0.6, 'high': 0.7}",
    ),
    "no such status": Mistake(
        "roles: {clerk: {obstacles: [{kind: x, severity: 0.5, status: remove}]}}",
        "roles.clerk.obstacles[0].status",
        (
            "`status` is `remove`; expected one of `suspected`, `confirmed`, `accepted`, `in-work`, `removed`; "
            "did you mean `removed`?"
        ),
        "remove",
    ),
    "theme twice": Mistake(
        "roles: {clerk: {obstacles: [{kind: x, severity: 0.5, themes: [a, a]}]}}",
        "roles.clerk.obstacles[0].themes",
        "`themes`: `a` stands twice",
        "['a', 'a']",
    ),
    "caused by nothing": Mistake(
        "roles: {clerk: {obstacles: [{id: k1, kind: x, severity: 0.5, caused_by: [k1, k2]}]}}",
        "roles.clerk.obstacles[0].caused_by[1]",
        "`k2` is not the id of an obstacle",
        "k2",
    ),
    "caused by one thing that is nothing": Mistake(
        "roles: {clerk: {obstacles: [{kind: y, severity: 0.5, caused_by: out-of-sight}]}}",
        "roles.clerk.obstacles[0].caused_by",
        "`out-of-sight` is not the id of an obstacle",
        "out-of-sight",
    ),
    "decider who is nobody": Mistake(
        "decisions: {d: {decider: maill}}",
        "decisions.d.decider",
        "`maill` is not an element; did you mean `mail`?",
        "maill",
    ),
    "consulted who is nobody": Mistake(
        "decisions: {d: {consulted: [mail, nobody]}}",
        "decisions.d.consulted[1]",
        "`nobody` is not an element",
        "nobody",
    ),
    "consulted with a bad id": Mistake(
        "decisions: {d: {consulted: [mail, No One]}}",
        "decisions.d.consulted[1]",
        f"`consulted` is `No One`; expected {_ID}",
        "No One",
    ),
    "relation to a number": Mistake(
        "roles: {clerk: {serves: [{to: 3}]}}",
        "roles.clerk.serves[0].to",
        "`serves` goes to `3`; expected the id of an element",
        "3",
    ),
    "relation to nothing": Mistake(
        "roles: {clerk: {serves: [null]}}",
        "roles.clerk.serves[0]",
        "`serves` goes to nothing; expected the id of an element",
        None,
    ),
    "relation without its end": Mistake(
        "roles: {clerk: {serves: [{volume: 2}]}}",
        "roles.clerk.serves[0]",
        "`to` is missing: `serves` needs the id of the element it goes to",
        None,
    ),
    "voice on work": Mistake(
        "roles: {clerk: {serves: {to: mail, cadence_days: 3}}}",
        "roles.clerk.serves.cadence_days",
        "`cadence_days` belongs to feedback, not to `serves`",
        "cadence_days",
    ),
    "volume on reporting": Mistake(
        "roles: {clerk: {reports_to: {to: mail, volume: 3}}}",
        "roles.clerk.reports_to.volume",
        "`volume` belongs to relations that carry work, not to `reports_to`",
        "volume",
    ),
    "voice on reporting": Mistake(
        "roles: {clerk: {reports_to: {to: mail, closed: true}}}",
        "roles.clerk.reports_to.closed",
        "`closed` belongs to feedback, not to `reports_to`",
        "closed",
    ),
    "obstacles on feedback": Mistake(
        "roles: {clerk: {feedback: {to: mail, obstacles: [{kind: x, severity: 0.1}]}}}",
        "roles.clerk.feedback.obstacles",
        "`obstacles` belongs to relations that carry work, not to `feedback`",
        "obstacles",
    ),
    "clears nothing by id": Mistake(
        "interventions: [{id: go, clears: [{obstacle: k1}]}]",
        "interventions[0].clears[0].obstacle",
        "`k1` is not the id of an obstacle",
        "k1",
    ),
    "clears at no place": Mistake(
        "interventions: [{id: go, clears: {on: mail, kind: x}}]",
        "interventions[0].clears.on",
        "`mail` is not a place with obstacles",
        "mail",
    ),
    "clears by half a place": Mistake(
        "interventions: [{id: go, clears: [{on: mail}]}]",
        "interventions[0].clears[0]",
        "`clears`: name an obstacle by its id (`obstacle`), or by `on` and `kind` together",
        "{'on': 'mail'}",
    ),
}
