"""What a posted invoice says, read from the posted tables and never computed again (06 §11).

Lines, groups and sums are those that were posted; VAT in the company's currency is that of the
VAT entries. Amounts are in the currency of the document unless their name ends in `_lcy`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.ledgers import VatEntry
from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.sales import SalesLine
from desktop.models.values.numbers import round_to
from desktop.models.words import LineType, VatCalculationType
from desktop.services.reports.document_content import (
    DocumentSource,
    PaperFacts,
    document_source,
    paper_facts,
)
from desktop.services.reports.setup_texts import SetupTexts, TextKind, setup_texts
from desktop.services.reports.usages import DocumentUsage

ZERO = Decimal(0)
HUNDRED = Decimal(100)

VatByIdentifier = Mapping[str | None, tuple[Decimal, Decimal]]
SupplyDates = Mapping[int, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """A line as it is printed; a comment has only its text.

    `line_amount` is before the invoice discount and includes VAT when the document's prices do;
    `unit_price_excl_vat` is given only then.
    """

    line_no: int
    type: LineType
    no: str
    variant_code: str
    item_reference_no: str
    description: str
    description_2: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    unit_price_excl_vat: Decimal | None
    line_discount_pct: Decimal
    line_discount_amount: Decimal
    line_amount: Decimal
    vat_pct: Decimal
    vat_identifier: str
    shipment_no: str
    supply_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VatGroup:
    """A line of the VAT specification; `vat_lcy` is None when no VAT was posted for it."""

    vat_identifier: str
    vat_bus_posting_group: str
    vat_prod_posting_group: str
    vat_pct: Decimal
    calculation_type: VatCalculationType
    base: Decimal
    vat_amount: Decimal
    vat_lcy: Decimal | None
    clause_code: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceTerms:
    """When and how to pay, and how the goods were delivered."""

    posting_date: date | None
    due_date: date | None
    discount_date: date | None
    payment_discount_pct: Decimal
    payment_terms: str
    payment_method: str
    shipment_method: str
    payment_reference: str
    is_intra_community: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceMoney:
    """The currency and the sums; the rate pair says that so much currency is so much LCY."""

    currency_code: str
    decimals: int
    lcy_code: str
    lcy_decimals: int
    is_foreign: bool
    exchange_rate_amount: Decimal
    relational_amount: Decimal
    prices_including_vat: bool
    subtotal: Decimal
    invoice_discount: Decimal
    amount: Decimal
    vat_amount: Decimal
    amount_including_vat: Decimal
    rounding_amount: Decimal
    amount_payable: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceContent:
    """An invoice in plain values."""

    paper: PaperFacts
    terms: InvoiceTerms
    money: InvoiceMoney
    lines: tuple[InvoiceLine, ...]
    vat_groups: tuple[VatGroup, ...]

    @property
    def supply_dates(self) -> tuple[date, ...]:
        """The days on which something was supplied, without repetition, in order."""
        return tuple(sorted({line.supply_date for line in self.lines if line.supply_date}))


def invoice_content(session: Session, no: str) -> InvoiceContent:
    """What the posted invoice says, in at most 8 statements.

    Raises DocumentNotFound, or InvariantBroken when posted figures contradict each other.
    """
    source = document_source(session, SalesInvoiceHeader, no)
    header: SalesInvoiceHeader = source.header
    lines = list(
        session.scalars(
            select(SalesInvoiceLine)
            .where(SalesInvoiceLine.document_no == no)
            .order_by(SalesInvoiceLine.line_no)
        )
    )
    texts = document_texts(session, source, lines)
    groups = _vat_groups(lines, texts, _posted_vat(session, no))
    _check_figures(header, lines, groups, is_foreign=bool(header.currency_code))
    supply_dates = _supply_dates(session, header, lines)
    return InvoiceContent(
        paper=paper_facts(source, DocumentUsage.INVOICE),
        terms=document_terms(source, texts, header.payment_reference),
        money=_money(source, lines),
        lines=tuple(
            content_line(
                line,
                source,
                texts,
                supply_date=supply_dates.get(line.line_no),
                shipment_no=line.shipment_no or "",
            )
            for line in lines
        ),
        vat_groups=groups,
    )


def document_texts(
    session: Session, source: DocumentSource, lines: Sequence[SalesInvoiceLine | SalesLine]
) -> SetupTexts:
    """The words of the set-up that a document with these lines shows, in one statement."""
    header = source.header
    wanted = {
        TextKind.PAYMENT_TERMS: {header.payment_terms_code},
        TextKind.PAYMENT_METHOD: {header.payment_method_code},
        TextKind.SHIPMENT_METHOD: {header.shipment_method_code},
        TextKind.UNIT: {line.unit_of_measure_code for line in lines},
        TextKind.VAT_CLAUSE: {line.vat_clause_code for line in lines},
    }
    return setup_texts(session, wanted, source.language.codes)


def document_terms(
    source: DocumentSource, texts: SetupTexts, payment_reference: str = ""
) -> InvoiceTerms:
    """When and how a document is paid and delivered; a draft has no payment reference yet."""
    header = source.header
    country = header.ship_to_country_code or header.bill_to_country_code or ""
    return InvoiceTerms(
        posting_date=header.posting_date,
        due_date=header.due_date,
        discount_date=header.pmt_discount_date,
        payment_discount_pct=header.payment_discount_pct,
        payment_terms=texts.text(TextKind.PAYMENT_TERMS, header.payment_terms_code),
        payment_method=texts.text(TextKind.PAYMENT_METHOD, header.payment_method_code),
        shipment_method=texts.text(TextKind.SHIPMENT_METHOD, header.shipment_method_code),
        payment_reference=payment_reference,
        is_intra_community=source.countries.is_other_member_state(country),
    )


def _money(source: DocumentSource, lines: Sequence[SalesInvoiceLine]) -> InvoiceMoney:
    header: SalesInvoiceHeader = source.header
    currency, ledger = source.currency, source.ledger
    lcy_decimals = decimals_of(ledger.amount_precision)
    return InvoiceMoney(
        currency_code=(currency.iso_code or currency.code) if currency else ledger.lcy_code,
        decimals=currency.decimals_shown if currency else lcy_decimals,
        lcy_code=ledger.lcy_code,
        lcy_decimals=lcy_decimals,
        is_foreign=currency is not None,
        exchange_rate_amount=header.exchange_rate_amount,
        relational_amount=header.relational_amount,
        prices_including_vat=header.prices_including_vat,
        subtotal=sum((line.line_amount for line in lines), ZERO),
        invoice_discount=header.invoice_discount_amount,
        amount=header.amount,
        vat_amount=header.vat_amount,
        amount_including_vat=header.amount_including_vat,
        rounding_amount=header.rounding_amount,
        amount_payable=header.amount_payable,
    )


def decimals_of(precision: Decimal) -> int:
    """How many decimals amounts of this precision have: 0.05 has two."""
    exponent = precision.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def content_line(
    line: SalesInvoiceLine | SalesLine,
    source: DocumentSource,
    texts: SetupTexts,
    *,
    supply_date: date | None,
    shipment_no: str = "",
) -> InvoiceLine:
    """A line as paper shows it."""
    return InvoiceLine(
        line_no=line.line_no,
        type=line.type,
        no=line.no or "",
        variant_code=line.variant_code or "",
        item_reference_no=line.item_reference_no,
        description=line.description,
        description_2=line.description_2,
        quantity=line.quantity,
        unit=texts.text(TextKind.UNIT, line.unit_of_measure_code),
        unit_price=line.unit_price,
        unit_price_excl_vat=price_excl_vat(line, source)
        if source.header.prices_including_vat
        else None,
        line_discount_pct=line.line_discount_pct,
        line_discount_amount=line.line_discount_amount,
        line_amount=line.line_amount,
        vat_pct=line.vat_pct,
        vat_identifier=line.vat_identifier or "",
        shipment_no=shipment_no,
        supply_date=supply_date,
    )


def price_excl_vat(line: SalesInvoiceLine | SalesLine, source: DocumentSource) -> Decimal:
    """Art. 226(8) wants the unit price without VAT, which is not posted (AO58)."""
    precisions = source.currency or source.ledger
    rate = ZERO if line.vat_calculation_type is VatCalculationType.REVERSE_CHARGE else line.vat_pct
    return round_to(
        line.unit_price, precisions.unit_amount_precision, times=HUNDRED, over=HUNDRED + rate
    )


# ------------------------------------------------------------------------------------------- VAT


def _posted_vat(session: Session, no: str) -> VatByIdentifier:
    """Base and VAT of the document's VAT entries in LCY, by identifier, with a sale positive."""
    rows = session.execute(
        select(VatEntry.vat_identifier, func.sum(VatEntry.base), func.sum(VatEntry.amount))
        .where(
            VatEntry.document_type == EntryDocumentType.INVOICE,
            VatEntry.document_no == no,
        )
        .group_by(VatEntry.vat_identifier)
    )
    return {identifier: (-base, -amount) for identifier, base, amount in rows}


