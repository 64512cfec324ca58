"""What a consultant gets in the first hour goes in with a few confirmations, and the month after with none."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sightline.formats import read_organization
from tests.cli.running import sightline
from tests.shared_data import shared_data

UNITS = (
    ("Vertrieb", "Markt", 12, "11,5"),
    ("Innendienst", "Markt", 9, "8,25"),
    ("Fertigung", "Werk", 40, "39,0"),
    ("Einkauf", "Werk", 6, "5,5"),
    ("IT", None, 7, "6,5"),
)
WORK = {
    ("Vertrieb", "Kunden Industrie"): "0,6",
    ("Vertrieb", "Innendienst"): "0,4",
    ("Innendienst", "Fertigung"): "0,5",
    ("Innendienst", "Kunden Industrie"): "0,5",
    ("Fertigung", "Kunden Industrie"): "1,0",
    ("Einkauf", "Fertigung"): "1,0",
    ("IT", "Innendienst"): "0,7",
    ("IT", "Fertigung"): "0,3",
}


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Write a workbook as people send it: titles, a merged header, decimal commas, a total, and a matrix."""
    book = openpyxl.Workbook()
    units = book.active
    assert units is not None
    units.title = "Bereiche 2026"
    units["A1"], units["A2"] = "Musterwerk AG - Organisationsstand", "Stand 31.03.2026, vertraulich"
    units.merge_cells("A1:E1")
    units["B4"], units["C4"], units["D4"] = "Bereich", "Teil von", "Kapazität"
    units.merge_cells("D4:E4")
    units["D5"], units["E5"] = "Köpfe", "FTE"
    for number, row in enumerate(UNITS):
        for column, value in zip("BCDE", row, strict=True):
            units[f"{column}{6 + number}"] = value
    units["B12"], units["D12"], units["E12"] = "Summe", 74, "70,75"
    matrix = book.create_sheet("Wer arbeitet für wen")
    matrix["A1"] = "Zeile arbeitet für Spalte (Anteil)"
    names = [*(row[0] for row in UNITS), "Kunden Industrie"]
    for number, name in enumerate(names):
        matrix.cell(3, 2 + number, name)
        matrix.cell(4 + number, 1, name)
    for (supplier, customer), share in WORK.items():
        matrix.cell(4 + names.index(supplier), 2 + names.index(customer), share)
    book.save(tmp_path / "musterwerk.xlsx")
    return tmp_path / "musterwerk.xlsx"


def test_a_messy_workbook_goes_in_with_three_confirmations(messy: Path) -> None:
    out, profile = messy.with_name("o.yaml"), messy.with_name("acme.yaml")
    ran = sightline("import", messy, "-o", out, "--save-profile", profile, stdin=b"\n\nKunden Industrie\n")
    assert ran.code == 0, ran.err
    assert ran.out.count("[Enter = ") == 3
    read = read_organization(out).organization
    assert {one.id for one in read.elements if one.kind == "customer"} == {"kunden-industrie"}
    assert {one.title: one.headcount for one in read.elements if one.headcount} == {row[0]: row[2] for row in UNITS}
    assert {(one.supplier, one.customer): one.volume for one in read.relations} == {
        tuple(name.lower().replace(" ", "-") for name in ends): float(share.replace(",", "."))
        for ends, share in WORK.items()
    }
    sources = [one.source for one in read.elements] + [one.source for one in read.relations]
    assert all(source is not None and source.place for source in sources)


def test_the_month_after_nothing_is_asked(messy: Path) -> None:
    first, second = messy.with_name("first.yaml"), messy.with_name("second.yaml")
    profile = messy.with_name("acme.yaml")
    assert sightline("import", messy, "-o", first, "--save-profile", profile, stdin=b"\n\nKunden Industrie\n").code == 0
    ran = sightline("import", messy, "-o", second, "--profile", profile)
    assert ran.code == 0
    assert "[Enter = " not in ran.out
    assert first.read_bytes() == second.read_bytes()


