"""Damaged files of every format of the registry are read, or refused with a reason and a place, and nothing else."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.errors import SightlineError
from sightline.formats import FORMATS, read_organization
from tests.formats.seeds import Seed, damage, make_seeds

SEEDS = make_seeds()
READABLE = [known.name for known in FORMATS if known.read is not None]


def write(seed: Seed, folder: Path) -> Path:
    """Write the files of a seed; give what is to be read."""
    for name, content in seed.items():
        (folder / name).write_bytes(content)
    return folder if len(seed) > 1 else folder / next(iter(seed))


def find_faults(path: Path, known: str) -> list[str]:
    """Read what may be broken; say what of the refusal lacks a reason or a place."""
    try:
        read_organization(path, format=known)
    except SightlineError as error:
        problems = getattr(error, "problems", ())
        return [f"{problem}" for problem in problems if not problem.message or problem.place.file is None]
    return []


def test_every_format_has_a_seed() -> None:
    assert set(SEEDS) == set(READABLE)


@pytest.mark.parametrize("known", READABLE)
def test_seeds_are_valid_but_for_one_that_is_broken_on_purpose(known: str, tmp_path: Path) -> None:
    for position, seed in enumerate(SEEDS[known]):
        folder = tmp_path / str(position)
        folder.mkdir()
        path = write(seed, folder)
        if "broken" in path.name:
            with pytest.raises(SightlineError):
                read_organization(path, format=known)
        else:
            assert read_organization(path, format=known).organization.elements


@pytest.mark.parametrize("known", READABLE)
@settings(max_examples=25)
@given(number=st.integers(0, 2**32))
def test_damaged_files_are_read_or_refused(known: str, number: int) -> None:
    chance = random.Random(number)
    seed = dict(chance.choice(SEEDS[known]))
    victim = chance.choice(sorted(seed))
    other = chance.choice(SEEDS[chance.choice(READABLE)])
    seed[victim] = damage(seed[victim], chance, next(iter(other.values())))
    with tempfile.TemporaryDirectory() as folder:
        assert find_faults(write(seed, Path(folder)), known) == []
