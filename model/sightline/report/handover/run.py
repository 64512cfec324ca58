"""How to compute it again: the commands, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sightline.phrases import clean
from sightline.report.handover.subject import Subject


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the manifest: of what, what it says, and a detail such as a checksum."""

    title: str
    said: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """The commands that give every figure again, and the manifest in lines."""

    commands: tuple[str, ...]
    facts: tuple[Fact, ...]


def build_run(subject: Subject) -> Again | None:
    """Spell the manifest; None where the report comes from no run of a command."""
    if subject.run is None:
        return None
    return Again(subject.run.commands, (*_names(subject.run.commands), *_facts(subject.run.manifest)))


def _names(commands: tuple[str, ...]) -> Iterator[Fact]:
    if any(" --pseudonyms " in command for command in commands):
        yield Fact("Names", "Made up", "The commands are for who has the file and the key, and calls them as they do.")


def _facts(manifest: Mapping[str, object]) -> Iterator[Fact]:
    yield Fact("Version", f"Sightline {manifest['version']}")
    inputs, parameters = manifest.get("inputs"), manifest.get("parameters")
    for one in inputs if isinstance(inputs, list) else ():
        yield Fact("File", clean(str(one["file"])), f"SHA-256 {one['sha256']}")
    if "organization_sha256" in manifest:
        yield Fact(
            "Organization", "In canonical form, whatever the format", f"SHA-256 {manifest['organization_sha256']}"
        )
    for name, value in (parameters if isinstance(parameters, dict) else {}).items():
        if value not in (None, [], False):
            yield Fact(name.replace("_", " ").capitalize(), clean(_spell(value)))
    if "seed" in manifest:
        yield Fact("Seed", str(manifest["seed"]))


def _spell(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
