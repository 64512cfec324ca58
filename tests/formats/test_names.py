"""Who counts as an external customer by name, and how names become ids; for every importer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.formats.customer_rules import Candidate, find_customers, is_customer_name
from sightline.formats.identifiers import MAX_LENGTH, Named, make_ids, slug


@pytest.mark.parametrize(
    "name",
    [
        "Customer",
        "Private customers",
        "Insurant",
        "Client",
        "CITIZENS",
        "Beneficiaries",
        "Policy holder",
        "Customer (web)",
    ],
)
def test_names_of_customers(name: str) -> None:
    assert is_customer_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Customer Relations",
        "Customer's Bank",
        "Client services",
        "Customer Administration",
        "Internal customer",
        "Non-customer",
        "Clientele office",
        "",
        "(customer)",
    ],
)
def test_names_of_others(name: str) -> None:
    assert not is_customer_name(name)


def test_a_name_counts_first_for_those_who_act() -> None:
    candidates = [Candidate(("1",), "Member", acts=False), Candidate(("2",), "member", acts=True)]
    assert find_customers(candidates, ["MEMBER"]) == {1}
    assert find_customers(candidates[:1], ["MEMBER"]) == {0}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Customer Relations", "customer-relations"),
        ("  Customer's Bank ", "customers-bank"),
        ("Qualität & Größe", "qualitat-grosse"),
        ("Łódź Ørsted", "lodz-orsted"),
        ("#Burgers", "burgers"),
        ("客户", ""),
    ],
)
def test_slugs(name: str, id_: str) -> None:
    assert slug(name) == id_


def test_namesakes_get_type_and_number() -> None:
    things = [
        Named("k3", "LAN", "CommunicationNetwork"),
        Named("k1", "LAN", "CommunicationNetwork"),
        Named("k2", "LAN", "Node"),
        Named("k4", "LAN Node", "Device"),
        Named("k5", "客户", "BusinessRole"),
    ]
    ids = {
        "k1": "lan-communication-network",
        "k3": "lan-communication-network-2",
        "k2": "lan-node-2",
        "k4": "lan-node",
        "k5": "business-role",
    }
    assert make_ids(things) == make_ids(reversed(things)) == ids


@given(st.lists(st.tuples(st.text(max_size=80), st.sampled_from(["Node", "BusinessRole", "客"]))))
def test_ids_are_unique_valid_and_independent_of_order(names: list[tuple[str, str]]) -> None:
    things = [Named(str(key), name, type_) for key, (name, type_) in enumerate(names)]
    ids = make_ids(things)
    assert len(set(ids.values())) == len(things)
    assert make_ids(things[::-1]) == ids
    for id_ in ids.values():
        assert id_[0].isalnum()
        assert id_.isascii()
        assert id_ == id_.lower()
        assert len(id_) <= MAX_LENGTH + 40
