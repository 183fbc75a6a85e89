"""The G/L, VAT and customer entries of an invoice, in LCY (SD80–SD84)."""

from __future__ import annotations

from collections import defaultdict

from desktop.models.ledger_words import GenPostingType, ItemEntryType, SourceType, ValueEntryType
from desktop.models.supply_words import ResourceEntryType
from desktop.models.values.numbers import ZERO, Amount, round_to
from desktop.services.ledgers.customer_entries import (
    Claim,
    add_claim,
    add_immediate_payment,
    payment_booking,
)
from desktop.services.ledgers.gl_entries import (
    GlGroup,
    GlSource,
    PostingGroups,
    add_gl_entry,
    cost_groups,
)
from desktop.services.ledgers.rows import Booking, LedgerRows
from desktop.services.ledgers.vat_entries import VatParty, VatSum, add_sales_vat_entry
from desktop.services.posting.accounts import AccountFinder, SetupRecord
from desktop.services.posting.invoice_amounts import InvoiceAmounts, groups_of
from desktop.services.posting.reading import Ground
from desktop.services.posting.refusals_setup import CustomerGroupBlank
from desktop.services.sales.load import Document
from desktop.services.vat.calculation import HUNDRED, VatRate


def gl_source(document: Document) -> GlSource:
    """Whom the G/L entries of a document are about."""
    header = document.header
    return GlSource(
        header.posting_description or f"{document.type} {header.no}",
        SourceType.CUSTOMER,
        header.bill_to_customer_no,
        header.currency_code,
    )


def add_invoice_entries(
    ground: Ground,
    amounts: InvoiceAmounts,
    accounts: AccountFinder,
    booking: Booking,
    rows: LedgerRows,
) -> int:
    """Plan all entries of the claim; returns the provisional number of the customer entry.

    Costs are planned already: the profit is what the value and resource entries leave.
    """
    document = ground.document
    source = gl_source(document)
    for group in _credits(amounts):
        if group.amount:
            add_gl_entry(rows.gl, booking, group, source)
    _add_vat_entries(document, amounts, booking, rows)
    if amounts.rounding_lcy:
        rounding = GlGroup(
            rounding_account(ground, accounts),
            -amounts.rounding_lcy,
            fcy=-amounts.totals.rounding,
        )
        add_gl_entry(rows.gl, booking, rounding, source)
    receivables = receivables_account(ground, accounts)
    claimed = GlGroup(receivables, amounts.payable_lcy, fcy=amounts.totals.payable)
    add_gl_entry(rows.gl, booking, claimed, source)
    claim = _claim(document, amounts, _cost_known(rows))
    entry_no = add_claim(rows, booking, claim)
    method = document.header.payment_method_code
    if ground.terms.balancing_account_no and method and claim.amount:
        record = SetupRecord("payment_method", (method,))
        balancing = accounts.checked(
            ground.terms.balancing_account_no, record, "balancing_account_no"
        )
        payment = payment_booking(booking)
        add_immediate_payment(rows, entry_no, payment, claim)
        for account, sign in ((balancing, 1), (receivables, -1)):
            paid = GlGroup(account, sign * amounts.payable_lcy, fcy=sign * amounts.totals.payable)
            add_gl_entry(rows.gl, payment, paid, source)
    return entry_no


def add_cost_entries(
    rows: LedgerRows, bookings: tuple[Booking, ...], accounts: AccountFinder, source: GlSource
) -> None:
    """Plan what the actual costs of value entries post, document by document (SD82)."""
    for booking in bookings:
        values = [row for row in rows.value if row["transaction_no"] == booking.transaction]
        for group in cost_groups(values, accounts):
            add_gl_entry(rows.gl, booking, group, source)


def receivables_account(ground: Ground, accounts: AccountFinder) -> str:
    """Where the customer's debt stands."""
    return _customer_account(ground, accounts, "receivables_account")


