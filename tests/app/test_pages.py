"""Every page, on every sample and on every odd organization: it is drawn, answers, and shows client text as text."""

from __future__ import annotations

import functools
import re

import pytest

from sightline.app.pages import PAGES, AppPage, find_page
from sightline.app.samples import SAMPLES
from sightline.document import Organization, Tree, build_organization
from tests.app.apps import all_text, assert_drawn, open_app, open_frame, opened, texts
from tests.app.hostile import BEACON, PAYLOADS, hostile_organization
from tests.app.large import large_organization

ALL = [page.key for page in PAGES]


def drawn(text: dict[str, object]) -> Organization:
    return build_organization(Tree({"sightline": 1, **text}))


ODD: dict[str, Organization] = {
    "empty": Organization(name="Nothing yet"),
    "one element": drawn({"teams": {"alone": {}}}),
    "one customer": drawn({"customers": {"only": {}}}),
    "no customers": drawn({"teams": {"a": {"serves": ["b"]}, "b": {"obstacles": [{"kind": "silo", "severity": 0.5}]}}}),
    "no effort": drawn({"customers": {"c": {}}, "teams": {"a": {"effort": 0, "serves": ["c"]}}}),
    "opaque": drawn(
        {"customers": {"c": {}}, "teams": {"a": {"serves": ["c"], "obstacles": [{"kind": "silo", "severity": 1}]}}}
    ),
}


@functools.cache
def large() -> Organization:
    return large_organization(1_000)


def test_the_pages_have_names_of_their_own() -> None:
    assert len(set(ALL)) == len(ALL) >= 9
    assert len({page.title for page in PAGES}) == len(PAGES)
    for page in PAGES:
        assert page.question.endswith("?")
        assert callable(page.render)


@pytest.mark.parametrize("sample", [sample.key for sample in SAMPLES])
@pytest.mark.parametrize("page", ALL)
def test_every_page_is_drawn_on_every_sample(page: str, sample: str) -> None:
    app = open_app(page, sample=sample)
    assert_drawn(app)
    assert not app.error


@pytest.mark.parametrize("organization", ODD)
@pytest.mark.parametrize("page", ALL)
def test_every_page_is_drawn_on_odd_organizations(page: str, organization: str) -> None:
    assert_drawn(open_app(page, organization=ODD[organization]))


@pytest.mark.parametrize("page", ALL)
def test_every_page_is_drawn_at_1000_elements(page: str) -> None:
    assert_drawn(open_app(page, organization=large(), element="t500"))


@pytest.mark.parametrize("element", ["e0", "e3", "thing", "buyer"])
@pytest.mark.parametrize("page", ALL)
def test_hostile_names_are_escaped_wherever_markdown_is_read(page: str, element: str) -> None:
    app = open_app(page, organization=hostile_organization(), element=element)
    assert_drawn(app)
    shown = list(texts(app))
    assert shown
    for text in shown:
        assert f"](http://{BEACON}" not in text
        assert not re.search(r"(?<!\\)<(img|script|svg|iframe|a)\b", text)
        assert "](javascript:" not in text
        assert not re.search(rf"(?<!\\):(?!\\)//{re.escape(BEACON)}", text), text


@pytest.mark.parametrize("page", [page for page in PAGES if page.needs_model], ids=lambda page: page.key)
def test_a_hostile_name_is_still_readable(page: AppPage) -> None:
    """Nothing is lost: the name of the organization's worst payload is somewhere as its own letters, or not at all."""
    app = open_app(page.key, organization=hostile_organization(), element="e2")
    assert PAYLOADS[0] not in "\n".join(texts(app)), "a name stands unescaped"
    assert all_text(app)


def test_without_a_model_only_the_pages_that_need_none_are_there() -> None:
    app = open_frame()
    assert_drawn(app)
    assert "See your organization" in all_text(app)


def test_with_a_model_the_app_begins_with_the_overview() -> None:
    app = open_frame(opened(sample="harbor"))
    assert_drawn(app)
    assert "Harbor Mutual" in all_text(app)
    assert "Line-of-sight index" in all_text(app)


def test_an_unknown_page_is_told() -> None:
    with pytest.raises(KeyError):
        find_page("atlantis")
