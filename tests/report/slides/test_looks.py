"""What a careful reader would not hand over is not in a deck: broken words, cut keys, odd figures, tiny caveats."""

from __future__ import annotations

from functools import cache

import pytest

import sightline
from sightline.phrases import NBSP
from sightline.pictures.svg_marks import width_of
from sightline.report.handover import CustomerWord, Run, Subject
from sightline.report.handover.findings import build_findings
from sightline.report.handover.summary import build_summary
from sightline.report.slides import build_deck
from sightline.report.slides.canvas import SMALLEST
from sightline.report.slides.finding_slides import SHOWN
from sightline.studies.uncertainty import Uncertainty, find_uncertainty
from tests.organizations import worked_example
from tests.report.slides.decks import SAMPLES, charts, drawn, harbor, members, read, shapes, slides_titled, texts

CLEAR = {"sightline": 1, "customers": {"c": {}}, "teams": {"t": {"serves": "c"}}}


@cache
def permit() -> bytes:
    analysis = sightline.analyze(sightline.read(SAMPLES / "permit" / "organization.yaml"))
    return build_deck(Subject(analysis, CustomerWord("applicant")))


def test_figures_in_charts_keep_a_space_before_the_sign() -> None:
    _, deck = harbor()
    drawings = {name: data.decode() for name, data in members(deck).items() if name.startswith("ppt/charts/chart")}
    assert len(drawings) > 2
    for drawing in drawings.values():
        assert f"0{NBSP}%" in drawing
        assert "0%" not in drawing
        assert drawing.count("<c:dLbls>") == drawing.count('<a:bodyPr wrap="none"/>') > 0


def test_no_word_in_the_head_of_a_table_is_broken() -> None:
    heads = 0
    for deck in (harbor()[1], permit()):
        for slide in read(deck).slides:
            for table in (shape.table for shape in slide.shapes if shape.has_table):
                for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
                    run = next(iter(cell.text_frame.paragraphs[0].runs), None)
                    if run is None:
                        continue
                    heads += 1
                    longest = max(width_of(word, run.font.size.pt) * 1.08 for word in run.text.split())
                    assert longest <= (column.width - cell.margin_left - cell.margin_right) / 12_700, run.text
    assert heads > 20


def test_the_keys_of_a_chart_are_whole() -> None:
    (slide,) = slides_titled(permit(), "Where the effort ends")
    keys = [shape.text_frame.text for shape in shapes(slide) if shape.name == "Key"]
    assert keys == ["Seen by applicants", "Blocked by obstacles", "Lost in handoffs", "No route to an applicant"]


def test_a_figure_stands_only_in_a_part_of_a_bar_that_holds_it() -> None:
    (slide,) = slides_titled(permit(), "Where the effort ends")
    (chart,) = charts(slide)
    series = chart.plots[0].series
    longest = max(map(sum, zip(*(one.values for one in series), strict=True)))
    assert chart.value_axis.maximum_scale == pytest.approx(longest)
    for one in series:
        assert one.data_labels.number_format.startswith(f"[<{0.06 * longest:.4f}]")


def test_bars_leave_room_for_the_figures_beside_them() -> None:
    _, deck = harbor()
    (slide,) = slides_titled(deck, "What each external customer sees")
    (chart,) = charts(slide)
    assert chart.value_axis.maximum_scale > 1.1 * max(chart.plots[0].series[0].values)


@pytest.mark.parametrize("draws", [0, 20])
def test_what_the_figures_rest_on_can_be_read_whole(draws: int) -> None:
    analysis = harbor()[0].analysis
    study: Uncertainty | None = find_uncertainty(analysis.snapshot, draws=draws) if draws else None
    subject = Subject(analysis, CustomerWord(None), uncertainty=study)
    panels = [
        shape
        for slide in read(build_deck(subject, sections=["summary"])).slides
        for shape in shapes(slide)
        if shape.name == "Caveats"
    ]
    assert len(panels) == 1 + bool(draws)
    said = {paragraph.text for panel in panels for paragraph in panel.text_frame.paragraphs}
    assert said >= {caveat.replace("`", "") for caveat in build_summary(subject).caveats}
    for panel in panels:
        assert all(run.font.size.pt >= SMALLEST for line in panel.text_frame.paragraphs for run in line.runs)


def test_no_recorded_obstacle_is_not_said_to_be_a_clear_way() -> None:
    said = "That is not the same as nothing being in the way."
    clear, hindered = (Subject(sightline.analyze(drawn(raw)), CustomerWord(None)) for raw in (CLEAR, worked_example()))
    assert said in texts(slides_titled(build_deck(clear), "In short")[0])
    assert said not in texts(slides_titled(build_deck(hindered), "In short")[0])


def test_findings_that_are_not_told_are_counted() -> None:
    subject, deck = harbor()
    rest = sum(weight.count for weight in build_findings(subject)) - SHOWN
    assert rest > 1
    last = slides_titled(deck, "What deserves a question")[-1]
    assert f"{rest} findings more are not told here; the report lists them." in texts(last)


def test_commands_stand_on_one_slide_with_what_they_rest_on() -> None:
    subject, _ = harbor()
    assert subject.run is not None
    commands = tuple(f"sightline paths a.yaml {number} --format json" for number in range(8))
    told = Subject(subject.analysis, CustomerWord(None), Run(subject.run.manifest, commands))
    (slide,) = slides_titled(build_deck(told, sections=["run"]), "How to compute it again")
    assert all(command in texts(slide) for command in commands)


def test_commands_that_fill_more_than_a_slide_are_all_told() -> None:
    subject, _ = harbor()
    assert subject.run is not None
    commands = tuple(f"sightline paths a.yaml {number} --format json" for number in range(60))
    told = Subject(subject.analysis, CustomerWord(None), Run(subject.run.manifest, commands))
    slides = slides_titled(build_deck(told, sections=["run"]), "How to compute it again")
    assert len(slides) > 1
    said = "\n".join(texts(slide) for slide in slides).splitlines()
    assert [line for line in said if line.startswith("sightline paths")] == list(commands)
