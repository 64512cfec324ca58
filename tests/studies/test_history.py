"""A history gives back every state that it had, and names each step by what it did."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document.raw_form import to_raw
from sightline.errors import UsageError
from sightline.snapshot import Snapshot
from sightline.studies.changes import AddElement, ClearObstacle, RemoveElement, SetSeverity, apply_changes
from sightline.studies.history import History
from tests.studies.drawing_changes import changes_for, drawn_organizations, workshop


def test_nothing_done_is_nothing_to_undo() -> None:
    history = History.of(workshop())
    assert (history.can_undo, history.can_redo, history.changes) == (False, False, ())
    assert history.organization == workshop()
    for step in (history.undo, history.redo, lambda: history.jump(2)):
        with pytest.raises(UsageError, match="there is no step"):
            step()


def test_each_step_is_named_by_what_it_did() -> None:
    history = History.of(workshop()).do(ClearObstacle("votes")).do(AddElement("night", "customer"))
    assert [(step.sentence, step.points) for step in history.steps] == [
        ("Clear approval overload at Planning", "+14.0\u00a0points"),
        ("Add the customer night", "no change"),
    ]
    assert history.effect.sentence.startswith("The index rises from 77\u00a0% to 91\u00a0%")
    assert history.undo().undo().redo().changes == (ClearObstacle("votes"),)


def test_a_slider_that_moves_on_is_one_step() -> None:
    begun = History.of(workshop()).do(SetSeverity("votes", 0.4))
    moved = begun.do(SetSeverity("votes", 0.3)).do(SetSeverity("votes", 0.1))
    assert moved.changes == (SetSeverity("votes", 0.1),)
    assert moved.undo().organization == workshop()
    assert begun.changes == (SetSeverity("votes", 0.4),)
    other = moved.do(SetSeverity("walls", 0.1)).do(SetSeverity("votes", 0.2))
    assert len(other.steps) == 3


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History.of(workshop()).do(ClearObstacle("votes")).do(ClearObstacle("walls")).jump(1)
    assert history.can_redo
    after = history.do(RemoveElement("archive"))
    assert not after.can_redo
    assert after.changes == (ClearObstacle("votes"), RemoveElement("archive"))
    assert history.can_redo


def test_what_cannot_be_done_leaves_the_history_as_it_was() -> None:
    history = History.of(workshop()).do(ClearObstacle("votes"))
    with pytest.raises(UsageError, match="is not an element"):
        history.do(RemoveElement("nobody"))
    assert history.changes == (ClearObstacle("votes"),)


def test_a_state_is_worked_out_once() -> None:
    history = History.of(workshop()).do(ClearObstacle("votes")).do(ClearObstacle("walls"))
    assert history.undo().redo().snapshot is history.snapshot
    assert history.organization is history.undo().redo().organization


@settings(max_examples=50)
@given(st.data())
def test_undo_gives_back_every_state(data: st.DataObject) -> None:
    history = History.of(data.draw(drawn_organizations()))
    states = [history.organization]
    raws = [to_raw(states[0])]
    for _ in range(4):
        change = data.draw(changes_for(history.organization))
        try:
            history = history.do(change)
        except UsageError:
            continue
        states, raws = states[: history.position], raws[: history.position]  # a step of before may have been taken up
        states.append(history.organization)
        raws.append(to_raw(history.organization))
    assert history.organization == apply_changes(states[0], history.changes)
    while history.can_undo:
        history = history.undo()
        assert history.organization == states[history.position]
        assert to_raw(history.organization) == raws[history.position]
        assert history.snapshot.flow.index == pytest.approx(Snapshot(states[history.position]).flow.index, abs=1e-9)
    while history.can_redo:
        history = history.redo()
        assert history.organization is states[history.position]
