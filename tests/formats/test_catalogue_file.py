from __future__ import annotations

from pathlib import Path

import pytest

from sightline.catalogue.details import catalogue
from sightline.errors import InputError
from sightline.formats.catalogue_file import read_catalogue

OWN = """\
kinds:
  - kind: paper_forms
    name: Paper forms
    area: operations
    light: One form a case
    items: [{audience: front-line, sign: "-", text: Half my day goes into forms.}]
    remedies: [{text: Ask once, effort: M}]
  - kind: turnover
    middling: About 25 % a year
"""
BROKEN = """\
kinds:
  - kind: paper-forms
  - kind: turnover
    areas: operations
    items: [{audience: frontline, sign: "-", text: x}]
    remedies: [{text: Ask once, effort: XXL}]
  - just text
"""


def test_kinds_of_ones_own_extend_and_override(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    kinds = read_catalogue(tmp_path / "own.yaml")
    assert len(kinds) == len(catalogue()) + 1
    assert kinds["paper-forms"].items[0].id == "paper-forms-1"
    assert kinds["paper-forms"].remedies[0].points == 3
    assert kinds["turnover"].anchors[0.5] == "About 25 % a year"


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_catalogue(tmp_path / "own.yaml")
    told = {problem.place.line: problem.message for problem in caught.value.problems}
    assert "needs a `name` and an `area`" in told[2]
    assert "did you mean `area`?" in told[4]
    assert "did you mean `front-line`?" in told[5]
    assert "`effort` is `XXL`" in told[6]
    assert "a kind is a mapping" in told[7]


@pytest.mark.parametrize("text", ["[]", "kinds: {}", "kind: x"])
def test_what_is_no_catalogue_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="a mapping with a list `kinds`"):
        read_catalogue(tmp_path / "own.yaml")


def test_without_a_file_there_is_what_comes_with_sightline() -> None:
    assert read_catalogue(None) is catalogue()