def _vat_groups(
    lines: Sequence[SalesInvoiceLine], texts: SetupTexts, posted: VatByIdentifier
) -> tuple[VatGroup, ...]:
    """The posted lines by VAT identifier, in the order of their first lines (SD53)."""
    groups: dict[str | None, list[SalesInvoiceLine]] = {}
    for line in lines:
        if line.type is not LineType.COMMENT:
            groups.setdefault(line.vat_identifier, []).append(line)
    return tuple(
        _vat_group(members, texts, posted.get(identifier)) for identifier, members in groups.items()
    )


def _vat_group(
    members: Sequence[SalesInvoiceLine], texts: SetupTexts, posted: tuple[Decimal, Decimal] | None
) -> VatGroup:
    first = members[0]
    clause_code = next((line.vat_clause_code for line in members if line.vat_clause_code), None)
    return VatGroup(
        vat_identifier=first.vat_identifier or "",
        vat_bus_posting_group=first.vat_bus_posting_group or "",
        vat_prod_posting_group=first.vat_prod_posting_group or "",
        vat_pct=first.vat_pct,
        calculation_type=first.vat_calculation_type,
        base=sum((line.amount for line in members), ZERO),
        vat_amount=sum((line.vat_amount for line in members), ZERO),
        vat_lcy=posted[1] if posted else None,
        clause_code=clause_code or "",
        clause=texts.text(TextKind.VAT_CLAUSE, clause_code),
    )


