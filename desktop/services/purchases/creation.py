"""Making a new purchase document: number, dates and, if known, the vendor."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader
from desktop.models.supply_words import PurchaseType
from desktop.models.vendors import PurchaseSetup
from desktop.services.context import UserContext
from desktop.services.numbering.cards import SeriesChoice, check_chosen, series_choices
from desktop.services.numbering.number_series import draw_number, series_named
from desktop.services.purchases.header_fields import enter_header_field
from desktop.services.purchases.load import Purchase, PurchaseSetups, load_setups
from desktop.services.purchases.snapshot import finish, show
from desktop.services.purchases.views import PurchaseView
from desktop.services.setup.field_infos import table_of
from desktop.translation import N_, _

SERIES_FIELDS = {PurchaseType.ORDER: "order_nos", PurchaseType.INVOICE: "invoice_nos"}
"""Where the set-up names the number series of each document type."""

DESCRIPTIONS = {
    PurchaseType.ORDER: N_("Purchase Order {no}"),
    PurchaseType.INVOICE: N_("Purchase Invoice {no}"),
}
"""What the ledgers say about a document, unless the user says more."""


def create_purchase(
    session: Session,
    document_type: PurchaseType,
    context: UserContext,
    vendor_no: str | None = None,
    *,
    series: str | None = None,
) -> PurchaseView:
    """Make a document, for a vendor if one is given; its number is drawn.

    Raises SeriesNotRelated, the refusals of the number series and of choosing the vendor.
    """
    document = new_purchase(session, document_type, context, vendor_no, series=series)
    return finish(document)


def new_purchase(
    session: Session,
    document_type: PurchaseType,
    context: UserContext,
    vendor_no: str | None = None,
    *,
    series: str | None = None,
) -> Purchase:
    """Make a document to be worked on in the same transaction; `finish` writes it."""
    setups = load_setups(session)
    field = SERIES_FIELDS[document_type]
    usual = getattr(setups.purchase, field)
    if series is not None:
        check_chosen(session, series, usual)
    chosen = series_named(series or usual, setup=PurchaseSetup.__tablename__, field=field)
    number = draw_number(session, chosen, context.work_date)
    while session.get(PurchaseHeader, (document_type, number)) is not None:
        number = draw_number(session, chosen, context.work_date)
    document = _begin(session, setups, document_type, context, number=number)
    document.header.no_series_code = chosen
    session.add(document.header)
    if vendor_no is not None:
        enter_header_field(document, "buy_from_vendor_no", vendor_no)
    return document


def blank_purchase(
    session: Session, document_type: PurchaseType, context: UserContext
) -> PurchaseView:
    """A document as a new one begins, without a number and not kept anywhere."""
    return show(_begin(session, load_setups(session), document_type, context, number=""))


def purchase_series(session: Session, document_type: PurchaseType) -> tuple[SeriesChoice, ...]:
    """The series that a new document's number may be drawn from; none without a choice."""
    return series_choices(session, PurchaseSetup, SERIES_FIELDS[document_type])


def _begin(
    session: Session,
    setups: PurchaseSetups,
    document_type: PurchaseType,
    context: UserContext,
    *,
    number: str,
) -> Purchase:
    work_date = context.work_date
    header = PurchaseHeader(
        document_type=document_type,
        no=number,
        order_date=work_date,
        document_date=work_date,
        posting_date=work_date,
        due_date=work_date,
        posting_description=_(DESCRIPTIONS[document_type]).format(no=number),
    )
    for column in table_of(PurchaseHeader.__tablename__).columns:
        if getattr(header, column.name) is None and column.default is not None:
            setattr(header, column.name, getattr(column.default, "arg", None))
    return Purchase(session, context, header, [], setups)
