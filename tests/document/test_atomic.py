from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sightline.document.atomic import TEMPORARY, write_atomically, write_folder_atomically
from sightline.errors import UsageError

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions and links.")


def list_names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def read_mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_and_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "organization.yaml"
    for data in (b"first\n", b"", b"second, longer\r\n\x00\xff"):
        write_atomically(target, data)
        assert target.read_bytes() == data
        assert list_names(tmp_path) == ["organization.yaml"]


@on_posix
def test_a_new_file_gets_the_usual_permissions_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    new = tmp_path / "new"
    write_atomically(new, b"x")
    assert read_mode(new) == read_mode(usual)
    for mode in (0o600, 0o640, 0o664, 0o755):
        new.chmod(mode)
        write_atomically(new, b"y")
        assert read_mode(new) == mode


@on_posix
def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "real.yaml"
    real.write_bytes(b"old")
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    dangling = tmp_path / "dangling.yaml"
    dangling.symlink_to(tmp_path / "not-yet.yaml")
    write_atomically(dangling, b"new")
    assert (tmp_path / "not-yet.yaml").read_bytes() == b"new"
    assert list_names(tmp_path) == ["dangling.yaml", "elsewhere", "link.yaml", "not-yet.yaml"]


def test_the_longest_name_is_written_and_a_longer_one_refused(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("n" * 255), b"x")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"x"
    with pytest.raises(UsageError, match="the name is too long"):
        write_atomically(tmp_path / ("n" * 256), b"x")
    assert list_names(tmp_path) == ["n" * 255]


def test_what_cannot_be_written_is_told_with_its_path_and_reason(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    cases = {
        "folder": "it is a folder",
        "missing/file": "its folder does not exist",
        "file/inside": "a part of the path is a file",
        "nul\0name": "holds a character that no path may hold",
    }
    for name, reason in cases.items():
        with pytest.raises(UsageError, match=reason) as caught:
            write_atomically(tmp_path / name, b"new")
        assert tmp_path.name in str(caught.value)
        assert "\n" not in str(caught.value)
    assert list_names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"old"


@on_posix
def test_write_protected_files_pipes_and_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    protected = tmp_path / "protected"
    protected.write_bytes(b"old")
    protected.chmod(0o444)
    with pytest.raises(UsageError, match="write-protected"):
        write_atomically(protected, b"new")
    assert protected.read_bytes() == b"old"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="not an ordinary file"):
        write_atomically(tmp_path / "pipe", b"new")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(UsageError, match="circle"):
        write_atomically(tmp_path / "one", b"new")
    assert list_names(tmp_path) == ["one", "pipe", "protected", "two"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="Permissions do not bind the superuser.")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(UsageError, match="you may not write there"):
        write_atomically(folder / "file", b"new")
    with pytest.raises(UsageError, match="you may not write there"):
        write_folder_atomically(folder / "inside", {"a.csv": b"new"})


