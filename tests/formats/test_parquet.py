"""Folders of Parquet files: as documents, and as the tables that the arrays are built from."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")

from sightline.arrays.from_graph import network_from_graph  # noqa: E402 - only where pyarrow is
from sightline.arrays.from_tables import network_from_tables  # noqa: E402
from sightline.document import Tree, build_organization  # noqa: E402
from sightline.errors import InputError, UsageError  # noqa: E402
from sightline.formats import ReadOptions, Source, TableLimits, read_organization, write_organization  # noqa: E402
from sightline.formats.parquet import count_parquet_rows, read_parquet_tables  # noqa: E402
from sightline.graph import build_graph  # noqa: E402
from tests.formats.test_promises import SAMPLES  # noqa: E402


def write(path: Path, **tables: dict[str, object]) -> Path:
    """Write tables as another program would."""
    import pyarrow.parquet

    for name, columns in tables.items():
        pyarrow.parquet.write_table(pa.table(columns), path / f"{name}.parquet")
    return path


def test_columns_of_other_types_are_read(tmp_path: Path) -> None:
    """What other programs write: dictionaries, real lists, dates, NaN for nothing, ids that are numbers."""
    write(
        tmp_path,
        elements={
            "ID": [1, 2],
            "Kind": pa.array(["team", "customer"]).dictionary_encode(),
            "name": ["", "Shop owners"],
            "headcount": [12.0, float("nan")],
            "tags": [["a", "b;c"], None],
            "last walked as customer": [None, datetime.date(2026, 1, 31)],
            "assessed": [True, None],
            "__index_level_0__": [0, 1],
        },
        relations={"from": ["1"], "to": ["2"], "volume": [2]},
    )
    reading = read_organization(tmp_path)
    team, customer = sorted(reading.organization.elements, key=lambda element: element.id)
    assert reading.format.name == "parquet"
    assert (team.id, team.kind, team.name, team.headcount, team.tags) == ("1", "team", None, 12.0, ("a", "b;c"))
    assert (customer.headcount, customer.last_walked_as_customer) == (None, datetime.date(2026, 1, 31))
    assert [(one.kind, one.volume) for one in reading.organization.relations] == [("serves", 2.0)]


def test_problems_have_file_row_and_column(tmp_path: Path) -> None:
    write(tmp_path, elements={"id": ["a", "b"], "kind": ["team", "team"], "headcount": [1.0, -1.0]})
    with pytest.raises(InputError, match=r"elements\.parquet: row 2, column headcount: .* expected at least 0"):
        read_organization(tmp_path)


def test_a_folder_without_elements_is_told(tmp_path: Path) -> None:
    write(tmp_path, relations={"from": ["a"], "to": ["b"]})
    with pytest.raises(InputError, match=r"no elements\.parquet"):
        read_organization(tmp_path)
    with pytest.raises(InputError, match=r"no elements\.parquet"):
        read_parquet_tables(Source(tmp_path))


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "elements.parquet").write_bytes(b"PAR1" + b"\x07" * 300)
    with pytest.raises(InputError, match="this Parquet file is damaged"):
        read_organization(tmp_path)
    (tmp_path / "elements.parquet").write_bytes(b"id,kind\n")
    with pytest.raises(InputError, match="this is not a Parquet file"):
        read_parquet_tables(Source(tmp_path))


def test_tables_too_large_for_a_document_are_told(tmp_path: Path) -> None:
    write(tmp_path, elements={"id": ["a", "b"], "kind": ["team", "team"]})
    assert count_parquet_rows(Source(tmp_path)) == 2
    with pytest.raises(InputError, match="2 rows and 2 columns; up to 1 rows"):
        read_organization(tmp_path, options=ReadOptions(table_limits=TableLimits(rows=1)))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_tables_give_the_arrays_of_the_document(sample: Path, tmp_path: Path) -> None:
    organization = read_organization(sample).organization
    write_organization(organization, tmp_path / "tables", format="parquet")
    tables = read_parquet_tables(Source(tmp_path / "tables"))
    assert tables.name == organization.name
    clarity = tables.handoff_clarity if tables.handoff_clarity is not None else 0.95
    assert clarity == organization.assumptions.handoff_clarity
    network = network_from_tables(
        tables.elements, tables.relations, tables.obstacles, name=tables.name, handoff_clarity=clarity
    )
    expected = network_from_graph(build_graph(organization))
    assert network.elements.ids.tolist() == expected.elements.ids.tolist()
    assert network.elements.effort.tolist() == expected.elements.effort.tolist()
    assert network.relations.handoff.tolist() == expected.relations.handoff.tolist()
    assert network.obstacles.ids.tolist() == expected.obstacles.ids.tolist()


def test_without_pyarrow_the_command_that_installs_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, elements={"id": ["a"], "kind": ["team"]})
    organization = read_organization(tmp_path).organization
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'sightline\[parquet\]'"):
        read_organization(tmp_path)
    with pytest.raises(UsageError, match=r"pip install 'sightline\[parquet\]'"):
        write_organization(organization, tmp_path / "out", format="parquet")


def test_a_number_too_large_for_parquet_is_refused(tmp_path: Path) -> None:
    organization = build_organization(Tree({"sightline": 1, "roles": {"a": {"holders": 10**30}}}))
    with pytest.raises(UsageError, match="a number of the column holders is too large for Parquet"):
        write_organization(organization, tmp_path / "out", format="parquet")
    assert not (tmp_path / "out").exists()
