"""Invoice discount terms at work: the discount of a document and its service charge (CU100–CU104).

The service charge is a line that the program keeps: it comes and goes with the charge, stands at
the end, and neither bears nor grants an invoice discount.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.models.codes import Language
from desktop.models.finance import CustomerPostingGroup
from desktop.models.invoice_discounts import InvoiceDiscountTerms
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Amount, Percent
from desktop.models.words import InvoiceDiscountCalculation, LineType, Status, SystemLine
from desktop.services.sales.discount_terms import (
    NOTHING_EARNED,
    CurrencyTerms,
    Earned,
    TermsRow,
    charge_price,
    discount_bases,
    earned,
)
from desktop.services.sales.editable import is_started
from desktop.services.sales.line_amounts import document_terms, line_input
from desktop.services.sales.line_choice import FROM_HEADER, put_vat
from desktop.services.sales.line_making import clear_line, remove_lines
from desktop.services.sales.line_quantities import (
    put_quantities,
    quantities_of,
    ships_remainder,
)
from desktop.services.sales.line_sources import ONE, LineSource, check_not_blocked, find_source
from desktop.services.sales.lines_order import next_line_no
from desktop.services.sales.load import Document, line_name
from desktop.services.sales.quantities import with_quantity
from desktop.services.sales.refusals_totals import ServiceChargeAccountMissing
from desktop.services.vat.calculation import charged_pct
from desktop.translation import N_, _, localizer_for

SERVICE_CHARGE = N_("Service charge")
"""What the line says, in the document's language."""

CHARGED = frozenset({DocumentType.QUOTE, DocumentType.ORDER, DocumentType.INVOICE})
"""Documents that may bear a service charge (CU103)."""

# Built once: with Calc. Inv. Discount every entry into a line asks for it.
_TERMS = select(
    InvoiceDiscountTerms.currency_code,
    InvoiceDiscountTerms.minimum_amount,
    InvoiceDiscountTerms.discount_pct,
    InvoiceDiscountTerms.service_charge,
    select(CustomerPostingGroup.service_charge_account)
    .where(CustomerPostingGroup.code == bindparam("posting_group"))
    .scalar_subquery(),
).where(InvoiceDiscountTerms.code == bindparam("the_code"))
_ACCOUNT = ("service_charge_account",)
"""Where a document keeps the account that came with the terms."""


def follow_terms(document: Document) -> None:
    """Let discount and service charge follow a change of the document (SD50, CU104).

    With Calc. Inv. Discount both are those of the terms after every change; else only what the
    last calculation left is kept in order. A document that is not open keeps what it has.
    """
    if not is_open(document):
        return
    if document.setups.sales.calc_inv_discount:
        apply_terms(document)
    elif document.header.no_service_charge:
        _put_charge(document, ZERO)
    _keep_at_end(document)


def apply_terms(document: Document) -> bool:
    """Give a loaded document the discount and the charge of its terms; False without any.

    Where the set-up calculates only on request, a document without terms keeps a typed discount.
    Raises ServiceChargeAccountMissing, AccountNotUsable or VatSetupMissing.
    """
    rows = terms_of(document)
    found = _earned(document, rows)
    if rows or document.setups.sales.calc_inv_discount:
        _put_discount(document, found.discount_pct)
    _put_charge(document, found.service_charge)
    return bool(rows)


def follow_charge(document: Document) -> None:
    """Make a service charge anew after the lines were: other taxes, currency or terms (SD14)."""
    line = charge_line(document)
    if line is not None and not is_started(line):
        remove_lines(document, [line])
        _put_charge(document, _earned(document, terms_of(document)).service_charge)


def differs_from_terms(document: Document) -> bool:
    """Whether the terms would now change the discount or the charge of a document."""
    rows = terms_of(document)
    found = _earned(document, rows)
    is_kept = not rows and not document.setups.sales.calc_inv_discount
    header, line = document.header, charge_line(document)
    if not is_kept and _discount_of(found.discount_pct) != (
        header.invoice_discount_calculation,
        header.invoice_discount_value,
    ):
        return True
    if line is None:
        return bool(found.service_charge)
    return not is_started(line) and line.unit_price != _price(document, line, found.service_charge)


def is_open(document: Document) -> bool:
    """Whether the document may still be changed by its terms."""
    header = document.header
    return header.status is Status.OPEN and not (header.completed or header.converted)


def charge_line(document: Document) -> SalesLine | None:
    """The service charge line of a document."""
    for line in document.lines:
        if line.is_service_charge:
            return line
    return None


def terms_of(document: Document) -> list[TermsRow]:
    """The terms of the document's code in all currencies, in one statement."""
    header = document.header
    if header.invoice_disc_code is None:
        return []
    parameters = {
        "the_code": header.invoice_disc_code,
        "posting_group": header.customer_posting_group,
    }
    found = document.session.execute(_TERMS, parameters).all()
    rows = []
    for currency_code, minimum, pct, charge, account_no in found:
        rows.append(TermsRow(minimum, pct, charge, currency_code))
        document.sources[_ACCOUNT] = account_no
    return rows


