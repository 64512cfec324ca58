"""YAML and JSON files, and a folder of them that together are one organization."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from sightline.document import Organization
from sightline.document.limits import Limits
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_json, to_yaml
from sightline.errors import InputError
from sightline.formats import ReadOptions, read_organization
from tests.formats.decorating import decorated_organizations
from tests.formats.test_promises import SAMPLES


def split(organization: Organization, folder: Path) -> None:
    """Write an organization as several files: one for each section, in turn YAML and JSON."""
    folder.mkdir(exist_ok=True)
    for position, (key, value) in enumerate(to_raw(organization).items()):
        part = {"sightline": 1, key: value}
        if position % 2:
            (folder / f"{position}.json").write_text(to_json(part), encoding="utf-8")
        else:
            (folder / f"{position}.yaml").write_text(to_yaml(part), encoding="utf-8")


def test_a_split_file_is_the_same_organization(tmp_path: Path) -> None:
    for number, sample in enumerate(SAMPLES):
        organization = read_organization(sample).organization
        split(organization, tmp_path / str(number))
        reading = read_organization(tmp_path / str(number))
        assert reading.format.name == "folder"
        assert reading.organization == organization


@settings(max_examples=15)
@given(organization=decorated_organizations())
def test_any_split_file_is_the_same_organization(
    organization: Organization, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("split")
    split(organization, folder)
    assert read_organization(folder).organization == organization


def test_sections_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "sightline: 1\nteams: {a: {serves: [b]}}\nassumptions: {handoff_clarity: 0.5}\n", encoding="utf-8"
    )
    (tmp_path / "b.yml").write_text("sightline: 1\nteams: {b: {}}\nthresholds: {gate_least: 4}\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("not: read", encoding="utf-8")
    organization = read_organization(tmp_path).organization
    assert [element.id for element in organization.elements] == ["a", "b"]
    assert organization.assumptions.handoff_clarity == 0.5
    assert organization.thresholds.gate_least == 4


def test_an_id_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sightline: 1\nteams:\n  a: {name: First}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("sightline: 1\nteams:\n\n  a: {name: Second}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_organization(tmp_path)
    (problem,) = caught.value.problems
    assert problem.message == f"`a` stands here again; it stands first in {tmp_path / 'a.yaml'}, line 3"
    assert (problem.place.file, problem.place.line) == (str(tmp_path / "b.yaml"), 4)


def test_facts_that_differ_are_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sightline: 1\nname: One\nassumptions: {handoff_clarity: 0.9}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("sightline: 1\nname: Two\nassumptions: {handoff_clarity: 0.8}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_organization(tmp_path)
    first, second = caught.value.problems
    assert "`name` stands here again as `Two`; it stands first in" in first.message
    assert "`handoff_clarity` stands here again as `0.8`" in second.message


def test_problems_of_the_whole_point_into_the_part(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sightline: 1\nteams:\n  a: {}\ninterventions:\n- {id: i}\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(
        '{"sightline": 1,\n "roles": {"r": {\n  "serves": "nowhere"}},\n "interventions": [{"id": "j", "costs": 1}]}',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_organization(tmp_path)
    places = {
        problem.value: (Path(problem.place.file or "").name, problem.place.line) for problem in caught.value.problems
    }
    assert places == {"nowhere": ("b.json", 3), "costs": ("b.json", 4)}


def test_every_broken_file_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_organization(tmp_path)
    assert {Path(problem.place.file or "").name for problem in caught.value.problems} == {"a.yaml", "b.json"}


def test_several_dates_of_one_organization_are_not_joined() -> None:
    dated = next(sample.parent for sample in SAMPLES if sample.parent.name == "alder")
    with pytest.raises(InputError) as caught:
        read_organization(dated)
    assert len(caught.value.problems) == 21, "the first ones, and the number of the others"
    assert "one at several dates" in caught.value.problems[-1].message


def test_limits_are_those_of_the_options(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("sightline: 1\nteams: {a: {}}\n", encoding="utf-8")
    size = path.stat().st_size
    assert read_organization(path, options=ReadOptions(limits=Limits(yaml_bytes=size))).organization.elements
    with pytest.raises(InputError, match="bytes are read"):
        read_organization(path, options=ReadOptions(limits=Limits(yaml_bytes=size - 1)))
