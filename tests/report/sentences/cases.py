"""Organizations at the borders of what can be said: none, one, two, many; all and nothing; ties; nothing known."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from typing import Any

from sightline.analyzers.ratings import tell_blind_spots
from sightline.document import Organization, Tree, build_organization
from sightline.evidence.blind_spots import BlindSpot
from sightline.merging.difference import Difference
from sightline.pipeline import Analysis, analyze
from sightline.studies.compare import compare
from sightline.studies.journey import follow
from sightline.studies.journey_folder import Dated
from sightline.studies.plan import make_plan
from sightline.studies.roadmap import make_roadmap
from tests import organizations_voice as voice
from tests.analyzers.test_structure import across_the_lines, two_lines_of_work
from tests.organizations import ORGANIZATIONS
from tests.report.sentences.spoken import Said, say, spoken
from tests.report.sentences.spoken_studies import of_dates, of_draws, of_plan, of_roadmap, of_states
from tests.report.sentences.truths_evidence import of_evidence
from tests.samples.readings import analyzed
from tests.studies.plans import LOCKS, intervention, two_locks

Raw = dict[str, Any]
SAMPLES = ("harbor", "concord", "permit", "alder", "bucket_brigade")


def blocked(severity: float, **more: object) -> Raw:
    return {"kind": "overload", "severity": severity, **more}


def teams(*severities: float, customers: int = 1, **more: object) -> Raw:
    """Show teams with one obstacle each before the same customers; severity 0 is clear, below it nothing is said."""
    served = [f"c{number}" for number in range(customers)]
    drawn = {
        f"t{number}": {"serves": served, **({"obstacles": [blocked(severity)]} if severity >= 0 else {})}
        for number, severity in enumerate(severities)
    }
    return {"customers": {one: {} for one in served}, "teams": drawn, **more}


SURVEYED = {"evidence": [{"type": "survey", "text": "12 of 20 agree"}]}
TINY, NEARLY = 1e-4, 1 - 1e-4
BORDERS: dict[str, Raw] = {
    "nothing at all": {},
    "nothing, and a name": {"name": "Hive"},
    "a single team": {"teams": {"a": {}}},
    "a single customer": {"customers": {"client": {}}},
    "no customer": {"teams": {"a": {"serves": "b", "obstacles": [blocked(0.5)]}, "b": {"serves": "a"}}},
    "no effort": {
        "customers": {"client": {}},
        "teams": {"a": {"effort": 0, "serves": "client", "obstacles": [blocked(0.5)]}},
    },
    "a wall": teams(1),
    "hardly anything": teams(TINY, assumptions={"handoff_clarity": 1}),
    "hardly a wall": teams(NEARLY, assumptions={"handoff_clarity": 1}),
    "all clear": teams(0, assumptions={"handoff_clarity": 1}),
    "no obstacle": teams(-1, -1),
    "ties": teams(0.5, 0.5, customers=2),
    "one of many places": teams(0.5, 0.1, 0.1),
    "many places": teams(*[0.3] * 14),
    "two of three places": teams(0.3, 0.3, 0.1),
    "many customers": teams(0.5, 0.1, customers=25),
    "all effort stranded": {"customers": {"c": {}}, "teams": {"a": {"assessed": True}, "b": {"supports": "a"}}},
    "half of it stranded": {"customers": {"c": {}}, "teams": {"a": {"serves": "c", "assessed": True}, "b": {}}},
    "looked at all along, and stranded": {
        "customers": {"c": {}},
        "teams": {"a": {"serves": {"to": "c", "assessed": True}, "assessed": True}, "b": {"assessed": True}},
    },
    "assessed": {"customers": {"c": {}}, "teams": {"a": {"assessed": True, "serves": {"to": "c", "assessed": True}}}},
    "a customer whom nobody serves": {"customers": {"c": {}, "d": {}}, "teams": {"a": {"delivers": "c"}}},
    "one worse, one unserved": {
        "customers": {"c": {}, "d": {}, "e": {}},
        "teams": {"a": {"delivers": "c"}, "b": {"delivers": "d", "obstacles": [blocked(0.5)]}},
    },
    "two things in one place": {
        "customers": {"c": {}},
        "teams": {"a": {"serves": "c", "obstacles": [blocked(0.5), {"kind": "bottleneck", "severity": 0.2}]}},
    },
    "a cause of one": {
        "customers": {"c": {}},
        "teams": {
            "a": {"serves": "c", "obstacles": [blocked(0.9, id="s", caused_by=["r"])]},
            "b": {"delivers": "c", "obstacles": [{"kind": "micromanagement", "severity": 0.1, "id": "r"}]},
        },
    },
    "a cause of many": {
        "customers": {"c": {}},
        "teams": {
            **{f"a{at}": {"serves": "c", "obstacles": [blocked(0.6, id=f"s{at}", caused_by=["r"])]} for at in range(6)},
            "b": {"delivers": "c", "obstacles": [{"kind": "micromanagement", "severity": 0.1, "id": "r"}]},
        },
    },
    "how sure it is": {
        "customers": {"c": {}},
        "teams": {
            "a": {"serves": "c", "obstacles": [blocked(0.5, low=0.3, high=0.7)]},
            "b": {"serves": "c", "obstacles": [blocked(0.4, n=9, mandated=True, **SURVEYED)]},
        },
    },
    "one of three says how sure it is": {
        "customers": {"c": {}},
        "teams": {
            "a": {"serves": "c", "obstacles": [blocked(0.5, low=0.3, high=0.7), blocked(0.1), blocked(0.2)]},
        },
    },
    "equal gains beyond the first five": teams(*[0.5] * 9),
    "steep gains beyond the first five": teams(0.9, 0.8, 0.7, 0.6, 0.5, 0.05, 0.04, 0.03),
    "a product of which little is known": {
        "customers": {"c": {}},
        "products": {"oven": {"serves": "c"}, "kiln": {"serves": "c", "problem_solved": "clay", "observed_use": "art"}},
        "processes": {
            "review": {
                "serves": "c",
                "part_of": "a",
                "customer_involvement": 0.8,
                "customer_feedback": 0.4,
                "customer_visibility": 0.0,
            }
        },
        "teams": {"a": {"supports": "oven"}, "b": {"supports": "kiln"}},
    },
    "decided by two, and by nobody": {
        "customers": {"c": {}},
        "teams": {"a": {"serves": "c"}, "b": {"serves": "c"}},
        "decisions": {"x": {"about": "a", "decider": ["a", "b"]}, "y": {"about": "b"}},
    },
    "heard late": {
        "customers": {"c": {"feedback": {"to": "a", "cadence_days": 120, "closed": True}}},
        "teams": {"a": {"serves": "c", "front": True, "outsourced": True, "turnover_per_year": 0.6}},
        "decisions": {"x": {"about": "a", "decider": "a"}},
    },
    "passed on late": {
        "customers": {"c": {"feedback": {"to": "a", "cadence_days": 1}}},
        "teams": {
            "a": {
                "serves": "c",
                "front": True,
                "outsourced": True,
                "turnover_per_year": 0.6,
                "feedback": {"to": "b", "cadence_days": 60},
            },
            "b": {"serves": "a"},
        },
    },
    "work that comes back to one desk": {
        "customers": {"c": {}},
        "teams": {"a": {"serves": ["c", {"to": "a", "volume": 3}]}},
    },
    "work that ends elsewhere": {
        "customers": {"c": {}},
        "teams": {
            "a": {"serves": ["b"]},
            "b": {"serves": [{"to": "d"}, {"to": "e"}]},
            "d": {},
            "e": {},
            "f": {"serves": "c"},
        },
    },
    "too many for one map": {
        "customers": {"c": {}},
        "teams": {f"t{at}": {"serves": ["c", *(f"t{to}" for to in range(max(0, at - 6), at))]} for at in range(120)},
    },
    "rated": {
        "customers": {"c": {}},
        "products": {"form": {"serves": "c", "ratings": {"internal": 4.2, "client": 3.0, "expected": 4.0}}},
        "teams": {"a": {"supports": "form"}},
    },
    "two lines of work": two_lines_of_work(),
    "units across the lines": across_the_lines(),
}


def read(raw: Raw) -> Organization:
    return build_organization(Tree({"sightline": 1, **raw}))


@cache
def analyses() -> dict[str, Analysis]:
    """Analyze every organization that is drawn for sentences, those drawn by hand elsewhere, and the samples."""
    drawn = [*ORGANIZATIONS, voice.heard_and_answered, voice.a_survey_that_nobody_answers]
    drawn += [voice.a_contact_centre_run_for_cost, voice.three_functions]
    raws = {one.__name__: one() for one in drawn} | {"one desk for all": voice.one_desk_for_all(30, 10)} | BORDERS
    return {name: analyze(read(raw)) for name, raw in raws.items()} | {name: analyzed(name) for name in SAMPLES}


def state(date: str, *severities: float, **more: object) -> Dated:
    """Show desks before one client, each with the same effort and an obstacle; 0 is one that is closed."""
    desks = {
        f"desk-{at}": {"delivers": "client", "obstacles": [blocked(severity, id=f"at-{at}")]}
        for at, severity in enumerate(severities)
    }
    raw = {"customers": {"client": {}}, "teams": desks, "as_of": date, **more}
    return Dated(datetime.date.fromisoformat(date), f"{date}.yaml", read(raw))


def clearing(at: int, date: str) -> Raw:
    return {"id": f"help-{at}", "date": date, "clears": {"obstacle": f"at-{at}", "to": 0}}


PAIRS: dict[str, tuple[Raw, Raw]] = {
    "nothing changes": (teams(0.5), teams(0.5)),
    "better": (teams(0.5, 0.2), teams(0.1, 0.2)),
    "worse": (teams(0.1), teams(0.5, name="Worse")),
    "hardly better": (teams(0.5, 0.2), teams(0.4996, 0.2)),
    "hardly anything": (teams(0.5), teams(0.5 - 1e-8)),
    "newly seen": (teams(-1), teams(0.3)),
    "moved to another place": (teams(0.9, 0), teams(0.1, 0.8)),
    "a route is lost": (teams(0.5, 0.5), {"customers": {"c0": {}}, "teams": {"t0": {"serves": "c0"}, "t1": {}}}),
    "a route is found": ({"customers": {"c0": {}}, "teams": {"t0": {}, "t1": {}}}, teams(0.5, 0.5)),
    "nothing before": ({}, teams(0.5)),
    "no effort before": (
        {"customers": {"c0": {}}, "teams": {"t0": {"effort": 0, "serves": "c0"}}},
        teams(0.5),
    ),
    "no customer after": (teams(0.5), {"teams": {"t0": {}}}),
    "a place of its own": (
        teams(0.9),
        {
            "customers": {"c0": {}, "c1": {}},
            "teams": {
                "t0": {"serves": "c0", "obstacles": [blocked(0.1)]},
                "t9": {"serves": "c1", "obstacles": [blocked(0.7)]},
            },
        },
    ),
    "only a name": (teams(0.5, name="Before"), teams(0.5, name="After")),
    "only another order of work": (
        teams(0.2, 0.7),
        {**teams(0.7, 0.2), "name": "The other way round"},
    ),
}


def journeys() -> Iterator[tuple[Dated, ...]]:
    plan = [clearing(0, "2025-03-01"), clearing(1, "2025-06-01")]
    yield state("2025-01-01", 0.5, 0.2, interventions=plan), state("2025-06-01", 0.0, 0.1)
    yield state("2025-01-01", 0.5, 0.2), state("2025-06-01", 0.0, 0.2), state("2026-01-01", 0.3, 0.2)
    yield state("2025-01-01", 0.5), state("2025-06-01", 0.0), state("2026-01-01", 0.5)
    yield state("2025-01-01", 0.5), state("2025-06-01", 0.49995)
    yield state("2025-01-01"), state("2025-06-01")
    yield state("2025-01-01"), state("2025-06-01", 0.2), state("2026-01-01", 0.4)


@cache
def everything_said() -> tuple[Said, ...]:
    """Let every case speak, once."""
    said = [one for analysis in analyses().values() for one in spoken(analysis)]
    said += [one for pair in PAIRS.values() for one in _of_pair(*pair)]
    for number, states in enumerate(journeys()):
        said += of_dates(follow(states, draws=0 if number else 5))
    for name in (
        "worked_example",
        "how sure it is",
        "one of three says how sure it is",
        "ties",
        "assessed",
        "no obstacle",
        "equal gains beyond the first five",
        "steep gains beyond the first five",
    ):
        said += of_draws(analyses()[name])
    said += _of_plans()
    said += of_evidence()
    spots = [BlindSpot("t0", own=0.7, receivers=0.4, is_clear=True)]
    for finding in tell_blind_spots(spots, read(teams(0.5))):
        for text in (finding.title, finding.why, finding.evidence_against, finding.action):
            said += say(text, finding)
    return tuple(said)


def _of_pair(before: Raw, after: Raw) -> Iterator[Said]:
    earlier, later = read(before), read(after)
    yield from of_states(compare(earlier, later), Difference(earlier, later))


def _of_plans() -> Iterator[Said]:
    owned = [{**one, "owner": "somebody", "date": f"2027-01-0{at}"} for at, one in enumerate(LOCKS, 1)]
    setback = [intervention("worse", 1, "c", to=0.9, date="2027-01-01"), {**LOCKS[2], "date": "2027-02-01"}]
    for plan, budget in ((owned, 20), (LOCKS, 0), (LOCKS, 2), (LOCKS, 8), (owned[:1], 4), (setback, 20), ((), 5)):
        snapshot = analyze(read(two_locks(*plan))).snapshot
        yield from of_plan(make_plan(snapshot, budget, draws=10))
        yield from of_roadmap(make_roadmap(snapshot))
    idle = teams(0.5, interventions=[{"id": "late", "date": "2027-01-01"}])
    idle["teams"]["t0"]["effort"] = 0
    yield from of_roadmap(make_roadmap(analyze(read(idle)).snapshot))
    alder = analyses()["alder"].snapshot
    yield from of_plan(make_plan(alder, 30, draws=5))
    yield from of_roadmap(make_roadmap(alder))
