"""The analyzer in the contributor's guide is complete: copied out, it runs, and its result goes everywhere."""

from __future__ import annotations

import importlib.util
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import sightline
from sightline.document import Tree, build_organization
from sightline.report.contract import to_contract
from tests.organizations import worked_example

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def distance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    (block,) = re.findall(r"^ +```python\n(.*?)^ +```", PAGE, re.DOTALL | re.MULTILINE)
    file = tmp_path_factory.mktemp("analyzer") / "distance_of_the_guide.py"
    file.write_text(textwrap.dedent(block), encoding="utf-8")
    specification = importlib.util.spec_from_file_location(file.stem, file)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[file.stem] = module
    specification.loader.exec_module(module)
    yield module
    del sys.modules[file.stem]


def test_the_analyzer_of_the_guide_counts_steps(distance: ModuleType) -> None:
    analysis = sightline.analyze(build_organization(Tree(worked_example())))
    found = distance.DistanceAnalyzer().run(analysis.snapshot)
    assert found.to_frame()["count"].to_dict() == {"1": 2, "2": 1, "3": 1}
    assert distance.__doc__
    widened = replace(analysis, results={**analysis.results, found.name: found})
    assert to_contract(widened)["distances"] == [
        {"id": "1", "count": 2},
        {"id": "2", "count": 1},
        {"id": "3", "count": 1},
    ]
    assert widened["distance"] is found


def test_the_files_that_the_guide_names_are_there() -> None:
    named = set(re.findall(r"`((?:model|tests|docs|requirements)/[\w./-]+)`", PAGE))
    assert len(named) >= 4
    assert {name for name in named if not (ROOT / name).exists()} == set()
