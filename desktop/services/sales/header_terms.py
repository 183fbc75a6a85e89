"""Dates, terms, currency, price mode and invoice discount of a header (SD11–SD13, SD50–SD57)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.errors import ConfirmationCode, Notice
from desktop.models.codes import PaymentTerms
from desktop.models.currencies import Currency
from desktop.models.sales import SalesHeader
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, round_to
from desktop.models.words import InvoiceDiscountCalculation
from desktop.services.currencies.exchange_rates import ExchangeRate, rate_on
from desktop.services.currencies.refusals import ExchangeRateMissing
from desktop.services.sales.line_amounts import totals_of
from desktop.services.sales.load import Document
from desktop.services.sales.price_conversion import converted_invoice_discount, converted_price
from desktop.services.sales.refusals import ConvertPrices, RateNotPositive, UpdateExchangeRate
from desktop.translation import N_

PRICES_OUT_OF_DATE = N_(
    "{entered_field} was changed, so prices and discounts of the lines may be out of date. "
    "Choose Recalculate Prices to look them up again."
)


def enter_posting_date(document: Document, posting_date: date | None) -> None:
    """Move the posting date: document date when linked, exchange rate when wanted (SD11).

    Raises UpdateExchangeRate, or ExchangeRateMissing when the currency has no rate by then (SD57).
    """
    header = document.header
    rate = _changed_rate(document, posting_date)
    if rate is not None and _wants_new_rate(document, posting_date, rate):
        put_rate(header, rate)
    header.posting_date = posting_date
    if document.setups.sales.link_doc_date_to_posting_date and posting_date is not None:
        enter_document_date(document, posting_date)
    if document.type is DocumentType.INVOICE:
        tell_prices_out_of_date(document, "posting_date")


def _changed_rate(document: Document, posting_date: date | None) -> ExchangeRate | None:
    """The rate of another posting date, None when it is the same.

    A typed rate stays where there is none; else a date without a rate is refused.
    """
    session, header, today = document.session, document.header, document.context.work_date
    try:
        rate = rate_on(session, header.currency_code, posting_date or today)
    except ExchangeRateMissing:
        if _has_typed_rate(document):
            return None
        raise
    return None if _is_same(rate, document.rate) else rate


def _has_typed_rate(document: Document) -> bool:
    """Whether the rate is not the one that is kept for the document's posting date."""
    day = document.header.posting_date or document.context.work_date
    try:
        rate = rate_on(document.session, document.header.currency_code, day)
    except ExchangeRateMissing:
        return True
    return not _is_same(rate, document.rate)


def _is_same(rate: ExchangeRate, other: ExchangeRate) -> bool:
    return (
        rate.exchange_rate_amount * other.relational_amount
        == other.exchange_rate_amount * rate.relational_amount
    )


def _wants_new_rate(document: Document, posting_date: date | None, rate: ExchangeRate) -> bool:
    answer = document.context.answer(ConfirmationCode.UPDATE_EXCHANGE_RATE)
    if answer is None:
        raise UpdateExchangeRate(
            record=document.ref,
            field="posting_date",
            posting_date=posting_date or document.context.work_date,
            currency_code=document.header.currency_code,
            new_factor=rate.factor,
            old_factor=document.rate.factor,
            document_type=document.type,
            no=document.header.no,
        )
    return answer


def enter_document_date(document: Document, document_date: date | None) -> None:
    """Move the document date; due date, discount date and a quote's validity follow (SD13)."""
    document.header.document_date = document_date
    put_terms(document)
    put_quote_validity(document)


def enter_payment_terms(document: Document, payment_terms_code: str | None) -> None:
    """Agree on other payment terms (SD13)."""
    document.header.payment_terms_code = payment_terms_code
    put_terms(document)


def put_terms(document: Document) -> None:
    """Work out due date and payment discount from terms and document date (SD13)."""
    header = document.header
    header.due_date, header.pmt_discount_date = header.document_date, None
    header.payment_discount_pct = ZERO
    if header.payment_terms_code is None or header.document_date is None:
        return
    terms = document.session.get_one(PaymentTerms, header.payment_terms_code)
    if document.type.is_return and not terms.calc_discount_on_credit_memos:
        return
    header.due_date = DateFormula.parse(terms.due_formula).apply(header.document_date)
    if terms.discount_formula:
        discount = DateFormula.parse(terms.discount_formula)
        header.pmt_discount_date = discount.apply(header.document_date)
        header.payment_discount_pct = terms.discount_pct


