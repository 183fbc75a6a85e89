"""Whatever a clerk does in whatever order, figures that must agree agree."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.ledgers import GlEntry, ItemLedgerEntry, ValueEntry
from desktop.models.posted import SalesInvoiceLine
from desktop.models.sales import SalesLine
from desktop.services.database import Database
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.posting.post_sales import post
from desktop.services.records import add_record
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line, delete_line
from desktop.services.sales.release import release, reopen
from tests.contents import contents_of
from tests.databases import SqliteDatabases
from tests.robustness.books import (
    CONTEXT,
    ITEMS,
    an_order,
    faults,
    fill_with_trading_company,
)

INVENTORY_ACCOUNT = "1460"
MOST_LINES = 4
MOST_EXAMPLES = 15

items = st.sampled_from(ITEMS)
quantity_fields = st.sampled_from(["quantity", "qty_to_ship", "qty_to_invoice"])
quantities = st.decimals(min_value=0, max_value=30, places=0)
prices = st.decimals(min_value=0, max_value=1000, places=2)
percents = st.sampled_from([Decimal(0), Decimal(10), Decimal("33.33"), Decimal(100)])
places = st.integers(min_value=0, max_value=MOST_LINES - 1)
yes_or_no = st.booleans()


class Desk:
    """A clerk's desk: the order at hand, and whether what is tried is done or refused."""

    def __init__(self, company: Database) -> None:
        self.company = company
        self.key = self.company.run_write(an_order)

    def take_new_order(self) -> None:
        self.key = self.company.run_write(an_order)

    def tries(self, work: Callable[[Session], Any]) -> bool:
        """Do it, or see that the refusal has changed nothing."""
        before = contents_of(self.company)
        try:
            self.company.run_write(work)
        except Refusal:
            assert contents_of(self.company) == before
            return False
        return True

    def adds(self, item: str, quantity: Decimal) -> None:
        values = [("type", "item"), ("no", item), ("quantity", quantity)]
        self.tries(lambda session: add_line(session, self.key, values, CONTEXT))

    def changes(self, place: int, field: str, value: Decimal) -> None:
        numbers = self.line_nos()
        if place < len(numbers):
            line_no = numbers[place]
            self.tries(lambda s: change_line(s, self.key, line_no, field, value, CONTEXT))

    def changes_header(self, field: str, value: object) -> None:
        self.tries(lambda session: change_header(session, self.key, field, value, CONTEXT))

    def line_nos(self) -> list[int]:
        return [line_no for line_no, _outstanding, _open in self._lines()]

    def outstanding(self, place: int) -> Decimal:
        lines = self._lines()
        return lines[place][1] if place < len(lines) else Decimal(0)

    def is_completed(self) -> bool:
        return not any(not_invoiced for _line_no, _outstanding, not_invoiced in self._lines())

    def _lines(self) -> list[tuple[int, Decimal, Decimal]]:
        """Of each line its number, what is to be shipped and what is to be invoiced."""
        query = sa.select(
            SalesLine.line_no,
            SalesLine.quantity - SalesLine.quantity_shipped,
            SalesLine.quantity - SalesLine.quantity_invoiced,
        ).where(SalesLine.document_no == self.key.no, SalesLine.document_type == self.key.type)
        with self.company.read() as session:
            return [(*row,) for row in session.execute(query.order_by(SalesLine.line_no))]


