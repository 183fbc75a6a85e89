"""Recurring lines: which sets a customer has, and putting them on a document (CU118–CU120)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef, Refusal
from desktop.models.recurring import CustomerStandardCode, StandardSalesCode, StandardSalesLine
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import InsertMode, LineType
from desktop.services.context import UserContext
from desktop.services.sales.discount_terms import charge_price
from desktop.services.sales.editable import check_lines
from desktop.services.sales.line_fields import build_line, enter_field
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.refusals import CustomerFirst
from desktop.services.sales.refusals_recurring import (
    RecurringBlocked,
    RecurringLineWithoutNo,
    RecurringOtherCurrency,
)
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView
from desktop.services.setup.refusals import RecordNotFound
from desktop.services.vat.calculation import charged_pct
from desktop.translation import N_, localizer_for

ALL_CODES = "|"
"""Stands between several codes in one text; no code contains it."""

BY_POSTING_DATE = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_MEMO})
"""Documents whose prices are those of the posting date; others go by the order date (CU79)."""

OFFERED = "recurring_lines"
OFFERED_TEXT = N_("Recurring lines exist for customer {no}.")
NOT_INSERTED = "recurring_lines_not_inserted"
NOT_INSERTED_TEXT = N_("The recurring lines of code {code} were not inserted: {reason}")


@dataclass(frozen=True, slots=True)
class StandardCode:
    """A set of lines that a document may get; `is_automatic` for its type of document."""

    code: str
    description: str
    is_automatic: bool


def offered_codes(
    session: Session, key: DocumentKey, context: UserContext
) -> tuple[StandardCode, ...]:
    """The sets that the customer of a document has, to choose from: those in its currency.

    Blocked ones and those out of their time are left out.
    """
    return tuple(_codes_of(load_document(session, key, context)))


def standard_lines(
    session: Session, key: DocumentKey, context: UserContext, *, code: str
) -> DocumentView:
    """Get Recurring Lines: put the lines of a code at the end of a document (CU120).

    Several codes are parted by `|`. Raises CustomerFirst, RecordNotFound, RecurringOtherCurrency,
    RecurringBlocked, RecurringLineWithoutNo, LinesFrozen or what entering a line raises; nothing
    is inserted then.
    """
    document = load_document(session, key, context, for_update=True)
    check_lines(document, only_text=False)
    if document.header.sell_to_customer_no is None:
        raise CustomerFirst(record=document.ref, document_type=document.type, no=key.no)
    for each in code.split(ALL_CODES):
        insert_lines(document, each.strip().upper())
    return finish(document)


def offer_lines(document: Document) -> None:
    """After the customer of an empty document was chosen: insert, or say what there is (CU119).

    The only applicable set is inserted if it is automatic; one that cannot be is told with the
    reason, and the customer stays. A recurring invoice gets its own lines instead.
    """
    header = document.header
    made_otherwise = header.recurring_code is not None or header.quote_no is not None
    if document.lines or header.sell_to_customer_no is None or made_otherwise:
        return
    codes = _codes_of(document, by_itself=True)
    if len(codes) == 1 and codes[0].is_automatic:
        _insert_or_tell(document, codes[0].code)
    elif codes:
        document.notices.append(
            Notice(OFFERED, OFFERED_TEXT, {"no": header.sell_to_customer_no}, record=document.ref)
        )


def insert_lines(document: Document, code: str) -> None:
    """Put the lines of a code at the end of a loaded document, in their order.

    Raises as `standard_lines` does; the caller gives up the transaction then.
    """
    session = document.session
    found = session.get(StandardSalesCode, code)
    if found is None:
        ref = RecordRef("standard_sales_code", (code,))
        raise RecordNotFound(record=ref, table="standard_sales_code", record_key=code)
    _check_fits(document, found)
    lines = session.scalars(
        select(StandardSalesLine)
        .where(StandardSalesLine.code == code)
        .order_by(StandardSalesLine.line_no)
    ).all()
    for line in lines:
        if line.type is not LineType.COMMENT and line.no is None:
            raise RecurringLineWithoutNo(
                record=RecordRef("standard_sales_line", (code, line.line_no)),
                field="no",
                line_no=line.line_no,
                code=code,
            )
    for line in lines:
        _insert(document, line)


def _codes_of(document: Document, *, by_itself: bool = False) -> list[StandardCode]:
    """The applicable codes of a document in order; `by_itself`: those not left to the user."""
    header, day = document.header, price_date(document)
    mine = CustomerStandardCode
    found = document.session.execute(
        select(mine, StandardSalesCode.description)
        .join(StandardSalesCode, StandardSalesCode.code == mine.code)
        .where(
            mine.customer_no == header.sell_to_customer_no,
            StandardSalesCode.currency_code.is_not_distinct_from(header.currency_code),
            mine.blocked.is_(False),
            or_(mine.valid_from.is_(None), mine.valid_from <= day),
            or_(mine.valid_to.is_(None), mine.valid_to >= day),
        )
        .order_by(mine.code)
    )
    codes = []
    for assigned, description in found:
        mode = assigned.insert_mode(document.type)
        if not (by_itself and mode is InsertMode.MANUAL):
            codes.append(StandardCode(assigned.code, description, mode is InsertMode.AUTOMATIC))
    return codes


def price_date(document: Document) -> date:
    """The day whose prices a document has."""
    header = document.header
    day = header.posting_date if document.type in BY_POSTING_DATE else header.order_date
    return day or document.context.work_date


def _check_fits(document: Document, code: StandardSalesCode) -> None:
    header, lcy = document.header, document.setups.ledger.lcy_code
    ref = RecordRef("standard_sales_code", (code.code,))
    if code.currency_code != header.currency_code:
        raise RecurringOtherCurrency(
            record=ref,
            field="currency_code",
            code=code.code,
            currency=code.currency_code or lcy,
            document_currency=header.currency_code or lcy,
        )
    key = (header.sell_to_customer_no or "", code.code)
    assigned = document.session.get(CustomerStandardCode, key)
    if assigned is not None and assigned.blocked:
        raise RecurringBlocked(
            record=RecordRef("customer_standard_code", key),
            field="blocked",
            code=code.code,
            no=key[0],
        )


def _insert(document: Document, wanted: StandardSalesLine) -> None:
    entered = (
        ("no", wanted.no),
        ("variant_code", wanted.variant_code),
        ("quantity", wanted.quantity),
        ("unit_of_measure_code", wanted.unit_of_measure_code),
        ("description", wanted.description),
    )
    line = build_line(
        document, [("type", wanted.type), *((name, value) for name, value in entered if value)]
    )
    if wanted.type is LineType.GL_ACCOUNT:
        enter_field(document, line, "unit_price", _account_price(document, line, wanted))


def _account_price(document: Document, line: SalesLine, wanted: StandardSalesLine) -> object:
    return charge_price(
        wanted.amount_excl_vat,
        charged_pct(line.vat_pct, line.vat_calculation_type),
        document.unit_amount_precision,
        including_vat=document.header.prices_including_vat,
    )


def _insert_or_tell(document: Document, code: str) -> None:
    entered = list(document.entered)
    try:
        insert_lines(document, code)
    except Refusal as refusal:
        _leave_out_all(document, entered)
        reason = localizer_for(document.context.language).refusal(refusal)
        document.notices.append(
            Notice(
                NOT_INSERTED,
                NOT_INSERTED_TEXT,
                {"code": code, "reason": reason},
                record=RecordRef("standard_sales_code", (code,)),
            )
        )


def _leave_out_all(document: Document, entered: Sequence[tuple[int | None, str]]) -> None:
    """Forget all lines of a document that had none before."""
    for line in document.lines:
        document.session.expunge(line)
    document.lines.clear()
    document.added.clear()
    document.entered[:] = entered