def put_quote_validity(document: Document) -> None:
    """Work out until when a quote holds; without a period in the set-up it holds for ever."""
    header, validity = document.header, document.setups.sales.quote_validity
    if document.type is not DocumentType.QUOTE:
        return
    header.quote_valid_until = None
    if validity and header.document_date is not None:
        header.quote_valid_until = DateFormula.parse(validity).apply(header.document_date)


def is_expired(document: Document) -> bool:
    """Whether the last day of a quote that was not converted has passed (SD65).

    Without a last day it is valid for ever.
    """
    header = document.header
    return (
        document.type is DocumentType.QUOTE
        and not header.converted
        and header.quote_valid_until is not None
        and header.quote_valid_until < document.context.work_date
    )


def put_currency(document: Document, currency_code: str | None) -> None:
    """Give the document a currency, with its rate at the posting date (SD57).

    Raises ExchangeRateMissing.
    """
    header = document.header
    day = header.posting_date or document.context.work_date
    rate = rate_on(document.session, currency_code, day)
    header.currency_code = currency_code
    document.currency = None
    if currency_code is not None:
        document.currency = document.session.get_one(Currency, currency_code)
    put_rate(header, rate)
    header.invoice_discount_value = _invoice_discount(document, header.invoice_discount_value)


def put_rate(header: SalesHeader, rate: ExchangeRate) -> None:
    """Keep both numbers of a rate, so that it stays exact (SD57)."""
    header.exchange_rate_amount = rate.exchange_rate_amount
    header.relational_amount = rate.relational_amount


def enter_rate(document: Document, field: str, value: Decimal) -> None:
    """Take a typed rate: units of foreign currency per 1 of the local one, or one of the pair.

    Raises RateNotPositive.
    """
    if value <= 0:
        raise RateNotPositive(record=document.ref, field=field, entered_field=field, value=value)
    header = document.header
    if field == "currency_factor":
        put_rate(header, ExchangeRate.from_factor(value))
    else:
        setattr(header, field, value)


def enter_prices_including_vat(document: Document, including_vat: bool) -> None:  # noqa: FBT001  (the value of the field)
    """Switch the price mode, converting prices if the user wants it (SD51)."""
    header = document.header
    if including_vat == header.prices_including_vat:
        return
    if not document.priced_lines or not _wants_conversion(document):
        header.prices_including_vat = including_vat
        return
    before = totals_of(document)
    for line in document.priced_lines:
        line.unit_price, line.found_price = (
            converted_price(
                price,
                line.vat_pct,
                line.vat_calculation_type,
                including_vat=including_vat,
                precision=document.unit_amount_precision,
            )
            for price in (line.unit_price, line.found_price)
        )
        line.discount_amount_is_typed = False
    if header.invoice_discount_calculation is InvoiceDiscountCalculation.AMOUNT:
        header.invoice_discount_value = converted_invoice_discount(
            header.invoice_discount_value,
            before.total_excl_vat,
            before.total_incl_vat,
            including_vat=including_vat,
            precision=document.amount_precision,
        )
    header.prices_including_vat = including_vat


def _wants_conversion(document: Document) -> bool:
    answer = document.context.answer(ConfirmationCode.CONVERT_PRICES)
    if answer is None:
        raise ConvertPrices(
            record=document.ref,
            field="prices_including_vat",
            document_type=document.type,
            no=document.header.no,
        )
    return answer


def enter_discount_calculation(document: Document, calculation: InvoiceDiscountCalculation) -> None:
    """Agree the invoice discount as a percentage, as an amount, or not at all (SD48)."""
    header = document.header
    header.invoice_discount_calculation = calculation
    if calculation is InvoiceDiscountCalculation.NONE:
        header.invoice_discount_value = ZERO


def enter_discount_value(document: Document, value: Decimal) -> None:
    """Take a typed invoice discount; an amount unless a percentage was agreed (SD48)."""
    header = document.header
    if header.invoice_discount_calculation is InvoiceDiscountCalculation.NONE and value:
        header.invoice_discount_calculation = InvoiceDiscountCalculation.AMOUNT
    header.invoice_discount_value = _invoice_discount(document, value)


def _invoice_discount(document: Document, value: Decimal) -> Decimal:
    """A discount given as an amount is rounded to the document's currency."""
    if document.header.invoice_discount_calculation is InvoiceDiscountCalculation.AMOUNT:
        return round_to(value, document.amount_precision)
    return value


def tell_prices_out_of_date(document: Document, field: str) -> None:
    """Note that prices depend on the changed field; the lines stay as they are (SD15)."""
    if document.priced_lines:
        document.notices.append(
            Notice(
                "prices_out_of_date",
                PRICES_OUT_OF_DATE,
                {"entered_field": field},
                is_warning=False,
                record=document.ref,
                field=field,
            )
        )
