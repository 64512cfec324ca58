"""Data: what is shown of the model, and that nothing wrong ever gets into it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sightline.app.parts.data_comparing import compare
from sightline.app.parts.data_files import spell
from sightline.app.parts.file_offer import tell_size
from sightline.app.samples import read_sample
from sightline.document import Organization
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_json, to_yaml
from sightline.formats import FORMATS, Format, read_organization
from sightline.studies.changes import AddElement, RemoveElement, SetSeverity
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.app.hostile import hostile_organization
from tests.app.large import large_organization

WRITTEN = [known for known in FORMATS if known.write is not None]


def _paste(app: AppTest, text: str) -> AppTest:
    return app.text_area[0].set_value(text).run()


def _upload(app: AppTest, name: str, text: str) -> AppTest:
    uploader: Any = app.file_uploader[0]
    uploader.upload(name, text.encode())
    return app.run()


def _press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label.replace("\\", "") == label).click().run()


def test_the_page_says_what_the_model_holds_and_where_it_came_from() -> None:
    app = open_app("data", sample="harbor")
    assert_drawn(app)
    said = all_text(app)
    assert "65 elements" in said
    assert "A sample organization" in said


def test_an_empty_organization_says_how_to_begin() -> None:
    app = open_app("data", organization=Organization())
    assert_drawn(app)
    assert "nothing in the model yet" in all_text(app)


def test_pasted_rows_become_one_edit() -> None:
    app = open_app("data", organization=Organization())
    _paste(app, "id\tkind\tname\nshop\tteam\tThe shop\nclient\tcustomer\tThe client")

    _press(app, "Add 2 rows to Elements")

    user = user_of(app)
    assert [element.title for element in user.open_model.organization.elements] == ["The client", "The shop"]
    assert [step.what for step in user.done] == ["Add 2 rows to Elements (pasted)"]


def test_pasted_mistakes_are_all_told_and_change_nothing() -> None:
    app = open_app("data", sample="harbor")
    model = user_of(app).open_model

    _paste(app, "id,kind,headcount\none,team,-1\ntwo,squad,3")

    assert_drawn(app)
    told = app.dataframe[-1].value
    assert list(told["Row"]) == ["2", "3"]
    assert list(told["Column"]) == ["Headcount", "Kind"]
    assert user_of(app).open_model is model


def test_an_upload_says_what_it_would_change_before_it_replaces_the_model() -> None:
    app = open_app("data", sample="harbor")
    user = user_of(app)
    before = user.open_model.organization
    after = AddElement("new-team", "team", "A new team").apply(before)

    _upload(app, "next.yaml", to_yaml(to_raw(after)))
    assert_drawn(app)
    assert "A new team" in str(app.dataframe[-1].value["Such as"].tolist())
    assert user.open_model.organization is before
    _press(app, "Replace the model")

    assert user.open_model.organization == after
    user.undo()
    assert user.open_model.organization is before


def test_a_broken_upload_lists_all_problems_and_changes_nothing() -> None:
    app = open_app("data", sample="harbor")
    model = user_of(app).open_model

    _upload(app, "broken.yaml", "sightline: 1\nteams:\n  a: {headcount: -1}\n  b: {serves: nobody}\n")

    told = app.error[0].value.replace("\\", "")
    assert "broken.yaml:3" in told
    assert "broken.yaml:4" in told
    assert user_of(app).open_model is model


@pytest.mark.parametrize("known", WRITTEN, ids=lambda known: known.name)
def test_every_download_holds_the_whole_model(known: Format, tmp_path: Path) -> None:
    organization = read_sample("concord")
    data = spell(organization, known)
    target = tmp_path / f"organization{known.suffixes[0] if known.suffixes else ''}"
    if known.suffixes:
        target.write_bytes(data)
    else:
        zipfile.ZipFile(io.BytesIO(data)).extractall(target)
    assert read_organization(target).organization == organization


def test_a_file_is_offered_once_it_is_made_and_no_longer_when_the_model_is_another() -> None:
    app = open_app("data", sample="harbor")
    user = user_of(app)
    assert [button.label for button in app.button].count("Prepare") == len(WRITTEN)
    for known in ("yaml", "json"):  # one at a time
        app.button(f"data-{user.generation}-download-{known}-prepare").click().run()
        assert_drawn(app)
        assert [button.label for button in app.button].count("Prepare") == len(WRITTEN) - 1
    (offered,) = app.get("download_button")
    assert offered.proto.label == f"Save, {tell_size(len(to_json(to_raw(user.open_model.organization))))}"
    _paste(app, "id\tkind\tname\nshop\tteam\tThe shop")
    _press(app, "Add 1 row to Elements")
    assert not app.get("download_button")


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "1 kB"), (420, "1 kB"), (71_869, "72 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (2_076_595, "2.1 MB")],
)
def test_the_size_of_a_file_is_told_in_round_figures(size: int, told: str) -> None:
    assert tell_size(size) == told


def test_a_large_table_shows_its_first_rows_and_says_so() -> None:
    app = open_app("data", organization=large_organization(700))
    assert_drawn(app)
    assert "The first 500 of 700 rows are shown" in all_text(app)


def test_the_filter_reaches_the_rows_that_are_not_shown() -> None:
    user = opened(organization=large_organization(700))
    user.choose("data-filter", ["Team 600 of many"])
    app = open_app("data", user=user)
    assert_drawn(app)
    assert "Shown: 1 of 700 rows" in all_text(app)


def test_a_comparison_names_what_is_added_removed_and_changed() -> None:
    before = read_sample("harbor")
    assert not any(compare(before, before))
    after = before
    for change in (
        AddElement("new-team", "team", "A new team"),
        RemoveElement("payment-release"),
        SetSeverity(next(one.id for each in before.elements for one in each.obstacles if one.id) or "", 0.01),
    ):
        after = change.apply(after)

    found = {one.noun: one for one in compare(before, after)}

    assert found["Elements"].added == ("A new team",)
    assert found["Elements"].removed == ("Payment release",)
    assert len(found["Obstacles"].changed) == 1
    assert found["Relations"].removed


def test_names_that_attack_are_shown_and_are_no_edit() -> None:
    app = open_app("data", organization=hostile_organization())
    assert_drawn(app)
    assert "Not in the model yet" not in all_text(app)
