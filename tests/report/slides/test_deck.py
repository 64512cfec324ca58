"""The slides say what the analysis says, natively, and the same input gives the same file."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from pptx.enum.chart import XL_CHART_TYPE

import sightline
from sightline.errors import UsageError
from sightline.merging.difference import Difference
from sightline.report import wording
from sightline.report.handover import CustomerWord, Face, Subject
from sightline.report.handover.sections import SECTIONS
from sightline.report.slides import build_deck
from sightline.report.slides.sections import ADDERS
from tests.organizations import worked_example
from tests.report.slides.decks import (
    SAMPLES,
    charts,
    drawn,
    harbor,
    members,
    read,
    shapes,
    slides_titled,
    subject_of,
    texts,
    titles,
)

PLAN = [
    {"id": "a", "name": "Fewer sign-offs", "date": "2026-03-01", "clears": {"obstacle": "sign-offs", "to": 0.1}},
    {"id": "b", "name": "Freeze changes", "date": "2026-06-01", "clears": {"obstacle": "late-changes", "to": 0.0}},
]


def test_every_section_of_what_is_handed_over_has_slides() -> None:
    assert list(ADDERS) == [section.name for section in SECTIONS]


def test_the_slides_of_a_sample_stand_in_order() -> None:
    _, deck = harbor()
    told = dict.fromkeys(title.split(" (")[0].split(":")[0] for title in titles(deck))
    assert list(told) == [
        "How clearly Harbor Mutual sees its customers",
        "In short",
        "Where the effort ends",
        "Who serves whom, and where it goes dark",
        "What blocks most",
        "Line of sight",
        "What deserves a question",
        "What each external customer sees",
        "What if",
        "How the figures are computed",
        "Words",
        "How to compute it again",
    ]


def test_the_first_slide_after_the_cover_says_the_headline_and_its_figures() -> None:
    subject, deck = harbor()
    said = texts(slides_titled(deck, "In short")[0])
    assert wording.headline(subject.analysis).replace("\u00a0", " ") in said
    for figure in ("54 %", "84 %", "11 %", "42 %"):
        assert figure in said
    assert wording.REMARK in said


def test_the_bars_of_the_account_are_the_account() -> None:
    subject, deck = harbor()
    (chart,) = charts(slides_titled(deck, "Where the effort ends")[0])
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    account = dict(wording.account(subject.analysis))
    drawn_sums = {series.name: sum(series.values) for series in chart.plots[0].series}
    assert drawn_sums == pytest.approx({name: share for name, share in account.items() if share > 0})
    assert sum(drawn_sums.values()) == pytest.approx(1)


def test_the_bars_of_the_hotspots_are_their_gains_shares_and_what_is_blocked() -> None:
    subject, deck = harbor()
    chart = charts(slides_titled(deck, "What blocks most")[0])[0]
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    cost = subject.analysis.occlusion.obstacles
    rows = subject.analysis.occlusion.hotspots[:10]
    assert len(rows) == 10
    for series, values in zip(chart.plots[0].series, (cost.gain, cost.share, cost.blocked), strict=True):
        assert list(series.values) == pytest.approx(values[rows].tolist())
    assert next(iter(chart.plots[0].categories)) == subject.obstacle(int(rows[0]))


def test_the_bars_of_the_customers_are_what_arrives() -> None:
    subject, deck = harbor()
    (chart,) = charts(slides_titled(deck, "What each external customer sees")[0])
    clarity = np.sort(subject.analysis.customers.clarity)
    assert list(chart.plots[0].series[0].values) == pytest.approx(clarity.tolist(), abs=0.0006)


def test_a_scenario_shows_before_and_after() -> None:
    subject, deck = harbor()
    (slide,) = slides_titled(deck, "What if")
    effect = subject.tried[0].effect
    before, after = charts(slide)[0].plots[0].series
    assert (before.name, before.values[0]) == ("Today", pytest.approx(effect.index_before))
    assert (after.name, after.values[0]) == ("Then", pytest.approx(effect.index_after))


def test_a_plan_is_a_line_and_a_table() -> None:
    subject = subject_of(drawn(worked_example() | {"interventions": PLAN}))
    (slide,) = slides_titled(build_deck(subject, sections=["roadmap"]), "What is planned")
    (chart,) = charts(slide)
    assert chart.chart_type == XL_CHART_TYPE.LINE_MARKERS
    assert list(chart.plots[0].categories) == ["Today", "2026-03-01", "2026-06-01"]
    values = chart.plots[0].series[0].values
    assert values[0] == pytest.approx(0.6194)
    assert values[2] == pytest.approx((0.95 + 5 * 0.9 * 0.95 + 4 * 0.95 * 0.9 * 0.95) / 10)
    assert "Fewer sign-offs" in texts(slide)


def test_an_earlier_date_is_compared_with() -> None:
    alder = SAMPLES / "alder"
    before, after = (sightline.read(alder / name) for name in ("organization.yaml", "2026-06-01.yaml"))
    subject = Subject(sightline.analyze(after), CustomerWord(None), difference=Difference(before, after))
    slides = slides_titled(build_deck(subject, sections=["compare"]), "What has changed")
    assert len(slides) > 1
    assert "From 2023-06-01 to 2026-06-01." in texts(slides[0])


def test_a_line_has_a_card_for_each_station_and_connectors_that_are_glued() -> None:
    subject = subject_of(drawn(worked_example()), lines=0)
    chosen = Subject(subject.analysis, subject.word, elements=("planning",))
    (slide,) = slides_titled(build_deck(chosen, sections=["lines"]), "Line of sight: planning")
    cards = {shape.shape_id: shape.name for shape in shapes(slide)}
    ends = [
        tuple(cards[int(end.get("id"))] for end in shape._element.iter("{*}stCxn", "{*}endCxn"))
        for shape in shapes(slide)
        if shape.name == "Connector"
    ]
    assert ends == [("planning", "workshop"), ("workshop", "device"), ("device", "clinic")]
    assert "Silo handoff between planning and workshop" in texts(slide)


def test_what_stands_on_a_long_line_is_listed_below_it() -> None:
    concord = sightline.analyze(sightline.read(SAMPLES / "concord" / "organization.yaml"))
    chosen = [one for one in concord.snapshot.network.elements.ids.tolist() if "survey" in one]
    assert len(chosen) == 1
    deck = build_deck(Subject(concord, CustomerWord(None), elements=tuple(chosen)), sections=["lines"])
    (slide,) = slides_titled(deck, "Line of sight")
    assert "Consensus overload at Product Consensus Council" in texts(slide)


def test_only_the_chosen_sections_are_told() -> None:
    subject, _ = harbor()
    deck = build_deck(subject, sections=["run", "summary"])
    assert titles(deck)[1:] == ["In short", "How to compute it again"]
    with pytest.raises(UsageError, match="did you mean `summary`"):
        build_deck(subject, sections=["sumary"])


def test_nothing_to_show_has_no_slide() -> None:
    empty = Subject(sightline.analyze(drawn({"sightline": 1})), CustomerWord(None))
    assert [title.split(" (")[0] for title in dict.fromkeys(titles(build_deck(empty)))][:2] == [
        "How clearly Unnamed organization sees its customers",
        "In short",
    ]
    assert not slides_titled(build_deck(empty), "Where the effort ends")


def test_it_speaks_of_citizens_where_asked_to() -> None:
    subject, _ = harbor()
    said = Subject(subject.analysis, CustomerWord("citizen"))
    deck = build_deck(said, sections=["summary", "customers"])
    assert "reaches a citizen unobstructed" in texts(slides_titled(deck, "In short")[0])
    assert "How clearly Harbor Mutual sees its citizens" in titles(deck)[0]


def test_every_slide_has_a_title_a_number_and_a_footer() -> None:
    subject, _ = harbor()
    slides = list(read(build_deck(subject, Face(client="The board"), sections=["summary", "account"])).slides)
    assert len(slides) == 3
    for number, slide in enumerate(slides[1:], start=2):
        kinds = {one._element.ph.get("type"): one.text_frame.text for one in slide.placeholders}
        assert set(kinds) == {"title", "ftr", "sldNum"}
        assert kinds["ftr"] == "Harbor Mutual \u00b7 The board \u00b7 2026-02-01"
        assert kinds["sldNum"] == str(number)


def test_what_is_drawn_can_be_heard() -> None:
    _, deck = harbor()
    heard = 0
    for slide in read(deck).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                heard += 1
                assert shape._element._nvXxPr.cNvPr.get("descr"), f"{shape.name} has nothing in its place"
    assert heard > 10


def test_the_notes_explain_the_figures() -> None:
    _, deck = harbor()
    frame = slides_titled(deck, "In short")[0].notes_slide.notes_text_frame
    notes = "" if frame is None else frame.text
    assert "Line-of-sight index" in notes
    assert "Together" in notes


def test_the_same_input_gives_the_same_bytes_in_another_process_too() -> None:
    subject, deck = harbor()
    assert build_deck(subject) == deck
    code = "import hashlib; from tests.report.slides.decks import harbor;print(hashlib.sha256(harbor()[1]).hexdigest())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == hashlib.sha256(deck).hexdigest()


def test_the_file_says_nothing_of_the_machine_it_was_made_on() -> None:
    _, deck = harbor()
    everything = b"".join(members(deck).values())
    assert str(SAMPLES.parent).encode() not in everything
    assert b"python-pptx" not in everything
    assert b"Steve" not in everything
