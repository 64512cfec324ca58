"""Which format a file is found in, and what is said where there is none."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sightline.document.limits import Limits
from sightline.errors import InputError, UsageError
from sightline.formats import ReadOptions, Source, detect_format, find_format, read_organization, write_organization
from sightline.formats.source import explain_failures

MINIMAL = b"sightline: 1\nname: Small\nteams: {a: {}}\n"
ARCHIMATE = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" identifier="m"><name>M</name></model>'
)


def detect(data: bytes, name: str | None = None) -> str:
    """Name the format of bytes from standard input."""
    return detect_format(Source(None, data), name).name


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (MINIMAL, "yaml"),
        (b"\xef\xbb\xbf" + MINIMAL, "yaml"),
        ("\ufeffsightline: 1\nname: x\n".encode("utf-16-le"), "yaml"),
        (b"# a comment\n\n---\nteams:\n  a: {}\n", "yaml"),
        (b'"sightline": 1\n', "yaml"),
        (b'{"sightline": 1}', "json"),
        (b'\xef\xbb\xbf \n{\n  "sightline": 1}', "json"),
        (ARCHIMATE, "archimate"),
    ],
)
def test_content_tells_the_format(data: bytes, expected: str) -> None:
    assert detect(data) == expected


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rest", b"\x00\x01\x02", b"<html></html>", b"just words\nand more words\n"]
)
def test_what_is_no_format_is_told_with_those_that_are_read(data: bytes) -> None:
    with pytest.raises(InputError, match=r"not known; Sightline reads .*YAML \(\.yaml, \.yml\)"):
        detect(data)


def test_content_counts_more_than_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "really-yaml.json"
    path.write_bytes(MINIMAL)
    assert read_organization(path).format.name == "yaml"


def test_braces_in_a_yaml_file_are_yaml(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_bytes(b'{"sightline": 1, teams: {a: {}}}')
    assert read_organization(path).format.name == "yaml"


def test_the_suffix_decides_where_the_content_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_bytes(b"- one\n- two\n")
    with pytest.raises(InputError, match="an organization file is a mapping"):
        read_organization(path)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MINIMAL)))
    assert read_organization("-").organization.name == "Small"


def test_empty_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    with pytest.raises(InputError, match="nothing came in on standard input"):
        read_organization("-")


def test_too_much_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MINIMAL)))
    with pytest.raises(InputError, match="more than 10 bytes came in"):
        read_organization("-", options=ReadOptions(limits=Limits(yaml_bytes=10, json_bytes=10)))


def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    def refuse() -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with pytest.raises(InputError, match="you have no permission to read this"):
        explain_failures(tmp_path, refuse)


def test_a_named_format_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b'{"sightline": 1, "teams": {"a": {}}}')
    assert read_organization(path, format="YAML").format.name == "yaml"


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="`yamel` is no format; did you mean `yaml`"):
        find_format("yamel")


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(MINIMAL)
    with pytest.raises(UsageError, match="is a file; name the folder"):
        read_organization(path, format="csv")
    with pytest.raises(UsageError, match="is a folder, and YAML is a file"):
        read_organization(tmp_path, format="yaml")


def test_an_empty_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "empty.yaml").write_bytes(b"")
    with pytest.raises(InputError, match="the file is empty"):
        read_organization(tmp_path / "empty.yaml")
    with pytest.raises(InputError, match="nothing in this folder can be read"):
        read_organization(tmp_path / "inner")


def test_one_table_of_several_sends_to_its_folder(tmp_path: Path) -> None:
    (tmp_path / "elements.csv").write_text("id,kind\na,team\n", encoding="utf-8")
    with pytest.raises(InputError, match="one table of several; name the folder"):
        read_organization(tmp_path / "elements.csv")


def test_a_folder_with_both_kinds_of_tables_asks_which(tmp_path: Path) -> None:
    (tmp_path / "elements.csv").write_text("id,kind\na,team\n", encoding="utf-8")
    (tmp_path / "elements.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="csv and as parquet"):
        read_organization(tmp_path)
    assert read_organization(tmp_path, format="csv").organization.elements[0].id == "a"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="This system has no named pipes.")
def test_what_is_neither_file_nor_folder_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        read_organization(tmp_path / "pipe")


def test_a_path_that_cannot_be_is_told() -> None:
    with pytest.raises(InputError, match="no path may hold"):
        read_organization("a\0b")
    with pytest.raises(InputError, match="this name is too long"):
        read_organization("x" * 5_000)


def test_the_suffix_chooses_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(MINIMAL)
    organization = read_organization(tmp_path / "x.yaml").organization
    assert write_organization(organization, tmp_path / "y.json").format.name == "json"
    assert write_organization(organization, tmp_path / "tables").format.name == "csv"
    with pytest.raises(UsageError, match=r"`\.docx` names no format; Sightline writes"):
        write_organization(organization, tmp_path / "y.docx")
    with pytest.raises(UsageError, match="only read, not written"):
        write_organization(organization, tmp_path / "y.xml")


def test_notices_of_the_reading_come_along(tmp_path: Path) -> None:
    """A model of another tool says what was left out; our own small file has nothing to say."""
    (tmp_path / "x.yaml").write_bytes(MINIMAL)
    assert read_organization(tmp_path / "x.yaml").notices == ()
    (tmp_path / "x.xml").write_bytes(ARCHIMATE)
    reading = read_organization(tmp_path / "x.xml")
    assert reading.format.name == "archimate"
    assert reading.notices != ()


@pytest.mark.parametrize(
    ("example", "name", "customers"),
    [
        ("claims.bpmn", "bpmn", ["Claimant"]),
        ("catalog", "backstage", ["Shoppers"]),
        ("catalog/catalog-info.yaml", "backstage", ["Shoppers"]),
        ("advice.graphml", "graphml", ["Client"]),
        ("worked_example.yaml", "yaml", []),
    ],
)
def test_the_examples_are_known_by_what_they_hold(example: str, name: str, customers: list[str]) -> None:
    path = Path(__file__).resolve().parents[2] / "docs" / "examples" / example
    reading = read_organization(path, options=ReadOptions(customers=tuple(customers)))
    assert reading.format.name == name
    assert any(element.kind == "customer" for element in reading.organization.elements)


def test_nothing_is_loaded_to_tell_that_a_file_is_of_another_format() -> None:
    """Twelve formats are asked whether a YAML file is theirs; none of them loads a module for that."""
    script = (
        "import sys; from sightline.formats import read_organization; read_organization(sys.argv[1]);"
        "print([name for name in sys.modules if name.startswith('sightline.formats.')])"
    )
    sample = Path(__file__).resolve().parents[2] / "docs" / "examples" / "worked_example.yaml"
    ran = subprocess.run([sys.executable, "-c", script, str(sample)], check=True, capture_output=True, encoding="utf-8")
    others = ("archimate", "backstage", "bpmn", "gexf", "graphml", "kumu", "node_link")
    assert "sightline.formats.native" in ran.stdout
    assert [name for name in others if f"formats.{name}'" in ran.stdout] == []
