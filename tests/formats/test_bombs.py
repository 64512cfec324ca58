"""No file of the bomb corpus is read, none lets another error out, and none takes what the machine does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.errors import InputError
from sightline.formats import FORMATS, read_organization
from tests.formats.bombs import Bomb, all_bombs
from tests.formats.watched_reading import watch

BOMBS = list(all_bombs())
ELSEWHERE = {"excel", "tables"}
"""Formats whose bombs stand with the tests of workbooks and of separated values."""
ONE_OF_A_KIND = ("archi", "backstage", "kumu", "gml", "pajek", "parquet", "csv")
"""Heavy bombs are read for one format of every reader here, for all of them by ``python -m benchmarks.bombs``."""
MOST_MEGABYTES = 128


def write(bombs: list[Bomb], folder: Path) -> list[Path]:
    """Write each bomb into a folder of its own."""
    paths = []
    for position, bomb in enumerate(bombs):
        (folder / str(position)).mkdir()
        paths.append(bomb.write(folder / str(position)))
    return paths


def test_every_format_has_its_bombs() -> None:
    assert {bomb.format for bomb in BOMBS} == {known.name for known in FORMATS if known.read} - ELSEWHERE
    assert len(BOMBS) > 400
    assert {bomb.format for bomb in BOMBS if bomb.is_heavy} >= set(ONE_OF_A_KIND)


@pytest.mark.parametrize("known", sorted({bomb.format for bomb in BOMBS}))
def test_bombs_are_refused_with_a_reason_and_the_file(known: str, tmp_path: Path) -> None:
    bombs = [bomb for bomb in BOMBS if bomb.format == known and not bomb.is_heavy]
    for bomb, path in zip(bombs, write(bombs, tmp_path), strict=True):
        with pytest.raises(InputError) as caught:
            pytest.fail(f"{bomb.name} is read: {read_organization(path, format=known).organization.name}")
        for problem in caught.value.problems:
            assert problem.message, bomb.name
            assert problem.place.file, bomb.name


def test_heavy_bombs_are_refused_with_little_memory_and_processor(tmp_path: Path) -> None:
    bombs = [bomb for bomb in BOMBS if bomb.is_heavy and bomb.format in ONE_OF_A_KIND and bomb.name != "too large"]
    seen = watch([(bomb.format, path) for bomb, path in zip(bombs, write(bombs, tmp_path), strict=True)])
    assert len(seen) == len(bombs) > 30
    for bomb, watched in zip(bombs, seen, strict=True):
        name = f"{bomb.format}: {bomb.name}"
        assert (watched.verdict, watched.has_place) == ("refused", True), (name, watched.reason)
        assert watched.megabytes <= MOST_MEGABYTES, name
