"""Making a new sales document: number, dates and, if known, the customer (SD7, SD8)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.sales import SalesHeader
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import DefaultPostingDate
from desktop.services.context import UserContext
from desktop.services.numbering.cards import SeriesChoice, check_chosen, series_choices
from desktop.services.numbering.number_series import (
    check_typed_number,
    draw_number,
    series_named,
)
from desktop.services.sales.header_fields import enter_header_field
from desktop.services.sales.header_parties import own_code
from desktop.services.sales.header_terms import put_quote_validity, put_terms
from desktop.services.sales.load import Document, Setups, load_setups
from desktop.services.sales.snapshot import finish, show
from desktop.services.sales.views import DocumentView
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.refusals import RecordExists
from desktop.translation import N_, _

SERIES_FIELDS = {
    DocumentType.QUOTE: "quote_nos",
    DocumentType.ORDER: "order_nos",
    DocumentType.INVOICE: "invoice_nos",
    DocumentType.CREDIT_MEMO: "credit_memo_nos",
    DocumentType.BLANKET_ORDER: "blanket_order_nos",
    DocumentType.RETURN_ORDER: "return_order_nos",
}
"""Where the set-up names the number series of each document type."""

DESCRIPTIONS = {
    DocumentType.QUOTE: N_("Quote {no}"),
    DocumentType.ORDER: N_("Order {no}"),
    DocumentType.INVOICE: N_("Invoice {no}"),
    DocumentType.CREDIT_MEMO: N_("Credit Memo {no}"),
    DocumentType.BLANKET_ORDER: N_("Blanket Order {no}"),
    DocumentType.RETURN_ORDER: N_("Return Order {no}"),
}
"""What the ledgers say about a document, unless the user says more."""


def create_document(
    session: Session,
    document_type: DocumentType,
    context: UserContext,
    customer_no: str | None = None,
    *,
    no: str | None = None,
    series: str | None = None,
) -> DocumentView:
    """Make a document, for a customer if one is given; its number is drawn unless typed.

    `series` is drawn from instead of the set-up's; it must be related to that (CU21). Raises
    SeriesNotRelated, the refusals of the number series and of choosing the customer.
    """
    setups = load_setups(session)
    if series is not None:
        check_chosen(session, series, getattr(setups.sales, SERIES_FIELDS[document_type]))
    series, number = new_number(session, setups, document_type, context, typed=no, chosen=series)
    document = _begin(session, setups, document_type, context, number=number)
    document.header.no_series_code = series
    session.add(document.header)
    if customer_no is not None:
        enter_header_field(document, "sell_to_customer_no", customer_no)
    return finish(document)


def blank_document(
    session: Session, document_type: DocumentType, context: UserContext
) -> DocumentView:
    """A document as a new one begins, without a number and not kept anywhere.

    It is what a page shows until the first field is entered: an untouched new document leaves
    no trace and no number (SD7).
    """
    return show(sketched_document(session, document_type, context))


def sketched_document(
    session: Session, document_type: DocumentType, context: UserContext
) -> Document:
    """A document as a new one begins, to be worked on without being kept anywhere."""
    return _begin(session, load_setups(session), document_type, context, number="")


def _begin(
    session: Session,
    setups: Setups,
    document_type: DocumentType,
    context: UserContext,
    *,
    number: str,
) -> Document:
    """A new document with what it begins with, not yet added to the session."""
    header = _new_header(setups, document_type, context, number)
    document = Document(session, context, header, [], setups, None)
    header.salesperson_code = own_code(document)
    header.outbound_handling_time = setups.inventory.outbound_handling_time
    put_terms(document)
    put_quote_validity(document)
    return document


def _new_header(
    setups: Setups, document_type: DocumentType, context: UserContext, number: str
) -> SalesHeader:
    work_date = context.work_date
    has_no_posting_date = (
        setups.sales.default_posting_date is DefaultPostingDate.NO_DATE
        or document_type is DocumentType.QUOTE
    )
    header = SalesHeader(
        document_type=document_type,
        no=number,
        order_date=work_date,
        document_date=work_date,
        posting_date=None if has_no_posting_date else work_date,
        shipment_date=work_date,
        posting_description=usual_description(document_type, number),
    )
    _fill_defaults(header)
    return header


def document_series(session: Session, document_type: DocumentType) -> tuple[SeriesChoice, ...]:
    """The series that a new document's number may be drawn from; none without a choice (CU21)."""
    return series_choices(session, SalesSetup, SERIES_FIELDS[document_type])


def usual_description(document_type: DocumentType, no: str) -> str:
    """What the ledgers say about a document that nobody has said more about."""
    return _(DESCRIPTIONS[document_type]).format(no=no)


def new_number(
    session: Session,
    setups: Setups,
    document_type: DocumentType,
    context: UserContext,
    *,
    typed: str | None = None,
    chosen: str | None = None,
) -> tuple[str, str]:
    """The series of a document type, or the one chosen instead, and a free number of it (CU19).

    That is the typed one if the series allows it, else the next one not in use. Raises the
    refusals of the number series, or RecordExists.
    """
    field = SERIES_FIELDS[document_type]
    usual = chosen or getattr(setups.sales, field)
    series = series_named(usual, setup="sales_setup", field=field)
    if typed is None:
        number = draw_number(session, series, context.work_date)
        while session.get(SalesHeader, (document_type, number)) is not None:
            number = draw_number(session, series, context.work_date)
        return series, number
    check_typed_number(session, series)
    if session.get(SalesHeader, (document_type, typed)) is not None:
        raise RecordExists(field="no", table="sales_header", record_key=typed)
    return series, typed


def _fill_defaults(header: SalesHeader) -> None:
    """Give the columns that nobody filled what the database would give them, to be read now."""
    for column in table_of(SalesHeader.__tablename__).columns:
        if getattr(header, column.name) is None and column.default is not None:
            default = getattr(column.default, "arg", None)
            setattr(header, column.name, default)
