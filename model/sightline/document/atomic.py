"""Writes files so that a reader, a crash or a full disk never meets half of one: the old content or the new.

The new content goes to a temporary file in the same folder, is forced to the disk, and then takes the target's name in
one step. On POSIX the folder is forced to the disk as well; Windows cannot do that, so there a power cut may bring
back the old content, never a torn one. A killed process may leave a file that begins with :data:`TEMPORARY`; it can
be removed.

A symbolic link stays a link: what it points to is replaced. The permissions of a file that is replaced are kept (its
owner becomes who writes it); a file without any write permission is not replaced.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from sightline.errors import UsageError

TEMPORARY = ".sightline-"
"""How the names of temporary files and folders begin."""

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EDQUOT: "your disk quota is used up",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "you may not write there, or another program has it open",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its symbolic links lead in a circle",
    errno.ENOTEMPTY: "the folder changed while it was being written; try again",
}


def write_atomically(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Write a file, whole or not at all; nobody but its owner can read a ``secret`` one.

    Raises UsageError, naming the path and the reason, when it cannot be written; an old file is then unchanged.
    """
    with _explained(path):
        target = _resolve(path)
        permissions = _check_file(path, target)
        _write(target, data, 0o600 if secret else permissions)
        _sync_folder(target.parent)


def write_folder_atomically(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files: ``files`` by name, without folders inside.

    A new folder appears with all its files or not at all. A folder that holds nothing but files of these names is
    replaced as a whole; between two renames there is a moment without it, and a process killed in that moment leaves
    the old folder under a temporary name. In a folder with anything else, our files are replaced one by one, each
    whole or not at all, and the rest is left alone.
    Raises UsageError, naming the path and the reason.
    """
    for name in files:
        if name in {"", ".", ".."} or any(sign in name for sign in "/\\:\0"):
            raise UsageError(f"`{name}` is not the name of a file; the folder {path} was not written")
    with _explained(path):
        target = _resolve(path)
        if target.exists() and not target.is_dir():
            raise UsageError(f"cannot write the folder {path}: a file has this name")
        if not target.exists():
            _swap_folder(target, files, old=None)
        elif _holds_only(target, files):
            for name in files:
                _check_file(path / name, target / name)
            _swap_folder(target, files, old=target.with_name(_temporary_name()))
        else:
            for name, data in files.items():
                write_atomically(target / name, data)


def _holds_only(folder: Path, files: Mapping[str, bytes]) -> bool:
    entries = list(folder.iterdir())
    return all(entry.name in files and entry.is_file() and not entry.is_symlink() for entry in entries)


def _swap_folder(target: Path, files: Mapping[str, bytes], *, old: Path | None) -> None:
    new = target.with_name(_temporary_name())
    new.mkdir()
    try:
        for name, data in files.items():
            _write(new / name, data, _permissions(target / name))
        if old is not None:
            new.chmod(stat.S_IMODE(target.stat().st_mode))
        _sync_folder(new)
        if old is not None:
            target.rename(old)
        try:
            new.rename(target)
        except OSError:
            if old is not None:
                old.rename(target)
            raise
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _sync_folder(target.parent)
    if old is not None:
        shutil.rmtree(old, ignore_errors=True)


def _write(target: Path, data: bytes, permissions: int | None) -> None:
    temporary = target.with_name(_temporary_name())
    # A new file gets what the user's umask leaves of 0666, as from open(); nobody else can have made it before (EXCL).
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if permissions is not None:
                temporary.chmod(permissions)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _check_file(path: Path, target: Path) -> int | None:
    """Find the permissions of the file that is to be replaced; None where there is none yet."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise UsageError(f"cannot write {path}: it is a folder")
    if not stat.S_ISREG(mode):
        raise UsageError(f"cannot write {path}: it is not an ordinary file")
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise UsageError(f"cannot write {path}: the file is write-protected")
    return _permissions(target)


def _permissions(target: Path) -> int | None:
    return stat.S_IMODE(target.stat().st_mode) & 0o777 if target.exists() else None


def _resolve(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # what Python before 3.13 says of links in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems cannot, and say so
            raise
    finally:
        os.close(handle)


def _temporary_name() -> str:
    return f"{TEMPORARY}{secrets.token_hex(8)}"


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise UsageError(f"cannot write {path}: {reason}") from error
    except ValueError as error:  # a NUL in the path
        raise UsageError(f"cannot write {str(path)!r}: the path holds a character that no path may hold") from error
