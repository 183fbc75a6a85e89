"""Copy Document: the lines, and if wanted the header, of another document (SD109, CB58–CB61)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, FieldRefusal, Notice, SeveralRefusals
from desktop.models.copy_words import CopySourceType
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO
from desktop.models.words import InvoiceDiscountCalculation
from desktop.services.context import UserContext
from desktop.services.sales.buyers import has_buyer
from desktop.services.sales.comments import take_line_comments
from desktop.services.sales.copy_header import check_parties, put_header
from desktop.services.sales.copy_lines import LinesCopy, SkippedLine, copy_lines
from desktop.services.sales.copy_sources import DRAFTS, CopyRequest, CopySource, read_source
from desktop.services.sales.editable import check_header, check_lines
from desktop.services.sales.external_no import warn_of_duplicate
from desktop.services.sales.line_fields import check_may_delete
from desktop.services.sales.line_making import take_out
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.on_picks import check_not_on_pick
from desktop.services.sales.purchase_ties import let_purchases_go
from desktop.services.sales.refusals import CustomerFirst
from desktop.services.sales.refusals_copying import (
    CopyOntoItself,
    CurrencyMismatch,
    DeleteLines,
    PricesInclVatMismatch,
)
from desktop.services.sales.service_charge import apply_terms
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, localizer_for

NOT_COPIED = "sales.lines_not_copied"
NOT_COPIED_TEXT = N_("Not copied from {source_type} {source_no}: {reasons}")


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """How a document is copied; `always_recalculates` when its lines have no prices to keep."""

    include_header: bool
    recalculate_lines: bool
    always_recalculates: bool


@dataclass(frozen=True, slots=True)
class CopyRehearsal:
    """What copying would give.

    `copied` counts the lines of the source that come, `deleted` those of the document that go;
    `amount_including_vat` is what the document would come to, in its currency.
    """

    options: CopyOptions
    source_no: str
    sell_to_name: str
    copied: int
    deleted: int
    skipped: tuple[SkippedLine, ...]
    currency_code: str
    amount_including_vat: Decimal


def copy_document(
    session: Session, key: DocumentKey, request: CopyRequest, context: UserContext
) -> DocumentView:
    """Copy another document onto an open one.

    Its lines go behind those that are there; with the header they take their place. Lines that
    cannot be sold are named in a warning and left out. Raises StatusNotOpen, LinesFrozen and
    their kin, DocNoMissing, CopyOntoItself, DocumentMissing, VersionMissing, RecordNotFound,
    CustomerFirst, the blocks of the customer, PartiesLocked or ShippedNotInvoiced where lines
    would go that are delivered, CurrencyMismatch, PricesInclVatMismatch, or the question
    DeleteLines; answered with no, the document stays as it is.
    """
    document, source, options = _prepared(session, key, request, context)
    if options.include_header and not _may_replace(document, source):
        return finish(document)
    _copy(document, source, options)
    return finish(document)


def rehearse_copy(
    session: Session, key: DocumentKey, request: CopyRequest, context: UserContext
) -> CopyRehearsal:
    """Copy in a transaction that the caller rolls back, to show what would come.

    Nothing is asked. Raises what `copy_document` raises besides.
    """
    answered = context.with_answer(ConfirmationCode.DELETE_LINES, yes=True)
    document, source, options = _prepared(session, key, request, answered)
    deleted = len(document.lines) if options.include_header else 0
    copy = _copy(document, source, options)
    view = finish(document)
    return CopyRehearsal(
        options=options,
        source_no=source.no,
        sell_to_name=str(source.header["sell_to_name"]),
        copied=len(copy.numbers),
        deleted=deleted,
        skipped=tuple(copy.skipped),
        currency_code=document.header.currency_code or document.setups.ledger.lcy_code,
        amount_including_vat=view.totals.total_incl_vat,
    )


# ------------------------------------------------------------------------------------------ checks


def _prepared(
    session: Session, key: DocumentKey, request: CopyRequest, context: UserContext
) -> tuple[Document, CopySource, CopyOptions]:
    """The document, what is copied onto it and how, after everything that may be refused."""
    document = load_document(session, key, context, for_update=True)
    check_lines(document, only_text=False)
    _check_other(document, request)
    source = read_source(session, request)
    options = options_of(document, source, request)
    if options.include_header:
        check_header(document, "sell_to_customer_no")
        for line in document.lines:
            check_may_delete(line)
        check_not_on_pick(session, document.lines)
        let_purchases_go(session, document.lines)
        check_parties(document, source)
    elif not has_buyer(document.header):
        raise CustomerFirst(record=document.ref, document_type=document.type, no=key.no)
    elif not options.recalculate_lines:
        _check_prices_mean_the_same(document, source)
    return document, source, options


def usual_options(kind: CopySourceType, *, include_header: bool = False) -> CopyOptions:
    """How a kind of document is copied unless somebody says otherwise (CB59)."""
    always = not kind.has_prices
    return CopyOptions(include_header, always or not include_header, always)


def options_of(document: Document, source: CopySource, request: CopyRequest) -> CopyOptions:
    """The options that were chosen, else those of CB59."""
    include_header = request.include_header
    if include_header is None:
        include_header = (
            source.type is CopySourceType.POSTED_INVOICE
            and document.type.is_return
            and document.header.bill_to_customer_no in {None, source.header["bill_to_customer_no"]}
        )
    usual = usual_options(source.type, include_header=include_header)
    if request.recalculate_lines is None or usual.always_recalculates:
        return usual
    return replace(usual, recalculate_lines=request.recalculate_lines)


def _check_other(document: Document, request: CopyRequest) -> None:
    is_same_type = DRAFTS.get(request.document_type) is document.type
    if is_same_type and request.no.strip().upper() == document.header.no:
        raise CopyOntoItself(
            record=document.ref, document_type=document.type, no=document.header.no
        )


def _check_prices_mean_the_same(document: Document, source: CopySource) -> None:
    """Refuse to keep a figure that would be another price on this document (CB56)."""
    found = list(_mismatches(document, source))
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralRefusals(found, record=document.ref)


def _mismatches(document: Document, source: CopySource) -> Iterator[FieldRefusal]:
    header, lcy_code = document.header, document.setups.ledger.lcy_code
    names = {
        "source_type": source.type,
        "source_no": source.no,
        "document_type": document.type,
        "no": header.no,
    }
    if source.header["currency_code"] != header.currency_code:
        yield CurrencyMismatch(
            record=document.ref,
            field="currency_code",
            currency=source.header["currency_code"] or lcy_code,
            document_currency=header.currency_code or lcy_code,
            **names,
        )
    if source.header["prices_including_vat"] != header.prices_including_vat:
        yield PricesInclVatMismatch(
            record=document.ref,
            field="prices_including_vat",
            including_vat=source.header["prices_including_vat"],
            document_including_vat=header.prices_including_vat,
            **names,
        )


def _may_replace(document: Document, source: CopySource) -> bool:
    """Whether the lines that are there may go; without any always. Raises DeleteLines."""
    if not document.lines:
        return True
    answer = document.context.answer(ConfirmationCode.DELETE_LINES)
    if answer is None:
        raise DeleteLines(
            record=document.ref,
            document_type=document.type,
            no=document.header.no,
            source_type=source.type,
            source_no=source.no,
        )
    return answer


# ----------------------------------------------------------------------------------------- copying


def _copy(document: Document, source: CopySource, options: CopyOptions) -> LinesCopy:
    if options.include_header:
        _replace_header(document, source)
    copy = copy_lines(
        document,
        source,
        include_header=options.include_header,
        recalculate=options.recalculate_lines,
    )
    if options.include_header and options.recalculate_lines and copy.charges:
        apply_terms(document)
    if options.include_header and source.type is CopySourceType.POSTED_INVOICE:
        _take_posted_discount(document, source, copy)
    _tell_skipped(document, source, copy)
    return copy


def _replace_header(document: Document, source: CopySource) -> None:
    take_out(document, list(document.lines))
    take_line_comments(document)
    # The deleted lines must be out of the way of the numbers that are given again.
    document.session.flush()
    document.chain_terms.clear()
    document.sources.clear()
    put_header(document, source)
    document.entered.append((None, "sell_to_customer_no"))
    warn_of_duplicate(document)


def _take_posted_discount(document: Document, source: CopySource, copy: LinesCopy) -> None:
    """Let the invoice discount stand that the copied lines bore, an amount in their currency.

    A posted invoice knows it by line only. At today's prices it is not the agreed one any more.
    """
    if copy.recalculate:
        return
    amounts = [
        line["inv_discount_amount"] for line in source.lines if line["line_no"] in copy.numbers
    ]
    discount = sum(amounts, ZERO)
    if discount:
        document.header.invoice_discount_calculation = InvoiceDiscountCalculation.AMOUNT
        document.header.invoice_discount_value = discount


def _tell_skipped(document: Document, source: CopySource, copy: LinesCopy) -> None:
    if not copy.skipped:
        return
    localizer = localizer_for(document.context.language)
    reasons = " · ".join(localizer.refusal(each.refusal) for each in copy.skipped)
    names = {"source_type": source.type, "source_no": source.no, "reasons": reasons}
    document.notices.append(Notice(NOT_COPIED, NOT_COPIED_TEXT, names, record=document.ref))