def rounding_account(ground: Ground, accounts: AccountFinder) -> str:
    """Where the rounding of invoices is posted (SD55)."""
    return _customer_account(ground, accounts, "invoice_rounding_account")


def _customer_account(ground: Ground, accounts: AccountFinder, field: str) -> str:
    document = ground.document
    group = document.header.customer_posting_group
    if not group:
        accounts.note(
            CustomerGroupBlank(
                record=document.ref,
                field="customer_posting_group",
                blank_field="customer_posting_group",
                document_type=document.type,
                no=document.header.no,
            )
        )
        return ""
    record = SetupRecord("customer_posting_group", (group,))
    return accounts.checked(getattr(ground.terms, field), record, field)


def _credits(amounts: InvoiceAmounts) -> list[GlGroup]:
    """Sales and VAT as credits, posted discounts as debits."""
    credited = [
        GlGroup(group.key.account, -group.lcy, group.key.groups, GenPostingType.SALE, -group.amount)
        for group in amounts.groups
    ]
    for account, line, lcy, vat in zip(
        amounts.vat_accounts,
        amounts.first_lines,
        amounts.vat_lcy,
        amounts.totals.vat_groups,
        strict=True,
    ):
        groups: PostingGroups = groups_of(line)
        credited.append(GlGroup(account, -lcy, groups, GenPostingType.SALE, -vat.vat_amount))
    return credited


def _add_vat_entries(
    document: Document, amounts: InvoiceAmounts, booking: Booking, rows: LedgerRows
) -> None:
    base: defaultdict[VatRate, Amount] = defaultdict(lambda: ZERO)
    for group in amounts.groups:
        base[group.key.rate] += group.lcy
    header = document.header
    party = VatParty(
        header.bill_to_customer_no, header.vat_registration_no, header.bill_to_country_code
    )
    for rate, line, lcy in zip(
        amounts.vat_rates, amounts.first_lines, amounts.vat_lcy, strict=True
    ):
        total = VatSum(
            line.vat_identifier,
            rate.vat_pct,
            rate.vat_calculation_type,
            groups_of(line),
            -base[rate],
            -lcy,
        )
        add_sales_vat_entry(rows.vat, booking, total, party)


def _cost_known(rows: LedgerRows) -> Amount:
    """The cost of what is invoiced, as it is known now (SD83)."""
    goods = sum(
        (
            row["cost_amount_actual"]
            for row in rows.value
            if row["entry_type"] is ValueEntryType.DIRECT_COST
            and row["item_ledger_entry_type"] is ItemEntryType.SALE
        ),
        ZERO,
    )
    time = sum(
        (row["total_cost"] for row in rows.resource if row["entry_type"] is ResourceEntryType.SALE),
        ZERO,
    )
    return -goods - time


def _claim(document: Document, amounts: InvoiceAmounts, cost: Amount) -> Claim:
    header, payable = document.header, amounts.totals.payable
    net = sum((group.lcy for group in amounts.groups), ZERO)
    return Claim(
        customer_no=header.bill_to_customer_no or "",
        sell_to_customer_no=header.sell_to_customer_no,
        description=header.posting_description or f"{document.type} {header.no}",
        posting_group=header.customer_posting_group,
        currency_code=header.currency_code,
        currency_factor=document.rate.factor,
        amount=payable,
        amount_lcy=amounts.payable_lcy,
        sales_lcy=net,
        profit_lcy=net - cost,
        inv_discount_lcy=sum((line.inv_discount_lcy for line in amounts.lines), ZERO),
        due_date=header.due_date,
        pmt_discount_date=header.pmt_discount_date,
        pmt_disc_possible=round_to(
            payable, document.amount_precision, times=header.payment_discount_pct, over=HUNDRED
        ),
        your_reference=header.your_reference,
        salesperson_code=header.salesperson_code,
        payment_method_code=header.payment_method_code,
    )
