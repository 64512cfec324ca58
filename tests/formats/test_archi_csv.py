"""Archi's tables: the same organization as the other forms of the model, told from our own tables, and refused."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Tree, build_organization
from sightline.errors import InputError, Place
from sightline.formats import ReadOptions, Source, TableLimits, read_organization, write_organization
from sightline.formats.archi_csv import archi_tables, is_archi_folder, read_archi_folder
from sightline.formats.archimate import model_to_tree, read_archimate
from sightline.formats.archimate_rules import newer_name
from tests.formats.archi_forms import read_input, spell_table, write_tables
from tests.formats.test_archimate import elements_of, relations_of, wholes_of
from tests.formats.test_archimate_native import bare
from tests.shared_data import shared_data

ROOT = Path(__file__).resolve().parents[2]
BAKERY = read_input("bakery_oex21.xml")
LIBRARY = read_input("library_oex30.xml")
ELEMENTS = "ID,Type,Name,Documentation,Specialization\n"
RELATIONS = "ID,Type,Name,Documentation,Source,Target,Specialization\n"


def read(folder: Path, *customers: str) -> Tree:
    return read_archi_folder(Source(folder), ReadOptions(customers=customers))


def read_texts(folder: Path, **tables: str) -> Tree:
    """Read tables given as texts."""
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert is_archi_folder(Source(folder).files())
    return read(folder)


def problems_of(folder: Path, **tables: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_texts(folder, **tables)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


# --- one model, another form ------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("prefix", ["", "Town "])
def test_the_tables_are_the_organization_of_the_exchange_file(
    separator: str, encoding: str, prefix: str, tmp_path: Path
) -> None:
    folder = write_tables(LIBRARY, tmp_path, separator=separator, encoding=encoding, prefix=prefix)
    assert is_archi_folder(Source(folder).files())
    tree = read(folder)
    assert len(elements_of(tree)) == 9
    assert bare(tree) == bare(model_to_tree(LIBRARY, file=None))
    organization = build_organization(tree)
    assert (organization.name, organization.description) == ("Town library", "Lends books.")


def test_a_second_model_and_the_order_of_the_rows(tmp_path: Path) -> None:
    expected = bare(model_to_tree(BAKERY, file=None))
    assert bare(read(write_tables(BAKERY, tmp_path))) == expected
    for path in tmp_path.iterdir():
        header, *rows = path.read_bytes().decode().split("\r\n")[:-1]
        assert rows or path.name == "properties.csv"
        path.write_text("\n".join([header, *reversed(rows)]), encoding="utf-8", newline="")
    assert bare(read(tmp_path)) == expected


def test_several_files_that_were_uploaded_are_a_folder(tmp_path: Path) -> None:
    write_tables(LIBRARY, tmp_path, prefix="x-")
    (tmp_path / "x-elements.csv").rename(tmp_path / "x-ELEMENTS.CSV")
    (tmp_path / "notes.txt").write_text("by hand", encoding="utf-8")
    files = Source(tmp_path).files()
    assert set(archi_tables(files)) == {"x-ELEMENTS.CSV", "x-relations.csv", "x-properties.csv"}
    assert bare(read(tmp_path)) == bare(model_to_tree(LIBRARY, file=None))


# --- what this form spells in its own way -----------------------------------------------------------------------


def test_quoted_line_ends_junctions_specializations_and_texts_as_formulas(tmp_path: Path) -> None:
    tree = read_texts(
        tmp_path,
        elements=spell_table(
            [
                ("ID", "Type", "Name", "Documentation", "Specialization"),
                ("m", "ArchimateModel", "Shop", 'On the\ncorner; "open"', ""),
                ('="007"', "BusinessRole", '=" Bond"', "One,\r\ntwo", "Agent"),
                ("j", "Junction", "", "", ""),
                ("k", "Junction", "fork", "", ""),
            ]
        ),
        relations=spell_table(
            [
                ("ID", "Type", "Name", "Documentation", "Source", "Target", "Specialization"),
                ("r", "FlowRelationship", "a note", "", '="007"', "j", "By night"),
            ]
        ),
        properties="ID,Key,Value\nj,Junction_Type,Or\nj,Colour,red\nr,Access_Type,Read\n",
    )
    elements = elements_of(tree)
    assert {id_: entry["tags"] for id_, (_, entry) in elements.items()} == {
        "bond": ["archimate:BusinessRole", "specialization:Agent"],
        "or-junction": ["archimate:OrJunction"],
        "fork": ["archimate:Junction"],
    }
    assert (elements["bond"][1]["name"], elements["bond"][1]["description"]) == ("Bond", "One,\r\ntwo")
    assert elements["bond"][1]["source"] == {"file": str(tmp_path / "elements.csv"), "place": "007"}
    assert tree.place(("roles", "bond")) == Place(str(tmp_path / "elements.csv"), part="row 3")
    assert tree.place(("roles", "bond", "serves", 0)) == Place(str(tmp_path / "relations.csv"), part="row 2")
    (relation,) = build_organization(tree).relations
    assert (relation.output, relation.tags) == ("a note", ("archimate:Flow", "specialization:By night"))
    assert tree.notices[0] == "Read 3 elements and 1 relationship (1 Flow) from Archi's CSV files."
    assert "Properties are not read; the model has 1." in tree.notices


@pytest.mark.parametrize(("access", "is_turned"), [("Write", False), ("Read", True), ("Access", False), ("", False)])
def test_access_types_stand_among_the_properties(access: str, is_turned: bool, tmp_path: Path) -> None:
    tree = read_texts(
        tmp_path,
        elements="id, type ,NAME\np,BusinessProcess,Pay\nd,DataObject,File\n",
        relations=f"{RELATIONS}r,AccessRelationship,,,p,d,\n",
        properties=f"ID,Key,Value\nr,Access_Type,{access}\n",
    )
    assert relations_of(tree) == [("file", "supports", "pay", "r") if is_turned else ("pay", "supports", "file", "r")]


def test_elements_alone_are_read_and_what_is_missing_or_not_read_is_told(tmp_path: Path) -> None:
    tree = read_texts(tmp_path, elements="ID,Type,Name,Owner,Cost,\na,BusinessActor,Desk,Ann,3,\n\n,,,,,\n")
    assert list(elements_of(tree)) == ["desk"]
    assert "There is no relations.csv, so nothing is known of the relationships." in tree.notices
    assert "Columns of elements.csv that are not read: `Owner`, `Cost`." in tree.notices


def test_customers_can_be_named(tmp_path: Path) -> None:
    tree = read(write_tables(LIBRARY, tmp_path), "Reader", "Town council")
    customers = {id_ for id_, (kind, _) in elements_of(tree).items() if kind == "customer"}
    assert customers == {"reader-business-actor", "reader-business-role", "town-council"}
    assert wholes_of(tree) == {"lending-desk": "town"}


# --- what is refused --------------------------------------------------------------------------------------------


def test_our_own_tables_are_not_archis(tmp_path: Path) -> None:
    sample = min(ROOT.glob("sample_orgs/*/*.yaml"))
    write_organization(read_organization(sample).organization, tmp_path / "ours")
    files = Source(tmp_path / "ours").files()
    assert "elements.csv" in files
    assert not is_archi_folder(files)
    with pytest.raises(InputError, match=r"no elements\.csv of Archi's"):
        read(tmp_path / "ours")


def test_two_models_in_one_folder_are_refused(tmp_path: Path) -> None:
    write_tables(LIBRARY, tmp_path, prefix="a-")
    write_tables(BAKERY, tmp_path, prefix="b-")
    with pytest.raises(InputError, match=r"several models of Archi's \(`a-elements\.csv`, `b-elements\.csv`\)"):
        read(tmp_path)


def test_all_mistakes_are_told_at_once_with_their_rows(tmp_path: Path) -> None:
    assert problems_of(
        tmp_path,
        elements=f"{ELEMENTS}m,ArchimateModel,A,,\na,BusinessRol,A,,\n,BusinessRole,B,,\nc,,C,,\nc,Node,C,,\n",
        relations=f"{RELATIONS}r,ServingRelationship,,,a,zz,\nc,Flow,,,a,,\ns,AccessRelationship,,,a,a,\n",
        properties="ID,Key,Value\ns,Access_Type,Peek\n",
    ) == [
        "elements.csv: row 3: `BusinessRol` is not an ArchiMate element type; did you mean `BusinessRole`?",
        "elements.csv: row 4: This element has no identifier.",
        "elements.csv: row 5: This element has no type.",
        "elements.csv: row 6: The identifier `c` is used twice; it stands in elements.csv: row 5 as well.",
        "relations.csv: row 3: The identifier `c` is used twice; it stands in elements.csv: row 5 as well.",
        "relations.csv: row 4: `Peek` is not an access type.",
        "relations.csv: row 2: The target of relationship `r` is `zz`, which is no element of this model.",
        "relations.csv: row 3: The target of relationship `c` is missing.",
    ]


def test_tables_that_are_broken_are_told_together(tmp_path: Path) -> None:
    assert problems_of(
        tmp_path,
        elements="ID,Type,Name\na,BusinessRole,Sales, north\n",
        relations="ID,Type,Source,Source\nr,Flow,a,a\n",
        properties='ID,Key,Value\na,b,"open\n',
    ) == [
        "elements.csv: row 2: ` north` stands to the right of the last column",
        "properties.csv: row 2: a quotation mark is opened here or further up and never closed",
        "relations.csv: the column `Name` is missing",
        "relations.csv: the column `Source` stands twice",
        "relations.csv: the column `Target` is missing",
    ]


def test_limits_hold(tmp_path: Path) -> None:
    write_tables(LIBRARY, tmp_path)
    with pytest.raises(InputError, match="more than 5 rows"):
        read_archi_folder(Source(tmp_path), ReadOptions(table_limits=TableLimits(rows=5)))
    with pytest.raises(InputError, match="up to 100 bytes"):
        read_archi_folder(Source(tmp_path), ReadOptions(table_limits=TableLimits(file_bytes=100)))


@given(st.sampled_from(["elements", "relations", "properties"]), st.data())
def test_any_change_of_bytes_is_read_or_refused(victim: str, draw: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write_tables(LIBRARY, Path(name))
        path = folder / f"{victim}.csv"
        changed = bytearray(path.read_bytes())
        for _ in range(draw.draw(st.integers(1, 4))):
            at = draw.draw(st.integers(0, len(changed) - 1))
            length = draw.draw(st.integers(0, 40))
            changed[at : at + length] = draw.draw(st.binary(max_size=8) | st.just(b'","'))
        path.write_bytes(bytes(changed))
        assert is_archi_folder(Source(folder).files()) in (True, False)
        try:
            tree = read(folder)
        except InputError as error:
            files = [problem.place.file or "" for problem in error.problems]
        else:
            files = [str(path)]
            assert tree.summary is not None
            kept = len(relations_of(tree)) + len(wholes_of(tree))
            assert kept + sum(tree.summary.left_out.values()) == tree.summary.relations
        assert files
        assert all(file.startswith(name) for file in files)


# --- real tables ------------------------------------------------------------------------------------------------


def test_real_tables_are_their_exchange_file() -> None:
    key = "03_archimate/nora/NORA-Werkgroep-APs.xml"
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/{key}"]
    folder = shared_data("03_archimate/nora")
    assert set(archi_tables(Source(folder).files())) == {"elements.csv", "properties.csv", "relations.csv"}
    tree = read(folder)
    assert tree.summary is not None
    assert (tree.summary.elements, tree.summary.relations) == (expected["elements"], expected["relations"])
    assert tree.summary.by_type == {newer_name(type_): count for type_, count in expected["relation_types"].items()}
    assert bare(tree) == bare(read_archimate(shared_data(key).read_bytes()))
    assert build_organization(tree).name == "NORA-Werkgroep-APs"
