"""What one user has open: edits with undo, unsaved work, the selection; and that users do not see each other."""

from __future__ import annotations

from pathlib import Path

from sightline.app.drafts import find_draft, find_scenarios
from sightline.app.model import MOST_KEPT, Model, Origin
from sightline.app.samples import SAMPLES, read_sample
from sightline.app.state import Session
from sightline.app.trial import Trial, from_raw
from sightline.document import Organization
from sightline.studies.history import History
from sightline.studies.obstacle_changes import ClearObstacle
from tests.app.apps import opened


def renamed(user: Session, name: str) -> Organization:
    return user.open_model.organization.model_copy(update={"name": name})


def trial(user: Session) -> Trial:
    """Try to clear the obstacle that gains most."""
    model = user.open_model
    hottest = str(model.snapshot.network.obstacles.ids[model.analysis.occlusion.hotspots[0]])
    return Trial(History(model.study).do(ClearObstacle(hottest)), 1)


def test_every_sample_opens_and_is_saved() -> None:
    assert len(SAMPLES) == 5
    for sample in SAMPLES:
        user = opened(sample=sample.key)
        assert user.open_model.organization.name
        assert not user.is_unsaved


def test_an_unknown_sample_changes_nothing() -> None:
    user = opened(sample="harbor")
    assert user.open_sample("atlantis") is None
    assert user.open_model.organization == read_sample("harbor")


def test_edits_are_undone_and_redone_in_order() -> None:
    user = opened(sample="harbor")
    first = user.open_model
    user.edit(renamed(user, "One"), "Renamed to One")
    user.edit(renamed(user, "Two"), "Renamed to Two")
    user.undo()
    assert user.open_model.organization.name == "One"
    user.undo()
    assert (user.open_model is first, user.is_unsaved) == (True, False)
    user.redo()
    user.redo()
    assert user.open_model.organization.name == "Two"
    assert [step.what for step in user.done] == ["Renamed to One", "Renamed to Two"]
    user.undo()
    user.edit(renamed(user, "Three"), "Renamed to Three")
    assert user.undone == []


def test_undo_with_nothing_to_undo_does_nothing() -> None:
    user = opened(sample="harbor")
    model = user.open_model
    user.undo()
    user.redo()
    assert user.open_model is model


def test_unsaved_work_is_kept_as_a_draft_until_it_is_saved(drafts: Path) -> None:
    user = opened(sample="harbor")
    user.edit(renamed(user, "Edited"), "Renamed")
    assert user.draft is not None
    found = find_draft(user.draft)
    assert found is not None
    assert found.organization.name == "Edited"
    user.mark_saved()
    assert list(drafts.iterdir()) == []


def test_what_is_uploaded_counts_as_unsaved_and_survives_as_a_draft() -> None:
    user = Session()
    user.open(read_sample("concord"), Origin("upload", "concord.yaml"))
    assert user.is_unsaved
    assert user.draft is not None
    assert find_draft(user.draft) is not None


def test_opening_another_model_leaves_nothing_of_the_last() -> None:
    user = opened(sample="harbor", element="claims-adjusters")
    assert user.element == "claims-adjusters"
    user.edit(renamed(user, "Edited"), "Renamed")
    user.keep_scenarios({"mine": trial(user)})
    token = user.draft
    user.open_sample("concord")
    assert (user.done, user.undone, user.scenarios, user.chosen, user.draft) == ([], [], {}, {}, None)
    assert token is not None
    assert find_draft(token) is None


def test_scenarios_are_kept_in_the_draft_and_tried_again() -> None:
    user = opened(sample="harbor")
    user.keep_scenarios({"mine": trial(user)})
    assert not user.is_unsaved
    token = user.draft
    assert token is not None
    assert find_draft(token) is None, "the model itself stands in a file"
    again = from_raw(find_scenarios(token), opened(sample="harbor").open_model.study)
    assert again["mine"].effect.delta
    assert again["mine"].effect.delta == user.scenarios["mine"].effect.delta
    user.keep_scenarios({})
    assert user.draft is None
    assert find_scenarios(token) == []


def test_saving_the_model_keeps_the_scenarios() -> None:
    user = opened(sample="harbor")
    user.keep_scenarios({"mine": trial(user)})
    user.edit(renamed(user, "Edited"), "Renamed")
    user.mark_saved()
    assert user.draft is not None
    assert len(find_scenarios(user.draft)) == 1


def test_what_is_no_scenario_is_left_out() -> None:
    study = opened(sample="harbor").open_model.study
    assert from_raw(
        [None, 7, {"scenario": "x", "changes": [{"clear": 1}]}, {"scenario": "y", "changes": []}], study
    ).keys() <= {"y"}


def test_an_element_that_is_not_in_the_model_is_not_selected() -> None:
    user = opened(sample="harbor", element="nobody")
    assert user.element is None


def test_two_users_share_a_sample_and_nothing_else() -> None:
    one, other = opened(sample="harbor"), opened(sample="harbor")
    assert one.open_model is not other.open_model
    assert one.open_model.organization is other.open_model.organization
    one.open_model.recall("x", lambda: "of one")
    assert other.open_model.recall("x", lambda: "of the other") == "of the other"


def test_what_a_model_remembers_is_made_once_and_is_bounded() -> None:
    model = Model(read_sample("bucket_brigade"), Origin("sample", "bucket_brigade"))
    made: list[int] = []
    for _ in range(3):
        model.recall("once", lambda: made.append(1))
    assert made == [1]
    for number in range(2 * MOST_KEPT):
        model.recall(number, lambda: None)
    model.recall("once", lambda: made.append(2))
    assert made == [1, 2]
