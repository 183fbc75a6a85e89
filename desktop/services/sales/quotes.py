"""Turning a quote into an order or invoice: what was agreed becomes the document (SD65)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, Refusal, SeveralRefusals
from desktop.models.archive_words import ArchiveCause
from desktop.models.customers import Customer
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import DefaultPostingDate, JobQueueStatus, Status
from desktop.services.context import UserContext
from desktop.services.customers.blocking import choosing
from desktop.services.customers.refusals import check_allowed, check_complete
from desktop.services.papers.copying import copy_papers
from desktop.services.sales.card_attachments import follow_cards
from desktop.services.sales.comments import copy_comments
from desktop.services.sales.contact_quotes import ensure_customer
from desktop.services.sales.creation import new_number, usual_description
from desktop.services.sales.editable import check_not_read_only
from desktop.services.sales.header_terms import is_expired, put_terms
from desktop.services.sales.line_assembly import MADE_FROM
from desktop.services.sales.line_blocks import line_blocks
from desktop.services.sales.line_quantities import put_quantities, quantities_of, ships_remainder
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.quantities import with_defaults
from desktop.services.sales.refusals_quotes import (
    ConvertExpiredQuote,
    NotAQuote,
    OrderOnlyLine,
    QuoteExpired,
    QuoteWithoutCustomer,
)
from desktop.services.sales.snapshot import finish
from desktop.services.sales.versions import is_quote_kept, keep_version
from desktop.services.sales.views import DocumentView
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.record_engine import stamp

ORDER_ONLY = ("drop_shipment", "special_order", "qty_to_assemble_to_order")
"""Marks of lines that only an order delivers."""

_STAMPS = frozenset({"row_version", "changed_by", "changed_at"})
_NOT_COPIED = _STAMPS | {"document_type", "no", "converted", "completed"}
_HEADER_COLUMNS = tuple(
    name
    for name in table_of(SalesHeader.__tablename__).columns.keys()  # noqa: SIM118  (a collection of columns)
    if name not in _NOT_COPIED
)
_LINE_COLUMNS = tuple(
    name
    for name in table_of(SalesLine.__tablename__).columns.keys()  # noqa: SIM118  (a collection of columns)
    if name not in _STAMPS | {"document_type", "document_no"}
)


def make_order(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Make a sales order of a quote; answers with the order.

    Lines keep the prices and discounts of the quote, which becomes *converted* and can only be
    read. A contact without a customer becomes one before (SD64). Raises NotAQuote,
    DocumentCompleted, PendingApproval, DocumentScheduled, QuoteWithoutCustomer, the blocks of the
    customer and of lines (all at once), or the questions CreateCustomer, ConvertExpiredQuote and
    KeepQuoteVersion; QuoteWithoutCustomer and QuoteExpired when one of the first two is answered
    with no.
    """
    return _convert(session, key, DocumentType.ORDER, context)


