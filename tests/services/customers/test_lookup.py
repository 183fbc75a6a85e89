"""Finding a customer from what was typed (CU41)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop.models.words import Blocked
from desktop.services.customers.lookup import edit_distance, is_close
from desktop.services.database import Database
from desktop.services.records import lookup_rows
from tests.builders.customers import a_customer
from tests.builders.sales import rows


@pytest.fixture
def customers(trading_company: Database) -> Database:
    """Customers with names that look alike."""
    with rows(trading_company) as session:
        a_customer(session, "10000", name="Fjell Møbler", city="Oslo", phone="22 33 44")
        a_customer(session, "10010", name="Fjäll & Co", city="Östersund", contact="Åke Ek")
        a_customer(session, "20000", name="Ångström Optik", email="order@angstrom.se")
        a_customer(session, "20010", name="Ängelholm Optik", city="Oslo")
        a_customer(session, "90000", name="Old Optik", blocked=Blocked.ALL)
        a_customer(session, "90010", name="Gone Optik", inactive=True)
        a_customer(session, "90020", name="Secret Optik", privacy_blocked=True)
    return trading_company


def _found(session: Session, text: str) -> list[str]:
    """The customers of the first step that finds somebody; one alone is the one that is meant."""
    rows = lookup_rows(session, "customer", text)
    best = min((row.fit for row in rows), default=0)
    return [row.key for row in rows if row.fit == best]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10000", ["10000"]),
        ("c1", ["C1"]),
        ("Fjell Møbler", ["10000"]),
        ("fjell mobler", ["10000"]),
        ("fjall", ["10010"]),
        ("fj", ["10000", "10010"]),
        ("100", ["10000", "10010"]),
        ("optik", ["20000", "20010"]),
        ("oslo optik", ["20010"]),
        ("angstrom.se", ["20000"]),
        ("22 33", ["10000"]),
        ("ake ek", ["10010"]),
        ("Angstrom Optlk", ["20000"]),
        ("90000", ["90000"]),
        ("90010", ["90010"]),
        ("old optik", []),
        ("secret", []),
        ("'; DROP TABLE customer; --", []),
    ],
)
def test_the_first_step_that_finds_somebody_decides(
    customers: Database, text: str, found: list[str]
) -> None:
    with customers.read() as session:
        assert _found(session, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fjell mobler", ["10000"]),
        ("xjell mobler", ["10000"]),
        ("fjell moblerx", ["10000"]),
        ("fjel mobbler", ["10000"]),
        ("fjellmobler", ["10000"]),
        ("fxell moxlxr", []),
        ("ANGSTROEM OPTIK", ["20000"]),
        ("e-mail" * 50, []),
        ("\N{COMBINING DIAERESIS}", []),
    ],
)
def test_a_name_is_found_in_spite_of_wrong_letters(
    customers: Database, text: str, found: list[str]
) -> None:
    with customers.read() as session:
        assert _found(session, text) == found


def test_at_most_twenty_are_offered(trading_company: Database) -> None:
    with rows(trading_company) as session:
        for n in range(25):
            a_customer(session, f"K{n:02}", name=f"Optik {n:02}", city="Lund")
        a_customer(session, "Z", name="Lund")
        assert _found(session, "optik") == [f"K{n:02}" for n in range(20)]
        assert _found(session, "lund") == ["Z"]


def test_one_letter_in_five_may_be_wrong() -> None:
    assert is_close("birkholm", "birkolm")
    assert not is_close("abcd", "abcx")
    assert not is_close("birkholm", "bergholz")


@given(st.text(max_size=8), st.text(max_size=8))
def test_edit_distance_is_a_distance(first: str, second: str) -> None:
    distance = edit_distance(first, second)
    assert distance == edit_distance(second, first)
    assert (distance == 0) == (first == second)
    assert abs(len(first) - len(second)) <= distance <= max(len(first), len(second))
