"""Lines of price lists: of one list, of a customer, of an item, and all of them (CU76)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from desktop.models.labels import enum_label
from desktop.models.pricing_words import PriceStatus
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.pricing.bulk_prices import change_pct
from desktop.services.pricing.special_prices import (
    special_price_list,
    verify_customer_prices,
    verify_item_prices,
)
from desktop.services.pricing.verification import VerifiedLines, verify_lines
from desktop.services.records import RecordRow, RecordView, field_infos, key_fields, records
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list, row_key
from desktop.views.pages.exchange_actions import (
    EXPORT,
    IMPORT,
    ask_export,
    ask_import,
    exchange_actions,
)
from desktop.views.pages.field_groups import Group
from desktop.views.pages.special_prices import (
    CUSTOMER_PRICES,
    ITEM_PRICES,
    PRICE_CHECK,
    ask_any_price,
)
from desktop.views.pricing.bulk_dialog import COPY_LINES, SUGGEST_LINES, ask_copy, ask_suggestion
from desktop.views.pricing.look_ups import PRICING_LOOKUPS
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.info_columns import further_columns, info_columns
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, NewRecord, PageAction

TABLE = "price_list_line"
LINES_OF_LIST = "price_list_lines"
OVERVIEW = "prices_overview"
LINE_CARD = "price_list_line_card"

VERIFY_LINES = ActionSpec(
    id="verify_lines",
    text=N_("Verify Lines"),
    icon="circle-check",
    tooltip=N_("Checks the drafts; those of an active list price documents from then on"),
)
NEW_LINE = ActionSpec(
    id="new_price_line", text=N_("New Line"), icon="plus", key=Key.NEW, primary=True
)
NEW_PRICE = replace(NEW_LINE, text=N_("New Price"))

STATUS_TONES = {
    PriceStatus.DRAFT: "warn",
    PriceStatus.ACTIVE: "ok",
    PriceStatus.INACTIVE: "neutral",
}

_PRODUCT = ("product_type", "product_no", "variant_code", "unit_code", "minimum_quantity")
_GIVEN = ("unit_price", "line_discount_pct")
_WHEN = ("currency_code", "starting_date", "ending_date", "status")
_WHOSE = ("source_type", "source_no")


def _change(row: RecordRow) -> object:
    return change_pct(row.values["old_unit_price"], row.values["unit_price"])  # type: ignore[arg-type]  # of a price list line


CHANGE = Column("change_pct", N_("Change %"), _change, Kind.PERCENT, sortable=False)
_ORDER = (("price_list_code", False), ("line_no", False))


def tell_verified(page: Page, result: VerifiedLines) -> None:
    """Say how many lines were verified and became active."""
    integer = user_localizer().integer
    if not result.verified:
        page.notices.info(_("There is no draft to verify."))
        return
    text = ngettext(
        "{count} line is right; {active} became active.",
        "{count} lines are right; {active} became active.",
        result.verified,
    )
    page.notices.info(text.format(count=integer(result.verified), active=integer(result.activated)))


def verify(page: Page, what: str, do: Callable[[Any, str, UserContext], VerifiedLines]) -> None:
    """Verify drafts of a list, a customer or an item, and say what came of it."""
    context = page.desk.context
    page.notices.clear()
    page.write(lambda session: do(session, what, context), done=partial(tell_verified, page))


def _named(page: ListPage, field: str) -> str:
    """The number that the page is about."""
    return str(dict(page.key.where)[field]) if isinstance(page.key, Entries) else ""


def _verify_list(page: ListPage) -> None:
    verify(page, _named(page, "price_list_code"), verify_lines)


def _verify_customer(page: ListPage) -> None:
    verify(page, _named(page, "source_no"), verify_customer_prices)


def _verify_item(page: ListPage) -> None:
    verify(page, _named(page, "product_no"), verify_item_prices)


def _new_line(page: ListPage) -> None:
    if isinstance(page.key, Entries):
        page.desk.navigation.open(LINE_CARD, NewRecord(dict(page.key.where)))


def _new_special_price(page: ListPage) -> None:
    """Begin a line of the list that special prices go to."""
    context = page.desk.context
    page.write(
        lambda session: special_price_list(session, context), done=partial(_open_new_price, page)
    )


def _open_new_price(page: ListPage, code: str) -> None:
    if isinstance(page.key, Entries):
        values = {"price_list_code": code, **dict(page.key.where)}
        page.desk.navigation.open(LINE_CARD, NewRecord(values))


def _export(page: ListPage) -> None:
    """Write what the list shows: its filters, and what the page itself keeps to."""
    query = page.filter.effective()
    own = dict(page.key.where) if isinstance(page.key, Entries) else {}
    filters = {**query.filters, **{name: str(value) for name, value in own.items()}}
    ask_export(page, TABLE, ListQuery(query.search, query.order, filters))


_EXCHANGE = (
    PageAction(EXPORT, _export),
    PageAction(IMPORT, partial(ask_import, table=TABLE)),
)

LINES = EntrySpec(
    name=LINES_OF_LIST,
    title=N_("Price List Lines"),
    table=TABLE,
    icon="tag",
    # Old price, new price and change stand side by side; all else can be chosen.
    columns=(
        "product_no",
        "product_type",
        "status",
        "unit_code",
        "minimum_quantity",
        "line_discount_pct",
        "old_unit_price",
        "unit_price",
    ),
    extra=(CHANGE,),
    order=(("line_no", False),),
    open_page=LINE_CARD,
    actions=(
        PageAction(NEW_LINE, _new_line),
        PageAction(VERIFY_LINES, _verify_list),
        PageAction(
            SUGGEST_LINES, lambda page: ask_suggestion(page, _named(page, "price_list_code"))
        ),
        PageAction(COPY_LINES, lambda page: ask_copy(page, _named(page, "price_list_code"))),
        *_EXCHANGE,
    ),
    empty=N_("This list has no lines yet. Type them, suggest them from cards, or import them."),
)
OF_CUSTOMER = EntrySpec(
    name=CUSTOMER_PRICES,
    title=N_("Special Prices"),
    table=TABLE,
    icon="tag",
    columns=("price_list_code", *_PRODUCT, *_GIVEN, *_WHEN),
    order=_ORDER,
    open_page=LINE_CARD,
    actions=(
        PageAction(NEW_PRICE, _new_special_price),
        PageAction(VERIFY_LINES, _verify_customer),
        *_EXCHANGE,
    ),
    empty=N_("This customer has no special prices."),
)
OF_ITEM = EntrySpec(
    name=ITEM_PRICES,
    title=N_("Special Prices"),
    table=TABLE,
    icon="tag",
    columns=("price_list_code", *_WHOSE, *_PRODUCT[2:], *_GIVEN, *_WHEN),
    order=_ORDER,
    open_page=LINE_CARD,
    actions=(
        PageAction(NEW_PRICE, _new_special_price),
        PageAction(VERIFY_LINES, _verify_item),
        *_EXCHANGE,
    ),
    empty=N_("This item has no special prices."),
)


def prices_overview(desk: Desk) -> ListSpec:
    """All lines of all price lists, with every filter."""
    infos = field_infos(TABLE)
    names = ("price_list_code", *_WHOSE, *_PRODUCT, *_GIVEN, *_WHEN)
    columns = info_columns(infos, names, linked=("price_list_code",))
    return ListSpec(
        name=OVERVIEW,
        title=N_("Prices Overview"),
        icon="tag",
        columns=columns + further_columns(infos, columns),
        source=lambda: records(TABLE, desk.context.work_date),
        key=row_key,
        tables=frozenset({TABLE}),
        order=tuple((name, False) for name in key_fields(TABLE)),
        open_page=LINE_CARD,
        actions=(PageAction(PRICE_CHECK, ask_any_price), *exchange_actions(TABLE)),
        empty=N_("There are no prices besides those on the cards."),
    )


def _pills(record: RecordView) -> list[Pill]:
    return status_pills(record.values["status"])


def status_pills(status: object) -> list[Pill]:
    """The status of a list or line in words."""
    shown = PriceStatus(str(status))
    return [Pill(_(enum_label(shown)), STATUS_TONES[shown])]


CARD = CardSpec(
    name=LINE_CARD,
    title=N_("Price List Line"),
    table=TABLE,
    name_field="product_no",
    list_page=OVERVIEW,
    list_title=N_("Prices Overview"),
    lookups=PRICING_LOOKUPS,
    pills=_pills,
    groups=(
        Group(
            N_("General"),
            (
                "price_list_code",
                "product_type",
                "product_no",
                "variant_code",
                "unit_code",
                "minimum_quantity",
                "defines",
                "unit_price",
                "line_discount_pct",
                "status",
            ),
            ("line_no", "old_unit_price"),
        ),
        Group(
            N_("For Whom and When"),
            ("source_type", "source_no", "currency_code", "starting_date", "ending_date"),
            (
                "price_includes_vat",
                "vat_bus_posting_group_price",
                "allow_line_disc",
                "allow_invoice_disc",
            ),
        ),
    ),
)


def _list_page(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def _overview_page(desk: Desk, key: object) -> Page:
    return ListPage(desk, prices_overview(desk), key)


def _card_page(desk: Desk, key: object) -> Page:
    return CardPage(desk, CARD, key)


def line_pages() -> tuple[PageSpec, ...]:
    """The lists of lines and the card of one."""
    lists = tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_list_page, spec),
            listed=partial(entry_list, spec=spec),
            in_menu=False,
        )
        for spec in (LINES, OF_CUSTOMER, OF_ITEM)
    )
    return (
        *lists,
        PageSpec(
            name=OVERVIEW,
            title=N_("Prices Overview"),
            icon="tag",
            factory=_overview_page,
            listed=prices_overview,
            in_menu=False,
        ),
        PageSpec(
            name=LINE_CARD,
            title=N_("Price List Line"),
            icon="tag",
            factory=_card_page,
            in_menu=False,
            table=TABLE,
            makes_records=True,
        ),
    )
