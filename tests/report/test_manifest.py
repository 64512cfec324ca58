from __future__ import annotations

import hashlib
from pathlib import Path

from sightline.document import Tree, build_organization
from sightline.formats import read_organization, write_organization
from sightline.report.manifest import hash_content, make_manifest
from tests.cli.running import sightline

ROOT = Path(__file__).resolve().parents[2]
HARBOR = ROOT / "sample_orgs/harbor/organization.yaml"


def test_the_same_organization_has_the_same_hash_in_every_format(tmp_path: Path) -> None:
    harbor = read_organization(HARBOR).organization
    write_organization(harbor, tmp_path / "harbor.json")
    again = read_organization(tmp_path / "harbor.json").organization
    other = build_organization(Tree({"sightline": 1, "teams": {"a": None}}))
    first, second, third = (make_manifest(organization=one)["organization_sha256"] for one in (harbor, again, other))
    assert first == second
    assert first != third


def test_a_file_is_told_by_the_hash_of_its_bytes() -> None:
    assert hash_content(HARBOR) == hashlib.sha256(HARBOR.read_bytes()).hexdigest()


def test_the_hash_of_a_folder_changes_with_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1")
    first = hash_content(tmp_path)
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    second = hash_content(tmp_path)
    (tmp_path / "b.csv").write_text("2")
    assert len({first, second, hash_content(tmp_path)}) == 3


def test_what_is_not_there_is_not_told(tmp_path: Path) -> None:
    manifest = make_manifest(results=("sight",), files=(tmp_path / "gone.yaml",))
    assert set(manifest) == {"version", "results"}


def test_the_command_tells_what_its_figures_rest_on() -> None:
    told = sightline("analyze", HARBOR, "--format", "json", "--top", 3, "--only", "sight").json["run"]
    assert told["parameters"] == {"only": ["sight"], "top": 3}
    assert told["inputs"] == [{"file": str(HARBOR), "sha256": hash_content(HARBOR)}]
    assert len(told["organization_sha256"]) == 64
