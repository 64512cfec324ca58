"""How names are compared: the same words however spelled, rare words above common ones, numbers never by half."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.merging.names import Name, Similarity
from tests.formats.decorating import TEXTS

FEW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("E-Mail", "email"), ("Café Müller", "CAFE MULLER"), ("Help-desk", "help desk"), ("R&D", "r & d")],
)
def test_case_accents_and_punctuation_change_no_spelling(one: str, other: str) -> None:
    assert Name(one).spelled == Name(other).spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Customer support team", "Support, customers"),
        ("Sales GmbH", "The sales department"),
        ("Policies", "Policy group"),
        ("Team", "teams"),
    ],
)
def test_noise_number_and_order_change_no_words(one: str, other: str) -> None:
    assert Name(one).words == Name(other).words


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    names = [Name(f"{word} services") for word in ("Cloud", "Mobile", "Harbour", "Payment", "Archive")]
    measure = Similarity(names, [Name("Harbour operations"), Name("Shared services"), Name("Cloud services")])
    assert measure.between(names[2], Name("Harbour operations")) > measure.between(names[2], Name("Shared services"))
    assert measure.between(names[0], Name("Cloud services")) == pytest.approx(1)


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("Engineering", "Enginering", 0.9),
        ("Email development", "E-mail dev", 0.9),
        ("HR", "Human resources", 0.7),
        ("Claims handling", "Claims handlnig", 0.9),
    ],
)
def test_slips_short_words_and_first_letters_are_near(one: str, other: str, least: float) -> None:
    a, b = Name(one), Name(other)
    assert Similarity([a], [b]).between(a, b) >= least
    assert list(Similarity([a], [b]).candidates([a], [b], 0.6)) == [(0, 0)]


@pytest.mark.parametrize(("one", "other"), [("Team 1", "Team 2"), ("Depot north 12", "Depot north"), ("B2B", "B2C")])
def test_another_number_is_another_thing(one: str, other: str) -> None:
    assert Similarity([Name(one)], [Name(other)]).between(Name(one), Name(other)) == 0


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(TEXTS, min_size=1, max_size=5))
def test_similarity_is_a_share_and_the_same_both_ways(ours: list[str], theirs: list[str]) -> None:
    a, b = [Name(text) for text in ours], [Name(text) for text in theirs]
    there, back = Similarity(a, b), Similarity(b, a)
    for one in a:
        for other in b:
            assert 0 <= there.between(one, other) <= 1 + 1e-12
            assert there.between(one, other) == pytest.approx(back.between(other, one))


WORDS = st.lists(st.sampled_from(["mail", "mails", "dev", "development", "7", "sales", "east"]), min_size=1, max_size=3)
NAMES = st.lists(WORDS.map(lambda words: Name(" ".join(words))), max_size=6)


@FEW
@given(NAMES, NAMES)
def test_no_candidate_is_missed(ours: list[Name], theirs: list[Name]) -> None:
    """The obvious twin compares every name with every other."""
    measure = Similarity(ours, theirs)
    every = {
        (at, to) for at, one in enumerate(ours) for to, other in enumerate(theirs) if measure.between(one, other) >= 0.6
    }
    assert every <= set(measure.candidates(ours, theirs, 0.6))
