"""The page of limits has every limit that files of unknown origin meet, each where the code keeps it, and holds."""

from __future__ import annotations

import dataclasses
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from sightline.document import Tree, build_organization
from sightline.document.limits import DEFAULT_LIMITS, Limits
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError
from sightline.formats import ReadOptions, read_organization
from sightline.formats.safe_xml import XmlLimits
from sightline.formats.safe_zip import ZipLimits
from sightline.formats.source import TableLimits
from sightline.formats.workbook_guard import WorkbookLimits
from sightline.formats.workbook_scan import ScanLimits

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
MAKER = runpy.run_path(str(ROOT / "docs" / "limits_page.py"))
PARTS = {"unpacked", "part"}
"""Fields of the limits of workbooks that are limits themselves."""


def rows() -> list[Any]:
    return [row for table in MAKER["ROWS"].values() for row in table]


def test_the_page_is_what_its_maker_prints() -> None:
    assert len(rows()) > 50
    assert MAKER["render"](PAGE) == PAGE
    for row in rows():
        assert f"| {row.what} | {row.number:,}" in PAGE


@pytest.mark.parametrize("kind", [Limits, XmlLimits, ZipLimits, ScanLimits, WorkbookLimits, TableLimits])
def test_no_limit_is_left_out(kind: type[Any]) -> None:
    told = {row.name for row in rows() if isinstance(row.home, kind)}
    assert told == {field.name for field in dataclasses.fields(kind)} - PARTS


def test_a_limit_is_the_last_that_is_let_through() -> None:
    def organization(length: int) -> Tree:
        return Tree({"sightline": 1, "customers": {"client": {}}, "teams": {"desk": {"name": "d" * length}}})

    (longest,) = [row.number for row in rows() if row.what == "a name"]
    assert len(build_organization(organization(longest)).elements) == 2
    with pytest.raises(InputError, match="name"):
        build_organization(organization(longest + 1))


def test_the_snippet_raises_a_limit(tmp_path: Path) -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert "yaml_bytes=100_000_000" in snippet
    file = tmp_path / "large.yaml"
    file.write_text(f"sightline: 1\nname: Large\ncustomers: {{client: {{}}}}\n#{'x' * DEFAULT_LIMITS.yaml_bytes}\n")
    with pytest.raises(InputError, match="bytes"):
        read_yaml(file.read_bytes(), file=None)
    options = ReadOptions(limits=DEFAULT_LIMITS.raised(yaml_bytes=100_000_000))
    assert read_organization(file, options=options).organization.name == "Large"
