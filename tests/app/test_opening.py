"""Opening what a browser sends: whole or not at all, under any name, with problems that name the user's file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from sightline.app.opening import Tables, open_file, read_upload, written
from sightline.app.samples import read_sample
from sightline.errors import InputError
from sightline.formats import Reading, write_organization
from sightline.formats.mapping.profile_file import spell_profile
from tests.app.apps import opened

ROOT = Path(__file__).resolve().parents[2]
HARBOR = ROOT / "sample_orgs" / "harbor" / "organization.yaml"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_an_upload_reads_as_the_file_does_and_leaves_nothing_behind(temporary: Path) -> None:
    reading = read_upload([("harbor.yaml", HARBOR.read_bytes())])
    assert isinstance(reading, Reading)
    assert reading.organization == read_sample("harbor")
    assert list(temporary.iterdir()) == []


def test_the_tables_of_a_folder_are_uploaded_together(tmp_path: Path, temporary: Path) -> None:
    write_organization(read_sample("harbor"), tmp_path / "tables", format="csv")
    files = [(path.name, path.read_bytes()) for path in sorted((tmp_path / "tables").iterdir())]
    assert len(files) > 1
    reading = read_upload(files)
    assert isinstance(reading, Reading)
    assert reading.organization == read_sample("harbor")
    assert list(temporary.iterdir()) == []


DESK = b"""\
Claims desk; spring
Unit;Part of;Headcount;Works for
Intake;Claims;4;Assessment
Assessment;Claims;6,5;Claimants (customers)
"""


def test_tables_in_columns_of_their_own_come_with_what_they_are_taken_for(temporary: Path) -> None:
    tables = read_upload([("desk.csv", DESK)])
    assert isinstance(tables, Tables)
    assert [sheet.sheet.kind for sheet in tables.proposal.sheets] == ["elements"]
    reading = tables.read(tables.proposal.profile)
    assert {"intake", "assessment"} <= set(reading.organization.by_id)
    source = reading.organization.by_id["intake"].source
    assert source is not None
    assert source.file == "desk.csv"
    assert list(temporary.iterdir()) == []


def test_a_profile_uploaded_beside_the_tables_answers_every_question() -> None:
    tables = read_upload([("desk.csv", DESK)])
    assert isinstance(tables, Tables)
    profile = spell_profile(tables.proposal.profile).encode()
    reading = read_upload([("desk.csv", DESK), ("last-month.yaml", profile)])
    assert isinstance(reading, Reading)
    assert reading.organization == tables.read(tables.proposal.profile).organization


def test_a_profile_alone_is_no_model() -> None:
    with pytest.raises(InputError, match="upload it together"):
        read_upload([("last-month.yaml", b"sightline_profile: 1\nsheets: []\n")])


def test_problems_name_the_file_as_the_user_knows_it(temporary: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_upload([("my model.yaml", b"sightline: 1\nteams:\n  a: {serves: nobody}\n")])
    said = str(caught.value)
    assert "my model.yaml" in said
    assert str(temporary) not in said
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../../evil.yaml", "..\\..\\evil.yaml", "/etc/passwd.yaml", "a\x00b.yaml", ".yaml", "é" * 300]
)
def test_no_name_leads_out_of_the_folder_of_the_upload(name: str, temporary: Path) -> None:
    read_upload([(name, HARBOR.read_bytes())])
    assert list(temporary.parent.glob("*.yaml")) == []


def test_files_of_one_name_stay_apart() -> None:
    files = [("form.csv", b"first"), ("form.csv", b"second"), ("../form.csv", b"third")]
    with written(files) as (folder, known):
        assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"first", b"second", b"third"]
        assert [Path(known(str(path))).name for path in folder.iterdir()] == ["form.csv"] * 3


def test_a_broken_file_leaves_the_open_model_untouched(tmp_path: Path) -> None:
    user = opened(sample="harbor")
    before = user.open_model
    broken = tmp_path / "broken.yaml"
    broken.write_text("teams: [", encoding="utf-8")
    with pytest.raises(InputError):
        open_file(user, str(broken))
    assert user.open_model is before
