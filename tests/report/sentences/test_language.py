"""How sentences are written: no slip of language, no claim beyond the record, nobody blamed."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.report.sentences.cases import everything_said
from tests.report.sentences.templates import templates

SLIPS = {
    "what is not defined": r"\bnan\b|\binf\b",
    "minus nothing": r"-0(\.0+)? ?(%|points)",
    "two stops or spaces": r"  |\.\.|;;|,,| ,(?! )| \.(?= |$)|\( | \)",
    "a change from one figure to the same": r"\bfrom (\d[\d.,]* %) to \1",
    "one of many": r"(?<![\w.,/-])1 (elements|relations|obstacles|steps|customers|answers|draws|findings|handoffs)\b",
    "many of one": r"(?<![\w.,/-])(?!1 )\d+ (element|relation|obstacle|step|draw|finding|handoff)\b(?! of)",
    "the wrong article": r"\ban (?=[bcdfgjklmnpqrstvwxz][a-z]+ )",
}
BLAME = re.compile(
    r"\b(blam\w*|fault\w*|guilt\w*|lazy|incompeten\w*|bad|badly|fail\w*|weak\w*|poor\w*|careless\w*|culprit\w*|refus\w*"
    r"|neglect\w*|ignor\w*|stupid\w*|unwilling\w*|unhappy|victim\w*|wrong\w*)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(r"\b(causes|caused|proves?|proven|proof|will|must have|always|never)\b", re.IGNORECASE)
ALLOWED = {
    "A small customer is not a badly seen one.": "says that a low share is no low rating",
    "Signs are no proof": "says what signs are not",
    "What people answer is not always what happens": "says what answers are not",
    "What is wrong today is heard late": "speaks of what customers tell, and of nobody",
    "has a recorded cause that stays": "names the record",
    "with its causes cleared as well": "names the record",
    "one of these causes": "names the record",
    "remove the cause": "an action",
    "(recorded causes, aims, owners)": "names the record",
}
"""Parts of templates that may use such a word, each with its reason."""


@cache
def texts() -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text for one in everything_said()))


def test_there_is_much_to_look_at() -> None:
    assert len(texts()) > 5_000
    assert len(templates()) > 350


@pytest.mark.parametrize("slip", SLIPS)
def test_no_sentence_slips(slip: str) -> None:
    pattern = re.compile(SLIPS[slip])
    assert [text for text in texts() if pattern.search(text)] == []


def clean_of_allowed(template: str) -> str:
    for part in ALLOWED:
        template = template.replace(part, "")
    return template


@pytest.mark.parametrize("words", [BLAME, CLAIMS], ids=["blame", "more than is known"])
def test_no_template_blames_or_claims_too_much(words: re.Pattern[str]) -> None:
    assert [one for one in templates() if words.search(clean_of_allowed(one))] == []


def test_no_permission_outlives_its_template() -> None:
    assert [part for part in ALLOWED if not any(part in one for one in templates())] == []


@pytest.mark.parametrize("word", ["bad", "failed", "weakest", "causes", "will", "proves"])
def test_the_word_lists_find_such_words(word: str) -> None:
    assert BLAME.search(f"The team {word} it.") or CLAIMS.search(f"The team {word} it.")