def run_with_small_disk(folder: Path, call: str) -> str:
    """Run a call where no file may grow over 4,096 bytes, the nearest to a full disk that needs no privilege."""
    script = f"""
        import resource, sys
        from pathlib import Path
        from sightline.document.atomic import write_atomically, write_folder_atomically
        from sightline.errors import UsageError
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        folder = Path(sys.argv[1])
        try:
            {call}
        except UsageError as error:
            print(error)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@on_posix
def test_where_the_space_ends_the_old_file_is_intact_and_no_part_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    told = run_with_small_disk(tmp_path, "write_atomically(folder / 'file', b'x' * 5000)")
    assert f"cannot write {tmp_path / 'file'}: the file would be larger than the system allows" in told
    assert (tmp_path / "file").read_bytes() == b"old"
    assert list_names(tmp_path) == ["file"]


@on_posix
def test_where_the_space_ends_the_old_folder_is_intact_and_no_part_is_left(tmp_path: Path) -> None:
    write_folder_atomically(tmp_path / "tables", {"a.csv": b"old", "b.csv": b"old"})
    call = "write_folder_atomically(folder / '{}', {{'a.csv': b'new', 'b.csv': b'x' * 5000}})"
    for name in ("tables", "fresh"):
        told = run_with_small_disk(tmp_path, call.format(name))
        assert f"cannot write {tmp_path / name}: " in told
    assert list_names(tmp_path) == ["tables"]
    assert {entry.name: entry.read_bytes() for entry in (tmp_path / "tables").iterdir()} == {
        "a.csv": b"old",
        "b.csv": b"old",
    }


@on_posix
def test_a_killed_writer_leaves_the_old_or_the_new_content(tmp_path: Path) -> None:
    target = tmp_path / "file"
    write_atomically(target, b"0" * 200_000)
    script = """
        import itertools, sys
        from pathlib import Path
        from sightline.document.atomic import write_atomically
        print("ready", flush=True)
        for number in itertools.count():
            write_atomically(Path(sys.argv[1]), str(number % 10).encode() * 200_000)
            print(number, flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(target)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for rounds in range(3):
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(3 + rounds):
                assert writer.stdout.readline()
            writer.kill()
        content = target.read_bytes()
        assert len(content) == 200_000
        assert len(set(content)) == 1
    assert all(name == "file" or name.startswith(TEMPORARY) for name in list_names(tmp_path))


def test_a_folder_appears_with_all_its_files_and_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_folder_atomically(folder, {"elements.csv": b"1", "relations.csv": b"2", "obstacles.csv": b"3"})
    assert list_names(folder) == ["elements.csv", "obstacles.csv", "relations.csv"]
    before = folder.stat().st_ino
    write_folder_atomically(
        folder, {"elements.csv": b"4", "relations.csv": b"5", "obstacles.csv": b"6", "new.csv": b""}
    )
    assert {entry.name: entry.read_bytes() for entry in folder.iterdir()} == {
        "elements.csv": b"4",
        "relations.csv": b"5",
        "obstacles.csv": b"6",
        "new.csv": b"",
    }
    assert folder.stat().st_ino != before
    assert list_names(tmp_path) == ["tables"]


@on_posix
def test_a_replaced_folder_and_its_files_keep_their_permissions(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_folder_atomically(folder, {"a.csv": b"1", "b.csv": b"1"})
    folder.chmod(0o750)
    (folder / "a.csv").chmod(0o600)
    write_folder_atomically(folder, {"a.csv": b"2", "b.csv": b"2"})
    assert (read_mode(folder), read_mode(folder / "a.csv")) == (0o750, 0o600)
    (folder / "a.csv").chmod(0o444)
    with pytest.raises(UsageError, match=r"a\.csv: the file is write-protected"):
        write_folder_atomically(folder, {"a.csv": b"3", "b.csv": b"3"})
    assert (folder / "b.csv").read_bytes() == b"2"


def test_in_a_folder_with_other_things_only_our_files_are_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    (folder / "notes").mkdir(parents=True)
    (folder / "readme.txt").write_bytes(b"mine")
    (folder / "a.csv").write_bytes(b"old")
    before = folder.stat().st_ino
    write_folder_atomically(folder, {"a.csv": b"new", "b.csv": b"new"})
    assert list_names(folder) == ["a.csv", "b.csv", "notes", "readme.txt"]
    assert (folder / "readme.txt").read_bytes() == b"mine"
    assert (folder / "a.csv").read_bytes() == b"new"
    assert folder.stat().st_ino == before


@on_posix
def test_a_link_to_a_folder_stays_and_the_folder_is_replaced(tmp_path: Path) -> None:
    write_folder_atomically(tmp_path / "real", {"a.csv": b"old"})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder_atomically(tmp_path / "link", {"a.csv": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a.csv").read_bytes() == b"new"


def test_folders_that_cannot_be_written_and_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(UsageError, match="a file has this name"):
        write_folder_atomically(tmp_path / "file", {"a.csv": b""})
    with pytest.raises(UsageError, match="its folder does not exist"):
        write_folder_atomically(tmp_path / "missing" / "tables", {"a.csv": b""})
    for name in ("../a.csv", "in/a.csv", "in\\a.csv", "c:a.csv", "..", "", "a\0"):
        with pytest.raises(UsageError, match="is not the name of a file"):
            write_folder_atomically(tmp_path / "tables", {name: b""})
    assert list_names(tmp_path) == ["file"]
