"""Decks in LibreOffice: opened and saved again they hold the same slides, texts, charts and connectors."""

from __future__ import annotations

from pathlib import Path

from sightline.pipeline import analyze
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.subject import Subject
from sightline.report.slides import build_deck
from tests.app.hostile import hostile_organization
from tests.office import resave, to_pictures
from tests.office_files.slides import read_slides
from tests.samples.readings import analyzed


def saved_again(subject: Subject, folder: Path) -> tuple[Path, Path]:
    """Write a deck, and let LibreOffice save it; give both."""
    deck = folder / "deck.pptx"
    deck.write_bytes(build_deck(subject))
    return deck, resave(deck, folder / "saved", form="pptx")


def test_a_deck_is_the_same_after_libreoffice_saved_it(tmp_path: Path) -> None:
    deck, saved = saved_again(Subject(analyzed("harbor"), CustomerWord(None)), tmp_path)
    before, after = read_slides(deck), read_slides(saved)
    assert len(before) > 5
    assert sum(len(slide.charts) for slide in before) > 1
    assert max(slide.glued for slide in before) > 50
    assert [slide.title for slide in after] == [slide.title for slide in before]
    for was, now in zip(before, after, strict=True):
        assert now == was


def test_every_slide_prints(tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(build_deck(Subject(analyze(hostile_organization()), CustomerWord(None))))
    assert len(to_pictures(deck, tmp_path / "printed", dots=20)) == len(read_slides(deck)) > 5
