"""``--pseudonyms`` on the command line: the key is kept apart, its owner speaks in real names, all can be redone."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from sightline.formats import read_organization
from tests.cli.running import CONCORD, SAMPLES, sightline
from tests.redaction.canaries import build, make_organization
from tests.redaction.leaking import Desk
from tests.shared_data import shared_data


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key that is not there yet."""
    return tmp_path / "key.yaml"


def test_the_owner_is_told_of_the_key_and_of_what_is_left_out(key: Path) -> None:
    ran = sightline("findings", CONCORD, "--pseudonyms", key)
    assert ran.code == 0
    assert f"{key} leads back to the real ones: keep it secret." in ran.err
    assert "Note: 15 texts are left out." in ran.err
    assert str(key) not in ran.out


def test_the_same_key_gives_the_same_bytes(key: Path) -> None:
    first = sightline("analyze", CONCORD, "--format", "json", "--pseudonyms", key)
    content = key.read_bytes()
    assert sightline("analyze", CONCORD, "--format", "json", "--pseudonyms", key).out == first.out
    assert key.read_bytes() == content


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyze", "MODEL", "--pseudonyms", "MODEL"),
        ("analyze", "MODEL", "--output", "OUT.txt", "--pseudonyms", "OUT.txt"),
        ("analyze", "MODEL", "--format", "csv", "--output", "OUT", "--pseudonyms", "OUT/key.yaml"),
        ("convert", "MODEL", "OUT.yaml", "--pseudonyms", "OUT.yaml"),
        ("compare", "MODEL", "MODEL", "--pseudonyms", "MODEL"),
    ],
)
def test_a_key_is_kept_apart_from_what_it_hides(arguments: tuple[str, ...], tmp_path: Path) -> None:
    words = [one.replace("MODEL", CONCORD).replace("OUT", str(tmp_path / "out")) for one in arguments]
    before = Path(CONCORD).read_bytes()
    ran = sightline(*words)
    assert ran.code == 2
    assert "keep the key apart from what it hides" in ran.err
    assert Path(CONCORD).read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_told_where_the_key_cannot_be_kept(tmp_path: Path) -> None:
    ran = sightline("analyze", CONCORD, "--format", "json", "--pseudonyms", tmp_path / "nowhere" / "key.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "its folder does not exist" in ran.err


def test_a_catalogue_of_ones_own_is_words_alone(key: Path, tmp_path: Path) -> None:
    for name, more in (("plan", ["--budget", "5"]), ("survey make", ["--output", tmp_path / "out"])):
        ran = sightline(*name.split(), CONCORD, *more, "--catalogue", "own.yaml", "--pseudonyms", key)
        assert ran.code == 2
        assert "--catalogue is made of them" in ran.err


def test_arrays_have_no_document_to_hide(key: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert sightline("convert", CONCORD, folder, "--format", "parquet").code == 0
    ran = sightline("analyze", folder, "--arrays", "--pseudonyms", key)
    assert ran.code == 2
    assert "leave one of them out" in ran.err


def test_conditions_speak_of_real_customers(key: Path) -> None:
    condition = "clarity(office-suite-customers) < 0.99"
    ran = sightline("analyze", CONCORD, "--fail-if", condition, "--pseudonyms", key)
    assert ran.code == 1
    assert "Failed: clarity(office-suite-customers)" in ran.err


def test_renamed_elements_are_the_same_to_compare(key: Path, tmp_path: Path) -> None:
    text = Path(CONCORD).read_text(encoding="utf-8").replace("mail-team", "post-team")
    after = tmp_path / "after.yaml"
    after.write_text(text, encoding="utf-8")
    arguments = ("compare", CONCORD, after, "--rename", "mail-team=post-team", "--format", "json")
    plain, hidden = sightline(*arguments).json, sightline(*arguments, "--pseudonyms", key).json
    assert hidden["index"] == plain["index"]
    assert [row["effect"] for row in hidden["elements"]] == [row["effect"] for row in plain["elements"]]


def test_external_customers_named_for_an_archimate_model(key: Path) -> None:
    model = shared_data("03_archimate/Archisurance_oex21.xml")
    plain = sightline("analyze", model, "--customer", "Customer", "--format", "json").json
    hidden = sightline("analyze", model, "--customer", "Customer", "--format", "json", "--pseudonyms", key).json
    assert hidden["index"] == plain["index"]
    assert hidden["run"]["parameters"]["customers"] == ["customer-01"]
    assert hidden["source"]["notices"] == []
    told = ("analyze", model, "--customer", "customer-01", "--format", "json", "--pseudonyms", key)
    assert sightline(*told).json == hidden


def test_what_comes_back_gets_its_real_names(key: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "out.yaml", tmp_path / "back.yaml"
    assert sightline("convert", CONCORD, out, "--pseudonyms", key).code == 0
    out.write_text(out.read_text(encoding="utf-8").replace("Organization 01", "A better name"), encoding="utf-8")
    assert sightline("convert", out, back, "--names", key).code == 0
    original, returned = (read_organization(one).organization for one in (CONCORD, back))
    assert [(one.id, one.name) for one in returned.elements] == [(one.id, one.name) for one in original.elements]
    assert returned.name == "A better name"
    strange = sightline("convert", SAMPLES / "permit" / "organization.yaml", tmp_path / "x.yaml", "--names", key)
    assert strange.code == 2
    assert "is it the key of another one" in strange.err


def test_a_plan_can_be_tried_by_the_command_that_it_prints(key: Path, tmp_path: Path) -> None:
    """Whoever has the key puts it and the model where the command says, and runs it."""
    here = tmp_path / "organization.yaml"
    shutil.copy(CONCORD, here)
    plan = tmp_path / "plan.yaml"
    ran = sightline("plan", here, "--budget", "8", "--draws", "0", "--output", plan, "--pseudonyms", key)
    command = shlex.split(ran.out.splitlines()[-1])
    assert command == ["sightline", "what-if", "organization.yaml", "--scenario", str(plan), "--pseudonyms", "key.yaml"]
    tried = sightline("what-if", here, "--scenario", plan, "--format", "json", "--pseudonyms", key)
    assert tried.code == 0
    plain = sightline("plan", here, "--budget", "8", "--draws", "0", "--format", "json").json
    assert tried.json["scenarios"][0]["index"]["after"] == pytest.approx(plain["index"]["after"], abs=1e-9)


def test_the_page_says_how_to_go_on_with_the_key(key: Path) -> None:
    ran = sightline("analyze", CONCORD, "--pseudonyms", key)
    assert [line.split("--", 1)[1] for line in ran.out.splitlines() if line.startswith("sightline ")] == [
        "pseudonyms key.yaml",
        "format json --pseudonyms key.yaml",
    ]


def test_a_manifest_tells_no_checksum_of_what_is_hidden(key: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, build(make_organization()), "zq999")
    desk.set_up()
    run = sightline("analyze", desk.model, "--format", "json", "--pseudonyms", key).json["run"]
    assert "inputs" not in run
    assert len(run["organization_sha256"]) == 64


def test_the_left_side_of_a_key_may_be_changed(key: Path) -> None:
    assert sightline("findings", CONCORD, "--pseudonyms", key).code == 0
    key.write_text(key.read_text(encoding="utf-8").replace("customer-", "citizen-"), encoding="utf-8")
    ran = sightline("analyze", CONCORD, "--pseudonyms", key)
    assert ran.code == 0
    assert "Citizen 01" in ran.sentences
    assert "Customer 01" not in ran.sentences
