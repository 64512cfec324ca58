"""Which element a group is: by choice, by id, by name, and never by a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.discovery.matching import match_groups, read_matches, require_customer
from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError, UsageError


def desk() -> Organization:
    """Give two teams that share a name, one with an id unlike its name, and a customer."""
    return build_organization(
        Tree(
            {
                "sightline": 1,
                "customers": {"client": {"name": "Private client"}},
                "teams": {
                    "call-centre": {},
                    "fd": {"name": "Front desk"},
                    "legal-uk": {"name": "Legal"},
                    "legal-fr": {"name": "Legal"},
                },
            }
        )
    )


def test_ids_and_names_match_without_regard_to_case_and_signs() -> None:
    found = match_groups(["Call Centre", "front  DESK", "fd", "Private-client"], desk(), {})
    assert found.elements == {
        "Call Centre": "call-centre",
        "front  DESK": "fd",
        "fd": "fd",
        "Private-client": "client",
    }
    assert found.unmatched == ()


def test_what_is_shared_or_unknown_is_not_guessed() -> None:
    found = match_groups(["Legal", "Front dask", "Zebra"], desk(), {})
    assert found.elements == {}
    assert [(one.group, one.nearest) for one in found.unmatched] == [
        ("Legal", ("legal-uk", "legal-fr")),
        ("Front dask", ("fd",)),
        ("Zebra", ()),
    ]


def test_choices_count_first() -> None:
    found = match_groups(["Legal", "fd"], desk(), {"Legal": "legal-fr", "fd": "Call-Centre"})
    assert found.elements == {"Legal": "legal-fr", "fd": "call-centre"}


def test_every_wrong_choice_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        match_groups(["Intake"], desk(), {"Intaek": "fd", "Intake": "Legal"})
    messages = [problem.message for problem in caught.value.problems]
    assert messages == [
        "`Intaek` is no group of the log; did you mean `Intake`?",
        "several elements have the id or name `Legal`; did you mean `legal-uk`?",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("matches.yaml", "Intake: fd\n'Law & order': legal-fr\n"),
        ("matches.csv", "group;element\nIntake;fd\nLaw & order;legal-fr\n;\n"),
    ],
)
def test_matches_are_read_from_a_small_file(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert read_matches(file) == {"Intake": "fd", "Law & order": "legal-fr"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("matches.yaml", "[1, 2]", "expected a mapping from groups to elements"),
        ("matches.yaml", "Intake: 3\n", "group `Intake` is matched to `3`"),
        ("matches.csv", "group,element\nIntake\n", "group `Intake` is matched to nothing"),
        ("matches.yaml", "a: [", "a"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, name: str, text: str, told: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="matches") as caught:
        read_matches(file)
    assert told in str(caught.value)


def test_a_customer_is_found_by_id_or_name_and_nothing_else_is_one() -> None:
    assert require_customer(desk(), "client") == require_customer(desk(), "private  Client") == "client"
    with pytest.raises(UsageError, match="did you mean `client`"):
        require_customer(desk(), "cliente")
    with pytest.raises(UsageError, match="not an external customer"):
        require_customer(desk(), "fd")