def _earned(document: Document, rows: Sequence[TermsRow]) -> Earned:
    """What the lines earn; a document that sells nothing yet earns nothing."""
    header = document.header
    lines = [line for line in document.lines if not line.is_service_charge]
    if not rows or not any(line.is_priced and line.no and line.quantity for line in lines):
        return NOTHING_EARNED
    bases = discount_bases(map(line_input, lines), document_terms(document))
    currency = CurrencyTerms(
        header.currency_code or "",
        document.rate,
        document.amount_precision,
        document.setups.ledger.amount_precision,
    )
    found = earned(bases, rows, currency)
    if document.type not in CHARGED or header.no_service_charge:
        return Earned(found.discount_pct)
    return found


def _discount_of(pct: Percent) -> tuple[InvoiceDiscountCalculation, Decimal]:
    if not pct:
        return InvoiceDiscountCalculation.NONE, ZERO
    return InvoiceDiscountCalculation.PERCENT, pct


def _put_discount(document: Document, pct: Percent) -> None:
    header = document.header
    calculation, value = _discount_of(pct)
    if (header.invoice_discount_calculation, header.invoice_discount_value) != (calculation, value):
        header.invoice_discount_calculation = calculation
        header.invoice_discount_value = value


# ------------------------------------------------------------------------------------- the line


def _put_charge(document: Document, charge: Amount) -> None:
    """Keep the charge line as the charge is; what is shipped or invoiced of it stays (CU103)."""
    line = charge_line(document)
    if line is None:
        if charge:
            _add(document, charge)
    elif not charge:
        if not is_started(line):
            remove_lines(document, [line])
    elif not line.quantity_invoiced:
        _put_price(document, line, charge)


def _put_price(document: Document, line: SalesLine, charge: Amount) -> None:
    price = _price(document, line, charge)
    if line.unit_price != price:
        line.unit_price = line.found_price = price


def _price(document: Document, line: SalesLine, charge: Amount) -> Decimal:
    return charge_price(
        charge,
        charged_pct(line.vat_pct, line.vat_calculation_type),
        document.unit_amount_precision,
        including_vat=document.header.prices_including_vat,
    )


def _add(document: Document, charge: Amount) -> None:
    account_no = _account(document)
    line = SalesLine(
        document_type=document.type,
        document_no=document.header.no,
        line_no=next_line_no(document, None),
        attached_to_line_no=0,
        system_line=SystemLine.SERVICE_CHARGE,
    )
    clear_line(line)
    line.type, line.no = LineType.GL_ACCOUNT, account_no
    for name in FROM_HEADER:
        setattr(line, name, getattr(document.header, name))
    source = find_source(
        document.session, line, language_code=None, vat_bus=line.vat_bus_posting_group
    )
    check_not_blocked(source)
    _take_account(document, line, source)
    _put_price(document, line, charge)
    document.session.add(line)
    document.added.append(line)
    document.lines.append(line)


def _take_account(document: Document, line: SalesLine, source: LineSource) -> None:
    line.description = charge_text(document.session, document.header.language_code)
    line.gen_prod_posting_group = source.gen_prod_posting_group
    line.allow_invoice_disc = False
    line.price_is_manual = True
    put_vat(document, line, source.vat_prod_posting_group, source.vat_setup)
    put_quantities(
        line,
        with_quantity(
            quantities_of(line),
            ONE,
            source.unit,
            line_name(line),
            ships_remainder=ships_remainder(document),
        ),
    )


def _account(document: Document) -> str:
    account_no: str | None = document.sources.get(_ACCOUNT)
    if account_no is None:
        group_code = document.header.customer_posting_group
        raise ServiceChargeAccountMissing.of(group_code, _("(blank)"))
    return account_no


def charge_text(session: Session, language_code: str | None) -> str:
    """What the line says in the language of its document; nobody can type over it."""
    language = session.get(Language, language_code) if language_code else None
    locale = (language.locale if language is not None else "") or language_code or "en"
    return localizer_for(locale).gettext(SERVICE_CHARGE)


def _keep_at_end(document: Document) -> None:
    """Let the charge stand behind all other lines, unless posted lines name it by its number."""
    line = charge_line(document)
    if line is None or line is document.lines[-1] or is_started(line):
        return
    number = next_line_no(document, None)
    _note_move(document, line, number)
    line.line_no = number
    document.lines = [*(each for each in document.lines if each is not line), line]


def _note_move(document: Document, line: SalesLine, number: int) -> None:
    """Tell which number the line had before the command, unless it is new itself."""
    if line in document.added:
        return
    moved = {now: before for before, now in document.renumbered.items()}
    document.renumbered[moved.get(line.line_no, line.line_no)] = number
