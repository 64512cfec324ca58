"""XES and CSV logs: what is read of them, what is left out and told, and what is refused with its line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sightline.discovery import xes
from sightline.discovery.engines import answer
from sightline.discovery.logs import open_log
from sightline.discovery.xes import XesReader, write_parts
from sightline.errors import InputError

pytest.importorskip("ibis", reason="event logs need the extra `logs`")
pq = pytest.importorskip("pyarrow.parquet")
# Ibis 12 calls what DuckDB 2 has renamed.

LOG = """<log{namespace}>
  <extension name="Concept" prefix="concept" uri="urn:x"/>
  <global scope="event"><string key="concept:name" value="-"/></global>
  <string key="concept:name" value="the log"/>
  <trace>
    <string key="concept:name" value="claim 1"/>
    <event>
      <string key="concept:name" value="register"><string key="inner" value="1"/></string>
      <date key="time:timestamp" value="2026-03-02T09:00:00"/>
    </event>
    <event>
      <string key="concept:name" value="decide"/><string key="concept:name" value="again"/>
      <list key="papers"><values><string key="paper" value="a"/></values></list>
      <int key="cost" value="3"/>
    </event>
  </trace>
  <trace><event><string key="concept:name" value="register"/></event></trace>
  <event><string key="concept:name" value="lost"/></event>
</log>"""


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.xes-standard.org/"'])
def test_events_carry_the_attributes_of_their_trace_and_their_own(tmp_path: Path, namespace: str) -> None:
    file = tmp_path / "log.xes"
    file.write_text(LOG.format(namespace=namespace), encoding="utf-8")
    reader = XesReader(file)
    assert list(reader.rows()) == [
        {"case:concept:name": "claim 1", "concept:name": "register", "time:timestamp": "2026-03-02T09:00:00"},
        {"case:concept:name": "claim 1", "concept:name": "decide", "cost": "3"},
        {"case:concept:name": "trace 2", "concept:name": "register"},
    ]
    assert reader.left_out == {
        "attribute inside another one": 3,
        "attribute whose key came before": 1,
        "event outside any trace": 1,
    }


def test_a_packed_log_is_the_same_log_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "log.dat"
    file.write_bytes(gzip.compress(LOG.format(namespace="").encode(), mtime=0))
    with open_log(file) as log:
        rows = answer(log.table.order_by("(row)"), "reading").to_pylist()
    assert log.form == "XES"
    assert [row["case:concept:name"] for row in rows] == ["claim 1", "claim 1", "trace 2"]
    assert "1 event outside any trace: left out" in log.notices


def test_a_column_that_comes_up_later_begins_a_new_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xes, "BATCH", 2)
    rows = [{"a": str(at)} for at in range(5)] + [{"a": "5", "b": "x"}]
    parts = write_parts(iter(rows), tmp_path, "log", lambda: None)
    assert [pq.read_table(part).num_rows for part in parts] == [4, 2]
    assert pq.read_table(parts[1]).column("b").to_pylist() == [None, "x"]


@pytest.mark.parametrize(
    ("name", "content", "reason", "line"),
    [
        ("a.xes", b"<html><body/></html>", "begins with <log>", 1),
        ("b.xes", b"<log>\n<trace>\n</log>", "not well-formed", 3),
        ("c.xes", b'<!DOCTYPE log [<!ENTITY a "b">]><log/>', "DOCTYPE", 1),
        ("d.csv", b"just one column\n1\n", "no header of an event log", 1),
        ("e.csv", b"case,team\n1,A\n2,B,C\n", "cannot be read", 3),
        ("f.csv", b"", "empty", None),
        ("g.xes.gz", gzip.compress(LOG.format(namespace="").encode(), mtime=0)[:-20], "damaged", None),
        ("h.csv.gz", gzip.compress(b"case,team\n", mtime=0), "unpack it first", None),
        ("i.parquet", b"PAR1 and then nothing", "cannot be read", None),
    ],
)
def test_what_is_no_log_is_refused_with_its_place(
    tmp_path: Path, name: str, content: bytes, reason: str, line: int | None
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        open_log(file)
    [problem] = caught.value.problems
    assert reason in problem.message
    assert (problem.place.file, problem.place.line) == (str(file), line)


def test_a_packed_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xes.gz"
    file.write_bytes(gzip.compress(b"<log>" + b" " * (xes.SMALL + 1_000), mtime=0))
    with pytest.raises(InputError, match=r"unpacks to more than|longer than"):
        open_log(file)


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        ('Fall;Gruppe;\n1;"Ärzte\nim Dienst";x\n2;Büro;\n'.encode(), False),
        ('Fall;Gruppe;\n1;"Ärzte\nim Dienst";x\n2;Büro;\n'.encode("utf-8-sig"), False),
        ('Fall;Gruppe;\n1;"Ärzte\nim Dienst";x\n2;Büro;\n'.encode("utf-16"), False),
        ('Fall;Gruppe;\n1;"Ärzte\nim Dienst";x\n2;Büro;\n'.encode("latin-1"), True),
    ],
)
def test_csv_is_read_in_any_encoding_with_every_cell_as_text(tmp_path: Path, content: bytes, notice: bool) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(content)
    with open_log(file) as log:
        rows = answer(log.table.order_by("(row)").drop("(row)"), "reading").to_pylist()
    assert rows == [
        {"Fall": "1", "Gruppe": "Ärzte\nim Dienst", "column 3": "x"},
        {"Fall": "2", "Gruppe": "Büro", "column 3": None},
    ]
    assert bool(log.notices) is notice
