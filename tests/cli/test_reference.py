"""The reference of the commands is what the commands say of themselves."""

from __future__ import annotations

from sightline.cli.conditions import COMPARISONS, FIGURES
from sightline.cli.reading import LARGE
from sightline.cli.reference import describe, list_commands, render
from tests.cli.running import ROOT, sightline

PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_page_is_fresh() -> None:
    assert render(PAGE) == PAGE, "run `make generate` and commit docs/cli.md"


def test_every_command_and_option_is_described() -> None:
    names = [name for name, _ in list_commands()]
    assert len(names) >= 10
    reference = describe()
    for name in names:
        assert f"## sightline {name}\n" in reference
        section = reference.split(f"## sightline {name}\n")[1].split("\n## ")[0]
        options = [word.strip(" ,") for word in sightline(*name.split(), "--help").out.split() if word.startswith("--")]
        for option in {word for word in options if word not in ("--help", "--format", "--force,")}:
            assert option.rstrip(".,:;)") in section + PAGE, (name, option)


def test_every_option_has_a_meaning() -> None:
    rows = [line for line in describe().splitlines() if line.startswith("| `")]
    assert len(rows) > 25
    assert [row for row in rows if row.endswith("|  |")] == []


def test_what_is_written_by_hand_agrees_with_the_code() -> None:
    for figure in FIGURES:
        assert f"`{figure}" in PAGE
    for sign in COMPARISONS:
        assert f"`{sign}`" in PAGE
    assert f"{LARGE:,} rows" in PAGE
