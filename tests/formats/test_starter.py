"""Starter files: valid, analyzable, and not in anybody's way."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest

from sightline.arrays.from_graph import network_from_graph
from sightline.document.vocabulary import SECTIONS
from sightline.errors import UsageError
from sightline.formats import read_organization
from sightline.formats.columns import COMMON, TABLES
from sightline.formats.starter import STARTER, make_workbook, write_starter
from sightline.graph import build_graph


def test_the_starter_is_valid_and_has_something_of_everything(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    assert write_starter(path) == "yaml"
    organization = read_organization(path).organization
    assert organization.decisions
    assert organization.interventions
    assert {element.kind for element in organization.elements} >= {"customer", "product", "team", "role", "system"}
    assert any(relation.obstacles for relation in organization.relations)
    assert any(element.obstacles for element in organization.elements)


def test_the_starter_can_be_analyzed(tmp_path: Path) -> None:
    write_starter(tmp_path / "mine.yaml")
    network = network_from_graph(build_graph(read_organization(tmp_path / "mine.yaml").organization))
    assert network.total_effort == 17
    assert network.notices == ()
    supplies = set(network.relations.supplier.tolist())
    assert all(row in supplies or network.elements.is_customer[row] for row in range(len(network.elements)))


def test_the_starter_is_commented() -> None:
    assert len(re.findall(r"(?m)^\s*#|  # ", STARTER)) > 12
    assert all(section in STARTER for section in SECTIONS if section != "people")
    assert STARTER.isascii()


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        write_starter(path)
    assert path.read_text(encoding="utf-8") == "mine"
    write_starter(path, overwrite=True)
    assert path.read_text(encoding="utf-8") == STARTER


def test_a_suffix_that_tells_nothing_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"end .* in \.yaml or \.xlsx"):
        write_starter(tmp_path / "mine.txt")
    assert write_starter(tmp_path / "mine.txt", format="yaml") == "yaml"


def parts(data: bytes) -> dict[str, str]:
    """Read the XML parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    assert write_starter(tmp_path / "mine.xlsx") == "xlsx"
    found = parts((tmp_path / "mine.xlsx").read_bytes())
    names = re.findall(r'<sheet name="(\w+)"', found["xl/workbook.xml"])
    assert names == ["Guide", "Elements", "Relations", "Obstacles", "Interventions", "Organization", "Lists"]
    assert 'name="Lists" sheetId="7" state="hidden"' in found["xl/workbook.xml"]
    texts = re.findall(r"<t[^>]*>([^<]*)</t>", found["xl/sharedStrings.xml"])
    assert {column.name for name in TABLES if name != "decisions" for column in TABLES[name][: COMMON[name]]} <= set(
        texts
    )


def test_the_workbook_offers_lists_and_holds_no_formula() -> None:
    pytest.importorskip("xlsxwriter")
    found = parts(make_workbook())
    sheets = {name: text for name, text in found.items() if name.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 7
    assert not [name for name, text in sheets.items() if "<f>" in text or "hyperlink" in text]
    assert sum(text.count('<dataValidation type="list"') for text in sheets.values()) == 8
    assert "<formula1>Lists!$A$1:$A$7</formula1>" in sheets["xl/worksheets/sheet2.xml"]


def test_the_workbook_is_the_same_every_time() -> None:
    pytest.importorskip("xlsxwriter")
    assert make_workbook() == make_workbook()


def test_without_xlsxwriter_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'sightline\[excel\]'"):
        write_starter(tmp_path / "mine.xlsx")
    assert not (tmp_path / "mine.xlsx").exists()
