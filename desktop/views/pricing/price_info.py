"""Why This Price?: every price and discount that may hold for a line, and picking one (CU93)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from desktop.models.labels import enum_label
from desktop.models.pricing_words import PriceDefines, PriceSource
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.pricing.explaining import JudgedPrice, PriceExplanation
from desktop.services.sales.price_choice import (
    PriceInfo,
    get_discount,
    get_price,
    why_this_price,
)
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session, View

NAME = "price_info"
LINE_CARD = "price_list_line_card"
PAGES = {"order": "sales_order", "invoice": "sales_invoice"}

USE_THIS = ActionSpec(
    id="use_this_price",
    text=N_("Use for the Line"),
    icon="check",
    primary=True,
    tooltip=N_("Gives the line this price or discount; what does not apply is refused"),
)
SHOW_LINE = ActionSpec(id="show_price_line", text=N_("Price List Line"), icon="external-link")

Place = tuple[DocumentKey, int]
"""A document, and the number of its line."""


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A candidate as it stands in the list."""

    judged: JudgedPrice

    @property
    def key(self) -> tuple[str, str, int]:
        """Price or discount, list and line."""
        price = self.judged.price
        return self.judged.kind.value, price.price_list_code, price.line_no

    @property
    def result(self) -> str:
        """Whether the candidate holds, counts or not, in the user's language."""
        if self.judged.is_winner:
            return _("Holds")
        return _("Counts") if self.judged.reason is None else _("Does Not Apply")

    @property
    def tone(self) -> Tone:
        """The colour of the result."""
        if self.judged.is_winner:
            return Tone.OK
        return Tone.INFO if self.judged.reason is None else Tone.NEUTRAL

    @property
    def reason(self) -> str:
        """Why it does not apply, in the user's language."""
        reason = self.judged.reason
        return _(enum_label(reason)) if reason is not None else ""


def _price(row: PriceRow) -> object:
    return row.judged.price.unit_price if row.judged.kind is PriceDefines.PRICE else None


def _pct(row: PriceRow) -> object:
    is_discount = row.judged.kind is PriceDefines.DISCOUNT
    return row.judged.price.line_discount_pct if is_discount else None


def _of_price(name: str, label: str, kind: Kind) -> Column:
    """A column of the price list's line."""
    return Column(name, label, lambda row: getattr(row.judged.price, name), kind, width=104)


COLUMNS = (
    Column(
        "result",
        N_("Result"),
        lambda row: row.result,
        Kind.STATUS,
        width=140,
        pill=lambda row: row.tone,
    ),
    Column(
        "defines",
        N_("Defines"),
        lambda row: row.judged.kind,
        width=88,
        choices=tuple(PriceDefines),
    ),
    Column(
        "price_list_code",
        N_("Price List"),
        lambda row: row.judged.price.price_list_code,
        Kind.LINK,
    ),
    Column("unit_price", N_("Unit Price"), _price, Kind.UNIT_PRICE),
    Column("line_discount_pct", N_("Discount %"), _pct, Kind.PERCENT, width=92),
    Column("net", N_("After Discount"), lambda row: row.judged.net, Kind.UNIT_PRICE, width=116),
    Column("reason", N_("Reason"), lambda row: row.reason, width=190),
    Column("converted", N_("Converted"), lambda row: row.judged.converted, Kind.UNIT_PRICE),
    Column(
        "minimum_quantity",
        N_("Minimum Quantity"),
        lambda row: row.judged.price.minimum_quantity,
        Kind.QUANTITY,
        width=132,
    ),
    _of_price("unit_code", N_("Unit"), Kind.CODE),
    _of_price("currency_code", N_("Currency"), Kind.CODE),
    _of_price("variant_code", N_("Variant"), Kind.CODE),
    Column(
        "source_type",
        N_("Source Type"),
        lambda row: row.judged.price.source_type,
        width=140,
        choices=tuple(PriceSource),
    ),
    _of_price("source_no", N_("Source No."), Kind.CODE),
    _of_price("starting_date", N_("Starting Date"), Kind.DATE),
    _of_price("ending_date", N_("Ending Date"), Kind.DATE),
)
VIEWS = (
    View("", N_("All candidates")),
    View("prices", N_("Prices")),
    View("discounts", N_("Discounts")),
)


def _rows(session: Session, *, place: Place, context: UserContext) -> Sequence[PriceRow]:
    key, line_no = place
    return price_rows(why_this_price(session, key, line_no, context).explanation)


def price_rows(explanation: PriceExplanation) -> Sequence[PriceRow]:
    """The candidates as rows: prices before discounts, what counts first."""
    return [PriceRow(each) for each in (*explanation.prices, *explanation.discounts)]


