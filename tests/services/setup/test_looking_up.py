"""Finding a record by its other texts: phone, VAT number, barcode and reference."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from desktop.models.items import ItemReference
from desktop.models.words import ReferenceOwner
from desktop.services.records import LookupRow, lookup_rows, meant
from tests.builders.customers import a_customer
from tests.builders.items import an_item


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    yield sent
    event.remove(bind, "before_cursor_execute", note)


@pytest.fixture
def customers(session: Session) -> None:
    a_customer(session, "C10", name="Åkesson Möbler", city="Lund", phone="046-12 34 56")
    a_customer(
        session,
        "C20",
        name="Berg Trä",
        city="Umeå",
        search_name="TIMBER",
        vat_registration_no="SE556677889901",
    )
    a_customer(session, "C30", name="Secret", privacy_blocked=True)


@pytest.fixture
def items(session: Session) -> None:
    an_item(session, "DESK", description="Oak desk", gtin="4006381333931")
    an_item(session, "LAMP", description="Desk lamp")
    for owner, number in ((ReferenceOwner.BARCODE, "7310865004703"), ("customer", "FJ-LAMP-9")):
        session.add(ItemReference(item_no="LAMP", owner_type=owner, reference_no=number))
    session.flush()


@pytest.mark.usefixtures("customers")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("46-12", [LookupRow("C10", "Åkesson Möbler", "Lund · 046-12 34 56")]),
        ("timber", [LookupRow("C20", "Berg Trä", "Umeå", "TIMBER")]),
        ("889901 umea", [LookupRow("C20", "Berg Trä", "Umeå", "SE556677889901")]),
        ("berg", [LookupRow("C20", "Berg Trä", "Umeå")]),
        ("secret", []),
        ("c30", [LookupRow("C30", "Secret", "")]),
    ],
)
def test_a_customer_is_found_by_any_of_its_texts(
    session: Session, typed: str, found: list[LookupRow]
) -> None:
    assert list(lookup_rows(session, "customer", typed)) == found


@pytest.mark.usefixtures("items")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("desk", [("DESK", ""), ("LAMP", "")]),
        ("40063", [("DESK", "4006381333931")]),
        ("73108", [("LAMP", "7310865004703")]),
        ("fj-lamp", [("LAMP", "FJ-LAMP-9")]),
        ("73", []),
    ],
)
def test_an_item_is_found_by_its_barcodes_and_references(
    session: Session, typed: str, found: list[tuple[str, str]]
) -> None:
    assert [(row.key, row.found) for row in lookup_rows(session, "item", typed)] == found


@pytest.mark.usefixtures("items")
def test_an_exact_barcode_comes_before_numbers_that_begin_so(session: Session) -> None:
    an_item(session, "7310865004703X", description="Something else")
    found = lookup_rows(session, "item", "7310865004703")
    assert [row.key for row in found] == ["LAMP", "7310865004703X"]


@pytest.mark.usefixtures("customers", "items")
@pytest.mark.parametrize("table", ["customer", "item", "payment_terms"])
@pytest.mark.parametrize("typed", ["", "a", "desk oak", "4006381333931"])
def test_each_key_press_is_one_statement(session: Session, table: str, typed: str) -> None:
    lookup_rows(session, table, typed)
    with statements(session) as sent:
        found = lookup_rows(session, table, typed)
    assert len(sent) == (1 if found or table != "customer" else 2)


@pytest.mark.usefixtures("customers")
@pytest.mark.parametrize(
    ("typed", "found"),
    [("Akeson Mobler", ["C10"]), ("berg traa", ["C20"]), ("secrte", []), ("berk", [])],
)
def test_a_customer_is_found_in_spite_of_a_slip(
    session: Session, typed: str, found: list[str]
) -> None:
    assert [row.key for row in lookup_rows(session, "customer", typed)] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mobelhuset", "C50"),
        ("Mobelhuset", "C51"),
        ("möbelhuset n", "C40"),
        ("huset", None),
        ("boras", "C52"),
        ("c5", None),
        ("eva boras", "C52"),
        ("nobody", None),
    ],
)
def test_the_first_step_that_finds_one_customer_alone_decides(
    session: Session, typed: str, found: str | None
) -> None:
    a_customer(session, "C40", name="Möbelhuset Norr", city="Lund")
    a_customer(session, "C50", name="Möbelhuset")
    a_customer(session, "C52", name="Trähuset", city="Borås", contact="Eva Ek")
    if typed == "Mobelhuset":
        a_customer(session, "C51", name=typed)  # the exact name beats the one without accents
    one = meant(lookup_rows(session, "customer", typed))
    assert (one.key if one else None) == found
