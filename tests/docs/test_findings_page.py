"""The page of findings speaks of every finding that an analyzer can raise, and of every threshold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import sightline
from sightline.document import Thresholds, Tree, build_organization
from sightline.document.yaml_reading import read_yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
PACKAGE = Path(sightline.__file__).parent
STUDIES = [PACKAGE / "studies" / f"{name}.py" for name in ("displacement", "plan_warnings")]
MODULES = (*sorted((PACKAGE / "analyzers").glob("*.py")), *STUDIES)
PARTS = ("When", "Figure", "Why it matters", "What speaks against it", "What clears it")


def raised() -> dict[str, set[str]]:
    """Find each code that an analyzer or a study gives to a finding, with the weights that it may have."""
    found: dict[str, set[str]] = {}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                code = ast.literal_eval(given["code"])
                texts = [part for part in ast.walk(given["severity"]) if isinstance(part, ast.Constant)]
                found.setdefault(code, set()).update(text.value for text in texts if isinstance(text.value, str))
    return found


def test_every_code_has_its_section_and_its_line() -> None:
    codes = raised()
    assert len(codes) >= 7
    assert set(re.findall(r"^## `([\w-]+)`$", PAGE, re.MULTILINE)) == set(codes)
    for code, weights in codes.items():
        (listed,) = re.findall(rf"^\| \[`{code}`\]\(#{code}\) \|.*\| ([\w, ]+) \|$", PAGE, re.MULTILINE)
        assert set(listed.split(", ")) == weights, code


def test_every_section_has_all_its_parts() -> None:
    sections = re.split(r"^## `", PAGE, flags=re.MULTILINE)[1:]
    assert len(sections) == len(raised())
    for section in sections:
        assert tuple(re.findall(r"^\*\*([\w ]+)\.\*\*", section, re.MULTILINE)) == PARTS, section.partition("`")[0]


def test_every_threshold_has_its_default() -> None:
    fields = Thresholds.model_fields
    assert len(fields) >= 4
    rows = dict(re.findall(r"^\| `(\w+)` \| `[\w-]+` \| ([\d.]+) \|", PAGE, re.MULTILINE))
    assert {name: float(value) for name, value in rows.items()} == {
        name: field.default for name, field in fields.items()
    }


def test_the_example_of_thresholds_overrides_all_of_them() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    read = build_organization(read_yaml(example.encode(), file=None)).thresholds
    default = Thresholds()
    same = [name for name in Thresholds.model_fields if getattr(read, name) == getattr(default, name)]
    assert same == []


def test_a_threshold_in_the_file_decides() -> None:
    line: dict[str, object] = {f"step-{number}": {"serves": f"step-{number + 1}"} for number in range(4)}
    raw = {"sightline": 1, "customers": {"client": {}}, "teams": {**line, "step-4": {"serves": "client"}}}
    codes = [finding.code for finding in sightline.analyze(build_organization(Tree(raw))).findings]
    assert codes.count("gate") == 2
    assert codes.count("low-coverage") == 1
    relaxed = {**raw, "thresholds": {"gate_least": 5, "coverage_least": 0.0}}
    assert sightline.analyze(build_organization(Tree(relaxed))).findings == ()
