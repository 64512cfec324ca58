"""The page of planning explains every key of the JSON of a plan and of a roadmap."""

from __future__ import annotations

import re

from tests.cli.running import ROOT, SAMPLES, sightline

PAGE = (ROOT / "docs" / "planning.md").read_text(encoding="utf-8")
KEYS = set(re.findall(r"`(\w+)`", PAGE[PAGE.index("## Keys of the JSON") :]))


def keys_of(value: object) -> set[str]:
    """Collect the keys of a result, those of what it holds too; a scenario and a run have pages of their own."""
    if isinstance(value, dict):
        own = {key for key in value if key not in ("scenario", "run", "assumptions", "findings")}
        return set(value) | {key for name in own for key in keys_of(value[name])}
    return {key for one in value for key in keys_of(one)} if isinstance(value, list) else set()


def test_every_key_of_a_plan_is_explained() -> None:
    found = keys_of(
        sightline("plan", str(SAMPLES / "harbor" / "organization.yaml"), "--budget", "5", "-f", "json").json
    )
    assert len(found) > 30
    assert found - KEYS == set()


def test_every_key_of_a_roadmap_is_explained() -> None:
    shop = str(ROOT / "docs" / "examples" / "roadmap.yaml")
    found = keys_of(sightline("plan", shop, "--roadmap", "-f", "json").json)
    assert len(found) > 10
    assert found - KEYS == set()
