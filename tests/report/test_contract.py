"""The JSON contract and its published schema: every key of the contract, with its type, for every sample."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from sightline.document import Tree, build_organization
from sightline.formats import read_organization
from sightline.pipeline import analyze
from sightline.report.contract import to_contract
from sightline.report.result_schema import LISTS, result_schema, result_schema_text
from sightline.report.tables_out import to_csv_tables
from tests.drawing import organizations

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "sample_orgs").glob("*/*.yaml"))

NUMBER, COUNT = (int, float), (int,)
MAYBE, MAYBE_COUNT = (int, float, type(None)), (int, type(None))
TOP = {
    "sightline": COUNT, "organization": (str,), "assumptions": (dict,), "counts": (dict,), "index": NUMBER,
    "clear_index": NUMBER, "accounting": (dict,), "customers": (list,), "elements": (list,), "relations": (list,),
    "obstacles": (list,), "coverage": NUMBER, "findings": (list,), "effort": NUMBER, "notices": (list,),
}  # fmt: skip
ROWS: dict[str, dict[str, tuple[type, ...]]] = {
    "customers": {"id": (str,), "seen": NUMBER, "clarity": MAYBE},
    "elements": {
        "id": (str,), "kind": (str,), "hops": MAYBE_COUNT, "handoffs": MAYBE_COUNT, "best_line": NUMBER,
        "sight": NUMBER, "arrivals": NUMBER, "blocked": NUMBER, "gain": NUMBER, "gain_is_exact": (bool,),
        "share": NUMBER, "depends": NUMBER, "stranded": (bool,), "no_route": NUMBER, "depth": MAYBE, "inherited": MAYBE,
    },
    "relations": {"from": (str,), "to": (str,), "kind": (str,), "blocked": NUMBER, "gain": NUMBER, "share": NUMBER},
    "obstacles": {
        "id": (str,), "on": (str,), "kind": (str,), "area": (str, type(None)), "severity": NUMBER, "gain": NUMBER,
        "gain_is_exact": (bool,), "share": NUMBER,
    },
    "findings": {
        "code": (str,), "title": (str,), "severity": (str,), "elements": (list,), "relations": (list,),
        "value": NUMBER, "threshold": NUMBER, "why": (str,), "evidence_against": (str,), "action": (str,),
    },
}  # fmt: skip


def contract_of(sample: Path) -> Json:
    return to_contract(analyze(read_organization(sample).organization))


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def contract(request: pytest.FixtureRequest) -> Json:
    """Give the contract of every sample in turn."""
    return contract_of(request.param)


def test_every_key_is_there_with_its_type(contract: Json) -> None:
    for key, types in TOP.items():
        assert isinstance(contract[key], types), key
    for subject, columns in ROWS.items():
        assert contract[subject] or subject == "findings"
        for row in contract[subject]:
            for key, types in columns.items():
                assert isinstance(row[key], types), (subject, key, row[key])
                assert isinstance(row[key], bool) == (types == (bool,)), (subject, key)


def test_the_account_adds_up(contract: Json) -> None:
    assert set(contract["accounting"]) == {"seen", "blocked", "handoffs", "no_route"}
    assert sum(contract["accounting"].values()) == pytest.approx(1, abs=1e-9)
    assert contract["accounting"]["seen"] == pytest.approx(contract["index"], abs=1e-9)
    assert sum(row["seen"] for row in contract["customers"]) == pytest.approx(contract["index"], abs=1e-9)


def test_the_shares_close(contract: Json) -> None:
    cost = contract["clear_index"] - contract["index"]
    assert sum(row["share"] for row in contract["obstacles"]) == pytest.approx(cost, abs=1e-9)
    places = [*contract["elements"], *contract["relations"]]
    assert sum(row["share"] for row in places) == pytest.approx(cost, abs=1e-9)
    assert sum(row["blocked"] for row in places) == pytest.approx(contract["accounting"]["blocked"], abs=1e-9)


def test_it_is_plain_json(contract: Json) -> None:
    assert json.loads(json.dumps(contract, allow_nan=False)) == contract


def test_it_fits_the_published_schema(contract: Json) -> None:
    jsonschema.Draft202012Validator(result_schema()).validate(contract)


def test_every_key_is_described(contract: Json) -> None:
    """What scripts can meet stands in the schema; whoever adds a column describes it there."""
    properties = result_schema()["properties"]
    assert set(contract) <= set(properties)
    assert set(contract["counts"]) <= set(properties["counts"]["properties"])
    for subject in LISTS:
        described = set(properties[subject]["items"]["properties"])
        for row in contract.get(subject, []):
            assert set(row) <= described, subject


def test_the_published_schema_is_fresh_and_sound() -> None:
    published = (ROOT / "docs" / "schema" / "result.schema.json").read_text(encoding="utf-8")
    assert published == result_schema_text()
    jsonschema.Draft202012Validator.check_schema(result_schema())


@pytest.mark.parametrize(
    ("key", "wrong"), [("index", "much"), ("elements", {}), ("accounting", {"seen": 1}), ("sightline", 2)]
)
def test_the_schema_refuses_what_is_not_a_result(key: str, wrong: object) -> None:
    result = {**contract_of(SAMPLES[0]), key: wrong}
    assert not jsonschema.Draft202012Validator(result_schema()).is_valid(result)


def test_top_cuts_the_lists_and_not_the_counts() -> None:
    analysis = analyze(read_organization(SAMPLES[0]).organization)
    full, short = to_contract(analysis), to_contract(analysis, top=2)
    assert short["counts"] == full["counts"]
    for subject in LISTS:
        assert short[subject] == full[subject][:2] or subject == "findings"
        assert len(short[subject]) <= 2


@settings(max_examples=60)
@given(organizations())
def test_every_organization_gives_a_result_of_the_schema_and_tables(raw: Json) -> None:
    analysis = analyze(build_organization(Tree(raw)))
    contract = json.loads(json.dumps(to_contract(analysis), allow_nan=False))
    jsonschema.Draft202012Validator(result_schema()).validate(contract)
    tables = to_csv_tables(analysis)
    assert {"figures", "elements", "relations", "obstacles", "customers", "findings"} <= set(tables)
    assert tables["elements"].count("\r\n") >= 1 + len(contract["elements"])
