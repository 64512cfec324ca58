"""Runs every command that hands something over, in every form, and reads all that it wrote."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sightline.document import Organization
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_yaml
from sightline.studies.changes import SetHeadcount, SetSeverity
from tests.cli.running import sightline

PICTURE = b"\x89PNG"
"""How a picture of letters begins, which holds none as text."""

KEPT_AS_THEY_ARE = {
    "app": "shows its owner, on one machine, what is in the file",
    "validate": "tells its owner where mistakes are",
    "merge": "writes a model for its owner; convert hides it",
    "import": "writes a model for its owner; convert hides it",
    "discover": "writes a model for its owner; convert hides it",
    "overlay": "lays a log of real names over a model of real names, for its owner",
    "survey apply": "writes a model for its owner; convert hides it",
    "catalogue": "knows no organization",
    "new": "knows no organization",
    "schema": "knows no organization",
    "doctor": "knows no organization",
}
"""The commands without made-up names, and why; every other one must have them, and stand in :func:`list_runs`."""


@dataclass(frozen=True)
class Desk:
    """A folder of files about one organization, all of them with real names, and where its outputs go."""

    folder: Path
    organization: Organization
    title: str

    @property
    def model(self) -> Path:
        """The organization."""
        return self.folder / f"{self.title}.yaml"

    @property
    def key(self) -> Path:
        """The key."""
        return self.folder / "key.yaml"

    def set_up(self) -> None:
        """Write the organization, an earlier state of it, a journey and a scenario."""
        before = SetSeverity(self.obstacle, 0.85).apply(self.organization)
        earlier = to_raw(SetHeadcount(self.element, 9).apply(before)) | {"as_of": "2025-03-31"}
        journey = self.folder / f"{self.title} journey"
        journey.mkdir()
        texts = {
            self.model: to_yaml(to_raw(self.organization)),
            self.earlier: to_yaml(earlier),
            journey / f"{self.title} 2025-03-31.yaml": to_yaml(earlier),
            journey / f"{self.title} 2026-03-31.yaml": to_yaml(to_raw(self.organization) | {"as_of": "2026-03-31"}),
            self.scenario: to_yaml(self._scenario()),
        }
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")

    @property
    def earlier(self) -> Path:
        """The organization as it was."""
        return self.folder / f"{self.title} before.yaml"

    @property
    def scenario(self) -> Path:
        """A scenario of its owner."""
        return self.folder / f"{self.title} plan.yaml"

    @property
    def element(self) -> str:
        """A team that works for somebody."""
        teams = {one.id for one in self.organization.elements if one.kind == "team"}
        return next(one.supplier for one in self.organization.relations if one.is_carrying and one.supplier in teams)

    @property
    def obstacle(self) -> str:
        """An obstacle with an id."""
        return next(one.id for element in self.organization.elements for one in element.obstacles if one.id)

    def _scenario(self) -> dict[str, object]:
        word = self.title.casefold().replace(" ", "-")
        added = {"id": f"{word}-new", "kind": "team", "name": f"The new {self.title}"}
        changes = [{"clear": self.obstacle}, {"add element": added}]
        obstacle = {"on": self.element, "kind": f"{word}-kind", "severity": 0.1}
        return {"scenario": f"What {self.title} wants", "changes": [*changes, {"add obstacle": obstacle}]}

    def list_runs(self) -> Iterator[tuple[str, list[object]]]:
        """List the commands with what they are given; OUT ends the name of what they write."""
        model, element, scenario = self.model, self.element, self.scenario
        yield "analyze", [model]
        for form in ("json", "csv"):
            yield "analyze", [model, "--format", form]
        yield "analyze", [model, "--format", "csv", "--table", "obstacles"]
        yield "analyze", [model, "--format", "csv", "--output", "OUT"]
        yield "paths", [model, self.organization.by_id[element].title, "--format", "json"]
        yield "diff", [self.earlier, model, "--output", "OUT.txt"]
        for form in ("table", "json"):
            told = ["--format", form]
            yield "findings", [model, *told]
            yield "paths", [model, element, *told]
            yield "what-if", [model, "--scenario", scenario, "--clear", self.obstacle, *told, "-o", "OUT.yaml"]
            yield "what-if", [model, "--scenario", scenario, "--set", f"{self.obstacle}=0.9", "--compare", *told]
            yield "plan", [model, "--budget", "5", "--draws", "20", *told, "--output", "OUT.yaml"]
            yield "plan", [model, "--roadmap", "--step", f"2026-07-01={scenario}", *told]
            yield "uncertainty", [model, "--draws", "20", "--jobs", "1", *told]
            yield "compare", [self.earlier, model, "--rename", f"{element}={element}", *told]
            yield "journey", [self.folder / f"{self.title} journey", *told]
            yield "diff", [self.earlier, model, *told]
            yield "survey make", [model, "--output", "OUT", *told]
            yield "convert", [model, "-", "--format", "yaml"]
        for suffix in (".yaml", ".json", ".xlsx", ".graphml", ".gexf", ""):
            results = [] if suffix in (".yaml", ".json") else ["--results"]
            yield "convert", [model, f"OUT{suffix}", *results]
        yield "convert", [model, "OUT", "--format", "parquet", "--results"]
        asked = ["--scenario", scenario, "--element", element, "--compare", self.earlier, "--draws", "20"]
        for suffix in (".html", ".pptx", ".xlsx"):
            yield "report", [model, "-o", f"OUT{suffix}", *asked]
        for what in ("map", "account", "hotspots", "org-chart"):
            yield "picture", [model, "--what", what, "-o", "OUT.svg", "--table", "OUT.csv"]
        yield "picture", [model, "--what", "line", "--element", element, "-o", "OUT.svg"]
        yield "picture", [self.folder / f"{self.title} journey", "--what", "journey", "-o", "OUT.svg"]


def hand_over(desk: Desk, name: str, arguments: list[object], number: int) -> dict[str, str]:
    """Run one command under made-up names, and give all that it wrote, by where it did."""
    target = desk.folder / f"out-{number}"
    words = [str(one).replace("OUT", str(target)) if "OUT" in str(one) else str(one) for one in arguments]
    ran = sightline(*name.split(), *words, "--pseudonyms", desk.key)
    assert ran.code == 0, (name, words, ran.err)
    written = {"standard output": ran.out}
    for path in desk.folder.glob(f"out-{number}*"):
        for file in [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]:
            written |= dict(read(str(file.relative_to(desk.folder)), file.read_bytes()))
    return written


def read(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Read a file as text, and whatever is packed inside it."""
    yield f"the name of {name}", name
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from read(f"{name}/{member}", archive.read(member))
    elif data.startswith(b"PAR1"):
        from pyarrow import parquet

        table = parquet.read_table(io.BytesIO(data))
        yield name, f"{table.schema.metadata} {table.to_pylist()}"
    elif not data.startswith(PICTURE):
        yield name, data.decode("utf-8", errors="replace")
