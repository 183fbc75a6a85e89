"""The service charge that comes, moves and goes with the terms; what it costs and how it undoes."""

from decimal import Decimal

import pytest

from desktop.errors import ConfirmationCode
from desktop.models.codes import Language
from desktop.models.customers import Customer
from desktop.models.finance import CustomerPostingGroup
from desktop.models.invoice_discounts import InvoiceDiscountTerms
from desktop.models.setup import SalesSetup
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.line_fields import add_line, change_line
from desktop.services.sales.recalculation import calc_invoice_discount
from desktop.services.sales.refusals_lines import ServiceChargeLine
from desktop.services.sales.refusals_totals import ServiceChargeAccountMissing
from desktop.services.sales.restoring import restore
from desktop.services.sales.service_charge import SERVICE_CHARGE
from desktop.translation import localizer_for
from tests.builders.sales import Clerk, a_document, put_header, rows
from tests.services.sales.test_statement_budget import LINE_EDIT, counted


@pytest.fixture
def selling(company: Database) -> Database:
    """A company whose customer C1 has terms that are followed at each change."""
    with rows(company) as session:
        session.get_one(SalesSetup, 1).calc_inv_discount = True
        session.get_one(Customer, "C1").invoice_disc_code = "D1"
        session.get_one(CustomerPostingGroup, "DOMESTIC").service_charge_account = "3590"
        for minimum, pct, charge in ((0, 2, 5), (1000, 5, 0)):
            session.add(
                InvoiceDiscountTerms(
                    code="D1",
                    currency_code="",
                    minimum_amount=Decimal(minimum),
                    discount_pct=Decimal(pct),
                    service_charge=Decimal(charge),
                )
            )
    return company


@pytest.fixture
def order(selling: Database, context: UserContext) -> Clerk:
    """An order of one line with its charge."""
    return a_document(selling, context).adds(type="item", no="A", quantity=1)


def undo(clerk: Clerk) -> None:
    done = clerk.view.difference
    with clerk.database.write() as session:
        clerk.view = restore(session, clerk.key, done, clerk.context)


def test_a_new_line_stands_in_front_of_the_charge(order: Clerk) -> None:
    order.adds(type="item", no="A", quantity=2).adds(description="Thank you")
    assert order.column("no") == ["A", "A", None, "3590"]
    assert order.looks().lines[-1].values["system_line"] == "service_charge"


def test_undoing_a_new_line_leaves_the_charge_at_the_end(order: Clerk) -> None:
    before = order.column("line_no")
    order.adds(type="item", no="A", quantity=2)
    undo(order)
    assert order.column("no") == ["A", "3590"]
    assert order.value(2, "line_no") > before[0]


def test_undoing_the_deletion_of_the_charge_brings_it_back(order: Clerk) -> None:
    order.deletes(2)
    assert order.column("no") == ["A"]
    undo(order)
    assert order.column("no") == ["A", "3590"]
    assert order.header("no_service_charge") is False


def test_undoing_what_brought_a_charge_takes_it_away(
    selling: Database, context: UserContext
) -> None:
    order = a_document(selling, context).adds(type="item", no="A", quantity=20)
    order.changes(1, "quantity", 1)
    assert order.column("no") == ["A", "3590"]
    undo(order)
    assert order.column("no") == ["A"]
    undo(order)
    assert order.column("no") == ["A", "3590"]


def test_the_charge_speaks_the_customers_language(selling: Database, context: UserContext) -> None:
    with rows(selling) as session:
        session.get_one(Language, "SV").locale = "sv_SE"
        session.get_one(Customer, "C1").language_code = "SV"
    order = a_document(selling, context).adds(type="item", no="A", quantity=1)
    assert order.value(2, "description") == localizer_for("sv_SE").gettext(SERVICE_CHARGE)


def test_ticking_no_service_charge_takes_it_away_and_unticking_brings_it(order: Clerk) -> None:
    order.enters("no_service_charge", True)
    assert order.column("no") == ["A"]
    order.enters("no_service_charge", False)
    assert order.column("no") == ["A", "3590"]


def test_a_shipped_charge_stays_when_it_is_no_longer_due(order: Clerk) -> None:
    order.has_delivered(2, "1").changes(1, "quantity", 50)
    assert order.column("no") == ["A", "3590"]
    assert order.value(2, "unit_price") == 5


def test_prices_including_vat_convert_the_charge_with_the_rest(order: Clerk) -> None:
    order.answers(ConfirmationCode.CONVERT_PRICES, True).enters("prices_including_vat", True)
    assert order.column("unit_price") == [125, Decimal("6.25")]
    assert order.value(2, "amount_including_vat") == Decimal("6.25")


def test_a_released_document_keeps_what_it_has(order: Clerk) -> None:
    put_header(order.database, order.key, {"status": Status.RELEASED})
    with rows(order.database) as session:
        session.get_one(InvoiceDiscountTerms, ("D1", "", Decimal(0))).discount_pct = Decimal(9)
    order.changes(1, "qty_to_ship", 0)
    assert order.value(1, "inv_discount_amount") == 2


def test_the_charge_is_only_typed_where_parts_are_shipped(order: Clerk) -> None:
    with pytest.raises(ServiceChargeLine):
        order.changes(2, "quantity", 2)
    order.changes(2, "qty_to_ship", 0)
    assert order.value(2, "qty_to_ship") == 0


def test_a_charge_without_account_is_refused(selling: Database, context: UserContext) -> None:
    with rows(selling) as session:
        session.get_one(CustomerPostingGroup, "DOMESTIC").service_charge_account = None
    with pytest.raises(ServiceChargeAccountMissing):
        a_document(selling, context).adds(type="item", no="A", quantity=1)


def test_calculating_without_terms_keeps_a_typed_discount_and_says_so(
    company: Database, context: UserContext
) -> None:
    order = a_document(company, context).adds(type="item", no="A", quantity=1)
    order.enters("invoice_discount_value", Decimal(10))
    with company.write() as session:
        order.view = calc_invoice_discount(session, order.key, context)
    assert order.view.totals.invoice_discount_amount == 10
    assert "sales.no_invoice_discount_terms" in order.told()


def test_following_the_terms_keeps_a_line_edit_cheap(order: Clerk) -> None:
    taken = {}
    for quantity in (20, 1, 2):
        entry = ("quantity", Decimal(quantity))
        with counted(order.database.engine) as sent, order.database.write() as session:
            change_line(session, order.key, 10000, *entry, order.context)
        taken[quantity] = len(sent)
    entries = [("no", "A"), ("quantity", Decimal(2)), ("unit_price", Decimal(50))]
    with counted(order.database.engine) as sent, order.database.write() as session:
        add_line(session, order.key, entries, order.context)
    taken[0] = len(sent)
    assert {step: count for step, count in taken.items() if count > LINE_EDIT} == {}
