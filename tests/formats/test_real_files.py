"""Every real file that lies beside the repository is read, or refused with a reason and a place; which, stands here."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from sightline.errors import InputError
from sightline.formats import read_organization
from tests.shared_data import shared_data

NOT_OURS = r"does not say its format|goes on after its end|format of this file is not known"
EVENT_LOG = r"format of this file is not known|sightline discover"
REFUSED: dict[str, str] = {
    "*.md": NOT_OURS,
    "*.schema.json": NOT_OURS,
    "EXPECTED.json": NOT_OURS,
    "01_k8s_sigs/*": NOT_OURS,
    "02_sourcegraph_handbook/*": NOT_OURS,
    "06_eventlogs/*.xes": EVENT_LOG,
    "06_eventlogs/*.xes.gz": EVENT_LOG,
    "03_archimate/compatibility_test1.archimate": r"has the version `10\.0\.0`; versions 3 to 5 are read",
    "03_archimate/compatibility_test2.archimate": r"This is no Archi model that can be read",
    "03_archimate/compatibility_test3.archimate": r"`archimate:Bogus1` is not an ArchiMate element type",
    "08_kumu/CORRUPT_overview-of-the-euro-crisis.xlsx": r"damaged",
    "09_gexf_graphml/negative/invalid-edge-missing-node.gexf": r"which is no node of this file",
    "09_gexf_graphml/negative/invalid-missing-node-id.gexf": r"This node has no id",
}
"""Which are refused, by their names under the folder of the data, and what the reason says."""
TABLES = (".csv", ".txt", ".xlsx")
"""Whether a table is read without a question depends on what its columns are called; that is shown elsewhere."""


def find_reason(name: str) -> str | None:
    """Find what the refusal of a file says; None for one that is read."""
    return next((words for pattern, words in REFUSED.items() if fnmatch(name, pattern)), None)


def read_or_refuse(path: Path) -> str:
    """Read a file: what was read of it in words, or why not, unless that does not name the file."""
    try:
        reading = read_organization(path)
    except InputError as error:
        nowhere = [problem.message for problem in error.problems if problem.place.file != str(path)]
        return f"told without the file: {nowhere[0]}" if nowhere else error.problems[0].message
    return f"read as {reading.format.name}"


def test_every_real_file_is_read_or_refused_for_its_reason() -> None:
    root = shared_data("README.md").parent
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    assert len(files) > 100
    surprises = []
    for path in files:
        name = path.relative_to(root).as_posix()
        found, words = read_or_refuse(path), find_reason(name)
        as_said = found.startswith("read as ") if words is None else re.search(words, found) is not None
        if not as_said and (path.suffix not in TABLES or words is not None):
            surprises.append(f"{name}: {found}")
    assert surprises == []


@pytest.mark.parametrize("pattern", REFUSED)
def test_every_refusal_of_the_list_is_of_some_file(pattern: str) -> None:
    root = shared_data("README.md").parent
    assert any(fnmatch(path.relative_to(root).as_posix(), pattern) for path in root.rglob("*"))
