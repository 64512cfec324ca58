"""Files of cells are known by what they hold, and a folder of them is read file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.errors import InputError
from sightline.formats import ReadOptions, Source
from sightline.formats.grid_reading import is_separated, is_workbook, read_grids
from sightline.formats.starter import make_workbook
from sightline.formats.workbook_guard import COMPOUND
from tests.formats.workbooks import by_hand, by_program, pack
from tests.shared_data import shared_data

OPTIONS = ReadOptions()
DOCUMENT = pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}, 0)


@pytest.mark.parametrize(
    ("head", "suffix", "expected"),
    [
        (by_hand(), "", True),
        (by_program(One=[[1]]), ".zip", True),
        (make_workbook(), "", True),
        (pack({"docProps/app.xml": "", "xl/workbook.xml": ""}), "", True),
        (pack({"custom": "", "xl/workbook.xml": ""}), ".xlsm", True),
        (DOCUMENT, "", True),
        (COMPOUND, ".xls", True),
        (pack({"model.xml": "<a/>", "images/xl/a.png": ""}), ".archimate", False),
        (b"name,count\n", ".xlsx", False),
        (b"", ".xlsx", False),
    ],
)
def test_a_workbook_is_known_by_what_it_holds(head: bytes, suffix: str, expected: bool) -> None:
    assert is_workbook(head[:4_096], suffix) is expected


@pytest.mark.parametrize(
    ("head", "suffix", "expected"),
    [
        (b"a,b\n", ".csv", True),
        ("a,b\n".encode("utf-16"), ".tsv", True),
        (b"1 2\n", ".txt", True),
        (b"a,b\n", ".yaml", False),
        (b"a\0b", ".txt", False),
        (b" \n", ".txt", False),
    ],
)
def test_separated_values_are_known_by_their_suffix_if_they_look_like_text(
    head: bytes, suffix: str, expected: bool
) -> None:
    assert is_separated(head, suffix) is expected


def test_real_workbooks_are_known_and_zipped_models_are_not() -> None:
    for file in ("08_kumu/snap-to-tutorial-data.xlsx", "03_archimate/nora/NORA-Werkgroep-APs.xlsx"):
        assert is_workbook(Source(shared_data(file)).head(), "")
    models = [path for path in shared_data("03_archimate").rglob("*.archimate") if path.read_bytes()[:2] == b"PK"]
    assert models
    assert not any(is_workbook(Source(path).head(), path.suffix) for path in models)


def test_a_folder_gives_the_grids_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(by_program(One=[["x"]], Two=[["y"]]))
    (tmp_path / "~$b.xlsx").write_bytes(b"somebody has it open")
    (tmp_path / "a.CSV").write_text("p;q\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("no cells", encoding="utf-8")
    grids = read_grids(Source(tmp_path), OPTIONS)
    assert [(Path(grid.file).name, grid.name, grid.rows) for grid in grids] == [
        ("a.CSV", "a", [["p", "q"]]),
        ("b.xlsx", "One", [["x"]]),
        ("b.xlsx", "Two", [["y"]]),
    ]


def test_a_folder_tells_what_is_wrong_with_each_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no file of cells \(\.xlsx, \.xlsm, \.csv"):
        read_grids(Source(tmp_path), OPTIONS)
    (tmp_path / "a.xlsx").write_bytes(b"name,count\n")
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / "c.csv").write_text("fine,\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_grids(Source(tmp_path), OPTIONS)
    assert [Path(problem.place.file or "").name for problem in caught.value.problems] == ["a.xlsx", "b.csv"]


def test_standard_input_is_read_as_what_it_is() -> None:
    (text,) = read_grids(Source(None, b"a,b\n"), OPTIONS)
    assert (text.name, text.rows) == ("standard input", [["a", "b"]])
    (sheet,) = read_grids(Source(None, by_program(One=[["x"]])), OPTIONS)
    assert (sheet.name, sheet.file) == ("One", "standard input")
