"""Bringing a sales document and the set-up it depends on into memory, in two statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, false, select, true
from sqlalchemy.orm import Session

from desktop.errors import Conflict, InvariantBroken, Notice, RecordRef
from desktop.models.company import CompanyInformation
from desktop.models.currencies import Currency
from desktop.models.promising import RequisitionLine, Reservation
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.setup import GeneralLedgerSetup, InventorySetup, SalesSetup
from desktop.models.supply_words import DemandType, SupplyType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import Amount, UnitPrice
from desktop.models.words import LineType
from desktop.services.calendars.date_chain import ChainTerms
from desktop.services.context import UserContext
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.pricing.candidates import PriceBook
from desktop.services.reservations.rows import Dropped
from desktop.services.sales.line_name import LineName
from desktop.services.sales.refusals import DocumentMissing
from desktop.services.sales.refusals_lines import LineMissing
from desktop.services.sales.totals import DocumentTotals

# Whether anything is kept for the lines of an order, or of those of a return order (03 §6).
_IS_RESERVED = case(
    (
        SalesHeader.document_type == DocumentType.ORDER,
        exists().where(
            Reservation.demand_type == DemandType.SALES,
            Reservation.demand_document_no == SalesHeader.no,
        ),
    ),
    (
        SalesHeader.document_type == DocumentType.RETURN_ORDER,
        exists().where(
            Reservation.supply_type == SupplyType.SALES_RETURN,
            Reservation.supply_document_no == SalesHeader.no,
        ),
    ),
    else_=false(),
)

# Whether a promise proposed to buy or assemble anything for an order (03 §5).
_HAS_PROPOSALS = and_(
    SalesHeader.document_type == DocumentType.ORDER,
    exists().where(RequisitionLine.order_promising_id == SalesHeader.no),
)

# Built once: every command on a document reads it, and building a statement costs as much as
# sending it.
_HEADER = (
    select(
        SalesHeader,
        Currency,
        SalesSetup,
        GeneralLedgerSetup,
        InventorySetup,
        CompanyInformation,
        _IS_RESERVED,
        _HAS_PROPOSALS,
    )
    .select_from(SalesHeader)
    .outerjoin(Currency, Currency.code == SalesHeader.currency_code)
    .outerjoin(SalesSetup, true())
    .outerjoin(GeneralLedgerSetup, true())
    .outerjoin(InventorySetup, true())
    .outerjoin(CompanyInformation, true())
    .where(
        SalesHeader.document_type == bindparam("the_type"), SalesHeader.no == bindparam("the_no")
    )
    .execution_options(populate_existing=True)
)
_LOCKED_HEADER = _HEADER.with_for_update(of=SalesHeader)
_LINES = (
    select(SalesLine)
    .where(
        SalesLine.document_type == bindparam("the_type"),
        SalesLine.document_no == bindparam("the_no"),
    )
    .order_by(SalesLine.line_no)
    .execution_options(populate_existing=True)
)
_SETUPS = (
    select(SalesSetup, GeneralLedgerSetup, InventorySetup, CompanyInformation)
    .select_from(SalesSetup)
    .join(GeneralLedgerSetup, true())
    .join(InventorySetup, true())
    .join(CompanyInformation, true())
)


@dataclass(frozen=True, slots=True)
class Setups:
    """The set-up pages that documents depend on."""

    sales: SalesSetup
    ledger: GeneralLedgerSetup
    inventory: InventorySetup
    company: CompanyInformation


@dataclass(slots=True)
class Document:
    """A document that a command works on; `lines` in the order of line_no.

    `is_reserved` is whether goods were kept for any line when it was read, `has_proposals` whether
    a promise had proposed to get anything for it. `notices` gathers remarks about what the command
    did. `chain_terms` keeps what was read
    about calendars, by location, agent and service, `price_book` what was read of price lists
    (see `prices`), `sources` the cards behind lines. `texts_due` are lines whose extended texts are
    put below them when the command ends. `entered`, `added`, `removed`, `removed_comments`,
    `removed_reservations` and `renumbered` say what the command did, as in
    `differences.Difference`; `reservations_back` are to be kept again for lines that come
    back. `cards` are the customer and the items whose files the document has, or had its choice of
    (SD108).
    """

    session: Session
    context: UserContext
    header: SalesHeader
    lines: list[SalesLine]
    setups: Setups
    currency: Currency | None
    is_reserved: bool = False
    has_proposals: bool = False
    notices: list[Notice] = field(default_factory=list)
    chain_terms: dict[tuple[str | None, ...], ChainTerms] = field(default_factory=dict)
    price_book: PriceBook | None = None
    sources: dict[tuple[object, ...], Any] = field(default_factory=dict)
    totals: DocumentTotals | None = None
    texts_due: list[SalesLine] = field(default_factory=list)
    entered: list[tuple[int | None, str]] = field(default_factory=list)
    added: list[SalesLine] = field(default_factory=list)
    removed: dict[int, Mapping[str, object]] = field(default_factory=dict)
    removed_comments: list[Mapping[str, object]] = field(default_factory=list)
    removed_reservations: list[Dropped] = field(default_factory=list)
    reservations_back: tuple[Dropped, ...] = ()
    renumbered: dict[int, int] = field(default_factory=dict)
    cards: frozenset[RecordRef] = field(init=False)

    def __post_init__(self) -> None:
        self.cards = self.cards_named

    @property
    def cards_named(self) -> frozenset[RecordRef]:
        """Who buys, and the items on the lines."""
        buyer = self.header.sell_to_customer_no
        items = {line.no for line in self.lines if line.type is LineType.ITEM and line.no}
        return frozenset(
            [
                *(RecordRef("item", (no,)) for no in items),
                *([RecordRef("customer", (buyer,))] if buyer else ()),
            ]
        )

    @property
    def key(self) -> DocumentKey:
        """The document's name."""
        return self.header.key

    @property
    def type(self) -> DocumentType:
        """Which of the six documents it is."""
        return self.header.document_type

    @property
    def ref(self) -> RecordRef:
        """How refusals and notices name the document."""
        return document_ref(self.key)

    @property
    def amount_precision(self) -> Amount:
        """To what amounts in the document's currency are rounded."""
        return (self.currency or self.setups.ledger).amount_precision

    @property
    def unit_amount_precision(self) -> UnitPrice:
        """To what prices in the document's currency are rounded."""
        return (self.currency or self.setups.ledger).unit_amount_precision

    @property
    def rate(self) -> ExchangeRate:
        """The document's exchange rate."""
        if self.header.currency_code is None:
            return LCY_RATE
        return ExchangeRate(self.header.exchange_rate_amount, self.header.relational_amount)

    @property
    def priced_lines(self) -> list[SalesLine]:
        """The lines on which something is sold."""
        return [line for line in self.lines if line.is_priced and line.no]

    @property
    def sold_lines(self) -> list[SalesLine]:
        """The priced lines that the user chose; not those that the program keeps."""
        return [line for line in self.priced_lines if not line.is_service_charge]

    def line(self, line_no: int) -> SalesLine:
        """The line of this number; raises LineMissing."""
        for line in self.lines:
            if line.line_no == line_no:
                return line
        raise LineMissing(
            record=self.ref,
            document_type=self.type,
            no=self.header.no,
            line_no=line_no,
        )


