"""The comparison with other tools: every claim has its source, every source is used, and the day is told."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "other-tools.md").read_text(encoding="utf-8")
CLAIMS, SOURCES = PAGE.split("## Sources")


def test_claims_and_sources_are_each_others() -> None:
    cited = {int(number) for group in re.findall(r"\[(\d+(?:, \d+)*)\]", CLAIMS) for number in group.split(", ")}
    listed = [int(number) for number in re.findall(r"^(\d+)\. ", SOURCES, re.MULTILINE)]
    assert len(listed) > 20
    assert listed == list(range(1, len(listed) + 1))
    assert cited == set(listed)


def test_what_a_table_says_of_another_tool_has_its_source() -> None:
    rows = [line.strip("| ").split(" | ") for line in CLAIMS.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 10
    for what, _ours, *theirs in (row for row in rows if "---" not in row[0]):
        assert len(theirs) == 8, what
        assert [cell for cell in theirs if cell != "·" and not re.search(r"\[[\d, ]+\]$", cell)] == [], what


def test_it_says_when_and_how_it_was_looked_at() -> None:
    assert PAGE.count("23 November 2026") == 2
    assert "did not install the tools" in PAGE.replace("\n", " ")
