"""The findings workbook as other programs see it: its sheets, its look, what stands in it, and what never does."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import sightline
from sightline.errors import UsageError
from sightline.formats import read_organization
from sightline.merging.difference import Difference
from sightline.report.handover import CustomerWord, Face, Subject
from sightline.report.handover.subject import Tried
from sightline.report.workbook import build_workbook
from sightline.snapshot import Snapshot
from sightline.studies.changes import ClearObstacle
from sightline.studies.scenario import Scenario
from sightline.studies.uncertainty import find_uncertainty
from sightline.studies.what_if import WhatIf
from tests import organizations
from tests.formats.test_formula_guard import PAYLOADS, hostile
from tests.report.workbook.findings_books import MODEL, ROOT, SAMPLES, Book, drawn, opened, planned, rows, subject_of

pytest.importorskip("xlsxwriter")
READING = ("Findings", "Hotspots", "Customers", "Plan")


def book_of(raw: dict[str, Any], **more: Any) -> Book:  # noqa: ANN401 - handed on
    """Open the workbook of a drawn organization."""
    return opened(build_workbook(subject_of(drawn(raw)), **more))


def texts(book: Book, sheet: str) -> str:
    """Join all that is to be read on a sheet."""
    return "\n".join(str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.value is not None)


def test_the_sheets_stand_in_their_order_and_nothing_is_hidden() -> None:
    book = book_of(organizations.worked_example())
    assert book.sheetnames == ["About", *READING, *MODEL, "Lists"]
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not [one for one in sheet.column_dimensions.values() if one.hidden]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book.active.title == "About"


@pytest.mark.parametrize("sheet", [*READING[:3], *MODEL[:3]])
def test_a_table_has_a_header_that_stays_filters_and_pages(sheet: str) -> None:
    found = book_of(organizations.worked_example())[sheet]
    assert found.max_row > 1
    assert found["A1"].font.bold
    assert found.freeze_panes.endswith("2")
    assert found.auto_filter.ref.startswith("A1:")
    assert found.auto_filter.ref.endswith(str(found.max_row))
    assert found.print_title_rows == "$1:$1"
    assert "Page &P of &N" in found.oddFooter.right.text
    assert found.sheet_properties.tabColor is not None


def test_results_stand_beside_the_facts_with_their_formats_and_notes() -> None:
    sheet = book_of(organizations.worked_example())["Elements"]
    head = {cell.value: cell for cell in sheet[1]}
    assert list(head)[:6] == ["Id", "Kind", "Name", "Part of", "_Sight", "_Best line"]
    assert "clarity to be expected" in head["_Sight"].comment.text
    table = {row["Id"]: row for row in rows(sheet)}
    assert table["workshop"]["_Sight"] == pytest.approx(0.76)
    assert table["planning"]["_Sight"] == pytest.approx(0.361)
    assert table["planning"]["_Line looked at"] == "? not looked at"
    assert table["helpdesk"]["_Line looked at"] == "✓ looked at"
    assert table["clinic"]["_Sight"] is None
    column = head["_Sight"].column_letter
    assert "%" in sheet[f"{column}4"].number_format


def test_relations_and_obstacles_have_names_beside_their_ids() -> None:
    book = opened(build_workbook(subject_of(planned())))
    (relation,) = rows(book["Relations"])
    assert (relation["From"], relation["_Supplier"], relation["_Customer"]) == ("desk", "Front desk", "Citizens")
    first, second = rows(book["Obstacles"])
    assert (first["Id"], first["_Rank"], second["_Rank"]) == ("wait", 2, 1)
    assert second["_Obstacle"] == "Approval overload at Front desk"


def test_hotspots_are_ranked_by_what_clearing_them_gains() -> None:
    organization = read_organization(SAMPLES[0]).organization
    analysis = sightline.analyze(organization)
    found = rows(opened(build_workbook(Subject(analysis, CustomerWord(None))))["Hotspots"])
    assert len(found) == len(analysis.snapshot.network.obstacles) > 5
    gains = [row["Gain if cleared"] for row in found]
    assert gains == sorted(gains, reverse=True)
    gain = dict(zip(analysis.snapshot.network.obstacles.ids, analysis.occlusion.obstacles.gain, strict=True))
    assert [gain[row["Id"]] for row in found] == pytest.approx(gains)


def test_no_figure_is_told_by_its_colour_alone() -> None:
    book = opened(build_workbook(subject_of(read_organization(SAMPLES[0]).organization)))
    weights = [row["Weight"] for row in rows(book["Findings"])]
    assert set(weights) <= {"▲ Warning", "◆ Notice", "○ Information"}
    assert weights == sorted(weights, key=lambda weight: "▲◆○".index(weight[0]))
    kinds = {
        (sheet, rule.type)
        for sheet in ("Findings", "Hotspots", "Elements")
        for found in book[sheet].conditional_formatting
        for rule in found.rules
    }
    assert {("Findings", "cellIs"), ("Hotspots", "dataBar"), ("Elements", "iconSet")} <= kinds
    (icons,) = (
        rule.iconSet for found in book["Elements"].conditional_formatting for rule in found.rules if rule.iconSet
    )
    assert icons.iconSet == "5Quarters"


def test_the_plan_goes_by_date_and_the_interventions_beside_it_are_the_model() -> None:
    book = opened(build_workbook(subject_of(planned())))
    first, second, later = rows(book["Plan"])
    assert [row["Id"] for row in (first, second, later)] == ["first", "second", "later"]
    assert (first["Step"], first["Date"], second["Cost"]) == ("Sign less", datetime(2026, 5, 1), 2)  # noqa: DTZ001
    assert first["Index that day"] == pytest.approx(0.95 * 0.8 * 0.9)
    assert second["Change"] == pytest.approx(0.95 * 0.9 * 0.2)
    assert (later["Date"], later["Change"]) == ("no date", None)
    assert "from 50\u00a0% to 10\u00a0%" in first["Clears"]
    assert [row["Id"] for row in rows(book["Interventions"])] == ["later", "second", "first"]


def test_nothing_is_planned_where_the_file_plans_nothing() -> None:
    sheet = book_of(organizations.worked_example())["Plan"]
    assert sheet["A2"].value.startswith("No intervention is recorded.")
    assert sheet.max_row == 2


def test_how_many_answered_is_told_from_five_on() -> None:
    book = opened(build_workbook(subject_of(planned())))
    assert [row["N"] for row in rows(book["Obstacles"])] == [None, 5]
    assert [row.get("Answers") for row in rows(book["Hotspots"])] == [5, None]
    assert "left out of 1 obstacle with fewer than 5 answers" in texts(book, "About")


def test_the_first_sheet_says_what_rests_on_what() -> None:
    face = Face(title="Sight", client="The mayor", date="1 July")
    about = texts(opened(build_workbook(subject_of(planned()), face)), "About")
    for said in (
        "Sight",
        "The mayor",
        "1 July",
        "Line-of-sight index",
        "Seen by external customers",
        "handoff clarity",
    ):
        assert said in about
    for said in ("not validated against outcomes", "sightline analyze a.yaml", f"SHA-256 {'0f' * 32}", "underscore"):
        assert said in about


def test_figures_that_were_drawn_stand_beside_the_others() -> None:
    analysis = sightline.analyze(planned())
    study = find_uncertainty(analysis.snapshot, draws=40)
    book = opened(build_workbook(Subject(analysis, CustomerWord(None), uncertainty=study)))
    first, *_ = rows(book["Hotspots"])
    at = int(np.flatnonzero(study.network.obstacles.ids[study.hotspots] == first["Id"])[0])
    told = [first[name] for name in ("Gain from", "Gain to", "Among the first five")]
    assert told == pytest.approx([study.gains.low[at], study.gains.high[at], study.top[at]])
    (citizen,) = rows(book["Customers"])
    assert (citizen["Arrives from"], citizen["Arrives to"]) == pytest.approx(
        (study.clarity.low[0], study.clarity.high[0])
    )
    assert "in 90 % of draws" in texts(book, "About")


def test_what_was_asked_for_beside_it_has_sheets_of_its_own() -> None:
    before = drawn(organizations.worked_example())
    scenario = Scenario("No late changes", (ClearObstacle("late-changes"),))
    effect = WhatIf(Snapshot(before)).evaluate(scenario.changes)
    after = effect.after.organization
    assert after is not None
    subject = subject_of(
        before, difference=Difference(after, before), elements=("planning",), tried=(Tried(scenario, effect),)
    )
    book = opened(build_workbook(subject))
    assert "The index falls from 76" in texts(book, "Compare")
    assert "No late changes" in texts(book, "What if")
    assert [cell.value for cell in book["What if"]["B"] if cell.value == pytest.approx(0.6194)]
    assert "planning" in texts(book, "Lines").lower()


def test_figures_stand_at_the_right_under_their_heads() -> None:
    before = drawn(organizations.worked_example())
    after = drawn({**organizations.worked_example(), "teams": {}})
    book = opened(build_workbook(subject_of(after, difference=Difference(before, after))))
    looked_at = 0
    for sheet in ("About", "Compare"):
        for above, below in pairwise(book[sheet].iter_rows()):
            for head, cell in zip(above, below, strict=True):
                if head.font.italic and head.value and cell.value is not None:
                    is_figure = isinstance(cell.value, int | float) or not re.search(r"[^\W\d]", cell.value)
                    assert (head.alignment.horizontal == "right") is is_figure, head.value
                    looked_at += is_figure
    assert looked_at > 3


def test_sections_choose_among_the_sheets_for_reading() -> None:
    book = book_of(organizations.worked_example(), sections=("findings", "summary"))
    assert book.sheetnames == ["About", "Findings", *MODEL, "Lists"]


def test_the_customer_has_the_word_of_the_organization() -> None:
    book = opened(build_workbook(subject_of(planned(), "citizen")))
    assert book["Customers"]["A1"].value == "Citizen"
    assert "Seen by citizens" in texts(book, "About")
    assert "external customer" not in texts(book, "Findings").lower()


def test_the_same_model_gives_the_same_bytes() -> None:
    path = ROOT / "sample_orgs/concord/organization.yaml"
    first, second = (build_workbook(subject_of(read_organization(path).organization)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_nothing_that_anybody_wrote_runs_or_leads_out(payload: str) -> None:
    face = Face(title=payload, client=payload, date=payload)
    content = build_workbook(subject_of(hostile(payload)), face)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 12
    assert not [text for text in sheets if re.search(r"<f[\s>/]|<hyperlink", text)]
    assert not [name for name in parts if re.search("hyperlink|externalLink|connections|vba", name)]
    assert not [text for name, text in parts.items() if name.endswith(".rels") and "External" in text]
    names = set(re.findall(r'<definedName name="([^"]*)"', parts["xl/workbook.xml"]))
    assert names == {"_xlnm._FilterDatabase", "_xlnm.Print_Titles"}
    told = [text for name, text in parts.items() if name.startswith("xl/comments")]
    assert told
    assert not [text for text in told if "evil" in text]
    book = opened(content)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in found if cell.data_type == "f" or cell.hyperlink is not None]
    assert sum(isinstance(cell.value, str) and payload.strip()[:3] in cell.value for cell in found) > 20


def test_a_footer_has_no_codes_but_ours() -> None:
    book = opened(build_workbook(subject_of(planned()), Face(title="A&B &P &G &&L", client="&D")))
    for sheet in book.worksheets[:-1]:
        assert sheet.oddFooter.left.text.startswith("A\uff06B \uff06P \uff06G")
        assert "&" not in sheet.oddFooter.left.text


def test_what_was_read_into_arrays_has_no_model_to_hand_over() -> None:
    analysis = sightline.analyze(planned())
    arrays = sightline.analyze(Snapshot(network=analysis.snapshot.network))
    with pytest.raises(UsageError, match="leave out --arrays"):
        build_workbook(Subject(arrays, CustomerWord(None)))


def test_without_xlsxwriter_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = subject_of(planned())
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'sightline\[excel\]'"):
        build_workbook(subject)


def test_an_empty_organization_has_a_workbook() -> None:
    book = book_of({"sightline": 1})
    assert book["Findings"].max_row <= 2
    assert book["Hotspots"]["A2"].value == "No obstacle is recorded."
    assert [cell.value for cell in book["Hotspots"][1]][:3] == ["Rank", "Obstacle", "Severity"]
