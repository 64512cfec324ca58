"""Draw what formats must carry besides the graph: every field of format 1, and texts that files find hard."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from tests.drawing import organizations

HARD_TEXTS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+49 30 1234",
    "-5",
    "@SUM(A1)",
    "\tTab first",
    "'quoted",
    "''",
    "'",
    "'=1",
    " space around ",
    "\uff1d1+1",
    "\u200b=1",
    'say "hello", twice',
    "semi;colon",
    "line\nfeed",
    "carriage\r\nreturn",
    "[1]",
    '["a"]',
    '[{"text": "a"}]',
    "[",
    "true",
    "null",
    "NaN",
    "007",
    "1e5",
    "2026-01-31",
    "x" * 500,
    "Ünïcödé 組織 🏢",
    "\u202eright to left",
    "# no comment",
    "- no item",
    "key: value",
    "\\n",
)
TEXTS = st.sampled_from(HARD_TEXTS) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=20
)
SHARES = st.sampled_from([0.0, 1.0, 0.1, 1 / 3, 0.30000000000000004, 1e-9])
AMOUNTS = st.sampled_from([0.0, 1.0, 0.1, 12.0, 1e12, 123456789.123456, 5e-324])
LISTS = st.lists(TEXTS, max_size=3, unique=True)
FLAGS = st.booleans()
DATES = st.sampled_from(["2026-01-31", "1999-12-31"])
EVIDENCE = TEXTS | st.lists(
    st.fixed_dictionaries({"text": TEXTS | st.just("")}, optional={"type": TEXTS, "date": DATES}), max_size=2
)
SOURCES = st.fixed_dictionaries({"file": TEXTS}, optional={"place": TEXTS})

_ANY_ELEMENT = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXTS,
        "description": TEXTS | st.just(""),
        "tags": LISTS,
        "source": SOURCES,
        "function": TEXTS,
        "front": FLAGS,
        "turnover_per_year": SHARES,
        "holders": st.sampled_from([0, 3, 10**18]),
        "experiences_as_customer": st.fixed_dictionaries({"date": DATES}, optional={"route": TEXTS}),
        "designed_around": st.sampled_from(["customer", "unit", "system", "law"]),
        "last_walked_as_customer": DATES,
        "jobs": LISTS,
        "problem_solved": TEXTS,
        "ratings": st.fixed_dictionaries({"internal": SHARES}, optional={"client": SHARES, "expected": SHARES}),
    },
)
_ANY_RELATION = st.fixed_dictionaries(
    {},
    optional={
        "output": TEXTS,
        "tags": LISTS,
        "source": SOURCES,
        "tangible": FLAGS,
        "stage": st.sampled_from(["find", "get help"]),
        "returned_share": SHARES,
        "mode": st.sampled_from(["collaboration", "as-a-service"]),
    },
)
_ANY_OBSTACLE = st.fixed_dictionaries(
    {},
    optional={
        "evidence": EVIDENCE,
        "n": st.integers(1, 40),
        "themes": LISTS,
        "mandated": FLAGS,
        "mitigation": TEXTS,
        "ability": SHARES,
    },
)


@st.composite
def decorated_organizations(draw: st.DrawFn) -> Organization:
    """Draw an organization that says more than its graph: texts, evidence, decisions, plans, thresholds."""
    raw = draw(organizations(max_elements=5))
    raw["name"] = draw(TEXTS)
    if draw(FLAGS):
        raw |= {"description": draw(TEXTS | st.just("")), "as_of": draw(DATES), "thresholds": {"gate_least": 4}}
    ids: list[str] = []
    obstacles: list[str] = []
    for section in ("customers", "products", "teams", "roles", "processes", "systems", "people"):
        bodies = raw.get(section)
        for identifier, body in bodies.items() if isinstance(bodies, Mapping) else ():
            ids.append(str(identifier))
            body.update(draw(_ANY_ELEMENT))
            for here in (body, *_relations(draw, body)):
                for obstacle in here.get("obstacles", ()):
                    obstacle.update(draw(_ANY_OBSTACLE))
                    obstacles += [obstacle["id"]] if "id" in obstacle else []
    if draw(FLAGS) and ids:
        raw["decisions"] = {"d1": _draw_decision(draw, ids)}
    if draw(FLAGS):
        clears: list[dict[str, object]] = [{"obstacle": one, "to": draw(SHARES)} for one in obstacles[:2]]
        plan = {"id": "i1", "name": draw(TEXTS), "cost": draw(AMOUNTS), "date": draw(DATES), "clears": clears}
        raw["interventions"] = [plan, {"id": "i2", "owner": draw(TEXTS)}]
    return build_organization(Tree(raw))


def _relations(draw: st.DrawFn, body: dict[str, object]) -> list[dict[str, object]]:
    """List the relations of an element as mappings, with more facts about each."""
    found: list[dict[str, object]] = []
    for kind in ("serves", "delivers", "performs", "supports"):
        entries = body.get(kind, [])
        listed = entries if isinstance(entries, list) else [entries]
        mappings = [dict(one) if isinstance(one, Mapping) else {"to": one} for one in listed]
        if mappings:
            body[kind] = mappings
        for one in mappings:
            one.update(draw(_ANY_RELATION))
        found += mappings
    return found


def _draw_decision(draw: st.DrawFn, ids: list[str]) -> dict[str, object]:
    some: st.SearchStrategy[list[str]] = st.lists(st.sampled_from(ids), max_size=3, unique=True)
    return {
        "name": draw(TEXTS),
        "about": draw(some),
        "decider": draw(some),
        "approvers": draw(st.one_of(some, st.integers(0, 40))),
        "consulted": draw(st.one_of(some, st.integers(0, 40))),
        "days": draw(AMOUNTS),
    }
