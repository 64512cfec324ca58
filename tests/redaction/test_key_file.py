"""The file of a key: for its owner alone, whole or not at all, never with less than before."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from sightline.document import Tree, build_organization
from sightline.errors import InputError, UsageError
from sightline.redaction.key_file import KeyFile
from sightline.redaction.redacting import redact
from tests.organizations import worked_example
from tests.redaction.canaries import build, make_organization


def test_a_key_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    first = KeyFile(path)
    twin = redact(build(make_organization()), first.key).organization
    first.save()
    again = KeyFile(path)
    assert (again.key.ids, again.key.names, again.key.words) == (first.key.ids, first.key.names, first.key.words)
    assert redact(build(make_organization()), again.key).organization == twin
    assert path.read_text(encoding="utf-8").startswith("# SECRET.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permissions of this kind.")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    path.touch(mode=0o644)
    kept = KeyFile(path)
    redact(build_organization(Tree(worked_example())), kept.key)
    kept.save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    kept = KeyFile(path)
    kept.save()
    assert not path.exists()
    redact(build_organization(Tree(worked_example())), kept.key)
    kept.save()
    before = path.stat().st_mtime_ns, path.stat().st_ino
    again = KeyFile(path)
    redact(build_organization(Tree(worked_example())), again.key)
    again.save()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_real_name_that_changed_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    for name in ("Front desk", "Welcome desk"):
        raw = {"sightline": 1, "customers": {"buyers": {}}, "teams": {"desk": {"name": name, "serves": ["buyers"]}}}
        kept = KeyFile(path)
        redact(build_organization(Tree(raw)), kept.key)
        kept.save()
    assert KeyFile(path).key.names == {"team-01": "Welcome desk"}


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    one, other = KeyFile(path), KeyFile(path)
    redact(build(make_organization()), one.key)
    redact(build_organization(Tree(worked_example())), other.key)
    one.save()
    with pytest.raises(UsageError, match="another command changed"):
        other.save()
    assert KeyFile(path).key.ids == one.key.ids


def test_every_mistake_in_a_key_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    path.write_text("ids:\n  team-01: North Desk\n  team-02: {}\nnmaes: {}\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        KeyFile(path)
    assert [one.place.line for one in told.value.problems] == [2, 3, 4]
    assert "did you mean `names`" in str(told.value.problems[-1])


def test_a_real_id_has_one_made_up_name(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    path.write_text("ids: {team-01: north, team-02: north}\n", encoding="utf-8")
    with pytest.raises(InputError, match="another made-up name already"):
        KeyFile(path)


@pytest.mark.parametrize("content", ["- team-01\n", "team\n"])
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="a key is a mapping"):
        KeyFile(path)
