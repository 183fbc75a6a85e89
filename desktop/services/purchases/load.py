"""Bringing a purchase document and the set-up it depends on into memory, in two statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, bindparam, exists, select, true
from sqlalchemy.orm import Session

from desktop.errors import Conflict, InvariantBroken, Notice, RecordRef
from desktop.models.company import CompanyInformation
from desktop.models.currencies import Currency
from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.setup import GeneralLedgerSetup, InventorySetup, SalesSetup
from desktop.models.supply_words import PurchaseType, SupplyType
from desktop.models.values.numbers import Amount, UnitPrice
from desktop.models.vendors import PurchaseSetup, Vendor
from desktop.services.context import UserContext
from desktop.services.currencies.exchange_rates import LCY_RATE, ExchangeRate
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.refusals import PurchaseLineMissing, PurchaseMissing
from desktop.services.sales.line_name import LineName

# Whether anything is kept of the lines of an order (03 §6).
_IS_RESERVED = and_(
    PurchaseHeader.document_type == PurchaseType.ORDER,
    exists().where(
        Reservation.supply_type == SupplyType.PURCHASE,
        Reservation.supply_document_no == PurchaseHeader.no,
    ),
)

# Built once, as those of sales documents are.
_HEADER = (
    select(
        PurchaseHeader,
        Currency,
        Vendor,
        PurchaseSetup,
        SalesSetup,
        GeneralLedgerSetup,
        InventorySetup,
        CompanyInformation,
        _IS_RESERVED,
    )
    .select_from(PurchaseHeader)
    .outerjoin(Currency, Currency.code == PurchaseHeader.currency_code)
    .outerjoin(Vendor, Vendor.no == PurchaseHeader.buy_from_vendor_no)
    .outerjoin(PurchaseSetup, true())
    .outerjoin(SalesSetup, true())
    .outerjoin(GeneralLedgerSetup, true())
    .outerjoin(InventorySetup, true())
    .outerjoin(CompanyInformation, true())
    .where(
        PurchaseHeader.document_type == bindparam("the_type"),
        PurchaseHeader.no == bindparam("the_no"),
    )
    .execution_options(populate_existing=True)
)
_LOCKED_HEADER = _HEADER.with_for_update(of=PurchaseHeader)
_LINES = (
    select(PurchaseLine)
    .where(
        PurchaseLine.document_type == bindparam("the_type"),
        PurchaseLine.document_no == bindparam("the_no"),
    )
    .order_by(PurchaseLine.line_no)
    .execution_options(populate_existing=True)
)
_SETUPS = (
    select(PurchaseSetup, SalesSetup, GeneralLedgerSetup, InventorySetup, CompanyInformation)
    .select_from(PurchaseSetup)
    .join(SalesSetup, true())
    .join(GeneralLedgerSetup, true())
    .join(InventorySetup, true())
    .join(CompanyInformation, true())
)


@dataclass(frozen=True, slots=True)
class PurchaseSetups:
    """The set-up pages that purchase documents depend on."""

    purchase: PurchaseSetup
    sales: SalesSetup
    ledger: GeneralLedgerSetup
    inventory: InventorySetup
    company: CompanyInformation


@dataclass(slots=True)
class Purchase:
    """A purchase document that a command works on; `lines` in the order of line_no.

    `is_reserved` is whether goods were kept of any line when it was read. `notices` gathers
    remarks about what the command did. `sources` keeps the cards behind lines,
    `calendars` those that were read. `entered`, `added`, `removed` and `renumbered` say what the
    command did, as in `sales.differences.Difference`. `changed_costs` are the lines whose unit
    cost in LCY the command has changed.
    """

    session: Session
    context: UserContext
    header: PurchaseHeader
    lines: list[PurchaseLine]
    setups: PurchaseSetups
    currency: Currency | None = None
    vendor: Vendor | None = None
    is_reserved: bool = False
    notices: list[Notice] = field(default_factory=list)
    sources: dict[tuple[object, ...], Any] = field(default_factory=dict)
    calendars: dict[str | None, Any] = field(default_factory=dict)
    entered: list[tuple[int | None, str]] = field(default_factory=list)
    added: list[PurchaseLine] = field(default_factory=list)
    removed: dict[int, Mapping[str, object]] = field(default_factory=dict)
    renumbered: dict[int, int] = field(default_factory=dict)

    @property
    def key(self) -> PurchaseKey:
        """The document's name."""
        return PurchaseKey(self.header.document_type, self.header.no)

    @property
    def type(self) -> PurchaseType:
        """Whether it is an order or an invoice."""
        return self.header.document_type

    @property
    def ref(self) -> RecordRef:
        """How refusals and notices name the document."""
        return self.key.ref

    @property
    def names(self) -> dict[str, str]:
        """Type and number, for the text of a refusal."""
        return {"document_type": self.type, "no": self.header.no}

    @property
    def amount_precision(self) -> Amount:
        """To what amounts in the document's currency are rounded."""
        return (self.currency or self.setups.ledger).amount_precision

    @property
    def unit_amount_precision(self) -> UnitPrice:
        """To what costs in the document's currency are rounded."""
        return (self.currency or self.setups.ledger).unit_amount_precision

    @property
    def rate(self) -> ExchangeRate:
        """The document's exchange rate."""
        if self.header.currency_code is None:
            return LCY_RATE
        return ExchangeRate(self.header.exchange_rate_amount, self.header.relational_amount)

    @property
    def priced_lines(self) -> list[PurchaseLine]:
        """The lines on which something is bought."""
        return [line for line in self.lines if line.is_priced and line.no]

    def line(self, line_no: int) -> PurchaseLine:
        """The line of this number; raises PurchaseLineMissing."""
        for line in self.lines:
            if line.line_no == line_no:
                return line
        raise PurchaseLineMissing(record=self.ref, line_no=line_no, **self.names)


