"""Planning the posting of a sales document: everything is decided, nothing is written (SD75).

Posting writes the plan; preview shows it. So the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.errors import Notice, Refusal, SeveralRefusals
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.ledgers.gl_entries import GlSource, check_balance
from desktop.services.ledgers.item_entries import CostTerms, ItemEntryPlanner
from desktop.services.ledgers.rows import Booking, LedgerRows, PlannedNo, Row
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.checks_header import header_failures, state_failures
from desktop.services.posting.checks_kits import kits_failures
from desktop.services.posting.checks_lines import line_failures, line_notices
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.claim_rows import add_cost_entries, add_invoice_entries, gl_source
from desktop.services.posting.drafts import move_on
from desktop.services.posting.drop_receipts import DropReceipt, DropReceipts
from desktop.services.posting.invoice_amounts import (
    InvoiceAmounts,
    invoice_amounts,
    invoice_totals,
)
from desktop.services.posting.kits_of_lines import PlannedKits, account_failures, plan_kits
from desktop.services.posting.parts import Parts, parts_of
from desktop.services.posting.planned import PlannedDocument, planned_no
from desktop.services.posting.posted_rows import (
    INVOICE_TABLE,
    SHIPMENT_TABLE,
    Stamp,
    comment_rows,
    invoice_header_row,
    invoice_line_rows,
    shipment_header_row,
    shipment_line_rows,
)
from desktop.services.posting.reading import Ground, read_ground
from desktop.services.posting.refusals import InvoiceBelowZero, NotPostable, PrecisionMissing
from desktop.services.posting.setups import (
    Pair,
    WantedSetups,
    load_missing,
    load_setups,
    want_costs,
)
from desktop.services.posting.special_orders import special_order_failures
from desktop.services.posting.stock_movements import (
    Bookings,
    LineMover,
    plan_movements,
    plan_resource_sales,
)
from desktop.services.sales.header_terms import enter_document_date, enter_posting_date
from desktop.services.sales.line_amounts import recalculate, totals_of
from desktop.services.sales.recalculation import renew_terms
from desktop.services.sales.refusals import DocumentCompleted
from desktop.services.sales.service_charge import differs_from_terms, is_open
from desktop.services.sales.totals import DocumentTotals
from desktop.translation import _


@dataclass(slots=True)
class PostingPlan:
    """All rows that posting a document writes, as plain values.

    `shipment_lines` and `draft_lines` are parameters of UPDATEs: posted shipment lines that
    are invoiced now, and the lines of an order that stays. `receipts` are those of purchase orders
    whose vendors ship (PF68).
    """

    ground: Ground
    parts: Parts
    stamp: Stamp
    ledgers: LedgerRows
    shipment: PlannedDocument | None = None
    invoice: PlannedDocument | None = None
    kits: PlannedKits = field(default_factory=PlannedKits)
    shipment_lines: list[Row] = field(default_factory=list)
    draft_lines: list[Row] = field(default_factory=list)
    receipts: list[DropReceipt] = field(default_factory=list)
    notices: tuple[Notice, ...] = ()


def plan(
    session: Session,
    key: DocumentKey,
    choice: PostingChoice,
    context: UserContext,
    *,
    posting_id: str = "",
) -> PostingPlan:
    """Lock and read what a posting needs, check everything and compute every row.

    Raises DocumentMissing, a NeedsConfirmation about the exchange rate, the one refusal that
    was found, or SeveralRefusals with all of them; nothing is changed in any case.
    """
    ground = _ground_with_terms(session, key, choice, context)
    return Planner(session, ground, context, posting_id).plan(choice)


def _ground_with_terms(
    session: Session, key: DocumentKey, choice: PostingChoice, context: UserContext
) -> Ground:
    """Lock and read the document, with the invoice discount terms of today where they count.

    They count for an open document that always follows them, and where the user wants them.
    """
    ground = read_ground(session, key, context)
    document = ground.document
    follows = is_open(document) and document.setups.sales.calc_inv_discount
    can_post = not any(state_failures(document))
    if can_post and (choice.calc_invoice_discount or follows) and differs_from_terms(document):
        renew_terms(session, key, context)
        return read_ground(session, key, context)
    return ground


def raise_collected(refusals: Sequence[Refusal], ground: Ground) -> None:
    """Raise what was collected: the one refusal itself, or all of them together."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefusals(refusals, record=ground.document.ref)


