"""The sample organizations: where they lie, and the story of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import sightline
from sightline.document import Organization
from sightline.formats import read_organization


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample organization: its folder, its name, and its story in a sentence."""

    key: str
    title: str
    story: str


SAMPLES: tuple[Sample, ...] = (
    Sample("harbor", "Harbor Mutual", "An insurer put a concierge team in front of unchanged claims work."),
    Sample("concord", "Concord Software", "A consensus culture, and what it does to its e-mail product."),
    Sample("permit", "State Permit and Licence Agency", "Applicants carry their own files between divisions."),
    Sample("alder", "Alder & Finch Appliances", "A manufacturer at the start of a three-year journey."),
    Sample("bucket_brigade", "Bucket brigade", "Seven pass water to a fire. Small enough to check by hand."),
)


def folder_beside(name: str) -> Path | None:
    """Find a folder that comes with Sightline: in the installed package, or beside the source tree."""
    package = Path(sightline.__file__).parent
    return next((folder for folder in (package / name, package.parent.parent / name) if folder.is_dir()), None)


def find_sample(key: str) -> Sample | None:
    """Find a sample by its key."""
    return next((sample for sample in SAMPLES if sample.key == key), None)


@lru_cache(maxsize=8)
def read_sample(key: str) -> Organization:
    """Read a sample; it is nobody's secret, so all sessions share it. Raises KeyError for an unknown one."""
    sample, folder = find_sample(key), folder_beside("sample_orgs")
    if sample is None or folder is None:
        raise KeyError(key)
    return read_organization(folder / sample.key / "organization.yaml").organization
