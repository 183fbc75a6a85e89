"""The item, G/L, VAT and vendor entries of a purchase (PF59, PF60)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from desktop.models.ledger_words import GenPostingType, ItemEntryType, SourceType
from desktop.models.purchases import PurchaseLine
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import ZERO, Amount, UnitPrice, carry_round, round_to
from desktop.models.words import LineType
from desktop.services.items.stock import Scope
from desktop.services.ledgers.costing import Earmark
from desktop.services.ledgers.gl_entries import GlGroup, GlSource, add_gl_entry
from desktop.services.ledgers.item_entries import (
    CostTerms,
    ItemEntryPlanner,
    LineWords,
    Movement,
)
from desktop.services.ledgers.later_cost import InvoicedCost, invoice_receipt
from desktop.services.ledgers.rows import Booking, LedgerRows
from desktop.services.ledgers.stock import EntryOrigin
from desktop.services.ledgers.vat_entries import VatParty, VatSum, add_vat_entry
from desktop.services.ledgers.vendor_entries import Debt, add_debt
from desktop.services.posting.accounts import AccountFinder, SetupRecord
from desktop.services.posting.purchases.invoice_amounts import (
    InvoicedLine,
    PurchaseAmounts,
    VatPart,
    groups_of,
)
from desktop.services.posting.purchases.parts import BoughtLine
from desktop.services.posting.purchases.reading import PurchaseGround
from desktop.services.purchases.load import Purchase, line_ref


@dataclass(frozen=True, slots=True)
class PurchaseBookings:
    """The bookings of the posted documents; the same one twice where only one is written."""

    receipt: Booking
    invoice: Booking


class Sender(Protocol):
    """Who sends goods of a line on to its customer; answers with the entry of what came in."""

    def send(self, line: PurchaseLine, movement: Movement) -> int | None:
        """Plan both entries; None when a refusal was noted before."""
        ...


@dataclass(slots=True)
class Receiver:
    """Plans the item entries of lines; `entries` gathers them by line_no.

    `last_costs` are what one base unit of each item cost this time, in LCY. What goes straight to
    customers is handed to the `sender`.
    """

    ground: PurchaseGround
    planner: ItemEntryPlanner
    bookings: PurchaseBookings
    entries: dict[int, int] = field(default_factory=dict)
    last_costs: dict[str, UnitPrice] = field(default_factory=dict)
    sender: Sender | None = None

    def take(self, posted: Sequence[BoughtLine], invoiced: Mapping[int, InvoicedLine]) -> None:
        """Plan all item entries: earlier receipts are invoiced first, then goods come in.

        What follows for kits, and `planner.finish()`, is the caller's.
        """
        items = [
            each
            for each in posted
            if each.line.type is LineType.ITEM and each.line.no in self.ground.items
        ]
        costs = {each.line.line_no: self._costs(each, invoiced) for each in items}
        for bought in items:
            for taken, cost in zip(bought.earlier, costs[bought.line.line_no], strict=False):
                if taken.shipped.entry_no:
                    invoice_receipt(
                        self.planner,
                        self.ground.receipts,
                        taken.shipped.entry_no,
                        InvoicedCost(taken.part.base, cost),
                        self.bookings.invoice,
                    )
        for bought in items:
            if bought.receive.quantity:
                at_once = costs[bought.line.line_no][-1] if bought.at_once.quantity else ZERO
                self._receive(bought, at_once)
            self._note_last_cost(bought, invoiced.get(bought.line.line_no))

    def _costs(self, bought: BoughtLine, invoiced: Mapping[int, InvoicedLine]) -> list[Amount]:
        """What the invoice line costs, shared out over the receipts it takes; the new one last."""
        found = invoiced.get(bought.line.line_no)
        if found is None:
            return []
        weights = [taken.part.base for taken in bought.earlier]
        if bought.at_once.quantity:
            weights.append(bought.at_once.base)
        precision = self.planner.terms.amount_precision
        return carry_round(weights, precision, times=found.net_lcy, over=sum(weights, ZERO))

    def _receive(self, bought: BoughtLine, at_once: Amount) -> None:
        movement = receipt_movement(
            self.ground.document, bought, self.bookings, self.planner.terms, at_once
        )
        line = bought.line
        if line.sales_order_no:
            entry_no = self.sender.send(line, movement) if self.sender is not None else None
            if entry_no is not None:
                self.entries[line.line_no] = entry_no
        else:
            self.entries[line.line_no] = self.planner.move(movement)

    def _note_last_cost(self, bought: BoughtLine, invoiced: InvoicedLine | None) -> None:
        """Note what a base unit cost by this invoice, else by this receipt."""
        line, precision = bought.line, self.planner.terms.unit_precision
        if invoiced is not None and bought.invoice.base:
            cost = round_to(invoiced.net_lcy, precision, over=bought.invoice.base)
        elif bought.receive.base:
            cost = round_to(line.unit_cost_lcy, precision, over=line.qty_per_unit)
        else:
            return
        self.last_costs[line.no or ""] = cost


def receipt_movement(
    document: Purchase,
    bought: BoughtLine,
    bookings: PurchaseBookings,
    terms: CostTerms,
    at_once: Amount = ZERO,
) -> Movement:
    """What comes in with a line at what it is expected to cost (PF59), and the invoiced cost."""
    line = bought.line
    waiting = bought.receive.quantity - bought.at_once.quantity
    expected = round_to(waiting, terms.amount_precision, times=line.unit_cost_lcy)
    is_invoiced = bool(bought.at_once.quantity)
    return Movement(
        scope=Scope(line.no or "", line.variant_code, line.location_code),
        quantity=bought.receive.base,
        origin=origin_of_line(document, line),
        entry=bookings.receipt,
        value=bookings.invoice if is_invoiced else bookings.receipt,
        words=LineWords(line.line_no, line_ref(line)),
        invoiced=bought.at_once.base,
        cost=expected + at_once,
        actual_cost=at_once,
        description=line.description,
        unit_of_measure_code=line.unit_of_measure_code,
        qty_per_unit=line.qty_per_unit,
        earmark=earmark_of(line),
    )


def earmark_of(line: PurchaseLine) -> Earmark | None:
    """The sales line that a special order is bought for, None for others (PF103)."""
    if line.special_order_sales_no is None:
        return None
    return Earmark(line.special_order_sales_no, line.special_order_sales_line_no or 0)


def origin_of_line(document: Purchase, line: PurchaseLine) -> EntryOrigin:
    """Where the item entries of a line come from."""
    order_no = document.header.no if document.type is PurchaseType.ORDER else None
    return EntryOrigin(
        ItemEntryType.PURCHASE,
        line.gen_bus_posting_group,
        line.gen_prod_posting_group,
        line.inventory_posting_group,
        line.line_no,
        order_no,
        line.line_no if order_no else None,
        SourceType.VENDOR,
        document.header.buy_from_vendor_no,
    )


def gl_source(document: Purchase) -> GlSource:
    """Whom the G/L entries of a document are about."""
    header = document.header
    return GlSource(
        header.posting_description or f"{document.type} {header.no}",
        SourceType.VENDOR,
        header.buy_from_vendor_no,
        header.currency_code,
    )


def add_debt_entries(
    ground: PurchaseGround,
    amounts: PurchaseAmounts,
    accounts: AccountFinder,
    booking: Booking,
    rows: LedgerRows,
) -> int:
    """Plan expenses, VAT and debt; returns the provisional number of the vendor entry.

    What goes into stock is debited by its value entries.
    """
    document, source = ground.document, gl_source(ground.document)
    for group in amounts.expenses:
        if group.lcy:
            kind = GenPostingType.PURCHASE
            expense = GlGroup(group.account, group.lcy, group.groups, kind, group.amount)
            add_gl_entry(rows.gl, booking, expense, source)
    for part in amounts.vat:
        _add_vat(document, part, accounts, (booking, source), rows)
    payables = _payables_account(ground, accounts)
    owed = GlGroup(payables, -amounts.payable_lcy, fcy=-amounts.totals.payable)
    add_gl_entry(rows.gl, booking, owed, source)
    header = document.header
    return add_debt(
        rows,
        booking,
        Debt(
            vendor_no=header.buy_from_vendor_no or "",
            description=source.description,
            posting_group=header.vendor_posting_group,
            currency_code=header.currency_code,
            currency_factor=document.rate.factor,
            amount=-amounts.totals.payable,
            amount_lcy=-amounts.payable_lcy,
            purchase_lcy=-amounts.net_lcy,
            due_date=header.due_date,
        ),
    )


def _add_vat(
    document: Purchase,
    part: VatPart,
    accounts: AccountFinder,
    place: tuple[Booking, GlSource],
    rows: LedgerRows,
) -> None:
    """The VAT of a rate: paid to the vendor, or under reverse charge owed and deducted at once."""
    booking, source = place
    line, header = part.first_line, document.header
    groups = groups_of(line)
    deducted = part.lcy or part.reverse_lcy
    party = VatParty(
        header.buy_from_vendor_no, header.vat_registration_no, header.buy_from_country_code
    )
    if deducted:
        account = accounts.vat_account_of(line, "purchase_vat_account")
        kind = GenPostingType.PURCHASE
        add_gl_entry(
            rows.gl, booking, GlGroup(account, deducted, groups, kind, part.amount), source
        )
    if part.reverse_lcy:
        account = accounts.vat_account_of(line, "sales_vat_account")
        owed = GlGroup(account, -part.reverse_lcy, groups, GenPostingType.SALE)
        add_gl_entry(rows.gl, booking, owed, source)
    vat = VatSum(
        line.vat_identifier,
        part.rate.vat_pct,
        part.rate.vat_calculation_type,
        groups,
        part.base_lcy,
        deducted,
    )
    add_vat_entry(rows.vat, booking, GenPostingType.PURCHASE, vat, party)
    if part.is_reverse:
        opposite = VatSum(
            vat.vat_identifier,
            vat.vat_pct,
            vat.calculation_type,
            groups,
            -part.base_lcy,
            -part.reverse_lcy,
        )
        add_vat_entry(rows.vat, booking, GenPostingType.SALE, opposite, party)


def _payables_account(ground: PurchaseGround, accounts: AccountFinder) -> str:
    group = ground.document.header.vendor_posting_group or ""
    record = SetupRecord("vendor_posting_group", (group,))
    return accounts.checked(ground.payables_account, record, "payables_account") if group else ""
