"""What comes from outside never steers the terminal, is never run, and never ends in a traceback."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.cli.running import Ran, sightline

NAMES = {
    "escape": "\u001b[31mred\u001b[0m \u001b]0;title\u0007",
    "c1": "\u009b31m \u0085",
    "markup": "[red]not red[/red] [link=http://example.org]x[/link] [/]",
    "emoji": "a :smile: b",
    "direction": "\u202egnp.exe \u2066x\u2069",
    "tags": "\U000e0041\u200b\u2060\ufeffx",
    "lines": "one\ntwo\r\nthree\ttab",
    "long": "word " * 99,
    "no-space": "x" * 500,
    "wide": "\u4e2d\u6587" * 200,
    "formula": "=cmd|' /C calc'!A0",
    "braces": "{0} %s ${HOME} `id`",
}


def organization(name: str) -> bytes:
    team = {"name": name, "serves": ["c", "p"], "obstacles": [{"kind": "turnover", "severity": 0.5, "id": "o"}]}
    raw = {
        "sightline": 1,
        "name": name,
        "customers": {"c": {"name": name}},
        "processes": {"p": {"name": name}},
        "teams": {"a": team, "b": {"name": name, "serves": ["a"]}},
    }
    return json.dumps(raw).encode()


def harmful(text: str) -> list[str]:
    """List the characters that steer a terminal or turn the writing."""
    return [sign for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs")]


def ran_all(data: bytes) -> list[Ran]:
    return [
        sightline("analyze", "-", stdin=data),
        sightline("validate", "-", stdin=data),
        sightline("paths", "-", "b", stdin=data),
        sightline("analyze", "-", "--format", "json", stdin=data),
        sightline("paths", "-", "b", "--format", "json", stdin=data),
    ]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_do_no_harm_in_any_output(name: str) -> None:
    for ran in ran_all(organization(name)):
        assert ran.code in (0, 2)
        assert harmful(ran.out + ran.err) == []
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("name", ["long", "no-space", "wide"])
def test_long_names_fit(monkeypatch: pytest.MonkeyPatch, width: str, name: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    ran = sightline("analyze", "-", stdin=organization(NAMES[name]))
    assert ran.code == 0
    cells = [
        sum(2 if unicodedata.east_asian_width(sign) == "W" else 1 for sign in line) for line in ran.out.splitlines()
    ]
    assert max(cells) <= int(width)


def test_markup_is_text() -> None:
    ran = sightline("analyze", "-", stdin=organization(NAMES["markup"]))
    assert "[red]not red[/red]" in ran.sentences
    assert ":smile:" in sightline("analyze", "-", stdin=organization(NAMES["emoji"])).sentences


def test_csv_is_no_formula() -> None:
    ran = sightline("analyze", "-", "--format", "csv", stdin=organization(NAMES["formula"]))
    assert "'=cmd" in ran.out
    assert ",=cmd" not in ran.out


@pytest.mark.parametrize("command", ["analyze", "validate"])
def test_paths_that_cannot_be_read(tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.yaml").touch()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "archive.docx").write_bytes(b"PK\3\4")
    for name in ("empty", "empty.yaml", "picture.png", "loop", "archive.docx", "missing.yaml", "x" * 5000, "a\0b", ""):
        ran = sightline(command, str(tmp_path / name) if name else "")
        assert ran.code == 2, name[:20]
        assert len((ran.out if command == "validate" else ran.err).splitlines()) == 1, name[:20]
        assert "Traceback" not in ran.err


def test_a_path_with_control_characters_is_told_without_them() -> None:
    ran = sightline("analyze", "\x1b[31mno\u202e.yaml")
    assert ran.code == 2
    assert harmful(ran.err) == []


def test_nothing_on_standard_input() -> None:
    ran = sightline("analyze", "-", stdin=b"")
    assert ran.code == 2
    assert "nothing came in" in ran.err


def test_a_bomb_is_refused() -> None:
    bomb = b"sightline: 1\na: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(50))
    ran = sightline("analyze", "-", stdin=bomb)
    assert ran.code == 2
    assert "Traceback" not in ran.err
