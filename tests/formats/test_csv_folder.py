"""Folders of CSV files: what people write, what spreadsheets save, and every mistake with its row and column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError, UsageError
from sightline.formats import ReadOptions, TableLimits, read_organization, write_organization
from sightline.formats.csv_folder import guard, read_csv
from tests.formats.decorating import HARD_TEXTS, TEXTS

LIMITS = TableLimits()


def folder(path: Path, **tables: str) -> Path:
    """Write tables as the files of a folder."""
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def read(path: Path, **tables: str) -> Organization:
    """Read the organization of some tables."""
    return read_organization(folder(path, **tables)).organization


def problems(path: Path, **tables: str) -> list[str]:
    """Read tables that are wrong; give the problems, without the folder."""
    with pytest.raises(InputError) as caught:
        read(path, **tables)
    return [str(problem).replace(f"{path}/", "") for problem in caught.value.problems]


def test_the_tables_say_what_the_file_says(tmp_path: Path) -> None:
    organization = read(
        tmp_path,
        elements="ID,Kind,Name,Part of,Reports To,head count,tags,assessed\n"
        "shop,customer,Shop owners,,,,,\n"
        "dev,Team,Development,,,12,core; north,x\n"
        "lead,role,,dev,boss,,,no\n"
        "boss,role,,,,,,\n",
        relations="from,to,kind,volume,output\n"
        "dev,shop,delivers,2,releases\n"
        "lead,dev,,,\n"
        "lead,dev,serves,0.5,\n"
        "shop,dev,feedback,,\n"
        "boss,dev,part of,,\n",
        obstacles="on,id,kind,severity,evidence,themes,caused_by\n"
        "dev,k1,approval_overload,0.3,six signatures,speed;trust,\n"
        "lead -> dev (serves #2),,missing-feedback,.25,,,k1\n"
        "dev->shop,,overpromise,1,,,\n",
        interventions="id,name,cost,obstacle,to,on,kind\ni1,Fewer,5,k1,0.1,,\ni1,,,,,dev -> shop,overpromise\n",
        decisions="id,about,decider,approvers\nd1,dev;shop,boss,3\n",
        organization="key,value\nName,The shop\nas of,2026-01-31\nHandoff clarity,0.9\ngate_least,4\n",
    )
    assert organization == build_organization(
        Tree(
            {
                "sightline": 1,
                "name": "The shop",
                "as_of": "2026-01-31",
                "assumptions": {"handoff_clarity": 0.9},
                "thresholds": {"gate_least": 4},
                "customers": {"shop": {"name": "Shop owners", "feedback": ["dev"]}},
                "teams": {
                    "dev": {
                        "name": "Development",
                        "headcount": 12,
                        "tags": ["core", "north"],
                        "assessed": True,
                        "delivers": {
                            "to": "shop",
                            "volume": 2,
                            "output": "releases",
                            "obstacles": [{"kind": "overpromise", "severity": 1}],
                        },
                        "obstacles": [
                            {
                                "id": "k1",
                                "kind": "approval-overload",
                                "severity": 0.3,
                                "evidence": "six signatures",
                                "themes": ["speed", "trust"],
                            }
                        ],
                    }
                },
                "roles": {
                    "lead": {
                        "part_of": "dev",
                        "reports_to": "boss",
                        "serves": [
                            "dev",
                            {
                                "to": "dev",
                                "volume": 0.5,
                                "obstacles": [{"kind": "missing-feedback", "severity": 0.25, "caused_by": ["k1"]}],
                            },
                        ],
                    },
                    "boss": {"part_of": "dev"},
                },
                "decisions": {"d1": {"about": ["dev", "shop"], "decider": "boss", "approvers": 3}},
                "interventions": [
                    {
                        "id": "i1",
                        "name": "Fewer",
                        "cost": 5,
                        "clears": [{"obstacle": "k1", "to": 0.1}, {"on": "dev -> shop", "kind": "overpromise"}],
                    }
                ],
            }
        )
    )


def test_all_mistakes_are_told_at_once_with_row_and_column(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        elements="id,kind,headcount,part_of\na,team,many,\nb,teem,,\na,role,,\n,role,,\nc,team,-1,nowhere\n",
        relations="from,to,kind\na,bb,serves\nz,b,serves\na,b,servs\na,,serves\n",
        obstacles="on,kind,severity\na -> c,x,0.5\na,y,2\nq,x,0.1\n",
    )
    assert [text.partition("; ")[0] for text in found] == [
        "elements.csv: row 2, column headcount: `headcount` is `many`",
        "elements.csv: row 3, column kind: `kind` is `teem`",
        "elements.csv: row 4, column id: the id `a` stands twice",
        "elements.csv: row 5, column id: `id` is missing: every element needs one",
        "elements.csv: row 6, column headcount: `headcount` is `-1`",
        "elements.csv: row 6, column part_of: `nowhere` is not an element",
        "relations.csv: row 2, column to: `bb` is not an element",
        "relations.csv: row 3, column from: `z` is not an element",
        "relations.csv: row 4, column kind: `kind` is `servs`",
        "relations.csv: row 5, column to: `to` is missing: it needs the id of an element",
        "obstacles.csv: row 2, column on: `a -> c` is no relation that carries work",
        "obstacles.csv: row 3, column severity: `severity` is `2`",
        "obstacles.csv: row 4, column on: `q` is not an element or the id of a relation",
    ]
    assert found[1].endswith("did you mean `team`?")
    assert found[2].endswith("it stands first in elements.csv: row 2")
    assert found[8].endswith("reports_to, feedback, part_of; did you mean `serves`?")


def test_what_follows_from_a_mistake_is_not_told(tmp_path: Path) -> None:
    """The obstacle k1 exists, only its place is wrong: whoever names it made no mistake."""
    found = problems(
        tmp_path,
        elements="id,kind\na,team\nb,teem\n",
        relations="from,to\na,b\n",
        obstacles="on,id,kind,severity,caused_by\nnowhere,k1,x,0.5,\na,k2,x,0.5,k1\n",
        interventions="id,obstacle\ni,k1\n",
    )
    assert len(found) == 2


def test_a_relation_that_is_not_unique_needs_its_number(tmp_path: Path) -> None:
    tables = {"elements": "id,kind\na,team\nb,team\n", "relations": "from,to,kind\na,b,serves\na,b,supports\n"}
    found = problems(tmp_path, **tables, obstacles="on,kind,severity\na -> b,x,0.5\na -> b (serves #2),x,0.5\n")
    assert found == [
        "obstacles.csv: row 2, column on: `a -> b` is 2 relations; give theirs an id, or write `a -> b (serves #1)`",
        "obstacles.csv: row 3, column on: `a -> b (serves #2)` is no relation that carries work",
    ]
    organization = read(tmp_path, **tables, obstacles="on,kind,severity\na -> b (supports),x,0.5\n")
    assert [len(relation.obstacles) for relation in organization.relations] == [0, 1]


def test_unknown_columns_are_told_and_private_ones_left_alone(tmp_path: Path) -> None:
    found = problems(tmp_path, elements="id,kind,hedcount,ID,_mine,colour\na,team,1,a,x,red\n")
    assert found == [
        (
            "elements.csv: row 1, column hedcount: `hedcount` is not a column of the table `elements`;"
            " did you mean `headcount`?"
        ),
        "elements.csv: row 1, column ID: the column `id` stands twice",
        (
            "elements.csv: row 1, column colour: `colour` is not a column of the table `elements`; put an underscore"
            " before the name of a column of your own"
        ),
    ]
    assert read(tmp_path, elements="id,kind,_mine,,\na,team,red,,\n").elements[0].id == "a"


def test_a_missing_column_and_a_missing_table_are_told(tmp_path: Path) -> None:
    assert "elements.csv: row 1: the column `kind` is missing from the table `elements`" in problems(
        tmp_path, elements="id\na\n"
    )
    (tmp_path / "elements.csv").rename(tmp_path / "relations.csv")
    assert problems(tmp_path) == [f"{tmp_path}: the folder has no elements.csv"]


def test_a_cell_without_a_header_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, elements="id,kind\na,team,lost\n") == [
        "elements.csv: row 2: `lost` stands in column 3, which has no name in the header"
    ]


def test_facts_of_the_organization_are_checked(tmp_path: Path) -> None:
    found = problems(tmp_path, elements="id,kind\n", organization="key,value\nnaem,X\nname,Y\nname,Z\ngate_share,2\n")
    assert found == [
        "organization.csv: row 2, column key: `naem` is no fact of an organization; did you mean `name`?",
        "organization.csv: row 4, column key: `name` stands twice; it stands first in organization.csv: row 3",
        "organization.csv: row 5: `gate_share` is `2`; expected at most 1",
    ]


def test_rows_of_one_intervention_may_not_differ(tmp_path: Path) -> None:
    found = problems(tmp_path, elements="id,kind\n", interventions="id,cost\ni,1\ni,2\n")
    assert found == ["interventions.csv: row 3, column cost: `cost` of `i` is `2` here and `1` above"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_save_is_read(separator: str, encoding: str, end: str, tmp_path: Path) -> None:
    rows = [["id", "kind", "name"], ["a", "team", 'Käse, "Brot"; Wein'], ["", "", ""], ["b", "role", ""]]
    text = end.join(separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    (tmp_path / "elements.csv").write_bytes(text.encode(encoding))
    organization = read_organization(tmp_path).organization
    assert [(element.id, element.name) for element in organization.elements] == [
        ("a", 'Käse, "Brot"; Wein'),
        ("b", None),
    ]
    assert organization.name == tmp_path.name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'id,kind\n"a,team\n', "never closed"),
        (b'id,kind\n"a"b,team\n', "after a closing quotation mark must come a separator"),
        (b"id,kind\na\x00,team\n", "NUL"),
        (b"id,kind\nM\xfcller,team\n", "not UTF-8"),
        (b"\n \n", "the file is empty"),
        (b"id,kind\na," + b"x" * 131_073, "more than 131,072 characters"),
        (b"," * 500, "up to 500 are read"),
    ],
)
def test_what_is_no_csv_is_told(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_csv(data, file="elements.csv", limits=LIMITS)


def test_limits_are_kept_to_the_row(tmp_path: Path) -> None:
    folder(tmp_path, elements="id,kind\na,team\nb,team\n")
    for rows, fits in ((2, True), (1, False)):
        options = ReadOptions(table_limits=TableLimits(rows=rows))
        if fits:
            assert len(read_organization(tmp_path, options=options).organization.elements) == 2
        else:
            with pytest.raises(InputError, match="more than 1 rows"):
                read_organization(tmp_path, options=options)
    with pytest.raises(InputError, match="up to 5 bytes are read"):
        read_organization(tmp_path, options=ReadOptions(table_limits=TableLimits(file_bytes=5)))


@given(TEXTS | st.text(max_size=10))
def test_the_guard_is_reversible_and_keeps_formulas_out(text: str) -> None:
    guarded = guard(text)
    assert guarded.lstrip()[:1] not in set("=+-@\t\r\uff1d\uff0b\uff0d\uff20") | {""}
    header = "name" if "\0" not in guarded else None
    if header and guarded.isprintable():
        table = read_csv(f'name\n"{guarded.replace(chr(34), chr(34) * 2)}"\n'.encode(), file="x", limits=LIMITS)
        assert [list(row) for row in table.rows] == [[text]]


def test_no_cell_that_is_written_is_a_formula(tmp_path: Path) -> None:
    teams = {
        f"t{position}": {"name": text, "description": text, "tags": [text], "function": text}
        for position, text in enumerate(HARD_TEXTS)
    }
    write_organization(build_organization(Tree({"sightline": 1, "name": "=1", "teams": teams})), tmp_path / "tables")
    cells = 0
    for path in (tmp_path / "tables").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                cells += len(row)
                assert not [cell for cell in row if cell.lstrip()[:1] in "=+-@" and cell.strip()]
    assert cells > 4 * len(HARD_TEXTS)


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    teams = {"a": {"headcount": 3, "effort": 0.1 + 0.2}}
    write_organization(build_organization(Tree({"sightline": 1, "teams": teams})), tmp_path / "tables")
    with (tmp_path / "tables" / "elements.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["headcount"], row["effort"]) == ("3", "0.30000000000000004")


def test_an_old_obstacle_does_not_survive_a_new_writing(tmp_path: Path) -> None:
    old = {"sightline": 1, "teams": {"a": {"obstacles": [{"kind": "x", "severity": 1}]}}}
    write_organization(build_organization(Tree(old)), tmp_path / "tables")
    new = build_organization(Tree({"sightline": 1, "teams": {"a": {}}}))
    write_organization(new, tmp_path / "tables")
    assert read_organization(tmp_path / "tables").organization == new


def test_files_of_others_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_organization(build_organization(Tree({"sightline": 1})), tmp_path, format="csv")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_cell_too_long_to_be_read_again_is_refused(tmp_path: Path) -> None:
    evidence = [{"text": "x" * 20_000} for _ in range(7)]
    raw = {"sightline": 1, "teams": {"a": {"obstacles": [{"kind": "x", "severity": 1, "evidence": evidence}]}}}
    with pytest.raises(UsageError, match=r"a cell of obstacles\.csv would have more than 131,072 characters"):
        write_organization(build_organization(Tree(raw)), tmp_path / "tables")
    assert not (tmp_path / "tables").exists()
