"""The reference of the file says what is read: its tables are fresh, its examples run, no key is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from sightline.document import build_organization
from sightline.document.meanings import MEANINGS
from sightline.document.schema import organization_schema
from sightline.document.thresholds import Thresholds
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
MODELS: list[type[BaseModel]] = [*MEANINGS, Thresholds]


def test_the_tables_are_fresh() -> None:
    command = [sys.executable, "-X", "utf8", str(ROOT / "docs" / "file_format.py")]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert PAGE.count("<!-- table ") > 10
    assert printed == PAGE


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_explained(model: type[BaseModel]) -> None:
    in_memory = {"elements", "relations", "supplier", "customer"}
    keys = set(model.model_fields) - in_memory
    assert keys
    assert {key for key in keys if f"| `{key}` |" not in PAGE} == set()


def test_the_complete_example_is_that_of_the_format() -> None:
    comment, _, example = EXAMPLES[0].partition("\n")
    assert comment == "# yaml-language-server: $schema=docs/schema/organization.schema.json"
    assert (ROOT / comment.partition("=")[2]).is_file()
    assert example == (ROOT / "tests" / "spec" / "format1.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES[:-1])
def test_the_examples_are_valid(example: str) -> None:
    tree = read_yaml(example.encode(), file="organization.yaml")
    assert build_organization(tree).elements
    assert Draft202012Validator(organization_schema()).is_valid(tree.value)


def test_the_spellings_on_the_page_mean_the_same() -> None:
    organization = build_organization(read_yaml(EXAMPLES[1].encode(), file=None))
    assert len({one.model_copy(update={"supplier": "x"}).model_dump_json() for one in organization.relations}) == 1
    assert len(organization.relations) == 4


def test_the_mistakes_on_the_page_are_told_as_it_says() -> None:
    with pytest.raises(InputError) as caught:
        build_organization(read_yaml(EXAMPLES[-1].encode(), file="organization.yaml"))
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert [str(problem) for problem in caught.value.problems] == shown.splitlines()