def _check_figures(
    header: SalesInvoiceHeader,
    lines: Sequence[SalesInvoiceLine],
    groups: Sequence[VatGroup],
    *,
    is_foreign: bool,
) -> None:
    """The paper must agree with the books; a difference is a defect and is never printed."""
    differing = [
        name
        for name in ("amount", "vat_amount", "amount_including_vat")
        if getattr(header, name) != sum((getattr(line, name) for line in lines), ZERO)
    ]
    if header.amount_payable != header.amount_including_vat + header.rounding_amount:
        differing.append("amount_payable")
    if not is_foreign and any(group.vat_lcy not in {None, group.vat_amount} for group in groups):
        differing.append("vat_entry.amount")
    if differing:
        msg = f"posted invoice {header.no}: {', '.join(differing)} does not agree with its lines"
        raise InvariantBroken(msg)


# -------------------------------------------------------------------------------- dates of supply


def _supply_dates(
    session: Session, header: SalesInvoiceHeader, lines: Sequence[SalesInvoiceLine]
) -> SupplyDates:
    """When the goods of each line left: the posting date of its shipment (art. 226(7)).

    A line that names no shipment takes the last one of its order line up to the invoice; a line
    that was never shipped its own shipment date.
    """
    shipped = _shipments(session, header, lines)
    dates: dict[int, date | None] = {}
    for line in lines:
        if line.type is LineType.COMMENT:
            continue
        by_order = shipped.get((line.order_no, line.order_line_no))
        by_shipment = shipped.get((line.shipment_no, line.shipment_line_no))
        dates[line.line_no] = by_shipment or by_order or line.shipment_date or header.shipment_date
    return dates


def _shipments(
    session: Session, header: SalesInvoiceHeader, lines: Sequence[SalesInvoiceLine]
) -> dict[tuple[str | None, int | None], date | None]:
    """Posting dates by (shipment, line) and by (order, line)."""
    shipments = {line.shipment_no for line in lines if line.shipment_no}
    orders = {line.order_no for line in lines if line.order_no and not line.shipment_no}
    if not shipments and not orders:
        return {}
    line, shipment = SalesShipmentLine, SalesShipmentHeader
    rows = session.execute(
        select(
            line.document_no, line.line_no, line.order_no, line.order_line_no, shipment.posting_date
        )
        .join(shipment, shipment.no == line.document_no)
        .where(
            or_(line.document_no.in_(shipments), line.order_no.in_(orders)),
            shipment.posting_date <= header.posting_date,
            line.quantity > ZERO,
        )
        .order_by(shipment.posting_date)
    )
    dates: dict[tuple[str | None, int | None], date | None] = {}
    for document_no, line_no, order_no, order_line_no, posting_date in rows:
        dates[document_no, line_no] = posting_date
        if order_no:
            dates[order_no, order_line_no] = posting_date
    return dates
