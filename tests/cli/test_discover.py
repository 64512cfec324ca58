"""Discover and overlay, from log to page, file and contract."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from sightline import analyze, read
from tests.cli.running import ROOT, sightline
from tests.shared_data import shared_data

pytest.importorskip("ibis", reason="event logs need the extra `logs`")
# Ibis 12 calls what DuckDB 2 has renamed.

LOG = ROOT / "docs" / "examples" / "claims_desk.csv"
MODEL = ROOT / "docs" / "examples" / "claims_desk.yaml"
MATCH = ("--match", "Intake=front-desk")


def test_the_page_says_what_was_read_and_the_way_to_the_customer(tmp_path: Path) -> None:
    """Sixteen handovers from Intake to Assessment, as one event between them has no group; four came back."""
    target = tmp_path / "claims.yaml"
    ran = sightline("discover", LOG, "--output", target)
    assert (ran.code, ran.err) == (0, "")
    text = ran.sentences
    assert "12 cases, 69 events, 5 groups, 55 handovers between them" in text
    assert "group Team" in text
    assert "1 row without a group" in text
    assert "Intake Assessment 16 25 %" in text
    assert "Up to 4 of 16 handovers (25 %) from Intake to Assessment" in text
    assert "Customer to Intake (12). That is demand" in text
    assert "2 cases end inside" in text
    assert "Intake → Assessment → Payments → Customer" in text
    assert "No way to one has Records." in text
    assert f"Wrote {target} (YAML)." in text
    found = read(target)
    assert {one.id: one.effort for one in found.elements if one.kind == "team"} == {
        "intake": 17,
        "assessment": 17,
        "payments": 10,
        "records": 2,
    }
    assert sum(len(one.obstacles) for one in found.relations) == 1
    index = analyze(found).sight.index
    assert index is not None
    assert index > 0.5


def test_what_is_taken_for_granted_can_be_changed(tmp_path: Path) -> None:
    """Passing over the event without a group, one more handover counts; and what is there is not replaced unasked."""
    target = tmp_path / "claims.yaml"
    target.write_text("", encoding="utf-8")
    refused = sightline("discover", LOG, "--output", target)
    assert (refused.code, "--force" in refused.err) == (2, True)
    options = ("--missing", "skip", "--as", "role", "--no-effort", "--returns", "0.5")
    assert "Intake Assessment 17 29 %" in sightline("discover", LOG, "-o", target, "--force", *options).sentences
    found = read(target)
    assert {(one.kind, one.effort) for one in found.elements} == {("customer", None), ("role", None)}
    assert [one for one in found.relations if one.obstacles] == []


def test_json_says_what_the_page_says() -> None:
    told = sightline("discover", LOG, "--format", "json", "--ends-at", "Customer").json
    assert (told["cases"], told["events"], told["waits"]) == (12, 69, "between events")
    assert {one["role"]: one["column"] for one in told["columns"]} == {
        "case": "Claim",
        "activity": "Step",
        "group": "Team",
        "time": "Finished",
    }
    rows = {(one["from"], one["to"], one["basis"]): one for one in told["handovers"]}
    assert rows["Intake", "Assessment", "seen"]["severity"] == 0.25
    assert rows["Records", "Customer", "assumed"]["handovers"] == 2
    assert rows["Customer", "Intake", "demand"]["severity"] is None
    assert [one["from"] for one in told["way"]] == ["Intake", "Assessment", "Payments"]
    assert told["without_way"] == []


def test_csv_is_the_handovers() -> None:
    ran = sightline("discover", LOG, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert (rows[0]["from"], rows[0]["to"], rows[0]["handovers"]) == ("Intake", "Assessment", "16")
    assert {row["basis"] for row in rows} == {"seen", "demand"}


def test_names_from_a_log_are_never_formulas_nor_markup(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("case,activity,group,time\n1,a,=1+1,2026-01-01\n1,b,[red]x\x1b[2J,2026-01-02\n", encoding="utf-8")
    table = sightline("discover", log, "--format", "csv")
    assert table.out.splitlines()[1].startswith("'=1+1,[red]x")
    page = sightline("discover", log)
    assert page.code == 0
    assert "[red]x" in page.out
    assert "\x1b" not in page.out + table.out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--group", "Taem"), "did you mean `Team`"),
        (("--customer", "Custmer"), "Did you mean `Customer`"),
        (("--returns", "2"), "--returns"),
    ],
)
def test_a_wrong_name_is_told_with_the_right_one(options: tuple[str, ...], told: str) -> None:
    ran = sightline("discover", LOG, *options)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    ran = sightline("discover", LOG)
    assert (ran.code, ran.out) == (2, "")
    assert "pip install 'sightline[logs]'" in ran.err


def test_the_overlay_says_what_only_one_of_the_two_knows() -> None:
    ran = sightline("overlay", MODEL, LOG, *MATCH)
    assert (ran.code, ran.err) == (0, "")
    text = ran.sentences
    assert "2 relations declared and seen, 2 declared and never seen, 3 seen and never declared" in text
    assert "Payments is declared to have no route to an external customer, and has one" in text
    assert "the best line of Front desk and Assessment runs there" in text
    assert "Left out: 12 handovers leaving an external customer." in text


def test_who_is_not_matched_is_told_with_who_is_left() -> None:
    text = sightline("overlay", MODEL, LOG).sentences
    assert "Groups that are no element of the model - Intake" in text
    assert "Elements that are no group yet: `front-desk` and `complaints`." in text


def test_the_copy_has_the_volumes_that_were_seen_and_the_model_stays(tmp_path: Path) -> None:
    before = MODEL.read_bytes()
    target = tmp_path / "seen.yaml"
    matches = tmp_path / "matches.csv"
    matches.write_text("group,element\nIntake,Front desk\n", encoding="utf-8")
    options = ("--matches", matches, "--output", target, "--add", "--format", "json")
    ran = sightline("overlay", MODEL, LOG, *options)
    assert ran.code == 0
    assert [(one["from"], one["to"]) for one in ran.json["never_seen"]] == [
        ("assessment", "customer"),
        ("payments", "records"),
    ]
    assert ran.json["opening"] == [{"from": "payments", "to": "customer"}]
    assert ran.json["groups"]["Intake"] == "front-desk"
    volumes = {(one.supplier, one.customer): one.volume for one in read(target).relations}
    assert volumes["front-desk", "assessment"] == 16
    assert volumes["payments", "customer"] == 10
    assert volumes["assessment", "customer"] == 0
    assert volumes["complaints", "customer"] == 1
    assert MODEL.read_bytes() == before
    refused = sightline("overlay", MODEL, LOG, "--output", MODEL, "--force")
    assert (refused.code, MODEL.read_bytes()) == (2, before)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--match", "Intake"), "does not say which element a group is"),
        (("--match", "Intkae=front-desk", "--match", "Intake=frnt-desk"), "did you mean `front-desk`"),
        (("--ends-at", "Nobody"), "is not an external customer of this model"),
        (("--add",), "say where it is to go"),
    ],
)
def test_what_the_overlay_cannot_do_is_told(options: tuple[str, ...], told: str) -> None:
    ran = sightline("overlay", MODEL, LOG, *options)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_the_telephone_claims_reach_their_customer(tmp_path: Path) -> None:
    """Every case begins with `customer`, and the log shows nothing handed over to them."""
    log = shared_data("06_eventlogs/02_teleclaims.xes.gz")
    target = tmp_path / "claims.yaml"
    ran = sightline("discover", log, "--output", target)
    assert ran.code == 0
    assert "Call Centre Agent Sydney → Claims handler → customer" in ran.sentences
    found = read(target)
    assert {(one.supplier, one.customer): one.volume for one in found.relations} == {
        ("call-centre-agent-brisbane", "claims-handler"): 1525,
        ("call-centre-agent-sydney", "claims-handler"): 1425,
        ("claims-handler", "customer"): 2950,
        ("call-centre-agent-sydney", "customer"): 367,
        ("call-centre-agent-brisbane", "customer"): 195,
    }
    assert analyze(found).sight.account.no_route == 0


def test_the_permits_of_a_municipality_end_where_the_user_says(tmp_path: Path) -> None:
    log = shared_data("06_eventlogs/receipt.csv")
    target = tmp_path / "permits.json"
    ran = sightline("discover", log, "--ends-at", "Citizen", "--output", target)
    assert ran.code == 0
    assert "1,434 cases" in ran.sentences
    found = read(target)
    assert [one.id for one in found.elements if one.kind == "customer"] == ["citizen"]
    assert sum(one.volume for one in found.relations if one.customer == "citizen") <= 1_434
    analyze(found)
