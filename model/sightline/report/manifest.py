"""The run manifest: what a figure rests on, so that it can be defended, and computed again, a year later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from sightline.document import Organization
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_json

_BLOCK = 1 << 20


def make_manifest(
    *,
    results: Iterable[str] = (),
    parameters: Mapping[str, object] | None = None,
    seed: int | None = None,
    files: Iterable[Path | str] = (),
    organization: Organization | None = None,
) -> dict[str, Any]:
    """Say which version computed which results from what.

    ``parameters`` are the options that were chosen; ``seed`` begins the random draws, None where nothing is drawn.
    ``files`` are the files and folders that were read, each told with the SHA-256 of its content; ``organization`` is
    told by the SHA-256 of its canonical form, which is the same in whatever format it was read.
    """
    manifest: dict[str, Any] = {"version": metadata.version("sightline"), "results": list(results)}
    if parameters is not None:
        manifest["parameters"] = dict(parameters)
    if seed is not None:
        manifest["seed"] = seed
    inputs = [{"file": str(file), "sha256": hash_content(Path(file))} for file in files if Path(file).exists()]
    if inputs:
        manifest["inputs"] = inputs
    if organization is not None:
        manifest["organization_sha256"] = hashlib.sha256(to_json(to_raw(organization)).encode()).hexdigest()
    return manifest


def hash_content(path: Path) -> str:
    """Give the SHA-256 of a file; of a folder, that of the names and contents of its files in the order of names."""
    if not path.is_dir():
        return _hash_file(path)
    whole = hashlib.sha256()
    for file in sorted(one for one in path.rglob("*") if one.is_file()):
        whole.update(f"{file.relative_to(path).as_posix()}\0{_hash_file(file)}\n".encode())
    return whole.hexdigest()


def _hash_file(path: Path) -> str:
    content = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            content.update(block)
    return content.hexdigest()
