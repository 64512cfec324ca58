"""Where Backstage catalogs come from: files, folders, Locations; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sightline.document.limits import DEFAULT_LIMITS
from sightline.errors import InputError
from sightline.formats import backstage_rules as rules
from sightline.formats.backstage import is_backstage, is_backstage_folder, read_backstage
from sightline.formats.source import ReadOptions, Source
from tests.formats.backstage_catalogs import (
    HEAD,
    ROASTERY,
    entity,
    left_out_of,
    location,
    read,
    read_files,
)
from tests.formats.test_archimate import elements_of, wholes_of

# --- files and folders ------------------------------------------------------------------------------------------


def test_locations_are_followed_from_file_to_file_until_they_come_round(tmp_path: Path) -> None:
    files = {
        "all.yaml": location("./groups/more.yaml", "all.yaml"),
        "groups/more.yaml": location("../all.yaml", "team.yaml", "./team.yaml", name="more") + entity("Group", "a"),
        "groups/team.yaml": entity("Group", "b", "{parent: a}"),
        "groups/unnamed.yaml": entity("Group", "c"),
    }
    tree = read_files(tmp_path, files, "all.yaml")
    assert wholes_of(tree) == {"b": "a"}
    assert elements_of(tree).keys() == {"a", "b"}
    assert tree.place(("teams", "b")).file == str(tmp_path / "groups/team.yaml")
    assert left_out_of(tree) == {"Location (names files, is no part of the organization)": 2}


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://example.com/catalog-info.yaml", rules.ADDRESS),
        ("file:///etc/passwd", rules.ADDRESS),
        ("url:./other.yaml", rules.ADDRESS),
        ("../outside.yaml", rules.OUTSIDE),
        ("inner/../../outside.yaml", rules.OUTSIDE),
        ("../absent.yaml", rules.OUTSIDE),
        ("/etc/passwd", rules.OUTSIDE),
        ("link.yaml", rules.OUTSIDE),
        ("folder-link/outside.yaml", rules.OUTSIDE),
        ("absent.yaml", rules.NO_FILE),
        (".", rules.NO_FILE),
        ("x" * 5_000, rules.NO_FILE),
        ("circle.yaml", rules.NO_FILE),
        ("*/catalog-info.yaml", rules.PATTERN),
        (" ", rules.NO_FILE),
    ],
)
def test_nothing_but_local_files_inside_the_folder_is_followed(target: str, reason: str, tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    folder.mkdir()
    (tmp_path / "outside.yaml").write_text(entity("Group", "secret"), encoding="utf-8")
    (folder / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (folder / "folder-link").symlink_to(tmp_path)
    (folder / "circle.yaml").symlink_to(folder / "circle.yaml")
    tree = read_files(folder, {"all.yaml": location(target) + entity("Group", "a")}, "all.yaml")
    assert elements_of(tree).keys() == {"a"}
    assert left_out_of(tree)[f"Location target ({reason})"] == 1


def test_a_target_may_stand_alone_or_be_no_text_and_standard_input_has_no_folder() -> None:
    tree = read(entity("Location", "one", "{target: ./x.yaml, targets: [7, 'https://example.com']}"))
    assert left_out_of(tree) == {
        "Location (names files, is no part of the organization)": 1,
        f"Location target ({rules.STANDARD_INPUT})": 1,
        f"Location target ({rules.NO_FILE})": 1,
        f"Location target ({rules.ADDRESS})": 1,
    }


def test_a_folder_is_its_yaml_files_and_the_catalog_files_below(tmp_path: Path) -> None:
    files = {
        "org.yaml": entity("Group", "a"),
        "catalog-info.yaml": entity("Group", "b", "{parent: a}"),
        "services/till/catalog-info.yml": entity("Component", "till", "{owner: b}"),
        "services/till/other.yaml": entity("Group", "unasked"),
        "services/till/deploy.yaml": "apiVersion: apps/v1\nkind: Deployment\n",
        "compose.yaml": "services: [",
        ".git/catalog-info.yaml": entity("Group", "hidden"),
        "notes.txt": entity("Group", "text"),
    }
    tree = read_files(tmp_path, files)
    assert wholes_of(tree) == {"b": "a", "till": "b"}
    assert elements_of(tree).keys() == {"a", "b", "till"}


def test_a_folder_is_a_catalog_by_the_name_of_a_file_or_by_what_one_holds(tmp_path: Path) -> None:
    assert is_backstage_folder({"readme.md": tmp_path / "readme.md", "Catalog-Info.yaml": tmp_path / "c.yaml"})
    entity, other = tmp_path / "all.yaml", tmp_path / "org.yaml"
    entity.write_text("apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: a}\n", encoding="utf-8")
    other.write_text("sightline: 1\nteams: {a: {}}\n", encoding="utf-8")
    assert is_backstage_folder({"all.yaml": entity, "org.yaml": other})
    assert not is_backstage_folder({"org.yaml": other})


def test_links_out_of_a_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/catalog-info.yaml").write_text(entity("Group", "secret"), encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/catalog-info.yaml").symlink_to(tmp_path / "out/catalog-info.yaml")
    (tmp_path / "in/more").symlink_to(tmp_path / "out")
    (tmp_path / "in/again.yaml").symlink_to(tmp_path / "in/a.yaml")
    tree = read_files(tmp_path / "in", {"a.yaml": entity("Group", "a")})
    assert elements_of(tree).keys() == {"a"}
    assert left_out_of(tree) == {f"file ({rules.OUTSIDE})": 1}


def test_an_entity_described_again_is_told_with_both_places(tmp_path: Path) -> None:
    files = {"a.yaml": entity("Group", "Desk", "{type: first}"), "b.yaml": entity("group", "desk", "{type: second}")}
    tree = read_files(tmp_path, files)
    assert elements_of(tree)["desk"][1]["tags"] == ["backstage:Group", "type:first"]
    assert left_out_of(tree) == {f"Group ({rules.REPEATED})": 1}
    (notice,) = (notice for notice in tree.notices if notice.startswith("Described again"))
    assert f"group:default/desk ({tmp_path / 'b.yaml'}, line 1, first {tmp_path / 'a.yaml'}, line 1)" in notice


def test_locations_that_share_a_name_are_all_followed(tmp_path: Path) -> None:
    files = {"all.yaml": location("a.yaml") + location("b.yaml")} | {
        f"{one}.yaml": entity("Group", one) for one in "ab"
    }
    tree = read_files(tmp_path, files, "all.yaml")
    assert elements_of(tree).keys() == {"a", "b"}
    assert left_out_of(tree)[f"Location ({rules.REPEATED})"] == 1


def test_a_file_may_be_called_as_its_folder_is(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").mkdir()
    assert elements_of(read_files(tmp_path / "all.yaml", {"all.yaml": entity("Group", "a")})).keys() == {"a"}


def test_other_kinds_and_other_families_are_counted() -> None:
    others = "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\n---\napiVersion: v1\nkind: Group\n---\n"
    tree = read(others + entity("Group", "a") + entity("Robot", "r"))
    assert elements_of(tree).keys() == {"a"}
    assert left_out_of(tree) == {
        "`Group` of `v1` (not read)": 1,
        "`Robot` of `backstage.io/v1alpha1` (not read)": 1,
        "`Template` of `scaffolder.backstage.io/v1beta3` (not read)": 1,
    }
    assert tree.summary is not None
    assert tree.summary.elements == 4
    many = read("".join(entity(f"Robot{number}", "r") for number in range(40)))
    assert many.notices[1].endswith("; 10 for other reasons.")


# --- what is refused --------------------------------------------------------------------------------------------


def test_all_mistakes_of_all_files_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    broken = (
        "- a list\n---\n7\n---\nkind: Group\n---\napiVersion: backstage.io/v1alpha1\nkind: [Group]\n---\n"
        f"{HEAD}Group\nmetadata: {{name: 7}}\n---\n{HEAD}Group\n---\n{HEAD}User\nmetadata: {{name: u, namespace: 3}}\n"
        f"---\n{HEAD}User\nmetadata: {{name: u}}\nspec: []\n"
    )
    with pytest.raises(InputError) as caught:
        read_files(tmp_path, {"all.yaml": location("a.yaml", "b.yaml"), "a.yaml": "x: [", "b.yaml": broken})
    found = [
        (Path(problem.place.file or "").name, problem.place.line, problem.message) for problem in caught.value.problems
    ]
    assert found.pop()[:2] == ("a.yaml", 1)
    assert found == [
        ("b.yaml", 1, "an entity is a list; expected a mapping"),
        ("b.yaml", 3, "an entity is `7`; expected a mapping"),
        ("b.yaml", 5, "`apiVersion` of an entity is nothing; expected text"),
        ("b.yaml", 8, "`kind` of an entity is a list; expected text"),
        ("b.yaml", 12, "`name` of an entity is `7`; expected text"),
        ("b.yaml", 14, "`metadata` is nothing; expected a mapping"),
        ("b.yaml", 19, "`namespace` of an entity is `3`; expected text"),
        ("b.yaml", 24, "`spec` is a list; expected a mapping"),
    ]


def test_aliases_and_what_is_too_large_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="anchors"):
        read(f"{HEAD}Group\nmetadata: &a {{name: b}}\nspec: *a\n")
    with pytest.raises(InputError) as caught:
        read("7\n---\n" * 2_000)
    assert len(caught.value.problems) == 1_000
    files = {"a.yaml": entity("Group", "a"), "b.yaml": entity("Group", "b")}
    read_files(tmp_path, files)
    size = sum(map(len, files.values()))
    for bytes_read, words in ((size - 1, "with this file, the catalog has more than"), (20, "up to 20 bytes are read")):
        limits = replace(DEFAULT_LIMITS, yaml_bytes=bytes_read)
        with pytest.raises(InputError, match=words):
            read_backstage(Source(tmp_path), ReadOptions(limits=limits))
    assert read_backstage(Source(tmp_path), ReadOptions(limits=replace(DEFAULT_LIMITS, yaml_bytes=size))).value


# --- telling the format -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ROASTERY, True),
        ("# a comment\n---\n" + ROASTERY, True),
        ("  kind: Group\n  apiVersion : 'backstage.io/v1beta1'", True),
        ('{"kind": "Group", "apiVersion": "backstage.io/v1alpha1"}', True),
        ("sightline: 1\nteams: {}\n", False),
        ("apiVersion: apps/v1\nkind: Deployment\n", False),
        ("noapiVersion: backstage.io/", False),
        ("", False),
    ],
)
def test_a_catalog_is_known_by_what_it_holds(head: str, expected: bool) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert is_backstage(head.encode(encoding)[:4_096], ".yaml") is expected
