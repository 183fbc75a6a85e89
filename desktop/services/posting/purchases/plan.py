"""Planning the posting of a purchase: everything is decided, nothing is written (SD75).

Posting writes the plan; preview shows it. So the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.errors import Notice, Refusal, SeveralRefusals
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import UnitPrice
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.ledgers.earmarks import keep_for_orders
from desktop.services.ledgers.gl_entries import check_balance
from desktop.services.ledgers.item_entries import CostTerms, ItemEntryPlanner
from desktop.services.ledgers.kit_costs import follow_kits
from desktop.services.ledgers.rows import Booking, LedgerRows, PlannedNo, Row
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.claim_rows import add_cost_entries
from desktop.services.posting.planned import PlannedDocument, planned_no
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.purchases.checks import (
    header_failures,
    line_failures,
    state_failures,
)
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.drafts import move_on
from desktop.services.posting.purchases.drop_shipments import DropShipment, DropShipments
from desktop.services.posting.purchases.entries import (
    PurchaseBookings,
    Receiver,
    add_debt_entries,
    earmark_of,
    gl_source,
)
from desktop.services.posting.purchases.invoice_amounts import (
    PurchaseAmounts,
    purchase_amounts,
    purchase_totals,
)
from desktop.services.posting.purchases.parts import PurchaseParts, parts_of
from desktop.services.posting.purchases.posted_rows import (
    header_row,
    invoice_header_row,
    invoice_line_rows,
    receipt_line_rows,
)
from desktop.services.posting.purchases.reading import PurchaseGround, read_ground
from desktop.services.posting.purchases.refusals import PurchaseBelowZero
from desktop.services.posting.refusals import PrecisionMissing
from desktop.services.posting.setups import (
    WantedSetups,
    load_missing,
    load_setups,
    want_costs,
)
from desktop.services.purchases.amounts import recalculate
from desktop.services.purchases.header_fields import enter_posting_date, put_due_date
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.load import line_ref
from desktop.services.sales.totals import DocumentTotals


@dataclass(slots=True)
class PurchasePlan:
    """All rows that posting a purchase writes, as plain values.

    `receipt_lines` and `draft_lines` are parameters of UPDATEs: posted receipt lines that are
    invoiced now, and the lines of an order that stays. `shipments` are those of sales orders whose
    goods the vendor sends (PF69).
    """

    ground: PurchaseGround
    stamp: Stamp
    ledgers: LedgerRows
    receipt: PlannedDocument | None = None
    invoice: PlannedDocument | None = None
    receipt_lines: list[Row] = field(default_factory=list)
    draft_lines: list[Row] = field(default_factory=list)
    last_costs: dict[str, UnitPrice] = field(default_factory=dict)
    shipments: list[DropShipment] = field(default_factory=list)
    notices: tuple[Notice, ...] = ()


def plan(
    session: Session,
    key: PurchaseKey,
    choice: PurchaseChoice,
    context: UserContext,
    *,
    posting_id: str = "",
) -> PurchasePlan:
    """Lock and read what a posting needs, check everything and compute every row.

    Raises PurchaseMissing, UpdateExchangeRate, the one refusal that was found, or
    SeveralRefusals with all of them; nothing is changed in any case.
    """
    return Planner(session, read_ground(session, key, context), context, posting_id).plan(choice)


class Planner:
    """One posting while it is planned."""

    def __init__(
        self, session: Session, ground: PurchaseGround, context: UserContext, posting_id: str
    ) -> None:
        self.session = session
        self.ground = ground
        self.document = ground.document
        self.context = context
        self.stamp = Stamp(context.user, context.now(), posting_id)
        self.refusals: list[Refusal] = []
        self.rows = LedgerRows()
        self.shipments = DropShipments(session, ground, context, self.stamp)

    def plan(self, choice: PurchaseChoice) -> PurchasePlan:
        """Plan the posting; raises what `plan` of the module says."""
        self.refusals.extend(state_failures(self.document))
        self._raise_collected()
        self._take_dates(choice)
        parts = parts_of(self.ground, choice, self.refusals)
        self._check(parts)
        self.refusals.extend(self.shipments.prepare(parts))
        whole = recalculate(self.document)
        accounts = self._account_finder(parts)
        amounts = self._amounts(parts, whole, accounts)
        bookings = self._bookings(parts)
        receiver = self._receive(parts, amounts, bookings)
        entry_no = 0
        if amounts is not None:
            entry_no = add_debt_entries(self.ground, amounts, accounts, bookings.invoice, self.rows)
        wanted = WantedSetups()
        want_costs(wanted, self.rows.value)
        load_missing(self.session, accounts.setups, wanted)
        both = (bookings.receipt, bookings.invoice)
        distinct = both if bookings.receipt is not bookings.invoice else both[:1]
        add_cost_entries(self.rows, distinct, accounts, gl_source(self.document))
        self._raise_collected()
        check_balance(self.rows.gl, str(self.document.key))
        return self._planned(parts, amounts, bookings, receiver, entry_no)

    def _raise_collected(self) -> None:
        if len(self.refusals) == 1:
            raise self.refusals[0]
        if self.refusals:
            raise SeveralRefusals(self.refusals, record=self.document.ref)

    def _take_dates(self, choice: PurchaseChoice) -> None:
        header = self.document.header
        if choice.posting_date not in {None, header.posting_date}:
            enter_posting_date(self.document, choice.posting_date)
        if choice.document_date not in {None, header.document_date}:
            header.document_date = choice.document_date
            put_due_date(self.document)

    def _check(self, parts: PurchaseParts) -> None:
        """Collect what is wrong; some of it makes that nothing more can be said."""
        found = [
            *header_failures(self.session, self.ground, parts, self.context),
            *line_failures(self.ground, parts),
        ]
        self.refusals.extend(found)
        can_go_on = (
            (parts.receives or parts.invoices)
            and self.document.header.buy_from_vendor_no is not None
            and not any(isinstance(refusal, PrecisionMissing) for refusal in found)
        )
        if not can_go_on:
            self._raise_collected()

    def _account_finder(self, parts: PurchaseParts) -> AccountFinder:
        """Read the set-up that the posting needs, and check the groups of its lines."""
        setups = load_setups(self.session, wanted_setups(self.ground, parts))
        finder = AccountFinder(setups, self.refusals, line_ref)
        for bought in parts.posted:
            finder.check_line(bought.line, is_stocked=self.ground.is_stocked(bought.line))
        return finder

    def _amounts(
        self, parts: PurchaseParts, whole: DocumentTotals, accounts: AccountFinder
    ) -> PurchaseAmounts | None:
        invoiced = [each for each in parts.lines if each.invoice.quantity]
        if not invoiced:
            return None
        totals = purchase_totals(self.document, invoiced, whole)
        if totals.payable < 0:
            self.refusals.append(
                PurchaseBelowZero(
                    record=self.document.ref, payable=totals.payable, **self.document.names
                )
            )
        return purchase_amounts(self.ground, invoiced, totals, accounts)

    def _bookings(self, parts: PurchaseParts) -> PurchaseBookings:
        """One booking for each posted document, with a transaction of its own (SD86)."""
        setup = self.document.setups.purchase
        kinds = [
            (parts.writes_receipt, EntryDocumentType.RECEIPT, setup.posted_receipt_nos),
            (parts.invoices, EntryDocumentType.INVOICE, setup.posted_invoice_nos),
        ]
        written = [(kind, series) for is_written, kind, series in kinds if is_written]
        made = [self._booking(*each, number) for number, each in enumerate(written, start=1)]
        self.rows.transactions = len(made)
        return PurchaseBookings(receipt=made[0], invoice=made[-1])

    def _booking(self, kind: EntryDocumentType, series: str | None, number: int) -> Booking:
        header = self.document.header
        is_invoice = kind is EntryDocumentType.INVOICE
        return Booking(
            # A blank date was refused before.
            posting_date=header.posting_date or self.context.work_date,
            document_type=kind,
            document_no=PlannedNo(series or ""),
            transaction=number,
            user=self.stamp.user,
            created_at=self.stamp.created_at,
            document_date=header.document_date,
            external_document_no=header.vendor_invoice_no if is_invoice else header.vendor_order_no,
        )

    def _receive(
        self, parts: PurchaseParts, amounts: PurchaseAmounts | None, bookings: PurchaseBookings
    ) -> Receiver:
        ledger = self.document.setups.ledger
        terms = CostTerms(ledger.amount_precision, ledger.unit_amount_precision)
        planner = ItemEntryPlanner(self.ground.stock, terms, self.rows)
        marks = [mark for each in parts.posted if (mark := earmark_of(each.line)) is not None]
        keep_for_orders(
            self.session, self.ground.stock.scopes.values(), self.ground.stock.wanted, marks
        )
        self.shipments.book(self.rows, planner)
        receiver = Receiver(self.ground, planner, bookings, sender=self.shipments)
        lines = amounts.lines if amounts is not None else []
        receiver.take(parts.posted, {each.line.line_no: each for each in lines})
        follow_kits(self.session, planner)
        planner.finish()
        self.refusals.extend(planner.refusals)
        return receiver

    def _planned(
        self,
        parts: PurchaseParts,
        amounts: PurchaseAmounts | None,
        bookings: PurchaseBookings,
        receiver: Receiver,
        entry_no: int,
    ) -> PurchasePlan:
        """Copy the document into posted rows, then move the draft on."""
        document = self.document
        planned = PurchasePlan(self.ground, self.stamp, self.rows)
        planned.last_costs = receiver.last_costs
        planned.notices = tuple(document.notices)
        if parts.writes_receipt:
            no = planned_no(bookings.receipt)
            planned.receipt = PlannedDocument(
                no,
                header_row(document, no, self.stamp),
                receipt_line_rows(document, parts.posted, no, receiver.entries),
            )
        if amounts is not None:
            no = planned_no(bookings.invoice)
            receipt_no = planned.receipt.no if planned.receipt else None
            planned.invoice = PlannedDocument(
                no,
                invoice_header_row(document, no, self.stamp, amounts, entry_no),
                invoice_line_rows(document, amounts, no, receipt_no),
            )
        planned.receipt_lines = invoiced_receipt_lines(parts)
        if document.type is PurchaseType.ORDER:
            planned.draft_lines = move_on(document, parts, amounts)
        planned.shipments = self.shipments.planned()
        return planned


def invoiced_receipt_lines(parts: PurchaseParts) -> list[Row]:
    """What the invoice takes of earlier receipt lines, as parameters of their UPDATE."""
    return [
        {
            "the_document": taken.shipped.document_no,
            "the_line": taken.shipped.line_no,
            "quantity_invoiced": taken.shipped.invoiced + taken.part.quantity,
            "qty_received_not_invoiced": taken.shipped.left - taken.part.quantity,
        }
        for bought in parts.posted
        for taken in bought.earlier
    ]


def wanted_setups(ground: PurchaseGround, parts: PurchaseParts) -> WantedSetups:
    """Every set-up row and account that posting these parts can lead to."""
    wanted = WantedSetups()
    for bought in parts.posted:
        line = bought.line
        wanted.general.add((line.gen_bus_posting_group, line.gen_prod_posting_group))
        wanted.vat.add((line.vat_bus_posting_group, line.vat_prod_posting_group))
        if ground.is_stocked(line):
            wanted.inventory.add((line.location_code or "", line.inventory_posting_group))
        if line.type is LineType.GL_ACCOUNT:
            wanted.accounts.add(line.no)
    want_followers(wanted, ground)
    wanted.accounts.add(ground.payables_account)
    return wanted


def want_followers(wanted: WantedSetups, ground: PurchaseGround) -> None:
    """Goods that left before may be valued anew, with the accounts of their own groups."""
    origins = [
        (entry.origin, entry.scope.location_code) for entry in ground.stock.outbound.values()
    ]
    known: Sequence[int] = list(ground.receipts.entries)
    origins += [
        (ground.receipts.origins[no], ground.receipts.entries[no].scope.location_code)
        for no in known
    ]
    for origin, location in origins:
        wanted.general.add((origin.gen_bus_posting_group, origin.gen_prod_posting_group))
        wanted.inventory.add((location or "", origin.inventory_posting_group))
