"""A line of sight in sentences: facts about them on drawn organizations, for each place that an element can have."""

from __future__ import annotations

from hypothesis import given, settings

from sightline.analyzers.paths import Paths, find_paths
from sightline.document import Tree, build_organization
from sightline.phrases import NBSP
from sightline.pipeline import Analysis, analyze
from sightline.report import line_wording
from sightline.report.wording import Names
from tests import organizations as drawn
from tests.drawing import organizations

Raw = dict[str, object]


def look(raw: Raw, element: str) -> tuple[Paths, Names, Analysis]:
    analysis = analyze(build_organization(Tree(raw)))
    return find_paths(analysis.snapshot, element), Names(analysis.snapshot.network), analysis


def plain(text: str | None) -> str:
    return (text or "").replace(NBSP, " ")


def test_the_answer_says_through_whom_and_what_is_left() -> None:
    found, names, _ = look(drawn.worked_example(), "planning")
    assert plain(line_wording.reach(found, names)) == (
        "The best line of planning reaches clinic through workshop and device; 36 % of the view is left at its end."
    )
    assert plain(line_wording.expectation(found, names)) == (
        "Over all the routes its work really takes, 36 % of it reaches a customer (clinic 27 % and patient 9 %)."
    )
    assert plain(line_wording.about_line(found.lines[0])) == "clarity 36 %, 3 steps, 2 handoffs"


def test_the_weakest_place_is_named_with_its_obstacles() -> None:
    found, names, analysis = look(drawn.worked_example(), "planning")
    line = found.lines[0]
    assert line_wording.weakest_place(line, names) == "between planning and workshop"
    assert plain(line_wording.weakest(line, names)) == (
        "What takes most is the step between planning and workshop: 48 % passes there."
    )
    obstacles = analysis.snapshot.network.obstacles
    assert [obstacles.ids[row] for row in line_wording.obstacles_at_weakest(line, names.network)] == ["late-changes"]


def test_one_place_that_everything_passes_is_named() -> None:
    found, names, _ = look(drawn.one_gate_before_the_customer(), "design")
    assert line_wording.ways(found, names) == (
        "Everything passes build and release-board; without any one of them there is no route."
    )
    assert line_wording.only_end(found, names) == "All its routes end at client."


def test_a_direct_relation_can_be_the_only_way() -> None:
    found, names, _ = look(drawn.worked_example(), "helpdesk")
    assert line_wording.ways(found, names) == (
        "Everything passes the direct relation of helpdesk to patient; without it there is no route."
    )


def test_independent_routes_are_counted_with_what_they_hang_on() -> None:
    found, names, _ = look(drawn.two_ways_round(), "shop")
    assert len(found.disjoint) > 1
    said = line_wording.ways(found, names)
    assert said.startswith(f"{len(found.disjoint)} independent routes share no element on the way; only without ")


def test_who_depends_is_counted_and_named() -> None:
    found, names, _ = look(drawn.two_suppliers_one_broker(), "broker")
    assert line_wording.depending(found, names) == "2 elements have no route without broker: print-shop and web-shop."
    assert "direct relation of broker to north" in line_wording.ways(found, names)


def test_a_customer_is_where_lines_end() -> None:
    found, names, _ = look(drawn.worked_example(), "clinic")
    assert line_wording.reach(found, names) == "Lines of sight end at clinic, an external customer."
    assert line_wording.expectation(found, names) is None
    assert line_wording.ways(found, names) == "There is no route."


def test_a_line_that_lets_nothing_through_says_so() -> None:
    found, names, _ = look(drawn.opaque_in_series(), "desk")
    assert "but nothing passes: 0 % of the view" in plain(line_wording.reach(found, names))
    assert line_wording.weakest(found.lines[0], names).endswith(
        "nothing passes there, as at 1 other place of the line."
    )


def test_a_circle_that_nobody_leaves_is_named() -> None:
    found, names, analysis = look(drawn.closed_reporting_loop(), "reporting")
    network = analysis.snapshot.network
    assert line_wording.reach(found, names) == "reporting has no route to any external customer."
    said = line_wording.missing_relation(network, network.elements.row["reporting"], names)
    assert said == (
        "Its work goes in a circle that nobody leaves (reporting, controllers and board-office):"
        " record who outside of it uses the result."
    )


def test_the_end_of_stranded_work_is_named() -> None:
    raw: Raw = {
        "sightline": 1,
        "customers": {"c": {}},
        "teams": {"a": {"serves": "b"}, "b": {"serves": "d"}, "d": {}, "idle": {"serves": {"to": "c", "volume": 0}}},
    }
    _, names, analysis = look(raw, "a")
    network = analysis.snapshot.network
    said = {name: line_wording.missing_relation(network, row, names) for name, row in network.elements.row.items()}
    assert said["a"] == said["b"] == "Its work ends at d: nobody is recorded who uses what it hands over."
    assert said["d"] == "Its work ends here: nobody is recorded who uses what it hands over."
    assert said["idle"] == "Its work ends here: its only relations carry no volume."


def test_the_first_to_ask_about_is_the_one_most_of_whose_effort_reaches_nobody() -> None:
    """Planning sees less, but of the workshop's five and planning's four more of planning's effort is lost."""
    analysis = analyze(build_organization(Tree(drawn.worked_example())))
    assert line_wording.first_asked(analysis) == "planning"
    assert line_wording.first_asked(analyze(build_organization(Tree({"sightline": 1})))) is None


@given(organizations())
@settings(max_examples=60, deadline=None)
def test_every_element_of_every_organization_has_its_sentences(raw: Raw) -> None:
    analysis = analyze(build_organization(Tree(raw)))
    network, names = analysis.snapshot.network, Names(analysis.snapshot.network)
    first = line_wording.first_asked(analysis)
    assert (first in network.elements.row) if len(network.elements) else first is None
    for identifier, row in network.elements.row.items():
        found = find_paths(analysis.snapshot, identifier)
        said = [
            line_wording.reach(found, names),
            line_wording.ways(found, names),
            line_wording.only_end(found, names) or "Several.",
            line_wording.depending(found, names),
            *(line_wording.weakest(line, names) for line in found.lines),
        ]
        if not found.lines:
            said.append(line_wording.missing_relation(network, row, names))
        for sentence in said:
            assert sentence.endswith(".")
            assert "\n" not in sentence
            assert "none" not in sentence.split()
