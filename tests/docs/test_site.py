"""The documentation site: built strictly, whole in itself, and with every public name in its reference."""

from __future__ import annotations

import inspect
import re
import zlib
from pathlib import Path

import pytest

import sightline
from sightline import Analysis
from sightline.findings import Result
from tests.docs.site_building import ROOT, Built, build_once

pytest.importorskip("sphinx", reason="The site is built with the locked tools, which are not in this environment.")

from docs.website.checking import Page, mistakes


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory)


@pytest.fixture(scope="session")
def pages(site: Built) -> dict[str, Page]:
    return {
        path.relative_to(site.folder).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in site.folder.rglob("*.html")
    }


def test_the_site_is_built_without_a_complaint(site: Built) -> None:
    assert site.complaints == ""
    assert (site.folder / "index.html").is_file()


def test_every_page_of_the_documentation_is_on_the_site(pages: dict[str, Page]) -> None:
    sources = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "sample_orgs").rglob("*.md"), ROOT / "README.md"]
    assert len(sources) >= 40
    assert {path.relative_to(ROOT).with_suffix(".html").as_posix() for path in sources} - pages.keys() == set()


def test_every_address_was_looked_at(pages: dict[str, Page], site: Built) -> None:
    assert sum(len(page.addresses) for page in pages.values()) > 5_000
    assert any("_downloads/" in address for page in pages.values() for _, address in page.addresses)
    assert list(mistakes(site.folder)) == []


def test_every_picture_has_words(site: Built) -> None:
    pictures = [
        (path.name, picture)
        for path in site.folder.rglob("*.html")
        for picture in re.findall(r"<img\b[^>]*>", path.read_text(encoding="utf-8"))
    ]
    assert len({picture for _, picture in pictures}) >= 4
    assert [pair for pair in pictures if not re.search(r'alt="[^"]+"', pair[1])] == []


def test_every_public_name_is_in_the_reference(site: Built) -> None:
    inventory = (site.folder / "objects.inv").read_bytes().split(b"\n", 4)[4]
    names = {line.split(" ")[0] for line in zlib.decompress(inventory).decode().splitlines()}
    results = {
        inspect.signature(prop.fget, eval_str=False).return_annotation
        for prop in vars(Analysis).values()
        if isinstance(prop, property) and prop.fget is not None
    }
    known = {kind.__name__: f"{kind.__module__}.{kind.__name__}" for kind in every_result(Result)}
    wanted = {known[result] for result in results if result in known}
    assert len(wanted) >= 18
    assert wanted | {f"sightline.{name}" for name in sightline.__all__ if name != "__version__"} <= names


def every_result(kind: type) -> set[type]:
    below: list[type] = kind.__subclasses__()
    return {kind}.union(*(every_result(one) for one in below))


def test_nothing_of_the_machine_is_in_it(site: Built) -> None:
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    assert len(files) > 80
    machine = str(ROOT).encode()
    assert [path for path in files if machine in path.read_bytes()] == []


def test_a_mistake_on_a_page_is_found(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text('<h1 id="here">Here</h1>', encoding="utf-8")
    (tmp_path / "page.html").write_text(
        '<p id="top"><a href="other.html#here">a</a><a href="#top">b</a><a href="https://example.org/">c</a>'
        '<a href="other.html#there">d</a><a href="#below">e</a><a href="gone.html">f</a><img src="gone.png">'
        '<script src="https://example.org/x.js"></script><link rel="stylesheet" href="//example.org/x.css">',
        encoding="utf-8",
    )
    (tmp_path / "page.css").write_text("a { background: url('https://example.org/x.png') }", encoding="utf-8")
    assert list(mistakes(tmp_path)) == [
        "page.html: other.html#there names no place on its page",
        "page.html: #below names no place on its page",
        "page.html: gone.html leads nowhere",
        "page.html: gone.png leads nowhere",
        "page.html: https://example.org/x.js is loaded from elsewhere",
        "page.html: //example.org/x.css is loaded from elsewhere",
        "page.css: https://example.org/x.png is loaded from elsewhere",
    ]
