"""The tables of the BPMN importer: complete and without contradiction."""

from __future__ import annotations

from collections import Counter

from sightline.formats.bpmn_rules import (
    ACTIVITY_TYPES,
    COLLABORATION_TYPES,
    CONTAINER_TYPES,
    LEFT_OUT,
    NODE_TYPES,
    NOT_READ,
    PART_RULES,
)


def test_no_type_stands_in_two_rules() -> None:
    counts = Counter(name for rule in PART_RULES for name in rule.types)
    assert len(counts) > 25
    assert set(counts.values()) == {1}
    assert not counts.keys() & NOT_READ.keys()


def test_what_holds_steps_is_a_process_or_a_step() -> None:
    assert CONTAINER_TYPES - {"process"} <= ACTIVITY_TYPES < NODE_TYPES
    assert not NODE_TYPES & (COLLABORATION_TYPES | {"participant", "process", "lane"})


def test_every_rule_and_every_omission_says_why() -> None:
    sentences = [rule.reason for rule in PART_RULES] + list(LEFT_OUT.values())
    assert len(sentences) == 10
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)
