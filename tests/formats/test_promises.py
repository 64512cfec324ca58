"""What every format promises, tried on each of the registry: a new one passes tests that its author did not write."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError, UsageError
from sightline.formats import (
    FORMATS,
    Attributes,
    Beside,
    Format,
    read_organization,
    read_tree,
    write_organization,
)
from sightline.formats.describing import describe
from sightline.formats.losses import EMPTY_RECORDS, FORBIDDEN_CHARACTERS
from tests.formats.decorating import HARD_TEXTS, decorated_organizations

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(ROOT.glob("sample_orgs/*/*.yaml"))
BOTH_WAYS = [known for known in FORMATS if known.read and known.write]
BY_NAME = pytest.mark.parametrize("known", BOTH_WAYS, ids=lambda known: known.name)
APART = [known for known in BOTH_WAYS if known.name == "excel"]
"""Read in a process of their own, which takes a second each: fewer examples."""
QUICK = pytest.mark.parametrize(
    "known", [known for known in BOTH_WAYS if known not in APART], ids=lambda known: known.name
)
SLOW = pytest.mark.parametrize("known", APART, ids=lambda known: known.name)
WRITTEN = pytest.mark.parametrize("known", [known for known in FORMATS if known.write], ids=lambda known: known.name)
READ = pytest.mark.parametrize("known", [known for known in FORMATS if known.read], ids=lambda known: known.name)
EVERY = pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
FORBIDDEN = "\x00\x1f\ufffe"
LOST: dict[str, Callable[[str], str]] = {
    EMPTY_RECORDS: lambda text: re.sub(
        r'"(source|ratings|experiences_as_customer)":{(?:"\w+":null,?)+}', r'"\1":null', text
    ),
    FORBIDDEN_CHARACTERS: lambda text: re.sub(r"\\u0000|\\u001f|\\ufffe", r"\\ufffd", text),
}
"""What is said to be lost, done to the JSON of an organization."""


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
    assert {known.name for known in BOTH_WAYS} >= {"yaml", "json", "csv", "parquet", "graphml", "gexf"}
    assert len(SAMPLES) >= 5
    assert len({known.name for known in FORMATS}) == len(FORMATS)


@BY_NAME
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_comes_back_equal(known: Format, sample: Path, tmp_path: Path) -> None:
    organization = read_organization(sample).organization
    assert there_and_back(organization, known, tmp_path) == organization


@QUICK
@settings(max_examples=25)
@given(organization=decorated_organizations())
def test_any_organization_comes_back_equal(known: Format, organization: Organization) -> None:
    comes_back_equal(known, organization)


@SLOW
@settings(max_examples=4)
@given(organization=decorated_organizations())
def test_any_organization_comes_back_equal_from_another_process(known: Format, organization: Organization) -> None:
    comes_back_equal(known, organization)


def comes_back_equal(known: Format, organization: Organization) -> None:
    """Write an organization, read it again, and find the same."""
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


def poor_organization(known: Format) -> Organization:
    """Build an organization that has everything that the format is said to lose."""
    text = f"a{FORBIDDEN}b" if FORBIDDEN_CHARACTERS in known.loses else "ab"
    obstacle = {"kind": "missing-feedback", "severity": 0.3, "evidence": text, "mitigation": text}
    relation: dict[str, object] = {"to": "c", "output": text, "obstacles": [obstacle]}
    team: dict[str, object] = {"name": text, "tags": [text], "observed_use": text, "obstacles": [obstacle]}
    team["serves"] = [relation]
    if EMPTY_RECORDS in known.loses:
        team |= {"ratings": {}, "experiences_as_customer": {}}
        relation["source"] = {}
    decisions = {"d": {"name": text, "about": ["t"]}}
    raw = {"sightline": 1, "name": text, "teams": {"t": team}, "customers": {"c": {}}, "decisions": decisions}
    return build_organization(Tree(raw))


def spelled(organization: Organization) -> str:
    """Spell an organization in JSON, everything in it included."""
    return json.dumps(organization.model_dump(mode="json"), separators=(",", ":"))


@BY_NAME
def test_nothing_is_lost_but_what_is_said_to_be(known: Format, tmp_path: Path) -> None:
    organization = poor_organization(known)
    left = spelled(organization)
    for sentence in known.loses:
        less = LOST[sentence](left)
        assert less != left, "there was something of it to lose"
        left = less
    assert spelled(there_and_back(organization, known, tmp_path)) == left


@WRITTEN
def test_what_is_replaced_is_told(known: Format, tmp_path: Path) -> None:
    told = write_organization(poor_organization(known), target(tmp_path, known), format=known.name).notices
    replaced = 10 * len(FORBIDDEN)
    assert told == (
        (f"Replaced by \ufffd, as no text may hold them: {replaced} characters.",)
        if FORBIDDEN_CHARACTERS in known.loses
        else ()
    )


@WRITTEN
def test_results_stand_beside_the_facts_or_are_refused(known: Format, tmp_path: Path) -> None:
    organization = read_organization(SAMPLES[0]).organization
    sizes = (len(organization.elements), len(organization.relations))
    beside = [
        Beside(
            {"kind": ["=1"] * size, "effort": [0.5] * size, "none": [None] * size, "few": [True, *[None] * (size - 1)]}
        )
        for size in sizes
    ]
    path = target(tmp_path, known)
    if not known.holds_attributes:
        with pytest.raises(UsageError, match="no room for results"):
            write_organization(organization, path, format=known.name, attributes=Attributes(*beside))
        assert not path.exists()
        return
    write_organization(organization, path, format=known.name)
    plain = content(path)
    write_organization(organization, path, format=known.name, attributes=Attributes(*beside))
    assert content(path) != plain
    if known.read:
        reading = read_organization(path)
        assert reading.organization == organization
        assert reading.notices == ()


@WRITTEN
def test_the_same_organization_gives_the_same_bytes(known: Format, tmp_path: Path) -> None:
    organization = read_organization(SAMPLES[-1]).organization
    path = target(tmp_path, known)
    write_organization(organization, path, format=known.name)
    first = content(path)
    write_organization(organization, path, format=known.name)
    assert content(path) == first
    if known.read:
        write_organization(read_organization(path).organization, path, format=known.name)
        assert content(path) == first


@WRITTEN
def test_nothing_but_the_target_is_written(known: Format, tmp_path: Path) -> None:
    (tmp_path / "bystander.txt").write_text("untouched", encoding="utf-8")
    path = target(tmp_path, known)
    write_organization(read_organization(SAMPLES[0]).organization, path, format=known.name)
    assert {entry.name for entry in tmp_path.iterdir()} == {"bystander.txt", path.name}
    assert (tmp_path / "bystander.txt").read_text(encoding="utf-8") == "untouched"


@QUICK
@settings(max_examples=30)
@given(data=st.data())
def test_broken_bytes_are_an_input_error(known: Format, data: st.DataObject) -> None:
    breaks(known, data)


@SLOW
@settings(max_examples=8)
@given(data=st.data())
def test_broken_bytes_are_an_input_error_in_another_process(known: Format, data: st.DataObject) -> None:
    breaks(known, data)


def breaks(known: Format, data: st.DataObject) -> None:
    """Damage what was written: what comes of it is an organization, or problems that are sentences."""
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


@READ
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


@WRITTEN
def test_a_place_that_cannot_be_written_is_a_usage_error(known: Format, tmp_path: Path) -> None:
    organization = read_organization(SAMPLES[0]).organization
    with pytest.raises(UsageError, match="cannot write"):
        write_organization(organization, tmp_path / "no-folder" / target(tmp_path, known).name, format=known.name)


OVER_ITS_SIZE = """\
import resource, signal, sys
from sightline.errors import UsageError
from sightline.formats import read_organization, write_organization
organization = read_organization(sys.argv[1]).organization
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for name, path in zip(sys.argv[2::2], sys.argv[3::2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, resource.RLIM_INFINITY))
    try:
        write_organization(organization, path, format=name)
    except UsageError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(name, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is a matter of POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    targets: dict[str, Path] = {}
    for known in FORMATS:
        if known.write:
            (tmp_path / known.name).mkdir()
            targets[known.name] = target(tmp_path / known.name, known)
            write_organization(Organization(name="Old"), targets[known.name], format=known.name)
    before = {name: content(path) for name, path in targets.items()}
    pairs = [part for name, path in targets.items() for part in (name, str(path))]
    command = [sys.executable, "-c", OVER_ITS_SIZE, str(SAMPLES[0]), *pairs]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert [line.split()[0] for line in told] == list(targets), "every format was refused"
    assert all("cannot write" in line and "larger than the system allows" in line for line in told)
    assert {name: content(path) for name, path in targets.items()} == before
    assert all(len(list((tmp_path / name).iterdir())) == 1 for name in targets), "nothing else is left behind"


@WRITTEN
def test_a_read_only_folder_leaves_the_old_file(known: Format, tmp_path: Path) -> None:
    path = target(tmp_path, known)
    write_organization(Organization(name="Old"), path, format=known.name)
    before = content(path)
    tmp_path.chmod(0o555)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("who runs this may write everywhere")
        with pytest.raises(UsageError, match="cannot write"):
            write_organization(read_organization(SAMPLES[0]).organization, path, format=known.name)
    finally:
        tmp_path.chmod(0o755)
    assert content(path) == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


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
