"""What the demo company works with today: quotes, prices, recurring invoices, people, a twin."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.pricing_words import PriceStatus
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType
from desktop.services.contacts.queries import contact_overview
from desktop.services.context import UserContext
from desktop.services.customers.duplicate_list import find_duplicates
from desktop.services.database import Database
from desktop.services.demo.contacts import HOUSE_OF_CULTURE, LODGE
from desktop.services.demo.duplicates import SECOND_CARD, TWICE
from desktop.services.jobs.recurring_invoices import RecurringParameters, preview_invoices
from desktop.services.list_query import ListQuery
from desktop.services.sales.archive import versions
from desktop.services.sales.queries import documents
from desktop.services.sales.quote_lists import made_of_quote, won_quotes
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.views import DocumentView
from tests.listing import record_rows
from tests.services.demo.conftest import WORK_DATE

TODAY = UserContext("ADMIN", WORK_DATE)


def quotes(session: Session, view: str) -> Mapping[str, DocumentKey]:
    """The quotes of a view, by the name of who got them."""
    found = documents(DocumentType.QUOTE, TODAY).rows(session, ListQuery(view=view), 50)
    return {row.sell_to_name: row.key for row in found}


def quote_to(session: Session, name: str) -> DocumentView:
    """The quote that somebody got."""
    return document_view(session, quotes(session, "every")[name], TODAY)


def test_there_are_quotes_in_every_state(offers: Database) -> None:
    with offers.read() as session:
        counts = {
            view: len(quotes(session, view))
            for view in ("every", "open_quotes", "expiring", "expired", "converted")
        }
        won = won_quotes(session, date(2025, 1, 16), WORK_DATE, TODAY)
        [converted] = quotes(session, "converted").values()
        made = made_of_quote(session, converted.no)
        kept = versions(session, quotes(session, "every")["Hanse Glas GmbH"])
    assert counts == {
        "every": 9,
        "open_quotes": 7,
        "expiring": 1,
        "expired": 1,
        "converted": 1,
    }
    assert (won.won, won.lost, won.open) == (2, 1, 6)
    assert made is not None
    assert made.table == "sales_header"
    assert [version.reason for version in kept] == ["Better price for the chairs", "First offer"]


def test_quotes_have_the_prices_texts_and_charges_that_were_set_up(offers: Database) -> None:
    with offers.read() as session:
        dealer = quote_to(session, "Kessel Office GmbH").lines[0].values
        small = [line.values for line in quote_to(session, "Storsjö Kontor AB").lines]
        lodge = quote_to(session, LODGE)
    assert (dealer["unit_price"], dealer["no"]) == (525, "D-1600")
    assert small[0]["unit_price"] == 990
    assert (small[-1]["type"], small[-1]["unit_price"]) == (LineType.GL_ACCOUNT, 95)
    assert lodge.header["sell_to_customer_no"] is None
    assert "230 V" in str(lodge.lines[2].values["description"])


def test_price_lists_are_active_but_for_the_draft_of_next_year(offers: Database) -> None:
    with offers.read() as session:
        rows = record_rows(session, "price_list")
        states = [row.values["status"] for row in rows]
        drafts = [row.values["description"] for row in rows if row.values["status"] == "draft"]
        lines = record_rows(session, "price_list_line", where={"status": PriceStatus.DRAFT})
    assert states.count(PriceStatus.ACTIVE) == 5
    assert drafts == ["Desks 2027, draft"]
    assert {line.values["price_list_code"] for line in lines} == {"PL-104"}


def test_some_recurring_invoices_are_due_and_all_of_them_can_be_made(offers: Database) -> None:
    today = RecurringParameters(order_date=WORK_DATE, posting_date=WORK_DATE)
    rows = preview_invoices(offers, today, TODAY)
    assert [(row.code, row.problem) for row in rows] == [
        ("REFILL", ""),
        ("RENT", ""),
        ("RENT", ""),
        ("RENT-EUR", ""),
    ]
    assert all(row.amount > 0 for row in rows)


def test_one_customer_was_entered_twice(offers: Database) -> None:
    with offers.read() as session:
        found = find_duplicates(session).pairs
    assert [(pair.name_a, pair.name_b) for pair in found] == [(TWICE, SECOND_CARD["name"])]


def test_contacts_have_persons_a_time_line_and_need_be_no_customers(offers: Database) -> None:
    with offers.read() as session:
        contacts = {row.values["name"]: str(row.key[0]) for row in record_rows(session, "contact")}
        lodge = contact_overview(session, contacts[LODGE])
        birkholm = contact_overview(session, contacts["Birkholm Interiors AB"])
        culture = contact_overview(session, contacts[HOUSE_OF_CULTURE])
    assert lodge is not None
    assert (lodge.customer_no, [person.name for person in lodge.persons]) == (None, ["Sanna Inga"])
    assert [entry.date for entry in lodge.interactions] == sorted(
        (entry.date for entry in lodge.interactions), reverse=True
    )
    assert birkholm is not None
    assert len(birkholm.persons) == 2
    assert birkholm.interactions
    assert culture is not None
    assert culture.customer_no is None
