"""The files of a survey: forms that can be filled in and nothing else, texts that stay texts, nobody's name."""

from __future__ import annotations

import csv
import io
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest

from sightline.catalogue.details import catalogue
from sightline.document import Tree, build_organization
from sightline.evidence.markup import page, tag
from sightline.evidence.questionnaires import Survey, make_survey
from sightline.evidence.survey_forms import CSV_COLUMNS, FORM_COLUMNS, form_rows
from sightline.evidence.survey_kit import GUIDE, make_files
from sightline.formats import read_organization
from sightline.formats.separated import read_separated
from sightline.formats.source import TableLimits
from sightline.snapshot import Snapshot
from tests.cli.running import CONCORD

HOSTILE = (
    "=HYPERLINK('http://example.org')",
    "<script>alert(1)</script>",
    '"><img src=http://example.org/x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-1+1",
    "a\u202egnp.exe\x07",
    "{{7*7}}",
)


@pytest.fixture(scope="module")
def concord() -> Survey:
    """Make the survey of a whole sample."""
    return make_survey(Snapshot(read_organization(CONCORD).organization), catalogue(), groups=2)


def hostile() -> Survey:
    """Make a survey of an organization all of whose names do harm where they are taken for more than texts."""
    teams = {}
    for at, name in enumerate(HOSTILE):
        neighbour = f"team-{(at + 1) % len(HOSTILE)}"
        teams[f"team-{at}"] = {"name": name, "serves": [{"to": "shop", "output": name}, {"to": neighbour}]}
    raw = {
        "sightline": 1,
        "name": HOSTILE[1],
        "customers": {"shop": {"name": HOSTILE[0]}},
        "teams": teams,
        "people": {
            "ana": {
                "name": "Ana Example",
                "serves": "team-0",
                "obstacles": [{"kind": "overload", "severity": 0.3, "serves_purpose": "keeps Ana Example busy"}],
            }
        },
    }
    return make_survey(Snapshot(build_organization(Tree(raw))), catalogue())


class Texts(HTMLParser):
    """Collects the tags and the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def read(html: str) -> Texts:
    """Parse a page."""
    texts = Texts()
    texts.feed(html)
    return texts


def test_there_are_a_form_and_a_table_for_each_questionnaire_and_one_guide(concord: Survey) -> None:
    files = make_files(concord)
    assert len(concord.questionnaires) == 10
    names = {one.name for one in concord.questionnaires}
    assert set(files) == {GUIDE} | {f"{name}{suffix}" for name in names for suffix in (".xlsx", ".csv")}
    assert files == make_files(concord), "the same survey gives the same bytes"


def test_a_form_takes_answers_and_nothing_else(concord: Survey) -> None:
    one = concord.questionnaires[0]
    book = openpyxl.load_workbook(io.BytesIO(make_files(concord)[f"{one.name}.xlsx"]))
    sheet = book["Questions"]
    rows = list(sheet.iter_rows())
    at = next(number for number, row in enumerate(rows) if tuple(cell.value for cell in row) == FORM_COLUMNS)
    asked = list(form_rows(concord.organization, one))
    assert [row[4].value for row in rows[at + 1 :]] == [row.id for row in asked]
    assert [row[1].value for row in rows[at + 1 :]] == [row.text for row in asked]
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in rows for cell in row if not cell.protection.locked}
    answers = {row[2].coordinate for row in rows[at + 1 : -1]}
    comments = {row[3].coordinate for row in rows[at + 1 :]}
    respondent = next(row[1].coordinate for row in rows[:at] if row[0].value == "respondent")
    assert open_cells == answers | comments | {respondent}
    validated = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert validated == dict.fromkeys(answers, '"1,2,3,4,5,can\'t say"')


def test_the_table_says_the_same_as_the_form(concord: Survey) -> None:
    one = next(each for each in concord.questionnaires if each.mirror is not None)
    grid = read_separated(make_files(concord)[f"{one.name}.csv"], file="form.csv", limits=TableLimits())
    header, *rows = grid.rows
    assert tuple(header) == CSV_COLUMNS
    table = [dict(zip(CSV_COLUMNS, row, strict=False)) for row in rows]
    asked = list(form_rows(concord.organization, one))
    assert [row["question_id"] for row in table] == [row.id for row in asked]
    assert [(row["about"], row["question"], row["scale"]) for row in table] == [
        (row.about, row.text, row.scale) for row in asked
    ]
    assert [row.id for row in asked][-2:] == [str(one.mirror), str(one.one_thing)]
    assert {row["asked"] for row in table} == {one.group.element}


def test_no_name_runs_links_or_marks_up_anything() -> None:
    survey = hostile()
    files = make_files(survey, HOSTILE[1])
    assert len(files) > 20
    shown = 0
    for name, data in files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                sheets = [parts.read(part).decode() for part in parts.namelist() if "worksheets" in part]
            assert sheets
            assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets), name
            cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(data))["Questions"] for cell in row]
            shown += any(isinstance(cell, str) and HOSTILE[1] in cell for cell in cells)
        elif name.endswith(".csv"):
            written = [text for row in csv.reader(io.StringIO(data.decode(), newline="")) for text in row if text]
            assert len(written) > 10
            assert not any(text[0] in "=+-@" for text in written), name
    assert shown > 3
    guide = read(files[GUIDE].decode())
    assert guide.tags.isdisjoint({"script", "img", "iframe", "a", "link", "object"})
    assert guide.attributes == {"charset", "http-equiv", "content", "name", "lang", "class", "colspan"}
    assert any(HOSTILE[1] in text for text in guide.texts)
    assert "\u202e" not in files[GUIDE].decode()


def test_the_guide_fetches_nothing_and_has_the_six_steps(concord: Survey) -> None:
    html = make_files(concord)[GUIDE].decode()
    assert "default-src 'none'; style-src 'unsafe-inline'" in html.replace("&#x27;", "'")
    guide = read(html)
    assert "http" not in "".join(guide.texts)
    steps = [text for text in guide.texts if text[:3] in {f"{number}. " for number in range(1, 8)}]
    assert [text[3:] for text in steps] == [
        "Plan the questions",
        "Expand into what is not known yet",
        "Check that the areas go together",
        "Determine what change would mean",
        "Plan how to reach each group",
        "Keep a library of questions",
    ]
    assert guide.texts.count("What one thing could we do better?") == len(concord.questionnaires)
    assert any("elements inside are not assessed" in text for text in guide.texts)
    assert "What you experience is heard by: Quarterly client survey and Support desk." in guide.texts


def test_nobody_is_named_in_any_file() -> None:
    for name, data in make_files(hostile()).items():
        whole = data
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                whole = b"".join(parts.read(part) for part in parts.namelist())
        assert b"Ana" not in whole, name
        assert b"ana@" not in whole, name


def test_external_customers_are_called_what_they_are_called_there(concord: Survey) -> None:
    assert "Where customer means somebody outside, read: citizen." in make_files(concord, "citizen")[GUIDE].decode()
    assert "means somebody outside" not in make_files(concord)[GUIDE].decode()


def test_markup_is_made_by_the_writer_alone() -> None:
    assert tag("p", "<b>", tag("br"), class_='"') == '<p class="&quot;">&lt;b&gt;<br></p>'
    assert read(page("<i>", "p { }", tag("p", "a & b"))).texts.count("a & b") == 1
