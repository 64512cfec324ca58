"""Help: our own texts, offline, without links and pictures; a word is found in all of them."""

from __future__ import annotations

import re

import pytest

from sightline.app.pages.help import PAGES, TITLES
from sightline.app.parts.help_pages import docs_folder, flatten, read_sections
from sightline.app.state import Session
from tests.app.apps import all_text, assert_drawn, open_app


@pytest.mark.parametrize("page", PAGES.values())
def test_nothing_in_our_texts_leads_outside(page: str) -> None:
    folder = docs_folder()
    assert folder is not None
    assert "](" in (folder / f"{page}.md").read_text("utf-8")
    sections = read_sections(page)
    assert len(sections) > 3
    for section in sections:
        assert not re.search(r"!?\[[^\]]*\]\([^)]*\)|<!--|https?://", section.text), section.title


def test_links_leave_their_words_and_pictures_their_description() -> None:
    text = "<!-- note -->\n1. [One](#one)\n\nSee [the `glossary`](glossary.md#a) and ![a bar\nof two parts](a.svg).\n"
    assert flatten(text).strip() == "See the `glossary` and *In the picture:* a bar\nof two parts."


@pytest.mark.parametrize("part", TITLES)
def test_every_part_is_shown(part: str) -> None:
    user = Session()
    user.choose("help", [part])
    app = open_app("help", user=user)
    assert_drawn(app)
    assert len(app.expander) >= 4


def test_a_word_is_found_wherever_it_is_explained() -> None:
    app = open_app("help", user=Session())
    app.text_input[0].set_value("Handoff clarity").run()
    said = all_text(app)
    assert "What a handoff is assumed to keep" in said
    assert "carrying relation |" not in said, "rows that do not speak of it are left out"
    assert any("What the figures are not" in expander.label for expander in app.expander)


def test_what_nothing_speaks_of_is_told_and_stays_text() -> None:
    app = open_app("help", user=Session())
    app.text_input[0].set_value("![x](http://127.0.0.1.invalid/a.png)").run()
    assert_drawn(app)
    assert "Nothing speaks of" in all_text(app)
    assert not any("](http" in shown.value for shown in app.markdown)


def test_rows_of_a_glossary_are_found_under_their_heading() -> None:
    words = next(section for section in read_sections("glossary") if section.title == "Words of the organization")
    found = words.about(("symptom",))
    assert found is not None
    head, rule, *rows = found.text.split("\n")
    assert head == "| word | meaning |"
    assert set(rule) <= set("|- ")
    assert rows == ["| symptom | An obstacle for which a cause is recorded. |"]
    assert words.about(("nowhere to be found",)) is None