class Office(RuleBasedStateMachine):
    """A clerk who edits, releases, reopens and posts orders, and counts goods in and out."""

    databases: ClassVar[SqliteDatabases]
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        url = self.databases.create(fill_with_trading_company)
        self.path = Path(url.removeprefix("sqlite:///"))
        self.company = Database(url)
        self.desk = Desk(self.company)
        self.has_posted = False

    def teardown(self) -> None:
        self.company.close()
        self.path.unlink()

    # ------------------------------------------------------------------------------- what is done

    @initialize(item=items, quantity=quantities)
    def begin(self, item: str, quantity: Decimal) -> None:
        self.desk.adds(item, quantity + 1)

    @rule(item=items, quantity=quantities)
    def add(self, item: str, quantity: Decimal) -> None:
        if len(self.desk.line_nos()) < MOST_LINES:
            self.desk.adds(item, quantity)

    @rule(place=places, field=quantity_fields, value=quantities)
    def change_quantity(self, place: int, field: str, value: Decimal) -> None:
        self.desk.changes(place, field, value)

    @rule(place=places, value=prices)
    def change_price(self, place: int, value: Decimal) -> None:
        self.desk.changes(place, "unit_price", value)

    @rule(place=places, value=percents)
    def change_discount(self, place: int, value: Decimal) -> None:
        self.desk.changes(place, "line_discount_pct", value)

    @rule(value=percents)
    def change_invoice_discount(self, value: Decimal) -> None:
        self.desk.changes_header("invoice_discount_calculation", "percent")
        self.desk.changes_header("invoice_discount_value", value)

    @rule(place=places)
    def delete(self, place: int) -> None:
        numbers = self.desk.line_nos()
        key = self.desk.key
        if len(numbers) > 1 and place < len(numbers):
            self.desk.tries(lambda session: delete_line(session, key, numbers[place], CONTEXT))

    @rule()
    def release(self) -> None:
        self.desk.tries(lambda session: release(session, self.desk.key, CONTEXT))

    @rule()
    def reopen(self) -> None:
        self.desk.tries(lambda session: reopen(session, self.desk.key, CONTEXT))

    @rule(place=places, share=st.sampled_from([2, 3, 7]), ship=yes_or_no, invoice=yes_or_no)
    def deliver_a_part(self, place: int, share: int, ship: bool, invoice: bool) -> None:
        for other in range(MOST_LINES):
            self.desk.changes(other, "qty_to_ship", Decimal(0))
        self.desk.changes(place, "qty_to_ship", self.desk.outstanding(place) // share)
        self.post(ship, invoice)

    @rule(ship=yes_or_no, invoice=yes_or_no)
    def post(self, ship: bool, invoice: bool) -> None:
        choice = PostingChoice(ship=ship, invoice=invoice)
        self._posts(lambda session: post(session, self.desk.key, choice, CONTEXT))
        if self.desk.is_completed():
            self.done["completed"] += 1
            self.desk.take_new_order()
            self.desk.adds("A", Decimal(5))

    @rule(item=items, quantity=quantities, cost=prices, is_in=yes_or_no)
    def count(self, item: str, quantity: Decimal, cost: Decimal, is_in: bool) -> None:
        line = {
            "entry_type": "positive_adjmt" if is_in else "negative_adjmt",
            "item_no": item,
            "quantity": quantity,
            **({"unit_cost": cost} if is_in else {}),
        }

        def journal(session: Session) -> None:
            add_record(session, "item_journal_line", line, CONTEXT)
            post_item_journal(session, "DEFAULT", CONTEXT)

        self._posts(journal)

    def _posts(self, work: Callable[[Session], Any]) -> None:
        is_posted = self.desk.tries(work)
        self.has_posted = self.has_posted or is_posted
        self.done["posted" if is_posted else "not posted"] += 1

    # ---------------------------------------------------------------------------- what must agree

    @invariant()
    def books_agree(self) -> None:
        if self.has_posted:
            self.has_posted = False
            assert faults(self.company) == []
            with self.company.read() as session:
                assert list(unequal_parts(session)) == []
                assert list(doubtful_stock(session)) == []


PARTS = (
    ("gross_amount", "gross_invoiced"),
    ("line_discount_amount", "line_discount_invoiced"),
    ("inv_discount_amount", "inv_discount_invoiced"),
)


def unequal_parts(session: Session) -> Iterator[str]:
    """Order lines whose invoices do not add up to what they know of them, or agreed (SD66)."""
    of_line = (SalesInvoiceLine.order_no == SalesLine.document_no) & (
        SalesInvoiceLine.order_line_no == SalesLine.line_no
    )
    for whole, known in PARTS:
        posted = (
            sa.select(sa.func.sum(getattr(SalesInvoiceLine, whole)))
            .where(of_line)
            .scalar_subquery()
        )
        rows = session.execute(
            sa.select(
                SalesLine.document_no,
                SalesLine.line_no,
                SalesLine.quantity == SalesLine.quantity_invoiced,
                getattr(SalesLine, whole),
                getattr(SalesLine, known),
                posted,
            )
        )
        for no, line_no, is_whole, agreed, invoiced, posted_sum in rows:
            if invoiced != (posted_sum or 0) or (is_whole and invoiced != agreed):
                yield f"{no} {line_no} {whole}: {agreed}, {invoiced} invoiced, {posted_sum} posted"


def doubtful_stock(session: Session) -> Iterator[str]:
    """Scopes of stock whose quantities and values do not fit (SD101)."""
    value = session.scalar(sa.select(sa.func.sum(ValueEntry.cost_amount_actual))) or 0
    account = session.scalar(
        sa.select(sa.func.sum(GlEntry.amount)).where(GlEntry.gl_account_no == INVENTORY_ACCOUNT)
    )
    if value != (account or 0):
        yield f"items are worth {value}, account {INVENTORY_ACCOUNT} says {account}"
    scope = (ItemLedgerEntry.item_no, ItemLedgerEntry.variant_code, ItemLedgerEntry.location_code)
    for *where, least, most, quantity, remaining in session.execute(
        sa.select(
            *scope,
            sa.func.min(ItemLedgerEntry.remaining_quantity),
            sa.func.max(ItemLedgerEntry.remaining_quantity),
            sa.func.sum(ItemLedgerEntry.quantity),
            sa.func.sum(ItemLedgerEntry.remaining_quantity),
        ).group_by(*scope)
    ):
        if least < 0 < most:
            yield f"{where}: open entries of both signs, {least} and {most}"
        if quantity != remaining:
            yield f"{where}: {quantity} in stock, {remaining} still open"
        cost = session.scalar(
            sa.select(
                sa.func.sum(ValueEntry.cost_amount_actual + ValueEntry.cost_amount_expected)
            ).where(ValueEntry.item_no == where[0])
        )
        if not quantity and not least and not most and cost:
            yield f"{where}: nothing in stock, worth {cost}"


@pytest.mark.slow
def test_no_order_of_work_makes_figures_disagree(sqlite_databases: SqliteDatabases) -> None:
    Office.databases = sqlite_databases
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=MOST_EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    sqlite_databases.drop_all()
    assert Office.done["posted"] > MOST_EXAMPLES
    assert Office.done["completed"] > 0