class Planner:
    """One posting while it is planned; the steps of SD75 are its methods."""

    def __init__(
        self, session: Session, ground: Ground, context: UserContext, posting_id: str
    ) -> None:
        self.session = session
        self.ground = ground
        self.document = ground.document
        self.context = context
        self.stamp = Stamp(context.user, context.now(), posting_id)
        self.refusals: list[Refusal] = []
        self.rows = LedgerRows()
        self.kits = PlannedKits()
        self.receipts = DropReceipts(session, ground, context, self.stamp)

    def plan(self, choice: PostingChoice) -> PostingPlan:
        """Plan the posting; raises what `plan` of the module says."""
        self.refusals.extend(state_failures(self.document))
        if any(isinstance(refusal, NotPostable | DocumentCompleted) for refusal in self.refusals):
            raise_collected(self.refusals, self.ground)
        self._take_dates(choice)
        parts = parts_of(self.ground, choice, self.refusals)
        self._check(parts)
        self.refusals.extend(self.receipts.prepare(parts))
        self.refusals.extend(special_order_failures(self.ground, parts, self.refusals))
        whole = self._whole_totals(anew=choice.calc_invoice_discount)
        accounts = self._account_finder(parts)
        amounts = self._invoice_amounts(parts, whole, accounts)
        bookings = self._bookings(parts)
        self.receipts.book(self.rows)
        entries = self._plan_ledgers(parts, amounts, whole, accounts, bookings)
        raise_collected(self.refusals, self.ground)
        check_balance(self.rows.gl, str(self.document.key))
        return self._planned(parts, amounts, whole, bookings, entries)

    def _take_dates(self, choice: PostingChoice) -> None:
        if choice.posting_date not in {None, self.document.header.posting_date}:
            enter_posting_date(self.document, choice.posting_date)
        if choice.document_date not in {None, self.document.header.document_date}:
            enter_document_date(self.document, choice.document_date)

    def _check(self, parts: Parts) -> None:
        """Collect what is wrong; some of it makes that nothing more can be said."""
        found = [
            *header_failures(self.session, self.ground, parts, self.context),
            *line_failures(self.ground, parts),
            *kits_failures(self.ground, parts),
        ]
        self.refusals.extend(found)
        header = self.document.header
        can_go_on = (
            (parts.ships or parts.invoices)
            and header.bill_to_customer_no is not None
            and self._has_rate()
            and not any(isinstance(refusal, PrecisionMissing) for refusal in found)
        )
        if not can_go_on:
            raise_collected(self.refusals, self.ground)

    def _has_rate(self) -> bool:
        header = self.document.header
        return header.exchange_rate_amount > 0 and header.relational_amount > 0

    def _whole_totals(self, *, anew: bool) -> DocumentTotals:
        """The totals of the whole document; releasing an open one calculates it anew (SD63)."""
        try:
            if anew or self.document.header.status is Status.OPEN:
                return recalculate(self.document)
            return totals_of(self.document)
        except Refusal as refusal:
            # Without totals nothing more can be said.
            raise_collected([*self.refusals, refusal], self.ground)
            raise

    def _account_finder(self, parts: Parts) -> AccountFinder:
        """Read the set-up that the posting needs, and check the groups of its lines."""
        finder = AccountFinder(
            load_setups(self.session, wanted_setups(self.ground, parts)), self.refusals
        )
        for posted in parts.posted:
            finder.check_line(posted.line, is_stocked=self.ground.is_stocked(posted.line))
        return finder

    def _invoice_amounts(
        self, parts: Parts, whole: DocumentTotals, accounts: AccountFinder
    ) -> InvoiceAmounts | None:
        invoiced = [posted for posted in parts.lines if posted.invoice.quantity]
        if not invoiced:
            return None
        totals = invoice_totals(self.document, invoiced, whole)
        if totals.payable < 0:
            self.refusals.append(
                InvoiceBelowZero(
                    record=self.document.ref,
                    document_type=self.document.type,
                    no=self.document.header.no,
                    payable=totals.payable,
                )
            )
        return invoice_amounts(self.document, invoiced, totals, accounts)

    def _bookings(self, parts: Parts) -> Bookings:
        """One booking for each posted document, with a transaction of its own (SD86)."""
        sales = self.document.setups.sales
        kinds = [
            (parts.writes_shipment, EntryDocumentType.SHIPMENT, sales.posted_shipment_nos),
            (parts.invoices, EntryDocumentType.INVOICE, sales.posted_invoice_nos),
        ]
        header = self.document.header
        made = [
            Booking(
                # A blank date was refused before.
                posting_date=header.posting_date or self.context.work_date,
                document_type=kind,
                document_no=PlannedNo(series or ""),
                transaction=number,
                user=self.stamp.user,
                created_at=self.stamp.created_at,
                document_date=header.document_date,
                external_document_no=header.external_document_no,
            )
            for number, (_is_written, kind, series) in enumerate(
                (each for each in kinds if each[0]), start=1
            )
        ]
        self.rows.transactions = len(made)
        return Bookings(shipment=made[0], invoice=made[-1])

    def _plan_ledgers(
        self,
        parts: Parts,
        amounts: InvoiceAmounts | None,
        whole: DocumentTotals,
        accounts: AccountFinder,
        bookings: Bookings,
    ) -> LedgerEntryNos:
        """Plan the entries of all ledgers; the item entries come first, they know the cost."""
        ledger = self.document.setups.ledger
        terms = CostTerms(ledger.amount_precision, ledger.unit_amount_precision)
        self._begin_kits(parts)
        planner = ItemEntryPlanner(self.ground.stock, terms, self.rows)
        mover = LineMover(self.ground, planner, bookings, {}, {}, self.kits)
        mover.coming = self.receipts.coming(terms)
        invoiced = {line.line.line_no: line for line in amounts.lines} if amounts else {}
        lines = {line.line_no: line for line in whole.lines}
        self.refusals.extend(plan_movements(self.session, mover, parts.posted, invoiced, lines))
        self.receipts.entries = mover.received
        wanted = WantedSetups()
        want_costs(wanted, self.rows.value)
        load_missing(self.session, accounts.setups, wanted)
        nos = LedgerEntryNos(mover.entries)
        if amounts is not None:
            plan_resource_sales(self.document, amounts.lines, bookings.invoice, self.rows.resource)
            nos.customer = add_invoice_entries(
                self.ground, amounts, accounts, bookings.invoice, self.rows
            )
        both = (bookings.shipment, bookings.invoice)
        distinct = both if bookings.shipment is not bookings.invoice else both[:1]
        add_cost_entries(self.rows, distinct, accounts, gl_source(self.document))
        add_cost_entries(self.rows, self.kits.in_bookings, accounts, GlSource(_("Assembly")))
        return nos

    def _begin_kits(self, parts: Parts) -> None:
        """Plan the assemblies that come with the shipment; what they cost is found out later."""
        self.kits = plan_kits(
            self.session,
            self.ground.kits,
            parts.leaving,
            self.rows,
            stamp=self.stamp,
            day=self.document.header.posting_date or self.context.work_date,
        )
        self.refusals.extend(account_failures(self.kits))

    def _planned(
        self,
        parts: Parts,
        amounts: InvoiceAmounts | None,
        whole: DocumentTotals,
        bookings: Bookings,
        nos: LedgerEntryNos,
    ) -> PostingPlan:
        """Copy the document into posted rows, then move the draft on."""
        planned = PostingPlan(self.ground, parts, self.stamp, self.rows, kits=self.kits)
        planned.notices = (*self.document.notices, *line_notices(self.document))
        if parts.writes_shipment:
            planned.shipment = self._shipment(parts, bookings.shipment, nos.items)
        if amounts is not None:
            shipment_no = planned.shipment.no if planned.shipment else None
            planned.invoice = self._invoice(amounts, bookings.invoice, shipment_no, nos.customer)
        planned.shipment_lines = [
            {
                "the_document": taken.shipped.document_no,
                "the_line": taken.shipped.line_no,
                "quantity_invoiced": taken.shipped.invoiced + taken.part.quantity,
                "qty_shipped_not_invoiced": taken.shipped.left - taken.part.quantity,
            }
            for posted in parts.posted
            for taken in posted.earlier
        ]
        if self.document.type is DocumentType.ORDER:
            planned.draft_lines = move_on(self.document, parts, amounts, whole)
        planned.receipts = self.receipts.planned()
        return planned

    def _shipment(self, parts: Parts, booking: Booking, items: dict[int, int]) -> PlannedDocument:
        no = planned_no(booking)
        lines = shipment_line_rows(self.document, parts.posted, no, items)
        made = PlannedDocument(no, shipment_header_row(self.document, no, self.stamp), lines)
        if self.document.setups.sales.copy_comments_to_shipment:
            made.comments = comment_rows(self.ground, no, SHIPMENT_TABLE, lines)
        return made

    def _invoice(
        self,
        amounts: InvoiceAmounts,
        booking: Booking,
        shipment_no: PlannedNo | None,
        entry_no: int,
    ) -> PlannedDocument:
        no = planned_no(booking)
        header = invoice_header_row(self.document, no, self.stamp, amounts, entry_no)
        lines = invoice_line_rows(self.document, amounts, no, shipment_no)
        made = PlannedDocument(no, header, lines)
        if self.document.setups.sales.copy_comments_to_invoice:
            made.comments = comment_rows(self.ground, no, INVOICE_TABLE, lines)
        return made


