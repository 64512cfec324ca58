"""Journey: a consultant brings the organization at other dates, and sees what happened."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from sightline.document import Organization, Tree, build_organization
from tests.app.apps import all_text, assert_drawn, open_app
from tests.app.hostile import PAYLOADS
from tests.samples.readings import FOLDER


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    return app.file_uploader[0].set_value([(name, data, "text/yaml") for name, data in files]).run()


def dates_of_alder() -> list[tuple[str, bytes]]:
    return [(name, (FOLDER / "alder" / name).read_bytes()) for name in ("2024-06-01.yaml", "2026-06-01.yaml")]


def test_with_one_date_the_page_says_what_to_bring() -> None:
    app = open_app("journey", sample="alder")
    assert_drawn(app)
    assert "Are we getting clearer?" in all_text(app)
    assert "One date is no journey" in all_text(app)


def test_the_open_model_is_one_of_the_dates() -> None:
    app = upload(open_app("journey", sample="alder"), *dates_of_alder())
    assert_drawn(app)
    assert "From 2023-06-01 to 2026-06-01 the index rises" in app.header[0].value.replace("\\", "")
    text = all_text(app).replace("\\", "")
    assert "For every 1.00 of severity that went, 16.00 came." in text
    assert [one.label for one in app.expander] == ["2024-06-01 to 2026-06-01", "2023-06-01 to 2024-06-01"]


def test_without_it_the_files_alone_are_the_journey() -> None:
    app = upload(open_app("journey", sample="harbor"), *dates_of_alder())
    app.toggle[0].set_value(False).run()
    assert_drawn(app)
    assert "From 2024-06-01 to 2026-06-01" in app.header[0].value.replace("\\", "")


def test_intervals_are_drawn_where_one_asks_for_them() -> None:
    brigade = (FOLDER / "bucket_brigade" / "organization.yaml").read_bytes()
    later = ("later.yaml", brigade.replace(b"as_of: 2026-01-01", b"as_of: 2027-01-01"))
    app = upload(open_app("journey", sample="bucket_brigade"), later)
    assert app.dataframe[0].value["Low"].isna().all()
    app.toggle[1].set_value(True).run()
    assert_drawn(app)
    assert (app.dataframe[0].value["Low"] < app.dataframe[0].value["High"]).all()


def test_a_file_without_a_date_is_told() -> None:
    app = upload(open_app("journey", sample="alder"), ("organization.yaml", b"sightline: 1\ncustomers: {client: {}}\n"))
    assert_drawn(app)
    assert "has no date" in app.error[0].value


def hostile(name: str) -> Organization:
    team = {"name": name, "delivers": "client", "obstacles": [{"kind": "overload", "severity": 0.5}]}
    return build_organization(Tree({"sightline": 1, "customers": {"client": {"name": name}}, "teams": {"team": team}}))


def test_hostile_names_are_only_text() -> None:
    body = (
        b"sightline: 1\nas_of: 2020-01-01\ncustomers: {client: {}}\n"
        b'teams: {team: {name: "<b>x</b>[y](z)", delivers: client}}\n'
    )
    for payload in PAYLOADS[:3]:
        app = upload(open_app("journey", organization=hostile(payload)), ("first.yaml", body))
        assert_drawn(app)
        assert payload not in "\n".join(one.value for one in app.markdown)
