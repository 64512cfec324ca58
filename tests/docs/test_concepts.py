"""Every figure on the page of concepts is what its own working gives, and what the engine gives."""

from __future__ import annotations

import ast
import json
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import sightline
from sightline.document import Organization, Tree, build_organization
from sightline.report.contract import Json, to_contract
from sightline.report.wording import headline
from tests.organizations import ORGANIZATIONS, worked_example

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "examples" / "worked_example.yaml"

_ROW = re.compile(r"\| `(?P<path>[^`]+)` \| (?P<working>[^|]+) \| (?P<value>[-\d.]+) \|")
_ABOUT = re.compile(r"<!-- figures of (\w+) -->")
_OPERATIONS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Row:
    """One line of a table: whose figure, where it stands in the JSON, how it is worked out, and what comes out."""

    organization: str
    path: str
    working: str
    value: str

    @property
    def rounding(self) -> float:
        digits = len(self.value.partition(".")[2])
        return 0.5 * 10.0**-digits if digits >= 4 else 1e-9


def find_rows() -> list[Row]:
    about, rows = "worked_example", []
    for line in PAGE.splitlines():
        if found := _ABOUT.match(line):
            about = found[1]
        elif found := _ROW.match(line):
            rows.append(Row(about, found["path"], found["working"], found["value"]))
    return rows


ROWS = find_rows()


def work_out(working: str) -> float:
    """Work out numbers, brackets, ``+ - × /`` and ``ln``; anything else is a mistake on the page."""
    spelled = re.sub(r"ln ([\d.]+)", r"ln(\1)", working).replace("×", "*")

    def value(node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            return _OPERATIONS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ln":
            return math.log(value(node.args[0]))
        assert isinstance(node, ast.Constant), f"`{working}` holds more than arithmetic"
        assert isinstance(node.value, int | float)
        return float(node.value)

    return value(ast.parse(spelled, mode="eval").body)


@cache
def contract_of(name: str) -> Json:
    (raw,) = [draw() for draw in ORGANIZATIONS if draw.__name__ == name]
    return to_contract(sightline.analyze(build_organization(Tree(raw))))


def look_up(contract: Json, path: str) -> float:
    """Find ``index``, ``accounting.seen`` or ``elements.device.sight`` in the JSON."""
    head, _, rest = path.partition(".")
    found = contract[head]
    if rest and isinstance(found, list):
        identifier, _, key = rest.rpartition(".")
        (found,) = [entry[key] for entry in found if entry["id"] == identifier]
    elif rest:
        found = found[rest]
    assert isinstance(found, int | float), f"{path} is no number"
    return float(found)


def example() -> Organization:
    return sightline.read(EXAMPLE)


def test_the_page_has_its_figures() -> None:
    assert len(ROWS) >= 55
    assert {row.organization for row in ROWS} == {
        "worked_example",
        "rework_between_two_desks",
        "closed_reporting_loop",
    }
    rows_of_tables = [line for line in PAGE.splitlines() if line.startswith("| `")]
    assert len(rows_of_tables) == len(ROWS), "a row of a table is not understood"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.organization}-{row.path}")
def test_the_working_gives_the_figure(row: Row) -> None:
    assert work_out(row.working) == pytest.approx(float(row.value), rel=0, abs=row.rounding)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.organization}-{row.path}")
def test_the_engine_gives_the_figure(row: Row) -> None:
    engine = look_up(contract_of(row.organization), row.path)
    assert engine == pytest.approx(float(row.value), rel=0, abs=row.rounding)
    assert engine == pytest.approx(work_out(row.working), rel=0, abs=1e-9)


def test_every_decimal_in_the_text_is_given_or_worked_out() -> None:
    known = {factor * float(row.value) for row in ROWS for factor in (1, 100)}  # per cent as well
    known |= {float(number) for row in ROWS for number in re.findall(r"\d+\.\d+", row.working)}
    known |= {0.1444 + 0.1311, 0.001, 0.9}  # the sum that misleads, the floor of clarity, the value to compare with
    text = "\n".join(line for line in PAGE.splitlines() if not line.startswith(("| `", "```json", '{"index"')))
    numbers = {float(number) for number in re.findall(r"(?<![\w.])\d+\.\d+(?![\d.])", text)}
    assert len(numbers) > 10
    assert {number for number in numbers if not any(math.isclose(number, one) for one in known)} == set()


def test_the_file_of_the_example_is_the_drawn_organization() -> None:
    drawn = build_organization(Tree(worked_example()))
    assert example() == drawn


def test_the_page_ends_in_what_is_printed() -> None:
    (printed,) = re.findall(r"begins with one sentence:\n\n```text\n(.*?)```", PAGE, re.DOTALL)
    said = headline(sightline.analyze(example()))
    assert " ".join(printed.split()) == " ".join(said.split())


def test_the_json_on_the_page_is_that_of_the_engine() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    contract = contract_of("worked_example")
    for name, value in json.loads(shown).items():
        assert contract[name] == pytest.approx(value, rel=0, abs=1e-12), name


def test_the_pictures_are_labelled_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
    assert len(pictures) >= 2
    for picture in pictures:
        text = picture.read_text(encoding="utf-8")
        assert len(text) < 8_000, picture.name
        assert {
            part for part in ("<title", "<desc", 'role="img"', "prefers-color-scheme: dark") if part not in text
        } == set()
        assert picture.name in PAGE


def test_the_pictures_show_the_figures_of_the_example() -> None:
    contract = contract_of("worked_example")
    account = (ROOT / "docs" / "pictures" / "sight_account.svg").read_text(encoding="utf-8")
    for part in ("seen", "blocked", "handoffs", "no_route"):
        assert f">{contract['accounting'][part] * 100:.4g} %<" in account, part
    drawing = (ROOT / "docs" / "pictures" / "worked_example.svg").read_text(encoding="utf-8")
    for entry in (*contract["elements"], *contract["obstacles"]):
        assert f">{entry['id']}<" in drawing, entry["id"]
