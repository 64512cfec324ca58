"""The page that leads to a first report, walked as a newcomer walks it: files typed, parts replaced, commands run."""

from __future__ import annotations

import re
import shlex
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import ROOT, sightline

PAGE = (ROOT / "docs" / "tutorial" / "first-report.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(yaml|shell-session)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MODEL = Path("library.yaml")
INSTALLING = ("make ", "source ")


def steps() -> Iterator[tuple[str, str]]:
    """Give what is to be typed into the model, and the commands with what is shown of their output, in their order."""
    for kind, text in BLOCK.findall(PAGE):
        if kind == "yaml":
            yield "typed", text
        else:
            yield from (("run", piece) for piece in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:])


def typed_into(model: str, text: str) -> str:
    """Type a block: the whole file, what comes at its end, or in the place of the entry that begins with its line."""
    first, _, _ = text.partition("\n")
    if not first.startswith(" "):
        return model + text
    indent = len(first) - len(first.lstrip())
    entry = re.compile(
        rf"^ {{{indent}}}{re.escape(first.strip().partition(':')[0])}:.*\n(?: {{{indent + 1},}}.*\n)*", re.MULTILINE
    )
    replaced, count = entry.subn(lambda _: text, model)
    assert count == 1, f"{first.strip()} stands {count} times"
    return replaced


def words(text: str) -> list[str]:
    return [word for word in text.split() if word != "..." and set(word) != {"─"}]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Walk the page in an empty folder, and give the folder; every word that is shown must come out."""
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "100")
        for what, text in steps():
            if what == "typed":
                MODEL.write_text(typed_into(MODEL.read_text() if MODEL.exists() else "", text), encoding="utf-8")
                continue
            command, _, shown = text.partition("\n")
            if command.startswith(INSTALLING):
                continue
            ran = sightline(*shlex.split(command)[1:])
            assert ran.code == 0, f"{command}\n{ran.err}"
            real = iter(words(ran.out))
            missing = next((word for word in words(shown) if word not in real), None)
            assert missing is None, f"{command}: `{missing}` is shown and does not come out there"
    return folder


def test_there_is_something_to_walk() -> None:
    kinds = [what for what, _ in steps()]
    assert kinds.count("typed") == 6
    assert kinds.count("run") >= 10
    assert {"validate", "analyze", "paths", "what-if", "plan", "report"} <= set(
        re.findall(r"^\$ sightline (\S+)", PAGE, re.MULTILINE)
    )


def test_the_page_leads_to_its_three_files(walked: Path) -> None:
    assert "Millbrook library" in (walked / "report.html").read_text(encoding="utf-8")
    for name, part in (("slides.pptx", "ppt/presentation.xml"), ("findings.xlsx", "xl/workbook.xml")):
        assert part in zipfile.ZipFile(walked / name).namelist()


def test_what_is_said_aloud_is_what_the_model_says(walked: Path) -> None:
    spoken = PAGE.split("## 9.")[1].replace("\n", " ")
    told = sightline("analyze", walked / MODEL, "--format", "json").json
    assert f"{told['index']:.0%}".replace("%", " %") in spoken
    assert told["coverage"] == pytest.approx(1 / 3)
    plan = sightline("plan", walked / MODEL, "--budget", "3", "--format", "json").json
    assert "some eleven points" in spoken
    assert 100 * (plan["index"]["after"] - plan["index"]["before"]) == pytest.approx(11, abs=0.5)


def test_the_slip_of_the_pen_is_told_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    whole = next(text for what, text in steps() if what == "typed")
    MODEL.write_text(whole.replace("serves: [cataloguing]", "serves: [catalogueing]"), encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
    ran = sightline("validate", MODEL)
    assert ran.code == 2
    assert shown in ran.out
