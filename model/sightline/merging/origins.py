"""What is merged: several organizations under the names of their files, and what stands where in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sightline.document import Element, Organization


@dataclass(frozen=True, eq=False, slots=True)
class Origin:
    """One organization that goes into a merge; ``label`` names it among the others."""

    label: str
    organization: Organization


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """One element in one origin: the position of the origin among all, and the id that the element has there."""

    origin: int
    id: str

    def spelled(self, origins: Sequence[Origin]) -> str:
        """Spell it as match files do: ``crm.yaml#email-dev``."""
        return f"{origins[self.origin].label}#{self.id}"

    def element(self, origins: Sequence[Origin]) -> Element:
        """Give the element itself."""
        return origins[self.origin].organization.by_id[self.id]


def label_files(files: Sequence[str]) -> tuple[str, ...]:
    """Name files by their last part where that tells them apart, else by their path; the same file twice is numbered.

    >>> label_files(["hr/teams.yaml", "crm.yaml"])
    ('teams.yaml', 'crm.yaml')
    >>> label_files(["a/x.yaml", "b/x.yaml", "b/x.yaml"])
    ('a/x.yaml', 'b/x.yaml', 'b/x.yaml (2)')
    """
    lasts = ["standard input" if file == "-" else PurePath(file).name or file for file in files]
    shared = Counter(last for last, _ in set(zip(lasts, files, strict=True)))
    labels: list[str] = []
    seen: Counter[str] = Counter()
    for last, file in zip(lasts, files, strict=True):
        label = last if shared[last] == 1 else file
        seen[label] += 1
        labels.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return tuple(labels)
