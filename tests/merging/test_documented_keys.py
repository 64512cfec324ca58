"""The page about merging names every key that programs are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sightline.merging.difference import Difference
from sightline.merging.ledger import Preference
from sightline.merging.merge import Choices
from sightline.merging.plain_form import difference_to_plain, merge_to_plain
from tests.merging.drawn import drawn, merged
from tests.shared_data import ROOT

PAGE = (ROOT / "docs" / "merging.md").read_text(encoding="utf-8")
ONE = drawn(
    customers={"c": {}}, teams={"x": {"name": "Sales"}, "t": {"headcount": 1, "name": "Dev"}, "a": {"name": "Mail"}}
)
OTHER = drawn(teams={"x": {"name": "Depot"}, "t": {"headcount": 2, "name": "Dev team"}, "b": {"name": "mail"}})
COUNTED = {"sightline", "seen", "blocked", "handoffs", "no_route", "elements", "relations", "obstacles"}
"""What stands under another key of the same name, or is told elsewhere."""


def keys(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from keys(inner)
    for inner in value if isinstance(value, list) else ():
        yield from keys(inner)


def test_every_key_is_documented() -> None:
    found = set(keys(merge_to_plain(merged(ONE, OTHER))))
    found |= set(keys(merge_to_plain(merged(ONE, OTHER, choices=Choices(0.9, {}, Preference("first"))))))
    found |= set(keys(difference_to_plain(Difference(ONE, OTHER))))
    assert len(found) > 30
    assert {key for key in found - COUNTED if f"`{key}`" not in PAGE} == set()
