"""The search box finds records by words in any order, in one statement."""

import pytest
from sqlalchemy.orm import Session

from desktop.models.words import Blocked
from desktop.services.setup.finding_records import find_records
from tests.builders.customers import a_customer
from tests.builders.items import an_item


@pytest.fixture(autouse=True)
def customers(session: Session) -> None:
    a_customer(session, "C10", name="Birkholm Interiors AB", city="Uppsala")
    a_customer(session, "C20", name="New York Chairs", city="Birkenhead")
    a_customer(session, "C30", name="Birka Trä", blocked=Blocked.ALL)
    a_customer(session, "BIRK", name="Zenith")


def keys(session: Session, text: str, **options: bool) -> list[str]:
    return [found.key for found in find_records(session, "customer", text, 6, **options)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("int birk", ["C10"]),
        ("york new", ["C20"]),
        ("c10", ["C10"]),
        ("uppsala birk", ["C10"]),
        ("nobody", []),
        ("", []),
        ("100%", []),
    ],
)
def test_words_fit_in_any_order(session: Session, typed: str, found: list[str]) -> None:
    assert keys(session, typed) == found


def test_the_key_comes_first_and_the_blocked_last(session: Session) -> None:
    assert keys(session, "birk") == ["BIRK", "C10", "C20", "C30"]


def test_blocked_records_can_be_left_out(session: Session) -> None:
    assert keys(session, "birka", only_free=True) == []
    [found] = find_records(session, "customer", "birka", 6)
    assert not found.is_free


def test_items_are_found_by_description(session: Session) -> None:
    an_item(session, "CHAIR", description="Task chair, black")
    [found] = find_records(session, "item", "black chair", 6)
    assert (found.key, found.name, found.place, found.is_free) == (
        "CHAIR",
        "Task chair, black",
        "",
        True,
    )