def make_invoice(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Make a sales invoice of a quote, as `make_order`; raises OrderOnlyLine besides."""
    return _convert(session, key, DocumentType.INVOICE, context)


def _convert(
    session: Session, key: DocumentKey, target: DocumentType, context: UserContext
) -> DocumentView:
    quote = load_document(session, key, context, for_update=True)
    _ensure_buyer(quote)
    _check(quote, target)
    _confirm_expired(quote)
    is_kept = is_quote_kept(quote)
    made = _new_document(quote, target)
    made.sources[MADE_FROM] = key
    made.cards = made.cards_named  # the files come from the quote, with what else was agreed
    view = finish(made)
    follow_cards(quote)
    copy_comments(session, key, made.key)
    copy_papers(session, quote.ref, [made.ref], notes_to=[made.ref])
    if is_kept:
        keep_version(session, key, ArchiveCause.CONVERSION, context)
    _mark_converted(quote)
    return view


# ------------------------------------------------------------------------------------------- checks


def _ensure_buyer(quote: Document) -> None:
    """Only a quote that can still change is converted, and only for a customer (SD64)."""
    header = quote.header
    if quote.type is not DocumentType.QUOTE:
        raise NotAQuote(record=quote.ref, document_type=quote.type, no=header.no)
    check_not_read_only(header)
    if not ensure_customer(quote) or header.sell_to_customer_no is None:
        raise QuoteWithoutCustomer(record=quote.ref, field="sell_to_customer_no", no=header.no)


def _check(quote: Document, target: DocumentType) -> None:
    found = [
        *_customer_refusals(quote, target),
        *line_blocks(quote.session, quote.lines),
        *(_order_only_lines(quote) if target is not DocumentType.ORDER else ()),
    ]
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralRefusals(found, record=quote.ref)


def _customer_refusals(quote: Document, target: DocumentType) -> Iterator[Refusal]:
    """What forbids to sell this to the buyer or to who pays, on a document of the new type."""
    header = quote.header
    named = {header.sell_to_customer_no: "sell_to_customer_no"}
    named.setdefault(header.bill_to_customer_no, "bill_to_customer_no")
    for no, field in named.items():
        customer = quote.session.get(Customer, no) if no else None
        if customer is None:
            continue
        try:
            check_allowed(customer, choosing(target), field)
            check_complete(customer)
        except Refusal as refusal:
            yield refusal


def _order_only_lines(quote: Document) -> Iterator[OrderOnlyLine]:
    for line in quote.lines:
        field = next((name for name in ORDER_ONLY if getattr(line, name)), None)
        if field is not None:
            yield OrderOnlyLine(
                record=line_ref(line),
                field=field,
                line_no=line.line_no,
                item=line.no or "",
                entered_field=field,
            )


def _confirm_expired(quote: Document) -> None:
    if not is_expired(quote):
        return
    answer = quote.context.answer(ConfirmationCode.EXPIRED_QUOTE)
    if answer:
        return
    kind = ConvertExpiredQuote if answer is None else QuoteExpired
    raise kind(
        record=quote.ref,
        field="quote_valid_until",
        no=quote.header.no,
        valid_until=quote.header.quote_valid_until,
    )


# ------------------------------------------------------------------------------- the new document


def _new_document(quote: Document, target: DocumentType) -> Document:
    """The new document with its lines, added to the session; its number is drawn last of all."""
    session, context = quote.session, quote.context
    series, no = new_number(session, quote.setups, target, context)
    header = SalesHeader(
        document_type=target,
        no=no,
        **{name: getattr(quote.header, name) for name in _HEADER_COLUMNS},
    )
    header.no_series_code = series
    header.completed = header.converted = False
    header.status = Status.OPEN
    header.no_printed = header.picking_lists_printed = 0
    header.quote_no = quote.header.no
    header.last_shipping_no = header.last_posting_no = None
    header.job_queue_status, header.job_queue_error = JobQueueStatus.BLANK, ""
    if header.posting_description == usual_description(quote.type, quote.header.no):
        header.posting_description = usual_description(target, no)
    made = Document(session, context, header, [], quote.setups, quote.currency)
    _put_dates(made)
    _put_prepayment(made)
    session.add(header)
    session.flush()  # the lines name the header
    for line in quote.lines:
        _add_line(made, line)
    return made


def _put_dates(made: Document) -> None:
    """Posting date, the document date that may be linked to it, and when to pay."""
    header, sales = made.header, made.setups.sales
    if header.posting_date is None and sales.default_posting_date is DefaultPostingDate.WORK_DATE:
        header.posting_date = made.context.work_date
    if sales.link_doc_date_to_posting_date and header.posting_date is not None:
        header.document_date = header.posting_date
    agreed = header.payment_discount_pct
    put_terms(made)
    header.payment_discount_pct = agreed


def _put_prepayment(made: Document) -> None:
    payer = made.session.get(Customer, made.header.bill_to_customer_no or "")
    if payer is not None:
        made.header.prepayment_pct = payer.prepayment_pct


def _add_line(made: Document, quoted: SalesLine) -> None:
    """A line as it stands on the quote; only what is to be shipped and invoiced starts anew."""
    line = SalesLine(
        document_type=made.type,
        document_no=made.header.no,
        **{name: getattr(quoted, name) for name in _LINE_COLUMNS},
    )
    line.price_is_agreed = line.is_priced and line.no is not None
    put_quantities(line, with_defaults(quantities_of(line), ships_remainder=ships_remainder(made)))
    made.session.add(line)
    made.added.append(line)
    made.lines.append(line)


def _mark_converted(quote: Document) -> None:
    """The quote was won: it can only be read from now on, and counts in the win rate."""
    header = quote.header
    header.converted = True
    if not header.quote_accepted:
        header.quote_accepted, header.quote_accepted_date = True, quote.context.work_date
    stamp(header, quote.context)
    quote.session.flush()  # a later command of the same transaction must find it so
