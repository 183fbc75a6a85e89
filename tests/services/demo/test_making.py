"""Making the demo company: whole or not at all, and what its year has left behind."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.models.assembly import AssemblyHeader, PostedAssemblyHeader
from desktop.models.ledgers import CustLedgerEntry, ItemLedgerEntry
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseInvoiceHeader, PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import PickStatus, PurchaseType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.words import Blocked, Status
from desktop.services.company import PlaceTaken, sqlite_url
from desktop.services.context import Cancelled, UserContext
from desktop.services.customers.credit import credit_figures, exposure, used_pct
from desktop.services.customers.queries import customers
from desktop.services.database import Database
from desktop.services.demo.kits import MEETING, WORKPLACE
from desktop.services.demo.making import make_demo_company
from desktop.services.ledgers.verify_books import verify_books
from desktop.services.list_query import ListQuery
from desktop.services.picking.queries import pick_view, picks
from desktop.services.promising.danger import broken_promises
from desktop.services.purchases.queries import purchases
from desktop.services.reports.invoice_content import invoice_content
from desktop.services.reports.lawful_content import missing_content
from desktop.services.requisitions.queries import accepted_count, requisition_rows
from desktop.services.sales.home import due_invoices, late_orders, sales_by_month
from desktop.services.sales.posted_queries import posted_invoices
from desktop.services.sales.queries import documents
from tests.listing import record_rows
from tests.scenarios.proof_reservations import reservations_hold

WORK_DATE = date(2026, 1, 15)


class Watcher:
    """A Progress that remembers what it was told and cancels at one of the checks."""

    def __init__(self, cancel_at: int = 0) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._left = cancel_at

    def step(self, done: int, total: int, text: str = "") -> None:
        self.steps.append((done, total, text))

    def check_cancelled(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Cancelled


@pytest.mark.parametrize("check", [1, 2, 12])
def test_a_cancelled_run_leaves_nothing_behind(tmp_path: Path, check: int) -> None:
    with pytest.raises(Cancelled):
        make_demo_company(sqlite_url(tmp_path / "demo.kontor"), WORK_DATE, Watcher(check))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "demo.kontor.draft").write_bytes(b"half a company")
    with pytest.raises(Cancelled):
        make_demo_company(sqlite_url(tmp_path / "demo.kontor"), WORK_DATE, Watcher(1))
    assert list(tmp_path.iterdir()) == []


def test_a_company_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    place = tmp_path / "demo.kontor"
    place.write_bytes(b"something dear")
    with pytest.raises(PlaceTaken):
        make_demo_company(sqlite_url(place), WORK_DATE)
    assert place.read_bytes() == b"something dear"


# ------------------------------------------------------------------------------- the whole company


@pytest.fixture(scope="module")
def watcher() -> Watcher:
    return Watcher()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, watcher: Watcher) -> Iterator[Database]:
    """The demo company, made once."""
    place = tmp_path_factory.mktemp("demo") / "demo.kontor"
    database = make_demo_company(sqlite_url(place), WORK_DATE, watcher)
    yield database
    database.close()


@pytest.mark.slow
def test_only_the_finished_company_lies_at_its_place(demo: Database) -> None:
    place = Path(str(demo.url.database))
    assert not list(place.parent.glob("*.draft*"))


@pytest.mark.slow
def test_progress_rises_to_the_end_and_always_says_what_is_done(
    demo: Database, watcher: Watcher
) -> None:
    done = [step[0] for step in watcher.steps]
    assert done == sorted(done)
    assert (done[0], watcher.steps[-1][0]) == (0, watcher.steps[-1][1])
    assert all(text for _done, _total, text in watcher.steps[:-1])


@pytest.mark.slow
def test_the_home_page_has_something_to_show(demo: Database) -> None:
    context = UserContext("ADMIN", WORK_DATE)
    with demo.read() as session:
        orders = documents(DocumentType.ORDER, context)
        for view in ("released_not_shipped", "shipped_not_invoiced", "late"):
            assert orders.count(session, ListQuery(view=view)) >= 5, view
        assert orders.count(session, ListQuery(filters={"status": "open"})) >= 5
        assert documents(DocumentType.INVOICE, context).count(session, ListQuery()) >= 5
        assert posted_invoices(context).count(session, ListQuery(view="overdue")) >= 3
        owed = customers(context).totals(session, ListQuery(), ["balance_lcy"])["balance_lcy"]
        months = sales_by_month(session, context)
        assert min(len(late_orders(session, context)), len(due_invoices(session, context))) >= 5
    assert all(month.value > 0 for month in months)
    assert owed < sum((month.value for month in months), Decimal(0)) / 4


@pytest.mark.slow
def test_sales_grow_over_the_year_and_rest_in_july(demo: Database) -> None:
    with demo.read() as session:
        months = sales_by_month(session, UserContext("ADMIN", WORK_DATE))[:-1]
    sales = {month.first_day.month: month.value for month in months}
    assert sales[7] == min(sales.values())
    assert sales[9] + sales[10] + sales[11] > sales[3] + sales[4] + sales[5]


@pytest.mark.slow
def test_there_are_some_hundred_posted_invoices_and_orders_in_every_state(demo: Database) -> None:
    with demo.read() as session:
        posted = session.execute(select(func.count()).select_from(SalesInvoiceHeader)).scalar_one()
        orders = session.scalars(
            select(SalesHeader).where(
                SalesHeader.document_type == DocumentType.ORDER, ~SalesHeader.completed
            )
        ).all()
        half_invoiced = session.scalars(
            select(SalesLine.document_no).where(
                SalesLine.quantity_invoiced != 0,
                SalesLine.outstanding_quantity != 0,
            )
        ).all()
    assert 250 <= posted <= 400
    assert {order.status for order in orders} == {Status.OPEN, Status.RELEASED}
    assert half_invoiced


@pytest.mark.slow
def test_the_books_are_right(demo: Database) -> None:
    with demo.read() as session:
        report = verify_books(session)
    assert report.is_right, report.findings
    assert report.registers > 300


@pytest.mark.slow
def test_every_posted_invoice_says_what_the_law_wants(demo: Database) -> None:
    with demo.read() as session:
        numbers = session.scalars(select(SalesInvoiceHeader.no)).all()
        missing = {no: missing_content(invoice_content(session, no)) for no in numbers}
    assert {no: found for no, found in missing.items() if found} == {}


@pytest.mark.slow
def test_stock_never_went_below_zero(demo: Database) -> None:
    with demo.read() as session:
        below = session.execute(
            select(func.count()).where(
                ItemLedgerEntry.quantity < 0, ItemLedgerEntry.remaining_quantity != 0
            )
        ).scalar_one()
    assert below == 0


@pytest.mark.slow
def test_customers_are_blocked_near_their_limit_or_overdue(demo: Database) -> None:
    with demo.read() as session:
        rows = record_rows(session, "customer")
        birkholm = credit_figures(session, "C10000", WORK_DATE)
        overdue = session.scalars(
            select(CustLedgerEntry.customer_no).where(
                CustLedgerEntry.open, CustLedgerEntry.due_date < WORK_DATE
            )
        ).all()
    assert {row.values["blocked"] for row in rows} == set(Blocked)
    assert birkholm is not None
    assert 85 < used_pct(birkholm) < 100
    assert exposure(birkholm) > 0
    assert overdue


# ------------------------------------------------------------------------ what it buys and promises


@pytest.mark.slow
def test_there_are_purchase_orders_in_every_state(demo: Database) -> None:
    context = UserContext("ADMIN", WORK_DATE)
    with demo.read() as session:
        orders = purchases(PurchaseType.ORDER, context)
        rows = {row.no: row for row in orders.rows(session, ListQuery(view="every"), 50)}
        lines = session.scalars(select(PurchaseLine)).all()
        invoices = session.scalars(select(PurchaseInvoiceHeader)).all()
    assert {row.status for row in rows.values()} == {Status.OPEN, Status.RELEASED}
    assert {row.buy_from_vendor_no for row in rows.values()} >= {"V10000", "V10001", "V10004"}
    assert [(invoice.order_no, invoice.vendor_invoice_no) for invoice in invoices] == [
        ("PO-10004", "26-1187")
    ]
    open_lines = [line for line in lines if line.outstanding_quantity]
    days = [line.expected_receipt_date for line in open_lines if line.expected_receipt_date]
    assert any(line.quantity_received for line in open_lines)
    assert min(days) < WORK_DATE < max(days)
    assert [line.no for line in lines if line.drop_shipment] == ["D-3000"]


@pytest.mark.slow
def test_one_promise_is_in_danger_and_others_are_kept(demo: Database) -> None:
    with demo.read() as session:
        broken = broken_promises(session, UserContext("ADMIN", WORK_DATE))
        promised = session.scalars(
            select(SalesLine.no).where(
                SalesLine.document_type == DocumentType.ORDER,
                SalesLine.promised_delivery_date.is_not(None),
            )
        ).all()
        wrong = list(reservations_hold(session))
        kept = session.scalars(select(Reservation.supply_type)).all()
    assert [(line.item_no, line.missing > 0) for line in broken] == [("P-0410", True)]
    assert broken[0].days_late is not None
    assert broken[0].days_late > 0
    assert set(promised) == {"G-0100", "K-0070", "L-0300", "P-0410"}
    assert wrong == []
    assert {SupplyType.INVENTORY, SupplyType.ASSEMBLY_OUTPUT} <= set(kept)


@pytest.mark.slow
def test_the_worksheet_says_what_to_buy_for_whom(demo: Database) -> None:
    with demo.read() as session:
        rows = requisition_rows(session)
        accepted = accepted_count(session)
    assert [row.item_no for row in rows] == ["L-0300", "LA-MEET4", "D-1200"]
    assert accepted == 2


@pytest.mark.slow
def test_kits_were_made_and_are_made_for_an_order(demo: Database) -> None:
    with demo.read() as session:
        orders = session.scalars(select(AssemblyHeader).order_by(AssemblyHeader.no)).all()
        posted = session.scalars(select(PostedAssemblyHeader)).all()
    assert [(order.item_no, order.remaining_quantity) for order in orders] == [
        (WORKPLACE, Decimal(6)),
        (MEETING, Decimal(1)),
    ]
    assert [(made.item_no, made.quantity) for made in posted] == [(WORKPLACE, Decimal(4))]
    assert posted[0].cost_amount > 0


@pytest.mark.slow
def test_one_pick_is_registered_and_one_is_to_be_fetched(demo: Database) -> None:
    context = UserContext("ADMIN", WORK_DATE)
    with demo.read() as session:
        rows = picks(context).rows(session, ListQuery(view="every"), 10)
        views = [pick_view(session, row.no) for row in rows]
    assert [row.status for row in rows] == [PickStatus.OPEN, PickStatus.REGISTERED]
    assert all(line.bin for view in views for line in view.lines)