def test_what_is_proposed_can_be_changed_in_words(messy: Path) -> None:
    out = messy.with_name("o.json")
    answers = "e\nKapazität / Köpfe = ignore\nKapazität / FTE = headcount\n\n\nasks\nKunden Industrie\n"
    ran = sightline("import", messy, "-o", out, stdin=answers.encode())
    assert ran.code == 0, ran.err
    read = read_organization(out).organization
    assert read.by_id["vertrieb"].headcount == 11.5
    assert ("innendienst", "vertrieb") in {(one.supplier, one.customer) for one in read.relations}


def test_a_slip_while_changing_is_told_with_the_nearest_word(messy: Path) -> None:
    answers = "e\nKapazität / Kopfe = ignore\nBereich = nam\nkind = matrixes\nx\n\n\ns\n\n"
    ran = sightline("import", messy, "--dry-run", stdin=answers.encode())
    assert ran.code == 0, ran.err
    assert "did you mean `Kapazität / Köpfe`?" in ran.out
    assert "did you mean `name`?" in ran.out
    assert "`matrixes` is not possible for kind" in ran.out
    assert "Write the name of a column" in ran.out


def test_a_sheet_can_be_left_out(messy: Path) -> None:
    ran = sightline("import", messy, "--dry-run", stdin=b"\ns\n\n")
    assert ran.code == 0
    assert "0 relations" in ran.out
    assert "Nothing was written." in ran.out


def test_nobody_who_answers_is_no_answer(messy: Path) -> None:
    ran = sightline("import", messy, "-o", messy.with_name("o.yaml"))
    assert ran.code == 2
    assert "--yes" in ran.err
    assert not messy.with_name("o.yaml").exists()


def test_a_dry_run_tells_what_would_change_for_the_customer(messy: Path) -> None:
    out, profile = messy.with_name("o.yaml"), messy.with_name("acme.yaml")
    sightline("import", messy, "-o", out, "--save-profile", profile, stdin=b"\n\nKunden Industrie\n")
    book = openpyxl.load_workbook(messy)
    matrix = book["Wer arbeitet für wen"]
    for row in range(4, 10):
        matrix.cell(row, 7).value = None  # nobody works for the customer any more
    book.save(messy)
    before = out.read_bytes()
    ran = sightline("import", messy, "--profile", profile, "--dry-run", "--compare", out)
    assert ran.code == 0
    assert "out of sight of any external customer" in ran.sentences
    assert out.read_bytes() == before


def test_what_is_not_sure_is_not_read_without_being_asked(messy: Path) -> None:
    ran = sightline("analyze", messy)
    assert ran.code == 2
    assert "`sightline import`" in ran.err


def test_a_log_is_sent_to_its_own_command(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = [f"{case};{step};{case % 3};2026-03-0{step + 1} 10:00:00" for case in range(8) for step in range(4)]
    path.write_text("\n".join(["case id;activity;resource;timestamp", *rows]), encoding="utf-8")
    ran = sightline("analyze", path)
    assert (ran.code, "`sightline discover`" in ran.err) == (2, True)


def test_what_is_sure_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "work.csv"
    path.write_text("supplier;customer\nIntake;Assessment\nAssessment;Claimant customers\n", encoding="utf-8")
    ran = sightline("analyze", path)
    assert ran.code == 0, ran.err


def test_any_other_format_needs_no_profile(tmp_path: Path) -> None:
    model = "docs/examples/claims.bpmn"
    assert sightline("import", model, "-o", tmp_path / "o.yaml", "--customer", "Claimant").code == 0
    refused = sightline("import", model, "-o", tmp_path / "p.yaml", "--profile", tmp_path / "o.yaml")
    assert (refused.code, "has none of its own" in refused.err) == (2, True)
    assert sightline("import", model, "-o", tmp_path / "o.yaml").code == 2, "nothing is replaced without --force"


def test_lists_that_belong_together_are_read_together(tmp_path: Path) -> None:
    people, units = (shared_data(f"10_hris/oracle_hr_{name}.csv") for name in ("employees", "departments"))
    ran = sightline("import", people, units, "-o", tmp_path / "o.yaml", "--yes")
    assert ran.code == 0, ran.err
    read = read_organization(tmp_path / "o.yaml").organization
    assert sum(one.kind == "team" for one in read.elements) == 27
    assert "Steven" not in (tmp_path / "o.yaml").read_text(encoding="utf-8")