def line_ref(line: PurchaseLine) -> RecordRef:
    """How refusals and notices name a line."""
    return RecordRef("purchase_line", (line.document_type.value, line.document_no, line.line_no))


def line_name(line: PurchaseLine) -> LineName:
    """A line in the words of a refusal."""
    return LineName(
        line.line_no,
        line.no or "",
        line.unit_of_measure_code or "",
        line_ref(line),
        is_purchase=True,
    )


def load_purchase(
    session: Session, key: PurchaseKey, context: UserContext, *, for_update: bool = False
) -> Purchase:
    """Read a document; `for_update` locks its header until the transaction ends.

    Raises PurchaseMissing.
    """
    statement = _LOCKED_HEADER if for_update else _HEADER
    found = session.execute(statement, _name(key)).one_or_none()
    if found is None:
        raise PurchaseMissing(record=key.ref, document_type=key.type, no=key.no)
    header, currency, vendor, *setups, is_reserved = found
    lines = load_lines(session, key)
    return Purchase(
        session,
        context,
        header,
        lines,
        _checked(setups),
        currency,
        vendor,
        is_reserved=bool(is_reserved),
    )


def load_lines(session: Session, key: PurchaseKey) -> list[PurchaseLine]:
    """The lines of a document in the order of line_no."""
    return list(session.scalars(_LINES, _name(key)))


def load_setups(session: Session) -> PurchaseSetups:
    """The set-up pages, in one statement; a company always has them."""
    return _checked(session.execute(_SETUPS).one_or_none() or (None,))


def check_version(row: PurchaseHeader | PurchaseLine, row_version: int | None) -> None:
    """Refuse to change what somebody else has changed since it was shown."""
    if row_version is None or row_version == row.row_version:
        return
    if isinstance(row, PurchaseLine):
        ref = line_ref(row)
    else:
        ref = PurchaseKey(row.document_type, row.no).ref
    raise Conflict(
        record=ref, table=ref.table, record_key=str(ref), changed_by=row.changed_by or "?"
    )


def _name(key: PurchaseKey) -> dict[str, object]:
    return {"the_type": key.type, "the_no": key.no}


def _checked(found: Sequence[Any]) -> PurchaseSetups:
    if None in found:
        raise InvariantBroken("the company lacks a set-up row")
    purchase, sales, ledger, inventory, company = found
    return PurchaseSetups(purchase, sales, ledger, inventory, company)
