"""What every format promises, tried on each of the registry: a new one passes tests that its author did not write."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError, UsageError
from sightline.formats import FORMATS, Format, read_organization, read_tree, write_organization
from sightline.formats.describing import describe
from tests.formats.decorating import HARD_TEXTS, decorated_organizations

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(ROOT.glob("sample_orgs/*/*.yaml"))
BOTH_WAYS = [known for known in FORMATS if known.read and known.write]
BY_NAME = pytest.mark.parametrize("known", BOTH_WAYS, ids=lambda known: known.name)
EVERY = pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)


def target(folder: Path, known: Format) -> Path:
    """Name a file or folder to write."""
    return folder / ("written" + (known.suffixes[0] if known.suffixes else ""))


def content(path: Path) -> dict[str, bytes]:
    """Read a file, or all files of a folder."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def there_and_back(organization: Organization, known: Format, folder: Path) -> Organization:
    """Write an organization and read it again."""
    path = target(folder, known)
    write_organization(organization, path, format=known.name)
    reading = read_organization(path)
    assert reading.format == known, "what was written is recognized"
    return reading.organization


def problems_of(path: Path, known: Format) -> list[str]:
    """Read a file that may be broken: nothing but an InputError may come of it."""
    try:
        read_organization(path, format=known.name)
    except InputError as error:
        return [problem.message for problem in error.problems] or [""]
    return []


def test_the_battery_has_something_to_try() -> None:
    assert {known.name for known in BOTH_WAYS} >= {"yaml", "json", "csv", "parquet"}
    assert len(SAMPLES) >= 5
    assert len({known.name for known in FORMATS}) == len(FORMATS)


@BY_NAME
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_comes_back_equal(known: Format, sample: Path, tmp_path: Path) -> None:
    organization = read_organization(sample).organization
    assert there_and_back(organization, known, tmp_path) == organization


@BY_NAME
@settings(max_examples=25)
@given(organization=decorated_organizations())
def test_any_organization_comes_back_equal(known: Format, organization: Organization) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert there_and_back(organization, known, Path(folder)) == organization


@BY_NAME
@pytest.mark.parametrize("raw", [{}, {"teams": {"a": None}}, {"customers": {"a": {}}}], ids=["none", "one", "customer"])
def test_hardly_anything_comes_back_equal(known: Format, raw: dict[str, object], tmp_path: Path) -> None:
    organization = build_organization(Tree({"sightline": 1, **raw}))
    assert there_and_back(organization, known, tmp_path) == organization


@BY_NAME
def test_hard_texts_come_back_equal(known: Format, tmp_path: Path) -> None:
    teams = {
        f"t{position}": {"name": text, "tags": [text, "plain"], "problem_solved": text, "observed_use": ""}
        for position, text in enumerate(HARD_TEXTS)
    }
    organization = build_organization(Tree({"sightline": 1, "name": HARD_TEXTS[0], "teams": teams}))
    assert there_and_back(organization, known, tmp_path) == organization


@BY_NAME
def test_the_same_organization_gives_the_same_bytes(known: Format, tmp_path: Path) -> None:
    organization = read_organization(SAMPLES[-1]).organization
    path = target(tmp_path, known)
    write_organization(organization, path, format=known.name)
    first = content(path)
    write_organization(organization, path, format=known.name)
    assert content(path) == first
    again = read_organization(path).organization
    write_organization(again, path, format=known.name)
    assert content(path) == first


@BY_NAME
def test_nothing_but_the_target_is_written(known: Format, tmp_path: Path) -> None:
    (tmp_path / "bystander.txt").write_text("untouched", encoding="utf-8")
    path = target(tmp_path, known)
    write_organization(read_organization(SAMPLES[0]).organization, path, format=known.name)
    assert {entry.name for entry in tmp_path.iterdir()} == {"bystander.txt", path.name}
    assert (tmp_path / "bystander.txt").read_text(encoding="utf-8") == "untouched"


@BY_NAME
@settings(max_examples=30)
@given(data=st.data())
def test_broken_bytes_are_an_input_error(known: Format, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = target(Path(folder), known)
        write_organization(read_organization(SAMPLES[1]).organization, path, format=known.name)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        victim = data.draw(st.sampled_from(files))
        whole = bytearray(victim.read_bytes())
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.integers(0, 40)))
        whole[start:end] = data.draw(st.binary(max_size=8))
        victim.write_bytes(bytes(whole))
        assert all(problems_of(path, known)), "every problem is a sentence"


@EVERY
@pytest.mark.parametrize("rubbish", [b"\x00\x01\x02\xff" * 50, b"\x89PNG\r\n\x1a\n", b"", b"   \n", b"{" * 3000])
def test_rubbish_is_an_input_error(known: Format, rubbish: bytes, tmp_path: Path) -> None:
    if known.is_file is not None:
        path = tmp_path / f"rubbish{known.suffixes[0] if known.suffixes else '.txt'}"
        path.write_bytes(rubbish)
    else:
        path = tmp_path / "folder"
        path.mkdir()
        suffix = {"csv": "csv", "archi-csv": "csv", "parquet": "parquet", "folder": "yaml"}[known.name]
        (path / f"elements.{suffix}").write_bytes(rubbish)
    with pytest.raises(InputError):
        read_organization(path, format=known.name)


@EVERY
def test_a_missing_file_is_an_input_error(known: Format, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_tree(tmp_path / "nowhere", format=known.name)


@BY_NAME
def test_a_place_that_cannot_be_written_is_a_usage_error(known: Format, tmp_path: Path) -> None:
    organization = read_organization(SAMPLES[0]).organization
    with pytest.raises(UsageError, match="cannot write"):
        write_organization(organization, tmp_path / "no-folder" / target(tmp_path, known).name, format=known.name)


@EVERY
def test_it_is_documented(known: Format) -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert f"| `{known.name}` | {known.title} |" in page


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "formats.md").read_text(encoding="utf-8") == describe()


@pytest.mark.parametrize("known", [one for one in BOTH_WAYS if one.is_file], ids=lambda known: known.name)
def test_a_file_is_recognized_under_any_name(known: Format, tmp_path: Path) -> None:
    path = target(tmp_path, known)
    write_organization(read_organization(SAMPLES[2]).organization, path, format=known.name)
    renamed = shutil.move(path, tmp_path / "renamed.data")
    assert read_tree(renamed)[1] == known