def _facts(
    session: Session, _row: object, context: UserContext, *, place: Place
) -> Sequence[FactBlock]:
    key, line_no = place
    return blocks(why_this_price(session, key, line_no, context))


def blocks(info: PriceInfo) -> Sequence[FactBlock]:
    """What the line has now, and the steps from the candidates to what is found for it."""
    price_now, discount_now = _("looked up"), _("looked up")
    if info.price_is_manual or info.is_agreed:
        price_now = _("agreed") if info.is_agreed else _("typed")
    if info.discount_is_manual:
        discount_now = _("typed")
    return (
        FactBlock(
            title=N_("The Line Now"),
            facts=(
                Fact(_("Quantity"), info.quantity, Kind.QUANTITY),
                Fact(_("Unit"), info.unit_code or ""),
                Fact(_("Unit price"), info.unit_price, Kind.UNIT_PRICE, strong=True),
                Fact(_("Price is"), price_now),
                Fact(_("Discount %"), info.line_discount_pct, Kind.PERCENT),
                Fact(_("Discount is"), discount_now),
            ),
        ),
        found_block(info.explanation),
    )


def found_block(explanation: PriceExplanation) -> FactBlock:
    """The steps from the card price to what is found."""
    found = explanation.found
    winner = found.price_line
    source = f"{winner.price_list_code} {winner.line_no}" if winner else _("Card price")
    return FactBlock(
        title=N_("How It Is Found"),
        facts=(
            Fact(_("Card price"), explanation.card_price, Kind.UNIT_PRICE),
            Fact(_("Best discount %"), explanation.discount_pct, Kind.PERCENT),
            Fact(_("Price from"), source),
            Fact(_("Found price"), found.unit_price, Kind.UNIT_PRICE, strong=True),
            Fact(_("Allows line discount"), _("Yes") if found.allow_line_disc else _("No")),
            Fact(_("Found discount %"), found.line_discount_pct, Kind.PERCENT, strong=True),
        ),
    )


def price_info_list(desk: Desk, place: Place) -> ListSpec:
    """The declaration of the list of candidates."""
    read = partial(_rows, place=place, context=desk.context)
    views = {
        "prices": lambda row: row.judged.kind is PriceDefines.PRICE,
        "discounts": lambda row: row.judged.kind is PriceDefines.DISCOUNT,
    }
    return ListSpec(
        name=NAME,
        title=N_("Why This Price?"),
        icon="tag",
        columns=COLUMNS,
        views=VIEWS,
        source=computed(
            read, COLUMNS, lambda row: row.key, views=views, today=lambda: desk.context.work_date
        ),
        key=lambda row: row.key,
        tables=frozenset({"price_list_line", "sales_line", "sales_header"}),
        actions=(
            PageAction(USE_THIS, _use, Needs.ROW),
            PageAction(SHOW_LINE, _open_line, Needs.ROW),
        ),
        facts=partial(_facts, place=place),
        empty=N_("No price list says anything about this line: the card price holds."),
    )


class PriceInfoPage(ListPage):
    """The candidates of one document line; Enter opens the line of the price list."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, price_info_list(desk, place), place)
        self.place = place
        key, line_no = place
        self.set_title(
            _("Why This Price? · {document}, line {line_no}").format(
                document=key.no, line_no=line_no
            )
        )
        page = PAGES.get(key.type, "")
        self.head.set_breadcrumb([Crumb(key.no, page, key.no), Crumb(_("Why This Price?"))])

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None:
            self.desk.navigation.open(LINE_CARD, row.key[1:])


def _open_line(page: PriceInfoPage) -> None:
    row = page.current_row()
    if row is not None:
        page.desk.navigation.open(LINE_CARD, row.key[1:])


def _use(page: PriceInfoPage) -> None:
    """Give the line what stands in the row of the cursor, and go back to the document."""
    row = page.current_row()
    if row is None:
        return
    key, line_no = page.place
    kind, code, price_line_no = row.key
    do = get_price if kind == PriceDefines.PRICE else get_discount
    context = page.desk.context

    def give(session: Session) -> DocumentView:
        return do(
            session,
            key,
            line_no,
            context,
            price_list_code=code,
            price_list_line_no=price_line_no,
        )

    page.notices.clear()
    page.write(give, done=lambda _view: page.closed.emit())


def _page(desk: Desk, key: object) -> Page:
    if not isinstance(key, tuple):
        raise TypeError(key)
    return PriceInfoPage(desk, key)


def price_info_page() -> PageSpec:
    """The page for the navigation; it is opened from a line of a document."""
    return PageSpec(
        name=NAME, title=N_("Why This Price?"), icon="tag", factory=_page, in_menu=False
    )
