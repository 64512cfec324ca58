"""A journey: its dates, its figures, what was planned beside what happened, and what came back."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from pathlib import Path

import pytest

from sightline.document import Tree, build_organization
from sightline.document.text_form import to_yaml
from sightline.errors import InputError, UsageError
from sightline.pipeline import analyze
from sightline.studies.journey import Journey, follow
from sightline.studies.journey_folder import Dated, find_date, in_order, read_dated
from tests.drawing import Body
from tests.samples.readings import FOLDER

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "journey"


def state(date: str, *severities: float, plan: list[Body] | None = None) -> Dated:
    """Show a desk and a shop before one client, each with half of the effort, and an obstacle at each.

    desk {1} [first] --> (client) <-- shop {1} [second]
    """
    teams = {
        name: {"delivers": "client", "obstacles": [{"id": f"at-{name}", "kind": "bottleneck", "severity": severity}]}
        for name, severity in zip(("desk", "shop"), severities, strict=True)
    }
    raw = {"sightline": 1, "customers": {"client": {}}, "teams": teams, "interventions": plan or []}
    return Dated(datetime.date.fromisoformat(date), f"{date}.yaml", build_organization(Tree(raw)))


def clearing(name: str, date: str, to: float = 0.0) -> Body:
    return {"id": f"help-{name}", "date": date, "clears": {"obstacle": f"at-{name}", "to": to}}


def journey(*states: Dated) -> Journey:
    return follow(states)


def test_every_stage_has_the_figures_of_its_analysis() -> None:
    found = follow(read_dated(FOLDER / "alder"))
    assert [one.date.year for one in found.stages] == [2023, 2024, 2026]
    for stage in found.stages:
        analysis = analyze(stage.snapshot)
        assert stage.index == analysis.sight.index
        assert asdict(stage.account) == asdict(analysis.sight.account)
        assert stage.coverage == analysis.coverage.coverage
        assert sorted(one.code for one in stage.findings) == sorted(one.code for one in analysis.findings)


def test_what_was_planned_stands_beside_what_happened() -> None:
    """Plan to clear both desks (0.25 and 0.1 of the index); one is cleared, the other only eased from 0.2 to 0.1."""
    plan = [clearing("desk", "2025-03-01"), clearing("shop", "2025-06-01")]
    found = journey(state("2025-01-01", 0.5, 0.2, plan=plan), state("2025-06-01", 0.0, 0.1))
    forecast = found.steps[0].forecast
    assert forecast is not None
    assert [(one.intervention.id, one.kept) for one in forecast.promises] == [
        ("help-desk", "done"),
        ("help-shop", "in part"),
    ]
    assert [one.predicted for one in forecast.promises] == pytest.approx([0.25, 0.1])
    assert forecast.predicted == pytest.approx(0.35)
    assert forecast.observed == pytest.approx(0.3)
    assert forecast.at_places == pytest.approx(0.3)


def test_what_happens_elsewhere_is_told_apart() -> None:
    """Clear the desk as planned (+0.25) while the shop gets worse by 0.4 (-0.2)."""
    found = journey(state("2025-01-01", 0.5, 0.2, plan=[clearing("desk", "2025-03-01")]), state("2025-06-01", 0.0, 0.6))
    forecast = found.steps[0].forecast
    assert forecast is not None
    assert forecast.predicted == pytest.approx(0.25)
    assert forecast.observed == pytest.approx(0.05)
    assert forecast.at_places == pytest.approx(0.25)


@pytest.mark.parametrize("due", ["2025-01-01", "2025-06-02"])
def test_only_what_was_due_between_the_dates_is_promised(due: str) -> None:
    found = journey(state("2025-01-01", 0.5, 0.2, plan=[clearing("desk", due)]), state("2025-06-01", 0.0, 0.2))
    assert found.steps[0].forecast is None


def test_a_plan_that_nobody_followed_is_told_as_such() -> None:
    found = journey(state("2025-01-01", 0.5, 0.2, plan=[clearing("desk", "2025-02-01")]), state("2025-06-01", 0.5, 0.2))
    assert found.steps[0].forecast is not None
    assert [one.kept for one in found.steps[0].forecast.promises] == ["not done"]


def test_what_was_closed_and_is_there_again_came_back() -> None:
    found = journey(state("2025-01-01", 0.5, 0.2), state("2025-06-01", 0.0, 0.2), state("2026-01-01", 0.3, 0.2))
    assert [[one.id for one in step.reopened] for step in found.steps] == [[], ["at-desk"]]
    assert [one.id for one in found.steps[1].comparison.turnover.among("opened")] == ["at-desk"]


def test_the_steps_add_up_to_the_whole() -> None:
    found = follow(read_dated(EXAMPLE))
    changes = [step.comparison.split.change for step in found.steps if step.comparison.split is not None]
    assert len(changes) == len(found.stages) - 1 == 2
    assert found.whole.split is not None
    assert sum(changes) == pytest.approx(found.whole.split.change)
    assert [bool(step.comparison.findings) for step in found.steps] == [True, False]
    assert [[one.id for one in step.reopened] for step in found.steps] == [[], ["price-approval"]]


def test_intervals_are_drawn_where_they_are_asked_for_and_hold_most_of_the_draws() -> None:
    states = (state("2025-01-01", 0.5, 0.2), state("2025-06-01", 0.0, 0.2))
    assert [one.interval for one in follow(states).stages] == [None, None]
    for stage in follow(states, draws=20).stages:
        assert stage.interval is not None
        assert stage.interval.low < stage.interval.high
        assert stage.interval.point == pytest.approx(stage.index)


def test_one_date_is_no_journey() -> None:
    with pytest.raises(UsageError, match="two dates at least"):
        journey(state("2025-01-01", 0.5, 0.2))


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2026-06-01.yaml", "2026-06-01"),
        ("plan_2026_6.xlsx", "2026-06-01"),
        ("2026.json", "2026-01-01"),
        ("v12 2025-13-40 then 2025.12.31.yaml", "2025-12-31"),
        ("organization.yaml", None),
        ("20260601.yaml", None),
    ],
)
def test_a_date_is_found_in_a_name(name: str, date: str | None) -> None:
    assert find_date(name) == (None if date is None else datetime.date.fromisoformat(date))


def write(folder: Path, name: str, **facts: object) -> None:
    (folder / name).write_text(to_yaml({"sightline": 1, "customers": {"client": {}}, **facts}), encoding="utf-8")


def test_what_a_file_says_goes_before_its_name(tmp_path: Path) -> None:
    write(tmp_path, "2020-01-01.yaml", as_of="2026-01-01")
    write(tmp_path, "2025-05-05.yaml")
    (tmp_path / "notes.md").write_text("Nothing to read here.", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("no: organization", encoding="utf-8")
    assert [one.label for one in read_dated(tmp_path)] == ["2025-05-05.yaml", "2020-01-01.yaml"]


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "undated.yaml")
    write(tmp_path, "2025-01-01.yaml", teams={"a": {"headcout": 1}})
    (tmp_path / "2025-02-01.yaml").write_text("", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_dated(tmp_path)
    told = [str(problem) for problem in refused.value.problems]
    assert len(told) == 3
    assert [any(word in one for one in told) for word in ("has no date", "headcount", "empty")] == [True] * 3


def test_two_states_of_one_date_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        in_order([state("2025-01-01", 0.5, 0.2), state("2025-01-01", 0.1, 0.2)])
    assert len(refused.value.problems) == 2


def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    for folder, said in ((tmp_path, "holds nothing"), (tmp_path / "none", "is no folder")):
        with pytest.raises(UsageError, match=said):
            read_dated(folder)


def test_a_folder_of_tables_is_a_state_where_its_name_has_a_date(tmp_path: Path) -> None:
    write(tmp_path, "2025-01-01.yaml")
    (tmp_path / "2025-06").mkdir()
    write(tmp_path / "2025-06", "organization.yaml")
    (tmp_path / "attachments").mkdir()
    assert [one.label for one in read_dated(tmp_path)] == ["2025-01-01.yaml", "2025-06"]
