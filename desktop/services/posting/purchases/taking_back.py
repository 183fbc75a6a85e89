"""What undoing a receipt and reversing an invoice have in common: the ground they stand on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal, SeveralRefusals
from desktop.models.every_table import Base
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.setup import GeneralLedgerSetup, InventorySetup
from desktop.models.supply_words import PurchaseType
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.ledgers.item_entries import CostTerms, ItemEntryPlanner
from desktop.services.ledgers.later_cost import Receipts, load_receipts
from desktop.services.ledgers.rows import LedgerRows
from desktop.services.ledgers.stock import StockBook
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.kept_stock import load_kept_stock
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.purchases.drafts import draft_rows, update_draft
from desktop.services.posting.purchases.refusals import (
    DateBeforePosted,
    OrderGone,
    PostedPurchaseMissing,
)
from desktop.services.posting.reading import AnyRow, lock_items, stock_items
from desktop.services.posting.setups import WantedSetups
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.load import Purchase, load_purchase


@dataclass(slots=True)
class TakenBack:
    """A posted purchase that is taken back, with its order and its stock, under lock."""

    session: Session
    context: UserContext
    table: str
    header: AnyRow
    lines: list[AnyRow]
    order: Purchase | None
    ledger: GeneralLedgerSetup
    stock: StockBook
    receipts: Receipts
    rows: LedgerRows
    stamp: Stamp
    posting_date: date
    refusals: list[Refusal]

    @property
    def no(self) -> str:
        """The number of the posted document."""
        return str(self.header.no)

    @property
    def ref(self) -> RecordRef:
        """How refusals name the posted document."""
        return RecordRef(self.table, (self.no,))

    def planner(self) -> ItemEntryPlanner:
        """A planner of item entries on this stock."""
        terms = CostTerms(self.ledger.amount_precision, self.ledger.unit_amount_precision)
        return ItemEntryPlanner(self.stock, terms, self.rows)

    def order_line(self, row: AnyRow) -> PurchaseLine | None:
        """The order line that a posted line came from; what is gone is noted as refused."""
        if row.order_no is None:
            return None
        lines = self.order.lines if self.order is not None else []
        found = next((line for line in lines if line.line_no == row.order_line_no), None)
        if found is None:
            self.refusals.append(
                OrderGone(
                    record=self.ref,
                    no=self.no,
                    order_no=row.order_no,
                    line_no=row.order_line_no,
                )
            )
        return found

    def raise_collected(self) -> None:
        """Raise the one refusal that was found, or all of them together."""
        if len(self.refusals) == 1:
            raise self.refusals[0]
        if self.refusals:
            raise SeveralRefusals(self.refusals, record=self.ref)


def read_taken_back(
    session: Session,
    table: str,
    no: str,
    context: UserContext,
    posting_date: date | None,
) -> TakenBack:
    """Lock and read a posted receipt or invoice with all that taking it back depends on.

    Raises PostedPurchaseMissing. That the date is not allowed, or lies before the document, is
    among the `refusals`.
    """
    headers, lines = _tables(table)
    header = session.execute(
        select(headers).where(headers.c.no == no).with_for_update()
    ).one_or_none()
    if header is None:
        raise PostedPurchaseMissing(record=RecordRef(table, (no,)), posted_table=table, no=no)
    found = list(
        session.execute(select(lines).where(lines.c.document_no == no).order_by(lines.c.line_no))
    )
    order = _order_of(session, header, context)
    inventory = session.get_one(InventorySetup, 1)
    items = lock_items(session, {row.no for row in found if row.type is LineType.ITEM})
    back = TakenBack(
        session,
        context,
        table,
        header,
        found,
        order,
        session.get_one(GeneralLedgerSetup, 1),
        load_kept_stock(session, stock_items(items.values(), inventory)),
        Receipts(),
        LedgerRows(),
        Stamp(context.user, context.now()),
        posting_date or header.posting_date,
        [],
    )
    _check_date(back, is_given=posting_date is not None)
    return back


def load_entries(back: TakenBack, entry_nos: Collection[int]) -> None:
    """Read the item entries of the receipts that are concerned."""
    back.receipts = load_receipts(back.session, entry_nos)


def wanted_accounts(back: TakenBack) -> WantedSetups:
    """The set-up that taking back may lead to."""
    wanted = WantedSetups()
    for row in back.lines:
        wanted.general.add((row.gen_bus_posting_group, row.gen_prod_posting_group))
        wanted.vat.add((row.vat_bus_posting_group, row.vat_prod_posting_group))
        wanted.inventory.add((row.location_code or "", row.inventory_posting_group))
    origins = [(entry.origin, entry.scope) for entry in back.stock.outbound.values()]
    origins += [
        (origin, back.receipts.entries[no].scope) for no, origin in back.receipts.origins.items()
    ]
    for origin, scope in origins:
        wanted.general.add((origin.gen_bus_posting_group, origin.gen_prod_posting_group))
        wanted.inventory.add((scope.location_code or "", origin.inventory_posting_group))
    return wanted


def write_order(back: TakenBack, lines: Sequence[PurchaseLine]) -> None:
    """Write the lines of the order as they stand in memory; it is not completed any more."""
    if back.order is None or not lines:
        return
    back.order.header.completed = False
    if back.order.header.status is Status.OPEN:
        back.order.header.status = Status.RELEASED
    update_draft(back.session, back.order, draft_rows(back.order, list(lines)), back.stamp)


def run_updates(session: Session, statement: Any, rows: Iterable[Any], table: str) -> None:  # noqa: ANN401  (an UPDATE or INSERT)
    """Execute one statement for many rows of a posted table."""
    found = list(rows)
    if found:
        session.connection().execute(statement, found)
        report_changes(session, table)


def _tables(table: str) -> tuple[Table, Table]:
    tables = Base.metadata.tables
    return tables[table], tables[table.replace("_header", "_line")]


def _order_of(session: Session, header: AnyRow, context: UserContext) -> Purchase | None:
    """Lock the order that the posted document came from, when it is still there."""
    if header.order_no is None:
        return None
    key = (PurchaseType.ORDER, header.order_no)
    if session.get(PurchaseHeader, key) is None:
        return None
    desk = Session(session.connection(), autoflush=False, expire_on_commit=False)
    return load_purchase(desk, PurchaseKey(*key), context, for_update=True)


def _check_date(back: TakenBack, *, is_given: bool) -> None:
    refusal = date_refusal(back.posting_date, back.ledger, back.context, document=back.no)
    if refusal is not None:
        back.refusals.append(refusal)
    if is_given and back.posting_date < back.header.posting_date:
        back.refusals.append(
            DateBeforePosted(
                record=back.ref,
                field="posting_date",
                no=back.no,
                posted_on=back.header.posting_date,
                posting_date=back.posting_date,
            )
        )