@dataclass(slots=True)
class LedgerEntryNos:
    """Provisional numbers of the entries that posted documents name: item entries by line_no."""

    items: dict[int, int]
    customer: int = 0


def wanted_setups(ground: Ground, parts: Parts) -> WantedSetups:
    """Every set-up row and account that posting these parts can lead to."""
    wanted = WantedSetups()
    for posted in parts.posted:
        line = posted.line
        wanted.general.add((line.gen_bus_posting_group, line.gen_prod_posting_group))
        wanted.vat.add((line.vat_bus_posting_group, line.vat_prod_posting_group))
        if ground.is_stocked(line):
            wanted.inventory.add((line.location_code or "", line.inventory_posting_group))
        if line.type is LineType.GL_ACCOUNT:
            wanted.accounts.add(line.no)
    wanted.general.update(_general_of_shortages(ground))
    wanted.inventory.update(
        (entry.scope.location_code or "", entry.origin.inventory_posting_group)
        for entry in ground.stock.outbound.values()
    )
    terms = ground.terms
    wanted.accounts.update(
        (terms.receivables_account, terms.invoice_rounding_account, terms.balancing_account_no)
    )
    return wanted


def _general_of_shortages(ground: Ground) -> set[Pair]:
    """Goods coming back may settle entries of other documents, with their groups (SD94)."""
    return {
        (entry.origin.gen_bus_posting_group, entry.origin.gen_prod_posting_group)
        for entry in ground.stock.outbound.values()
    }
