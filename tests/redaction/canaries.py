"""An organization with a token of its own in every text that its file can hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sightline.document import Organization, Tree, build_organization
from sightline.document.fields import Strict
from sightline.redaction.treatments import TREATMENTS

CANARY = re.compile(r"zq\d{3}", re.IGNORECASE)
"""What no output may hold; no word of ours has it, and it is an id and a name as well."""


def canaries() -> Iterator[str]:
    """Give one token after another."""
    return (f"zq{number:03d}" for number in itertools.count(1))


def make_organization() -> dict[str, object]:
    """Give an organization in which every text field of format 1 holds a token; what names another says its token."""
    token = canaries()
    ids = {name: next(token) for name in ("customer", "product", "desk", "back", "chief", "flow", "tool", "unit")}

    def element(**more: object) -> dict[str, object]:
        texts = ["description", "vocabulary", "problem_solved", "intended_use", "observed_use", "love", "expect"]
        texts += ["hate", "wish", "authority_limit"]
        return {
            "name": f"The {next(token)} of {next(token)}",
            **{one: f"Words about {next(token)}." for one in texts},
            "jobs": [next(token), next(token)],
            "tags": [next(token)],
            "function": next(token),
            "experiences_as_customer": {"date": "2026-01-05", "route": next(token)},
            "source": {"file": f"{next(token)}.xlsx", "place": f"row {next(token)}"},
            **more,
        }

    def obstacle(identifier: str | None, kind: str, **more: object) -> dict[str, object]:
        return {
            **({} if identifier is None else {"id": identifier}),
            "kind": kind,
            "severity": 0.4,
            "themes": [theme],
            "evidence": [{"type": next(token), "date": "2026-02-03", "text": f"They said {next(token)}."}],
            "mitigation": next(token),
            "serves_purpose": next(token),
            **more,
        }

    theme, cause, effect, own_kind, link = (next(token) for _ in range(5))
    return {
        "sightline": 1,
        "name": f"House of {next(token)}",
        "as_of": "2026-03-31",
        "description": next(token),
        "customers": {
            ids["customer"]: {
                **element(),
                "feedback": [{"to": ids["desk"], "channel": next(token), "cadence_days": 90, "tags": [next(token)]}],
            }
        },
        "products": {ids["product"]: element(serves=[ids["customer"]], modelled_on=ids["tool"])},
        "teams": {
            ids["unit"]: element(),
            ids["desk"]: element(
                part_of=ids["unit"],
                headcount=4,
                serves=[
                    {
                        "to": ids["customer"],
                        "id": link,
                        "output": next(token),
                        "tags": [next(token)],
                        "source": {"file": next(token), "place": next(token)},
                        "obstacles": [obstacle(None, own_kind)],
                    }
                ],
                obstacles=[obstacle(cause, "approval-overload")],
            ),
            ids["back"]: element(
                part_of=ids["unit"],
                headcount=6,
                serves=[{"to": ids["desk"], "obstacles": [obstacle(None, "silo-handoff")]}],
                delivers=[ids["product"]],
                obstacles=[obstacle(effect, own_kind, caused_by=[cause])],
            ),
        },
        "roles": {ids["chief"]: element(serves=[ids["back"]])},
        "processes": {ids["flow"]: element(supports=[ids["desk"]], accountable=ids["chief"])},
        "systems": {ids["tool"]: element(supports=[ids["flow"]])},
        "decisions": {
            next(token): {
                "name": next(token),
                "description": next(token),
                "about": [ids["product"]],
                "decider": ids["chief"],
                "approvers": [ids["desk"], ids["back"], ids["unit"], ids["flow"]],
                "consulted": [ids["desk"]],
                "recommends": [ids["desk"]],
                "performs": [ids["back"]],
            }
        },
        "interventions": [
            {
                "id": next(token),
                "name": next(token),
                "description": next(token),
                "owner": next(token),
                "cost": 3,
                "date": "2026-05-01",
                "clears": [{"obstacle": cause, "to": 0.1}],
            },
            {
                "id": next(token),
                "name": next(token),
                "owner": ids["chief"],
                "cost": 2,
                "date": "2026-06-01",
                "clears": [
                    {"on": f"{ids['back']} -> {ids['desk']}", "kind": "silo-handoff", "to": 0.1},
                    {"on": link, "kind": own_kind, "to": 0.1},
                ],
            },
        ],
    }


def filled_texts(organization: Organization) -> set[tuple[str, str]]:
    """List every record and field with a treatment that says something here."""
    found: set[tuple[str, str]] = set()
    waiting: list[Strict] = [organization]
    while waiting:
        record = waiting.pop()
        for name in type(record).model_fields:
            value = getattr(record, name)
            if value and name in TREATMENTS.get(type(record), {}):
                found.add((type(record).__name__, name))
            inside = value if isinstance(value, tuple) else (value,)
            waiting += [one for one in inside if isinstance(one, Strict)]
    return found


def build(raw: dict[str, object]) -> Organization:
    """Build an organization."""
    return build_organization(Tree(raw))
