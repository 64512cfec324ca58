"""Builds findings workbooks for the tests of this folder, and opens them."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import pytest

import sightline
from sightline.document import Organization, Tree, build_organization
from sightline.formats import read_organization
from sightline.report.handover import CustomerWord, Face, Run, Subject
from sightline.report.workbook import build_workbook

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted(ROOT.glob("sample_orgs/*/organization.yaml"))
RUN = Run(
    {"version": "1", "results": ["sight"], "inputs": [{"file": "a.yaml", "sha256": "0f" * 32}]},
    ("sightline analyze a.yaml --format json",),
)
MODEL = ("Elements", "Relations", "Obstacles", "Interventions", "Decisions", "Organization")
Book = Any


def subject_of(organization: Organization, word: str | None = None, **more: Any) -> Subject:  # noqa: ANN401 - handed on
    """Analyze an organization for a report."""
    names = [element.title for element in organization.elements]
    return Subject(sightline.analyze(organization), CustomerWord(word, names), RUN, **more)


def write(organization: Organization, folder: Path, face: Face | None = None) -> Path:
    """Write the findings workbook of an organization."""
    path = folder / "findings.xlsx"
    path.write_bytes(build_workbook(subject_of(organization), face))
    return path


def opened(content: bytes) -> Book:
    """Open a workbook as another program sees it; openpyxl knows bars only as Excel 2007 did, and says so."""
    openpyxl = pytest.importorskip("openpyxl")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*xtension is not supported")
        return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet: Book) -> list[dict[str, Any]]:
    """Give the rows of a sheet with one table, by the names of their columns."""
    head, *below = ([cell.value for cell in row] for row in sheet.iter_rows())
    return [dict(zip(head, row, strict=True)) for row in below]


def reread(path: Path) -> Organization:
    """Read the model that stands in a workbook."""
    return read_organization(path).organization


def drawn(raw: dict[str, Any]) -> Organization:
    """Build a drawn organization."""
    return build_organization(Tree(raw))


def planned() -> Organization:
    """Draw a plan of three steps, one of them without a date, against two obstacles at one place, few of whom answered.

    desk {3} [0.5, 0.2] ==> (citizen)
    """
    obstacles = [
        {"id": "wait", "kind": "bottleneck", "severity": 0.2, "n": 4},
        {"id": "sign", "kind": "approval-overload", "severity": 0.5, "n": 5, "evidence": "Four signatures."},
    ]
    return drawn(
        {
            "sightline": 1,
            "name": "Town hall",
            "as_of": "2026-03-01",
            "customers": {"citizen": {"name": "Citizens"}},
            "teams": {"desk": {"name": "Front desk", "headcount": 3, "serves": "citizen", "obstacles": obstacles}},
            "interventions": [
                {"id": "later", "clears": [{"obstacle": "wait", "to": 0.1}]},
                {"id": "second", "date": "2026-09-01", "cost": 2, "clears": [{"obstacle": "wait", "to": 0.0}]},
                {"id": "first", "name": "Sign less", "date": "2026-05-01", "clears": [{"obstacle": "sign", "to": 0.1}]},
            ],
        }
    )
