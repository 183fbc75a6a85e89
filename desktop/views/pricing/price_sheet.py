"""The page of a price list: its fields, and its lines in a grid worked like a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from desktop.errors import RecordRef
from desktop.models.pricing_words import PriceStatus
from desktop.services.list_query import ListQuery
from desktop.services.price_sheet.acts import (
    add_sheet_line,
    blank_sheet,
    change_sheet,
    change_sheet_line,
    delete_sheet,
    delete_sheet_line,
    delete_sheet_lines,
    load_sheet,
    make_sheet,
    next_sheet,
    restore_sheet,
)
from desktop.services.price_sheet.blocks import enter_sheet_block, rehearse_sheet_block
from desktop.services.price_sheet.views import LINE, LINE_INFOS, LIST, PriceSheet
from desktop.services.pricing.refusals import PriceListActive
from desktop.services.pricing.verification import VerifiedLines, verify_lines
from desktop.translation import N_, _
from desktop.views.pages.card_page import as_key
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec
from desktop.views.pages.exchange_actions import EXPORT, IMPORT, ask_export, ask_import
from desktop.views.pages.field_groups import Group
from desktop.views.pages.where_used import WHERE_USED, open_where_used
from desktop.views.pricing.bulk_dialog import COPY_LINES, SUGGEST_LINES, ask_copy, ask_suggestion
from desktop.views.pricing.line_lists import VERIFY_LINES, status_pills, tell_verified
from desktop.views.pricing.look_ups import PRICING_LOOKUPS, find_product, find_source, find_variant
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Kind, Tone
from desktop.views.tables.line_columns import LineField
from desktop.views.tables.list_spec import NewRecord, PageAction

CARD = "price_list_card"

ACTIVATE = ActionSpec(
    id="activate_price_list",
    text=N_("Activate"),
    icon="circle-check",
    tooltip=N_("Verifies all lines; they price documents from then on"),
)
SERVICES = DocumentServices(
    load=load_sheet,
    create=blank_sheet,
    blank=blank_sheet,
    change_header=change_sheet,
    add_line=add_sheet_line,
    change_line=change_sheet_line,
    delete_line=delete_sheet_line,
    delete_lines=delete_sheet_lines,
    delete=delete_sheet,
    restore=restore_sheet,
    neighbour=next_sheet,
    rehearse_block=rehearse_sheet_block,
    enter_block=enter_sheet_block,
)
"""An untouched new list is kept nowhere: `change_sheet` and `add_sheet_line` make it."""

_TONES = {PriceStatus.DRAFT: Tone.WARN, PriceStatus.INACTIVE: Tone.MUTED}

LINES = (
    LineField("product_type", width=96, starts_line=True),
    LineField(
        "product_no",
        label=N_("No."),
        width=112,
        starts_line=True,
        lookup=find_product,
        headings=(N_("Item No."), N_("Item"), N_("Number")),
    ),
    LineField("unit_code", label=N_("Unit"), width=72, headings=(N_("Unit of Measure"),)),
    LineField("minimum_quantity", width=124, headings=(N_("Min. Quantity"), N_("Quantity"))),
    LineField("unit_price", width=104, headings=(N_("Price"),)),
    LineField("line_discount_pct", label=N_("Discount %"), width=92, headings=(N_("Discount"),)),
    LineField("product_description", width=190),
    LineField("variant_code", label=N_("Variant"), width=84, lookup=find_variant),
    LineField(
        "status",
        width=76,
        colour=lambda line: _TONES.get(PriceStatus(str(line.values["status"]))),
    ),
    LineField("old_unit_price", width=112),
    LineField("change_pct", kind=Kind.PERCENT, width=90),
    LineField("starting_date", width=108),
    LineField("ending_date", width=108),
    LineField("currency_code", width=88),
    LineField("source_type", width=130),
    LineField("source_no", width=104, lookup=find_source),
    LineField("defines", width=140),
    LineField("allow_line_disc", visible=False),
    LineField("allow_invoice_disc", visible=False),
    LineField("price_includes_vat", visible=False),
    LineField("vat_bus_posting_group_price", visible=False),
)
"""The columns of the grid, in the order in which the cells of a pasted row are entered."""

GROUPS = (
    Group(
        N_("General"),
        (
            "code",
            "description",
            "source_type",
            "source_no",
            "defines",
            "currency_code",
            "starting_date",
            "ending_date",
            "status",
        ),
        ("own_scope_per_line",),
        summary=("source_type", "source_no", "status"),
    ),
)
GROUPS_BELOW = (
    Group(
        N_("VAT and Discounts"),
        (
            "price_includes_vat",
            "vat_bus_posting_group_price",
            "allow_line_disc",
            "allow_invoice_disc",
        ),
        summary=("price_includes_vat", "allow_line_disc"),
    ),
)


def _heading(sheet: PriceSheet) -> str:
    description = str(sheet.header["description"] or "")
    if not description:
        return sheet.key
    return _("{no} · {name}").format(no=sheet.key, name=description)


def _pills(sheet: PriceSheet) -> Sequence[Pill]:
    return status_pills(sheet.header["status"])


def _lines_lock(sheet: PriceSheet) -> str:
    return "" if sheet.is_open else _(PriceListActive.text).format(code=sheet.key)


def _activate(page: DocumentPage) -> None:
    """Verify and activate; the page then shows the list as it is."""
    page.run(change_sheet, "status", PriceStatus.ACTIVE, done=partial(_show_activated, page))


def _show_activated(page: DocumentPage, sheet: PriceSheet) -> None:
    page.editor.take_changed(sheet)
    page.notices.info(_("Price list {code} is active.").format(code=sheet.key))


def _verify(page: DocumentPage) -> None:
    page.notices.clear()
    page.run(verify_lines, done=partial(_show_verified, page))


def _show_verified(page: DocumentPage, result: VerifiedLines) -> None:
    page.reload()
    tell_verified(page, result)


def _ask_bulk(page: DocumentPage, *, ask: Any) -> None:  # noqa: ANN401  (ask_suggestion or ask_copy)
    own_scope = bool(page.view.header["own_scope_per_line"])
    ask(page, page.view.key, own_scope=own_scope)


def _where_used(page: DocumentPage) -> None:
    open_where_used(page, RecordRef(LIST, (page.view.key,)))


def _export(page: DocumentPage) -> None:
    ask_export(page, LINE, ListQuery(filters={"price_list_code": page.view.key}))


def price_list_spec(actions: Sequence[PageAction]) -> DocumentSpec:
    """The declaration of the page; `actions` stand before its own."""
    return DocumentSpec(
        name=CARD,
        title=N_("Price List"),
        table=LIST,
        line_table=LINE,
        services=SERVICES,
        groups=GROUPS,
        groups_after=GROUPS_BELOW,
        lines=LINES,
        heading=_heading,
        list_page="price_list_list",
        list_title=N_("Price Lists"),
        pills=_pills,
        actions=(
            *actions,
            PageAction(ACTIVATE, _activate),
            PageAction(VERIFY_LINES, _verify),
            PageAction(SUGGEST_LINES, partial(_ask_bulk, ask=ask_suggestion)),
            PageAction(COPY_LINES, partial(_ask_bulk, ask=ask_copy)),
            PageAction(WHERE_USED, _where_used),
            PageAction(EXPORT, _export),
            PageAction(IMPORT, partial(ask_import, table=LINE)),
        ),
        line_infos=LINE_INFOS,
        lookups=PRICING_LOOKUPS,
        lines_lock=_lines_lock,
    )


def price_list_page(desk: Desk, key: object, *, actions: Sequence[PageAction]) -> Page:
    """The page of a list by its code, or of a new one."""
    spec = price_list_spec(actions)
    if isinstance(key, NewRecord):
        given: Mapping[str, object] = key.values
        make = partial(make_sheet, values=given)
        services = replace(spec.services, create=make) if given else spec.services
        return DocumentPage(desk, replace(spec, services=services), key)
    return DocumentPage(desk, spec, key if key is None else as_key(key)[0])
