"""`sightline diff`: what a change does to the sight of external customers, and the exit code for darker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import CONCORD, sightline

OLD = """\
sightline: 1
customers: {clients: {name: Clients}}
teams:
  desk: {name: "Support [red]desk[/red]", serves: clients}
  mail: {name: Email, supports: desk}
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(OLD.replace(", serves: clients", ""), encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("files")
def test_the_first_sentence_is_in_terms_of_the_customer() -> None:
    ran = sightline("diff", "old.yaml", "new.yaml")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "This takes 2 teams out of sight of any external customer."
    assert "Support [red]desk[/red]" in ran.out, "what a file says is no markup"
    assert "Nobody works any more for Clients." in ran.out


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("old", "new", "code"), [("old", "new", 1), ("new", "old", 0), ("old", "old", 0)])
def test_darker_fails_where_this_is_asked_for(old: str, new: str, code: int) -> None:
    ran = sightline("diff", f"{old}.yaml", f"{new}.yaml", "--fail-if-darker")
    assert ran.code == code
    assert ("Darker: This takes 2 teams out of sight" in ran.err) == bool(code)


def test_json_says_all_of_it(files: Path) -> None:
    ran = sightline("diff", "old.yaml", "new.yaml", "--format", "json", "--top", "1", "-o", "diff.json")
    assert ran.code == 0
    assert ran.out == ""
    text = (files / "diff.json").read_text(encoding="utf-8")
    assert '"went_dark": [\n    "desk",\n    "mail"\n  ]' in text
    told = sightline("diff", "old.yaml", "new.yaml", "--format", "json").json
    assert told["is_darker"] is True
    assert told["index"] == {"before": 0.95, "after": 0.0}
    assert [one["on"] for one in told["removed"]] == ["desk -> clients (serves)"]
    assert set(told) == {
        *("sightline", "headline", "is_darker", "index", "account", "went_dark", "came_to_light"),
        *("customers", "added", "removed", "changed"),
    }


@pytest.mark.usefixtures("files")
def test_a_file_is_not_overwritten_by_its_own_comparison() -> None:
    ran = sightline("diff", "old.yaml", "new.yaml", "-o", "old.yaml")
    assert ran.code == 2
    assert "choose another name" in ran.err


def test_two_formats_of_one_organization_do_not_differ(tmp_path: Path) -> None:
    assert sightline("convert", CONCORD, tmp_path / "tables").code == 0
    assert sightline("diff", CONCORD, tmp_path / "tables").out.startswith("Nothing changes.")