def document_ref(key: DocumentKey) -> RecordRef:
    """How refusals and notices name a document."""
    return RecordRef("sales_header", (key.type.value, key.no))


def line_ref(line: SalesLine) -> RecordRef:
    """How refusals and notices name a line."""
    return RecordRef("sales_line", (line.document_type.value, line.document_no, line.line_no))


def line_name(line: SalesLine) -> LineName:
    """A line in the words of a refusal."""
    return LineName(
        line.line_no,
        line.no or "",
        line.unit_of_measure_code or "",
        line_ref(line),
        is_return=line.document_type.is_return,
    )


def load_document(
    session: Session, key: DocumentKey, context: UserContext, *, for_update: bool = False
) -> Document:
    """Read a document; `for_update` locks its header until the transaction ends.

    Raises DocumentMissing.
    """
    statement = _LOCKED_HEADER if for_update else _HEADER
    found = session.execute(statement, _name(key)).one_or_none()
    if found is None:
        raise DocumentMissing(record=document_ref(key), document_type=key.type, no=key.no)
    header, currency, *setups, is_reserved, has_proposals = found
    lines = load_lines(session, key)
    return Document(
        session,
        context,
        header,
        lines,
        _checked_setups(setups),
        currency,
        is_reserved=bool(is_reserved),
        has_proposals=bool(has_proposals),
    )


def load_lines(session: Session, key: DocumentKey) -> list[SalesLine]:
    """The lines of a document in the order of line_no."""
    return list(session.scalars(_LINES, _name(key)))


def _name(key: DocumentKey) -> dict[str, object]:
    return {"the_type": key.type, "the_no": key.no}


def load_setups(session: Session) -> Setups:
    """The four set-up pages, in one statement; a company always has them."""
    return _checked_setups(session.execute(_SETUPS).one_or_none() or (None,))


def _checked_setups(found: Sequence[Any]) -> Setups:
    if None in found:
        raise InvariantBroken("the company lacks a set-up row")
    sales, ledger, inventory, company = found
    return Setups(sales, ledger, inventory, company)


def check_version(row: SalesHeader | SalesLine, row_version: int | None) -> None:
    """Refuse to change what somebody else has changed since it was shown (SD19)."""
    if row_version is None or row_version == row.row_version:
        return
    ref = line_ref(row) if isinstance(row, SalesLine) else document_ref(row.key)
    raise Conflict(
        record=ref, table=ref.table, record_key=str(ref), changed_by=row.changed_by or "?"
    )
