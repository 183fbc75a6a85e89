"""Picking lists, pick instructions and picks on paper (PF130–PF134, PF138).

Making a paper changes nothing; what was really printed is counted by `count_prints`. The words are
those of who prints: the papers stay in the house.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from stdnum import ean

from desktop.models.company import CompanyInformation
from desktop.models.items import Item, ItemReference
from desktop.models.values.numbers import Quantity
from desktop.models.words import ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.picking.contents import (
    CollectRow,
    LeftOut,
    OrderSection,
    Picking,
    PickingTerms,
    PickRow,
    collect_rows,
    group_key,
    picking_of,
)
from desktop.services.picking.creation import NO_ORDERS, left_out_text
from desktop.services.picking.order_filter import OrderFilter
from desktop.services.picking.queries import (
    PickLineView,
    PickView,
    count_list_prints,
    count_pick_print,
    pick_view,
)
from desktop.services.picking.refusals import NothingToPick
from desktop.services.picking.scanning import ScanCommand, line_code
from desktop.services.picking.sorting import PickGrouping, PickLayout
from desktop.services.reports.drawing import pdf_bytes
from desktop.services.reports.letterhead import Fact
from desktop.services.reports.pick_sheets import (
    PaperSize,
    Sheet,
    SheetColumn,
    SheetCommand,
    SheetRow,
    sheets_drawing,
)
from desktop.translation import N_, Localizer, localizer_for

EAN_LENGTHS = frozenset({8, 12, 13, 14})


@dataclass(frozen=True, slots=True)
class PickPaper:
    """The PDF of a list, its file's name, and the orders whose prints are counted with it.

    `location_code` is where all its goods lie; blank when they lie at several places.
    """

    name: str
    pdf: bytes
    order_nos: tuple[str, ...] = ()
    pick_no: str = ""
    location_code: str = ""


COMMAND_LABELS = {
    ScanCommand.ACCEPT: N_("Accept Quantity"),
    ScanCommand.REGISTER: N_("Register Pick"),
    ScanCommand.MISSING: N_("Short: Missing"),
    ScanCommand.DAMAGED: N_("Short: Damaged"),
    ScanCommand.LATER: N_("Short: Later"),
}
"""What the codes say that a scanner reads in place of keys, in the order of the paper."""

ItemCodes = Mapping[tuple[str, str, str], str]
"""The barcode of an item in a variant and unit."""


# ------------------------------------------------------------------------------------- the papers


def picking_list_pdf(
    session: Session,
    wanted: OrderFilter,
    terms: PickingTerms,
    context: UserContext,
    size: PaperSize = PaperSize.A4,
) -> PickPaper:
    """The picking lists of the orders of a filter, each with pages of its own (PF130).

    Raises NothingToPick or FilterNotUnderstood.
    """
    found = picking_of(session, wanted, terms, context)
    maker = _maker(session, found.sections, terms, context)
    sheets = [maker.order_sheet(section) for section in found.sections]
    return _paper(sheets, found, context, size, name="picking-list")


def pick_instruction_pdf(
    session: Session,
    wanted: OrderFilter,
    terms: PickingTerms,
    context: UserContext,
    *,
    layout: PickLayout = PickLayout.COLLECT,
    size: PaperSize = PaperSize.A4,
) -> PickPaper:
    """One walk for many orders: a collect list, or the orders one after the other (PF131).

    Orders that are left out are named at the end with the reason. A collect list is parted as the
    terms group it. Raises NothingToPick or FilterNotUnderstood.
    """
    found = picking_of(session, wanted, terms, context)
    maker = _maker(session, found.sections, terms, context)
    if layout is PickLayout.PER_ORDER:
        sheets = [maker.order_sheet(section) for section in found.sections]
    else:
        sheets = [maker.collect_sheet(part) for part in _groups(found.sections, terms.grouping)]
    return _paper(sheets, found, context, size, name="pick-instruction")


def pick_pdf(
    session: Session, no: str, context: UserContext, size: PaperSize = PaperSize.A4
) -> PickPaper:
    """A pick on paper, with the codes of its lines. Raises PickMissing."""
    view = pick_view(session, no)
    localizer = localizer_for(context.language)
    maker = _SheetMaker(
        localizer,
        _company(session),
        item_codes(session, {line.item_no for line in view.lines}, context.work_date),
        PickingTerms(),
    )
    drawing = sheets_drawing([maker.pick_sheet(view)], size, localizer.language)
    return PickPaper(
        f"pick-{no}.pdf", pdf_bytes(drawing), pick_no=no, location_code=view.location_code
    )


def count_prints(session: Session, paper: PickPaper, context: UserContext) -> None:
    """Count a paper that was really printed; nothing else changes (PF138)."""
    if paper.pick_no:
        count_pick_print(session, paper.pick_no, context)
    if paper.order_nos:
        count_list_prints(session, paper.order_nos)


def _paper(
    sheets: list[Sheet], found: Picking, context: UserContext, size: PaperSize, *, name: str
) -> PickPaper:
    localizer = localizer_for(context.language)
    lacking = [left_out_text(each, context.language) for each in _lacking(found)]
    if not sheets:
        reasons = " · ".join(lacking) or localizer.gettext(NO_ORDERS)
        raise NothingToPick(reasons=reasons)
    if lacking:
        heading = localizer.gettext("Left out: {reasons}").format(reasons=" · ".join(lacking))
        sheets[-1] = replace(sheets[-1], end=(heading,))
    drawing = sheets_drawing(sheets, size, localizer.language)
    numbers = tuple(section.order.no for section in found.sections)
    label = numbers[0] if len(numbers) == 1 else f"{len(numbers)}"
    places = {
        row.location_code for section in found.sections for row in section.rows if row.item_no
    }
    return PickPaper(
        f"{name}-{label}.pdf",
        pdf_bytes(drawing),
        numbers,
        location_code=places.pop() if len(places) == 1 else "",
    )


def _lacking(found: Picking) -> tuple[LeftOut, ...]:
    return (*found.left_out, *found.nothing_for)


def _groups(
    sections: Sequence[OrderSection], grouping: PickGrouping
) -> Iterator[list[OrderSection]]:
    """The sections that one walk is for."""
    parts: dict[object, list[OrderSection]] = {}
    for section in sections:
        parts.setdefault(group_key(section.order, grouping)[0], []).append(section)
    yield from parts.values()


# --------------------------------------------------------------------------------------- barcodes


def item_codes(session: Session, items: Iterable[str], today: date) -> ItemCodes:
    """The barcodes of items by variant and unit, in one statement.

    A number of the length of a GTIN counts only when its check digit is right (PF134); what is
    not valid today does not count.
    """
    reference = ItemReference
    rows = session.execute(
        select(
            reference.item_no,
            reference.variant_code,
            reference.unit_code,
            reference.reference_no,
            Item.base_unit,
        )
        .join(Item, Item.no == reference.item_no)
        .where(
            reference.owner_type == ReferenceOwner.BARCODE,
            reference.item_no.in_(sorted(items)),
            (reference.starting_date.is_(None)) | (reference.starting_date <= today),
            (reference.ending_date.is_(None)) | (reference.ending_date >= today),
        )
        .order_by(reference.item_no, reference.reference_no)
    )
    codes: dict[tuple[str, str, str], str] = {}
    for item_no, variant, unit, number, base_unit in rows:
        if is_scannable(number):
            codes.setdefault((item_no, variant, unit or base_unit or ""), number)
    return codes


def is_scannable(number: str) -> bool:
    """Whether a barcode can be trusted: one that looks like a GTIN has the right check digit."""
    looks_like_gtin = number.isascii() and number.isdigit() and len(number) in EAN_LENGTHS
    return not looks_like_gtin or str(ean.calc_check_digit(number[:-1])) == number[-1]


def code_of(codes: ItemCodes, item_no: str, variant_code: str, unit_code: str) -> str:
    """The barcode of goods in their unit, else the item number."""
    for variant in dict.fromkeys((variant_code, "")):
        found = codes.get((item_no, variant, unit_code))
        if found:
            return found
    return item_no


# ----------------------------------------------------------------------------------------- sheets


def _company(session: Session) -> str:
    return session.scalars(select(CompanyInformation.name)).one()


def _maker(
    session: Session,
    sections: Iterable[OrderSection],
    terms: PickingTerms,
    context: UserContext,
) -> _SheetMaker:
    goods = [row for section in sections for row in section.rows]
    items = {each.item_no for row in goods for each in (row, *row.components) if each.item_no}
    codes = item_codes(session, items, context.work_date)
    return _SheetMaker(localizer_for(context.language), _company(session), codes, terms)


class _SheetMaker:
    """Turns what is to be fetched into sheets, in the words of one language."""

    def __init__(
        self, localizer: Localizer, company: str, codes: ItemCodes, terms: PickingTerms
    ) -> None:
        self._localizer = localizer
        self._company = company
        self._codes = codes
        self._terms = terms

    def order_sheet(self, section: OrderSection) -> Sheet:
        """The picking list of one order."""
        _ = self._localizer.gettext
        order = section.order
        agent = " ".join(filter(None, (order.agent_code, order.service_code)))
        copy = order.picking_lists_printed + 1
        facts = (
            Fact(_("Customer"), f"{order.customer_no} {order.customer_name}"),
            Fact(_("Ship to"), "\n".join(order.ship_to)),
            Fact(_("Shipping Agent"), agent),
            Fact(_("Shipment Date"), self._localizer.date(order.shipment_date, "medium")),
            Fact(_("Shipping Advice"), self._localizer.choice(order.shipping_advice)),
            Fact(_("External Document No."), order.external_document_no),
            Fact(_("Location"), order.location_code or ""),
            Fact(_("Copy"), self._localizer.integer(copy)),
        )
        return Sheet(
            title=_("Picking List"),
            number=order.no,
            company=self._company,
            facts=facts,
            columns=self._columns(),
            rows=tuple(self._rows(section.rows)),
            page_text=_("Page {page} of {pages}"),
            code=order.no,
            warning="" if section.is_released else _("NOT RELEASED"),
        )

    def collect_sheet(self, sections: Sequence[OrderSection]) -> Sheet:
        """One walk for many orders."""
        _ = self._localizer.gettext
        orders = ", ".join(section.order.no for section in sections)
        group = self._group_facts(sections[0])
        waiting = [each.order.no for each in sections if not each.is_released]
        copy = max(section.order.picking_lists_printed for section in sections) + 1
        warning = _("NOT RELEASED: {orders}").format(orders=", ".join(waiting)) if waiting else ""
        return Sheet(
            title=_("Collect List"),
            number="",
            company=self._company,
            facts=(
                *group,
                Fact(_("Orders"), orders),
                Fact(_("Copy"), self._localizer.integer(copy)),
            ),
            columns=self._collect_columns(),
            rows=tuple(
                self._collect_row(row) for row in collect_rows(sections, self._terms.sorting)
            ),
            page_text=_("Page {page} of {pages}"),
            warning=warning,
        )

    def pick_sheet(self, view: PickView) -> Sheet:
        """A pick, as far as it has come."""
        _ = self._localizer.gettext
        return Sheet(
            title=_("Pick"),
            number=view.no,
            company=self._company,
            facts=(
                Fact(_("Location"), view.location_code),
                Fact(_("Picker"), view.picker),
                Fact(_("Status"), self._localizer.choice(view.status)),
                Fact(_("Copy"), self._localizer.integer(view.copies + 1)),
            ),
            columns=(
                SheetColumn(_("Bin"), 16),
                SheetColumn(_("Item No."), 18),
                SheetColumn(_("Description"), 36),
                SheetColumn(_("Order No."), 16),
                SheetColumn(_("To Pick"), 12, is_figure=True),
                SheetColumn(_("Unit"), 9),
                SheetColumn(_("Picked"), 12, is_figure=True),
            ),
            rows=tuple(self._pick_row(view.no, line) for line in view.lines),
            page_text=_("Page {page} of {pages}"),
            code=view.no,
            commands=tuple(
                SheetCommand(_(label), command) for command, label in COMMAND_LABELS.items()
            ),
        )

    # ------------------------------------------------------------------------------ columns

    def _columns(self) -> tuple[SheetColumn, ...]:
        _ = self._localizer.gettext
        found = (
            SheetColumn(_("Bin"), 16),
            SheetColumn(_("Item No."), 18),
            SheetColumn(_("Description"), 28),
            SheetColumn(_("To Ship"), 11, is_figure=True),
            SheetColumn(_("Outstanding"), 20, is_figure=True),
            SheetColumn(_("Unit"), 9),
            SheetColumn(_("On Hand"), 11, is_figure=True),
        )
        if not self._terms.limit_to_stock:
            return found
        return (*found, SheetColumn(_("Missing"), 11, is_figure=True))

    def _collect_columns(self) -> tuple[SheetColumn, ...]:
        _ = self._localizer.gettext
        found = (
            SheetColumn(_("Bin"), 16),
            SheetColumn(_("Item No."), 18),
            SheetColumn(_("Description"), 36),
            SheetColumn(_("Quantity"), 12, is_figure=True),
            SheetColumn(_("Unit"), 9),
            SheetColumn(_("On Hand"), 12, is_figure=True),
        )
        if not self._terms.limit_to_stock:
            return found
        return (*found, SheetColumn(_("Missing"), 12, is_figure=True))

    def _group_facts(self, section: OrderSection) -> tuple[Fact, ...]:
        _ = self._localizer.gettext
        order = section.order
        facts = {
            PickGrouping.NONE: (),
            PickGrouping.SHIPMENT_DATE: (
                Fact(_("Shipment Date"), self._localizer.date(order.shipment_date, "medium")),
            ),
            PickGrouping.CUSTOMER: (
                Fact(_("Customer"), f"{order.customer_no} {order.customer_name}"),
            ),
            PickGrouping.AGENT: (
                Fact(_("Shipping Agent"), f"{order.agent_code} {order.service_code}"),
            ),
        }
        return facts[self._terms.grouping]

    # --------------------------------------------------------------------------------- rows

    def _rows(self, rows: Iterable[PickRow]) -> Iterator[SheetRow]:
        for row in rows:
            if row.is_text:
                yield SheetRow(text=row.description)
                continue
            yield self._row(row)
            for component in row.components:
                yield self._row(component)

    def _row(self, row: PickRow) -> SheetRow:
        _ = self._localizer.gettext
        cells: tuple[str, ...] = (
            row.bin,
            " ".join(filter(None, (row.item_no, row.variant_code))),
            row.description,
            self._figure(row.quantity),
            self._figure(row.wanted),
            row.unit_code,
            self._figure(row.on_hand),
        )
        if self._terms.limit_to_stock:
            cells = (*cells, self._figure(row.missing) if row.missing else "")
        notes = ((_("To be assembled from:"),) if row.is_kit else ()) + row.texts
        has_code = not row.is_component
        item_code = code_of(self._codes, row.item_no, row.variant_code, row.unit_code)
        return SheetRow(
            cells=cells,
            notes=notes,
            code=line_code(row.order_no, row.line_no) if has_code else "",
            item_code="" if row.is_kit else item_code,
            is_indented=row.is_component,
        )

    def _collect_row(self, row: CollectRow) -> SheetRow:
        _ = self._localizer.gettext
        shares = []
        for share in row.shares:
            text = f"{share.order_no} {self._figure(share.quantity)}"
            if share.kit_no:
                kit = _("{share} for {kit}").format(share=text, kit=share.kit_no)
                text = kit
            if share.missing:
                missing = self._figure(share.missing)
                text = _("{share}, missing {missing}").format(share=text, missing=missing)
            shares.append(text)
        cells: tuple[str, ...] = (
            row.bin,
            " ".join(filter(None, (row.item_no, row.variant_code))),
            row.description,
            self._figure(row.quantity),
            row.unit_code,
            self._figure(row.on_hand),
        )
        if self._terms.limit_to_stock:
            cells = (*cells, self._figure(row.missing) if row.missing else "")
        return SheetRow(
            cells=cells,
            notes=(" · ".join(shares),),
            item_code=code_of(self._codes, row.item_no, row.variant_code, row.unit_code),
        )

    def _pick_row(self, no: str, line: PickLineView) -> SheetRow:
        picked = self._figure(line.quantity_picked) if line.quantity_picked else ""
        code = code_of(self._codes, line.item_no, line.variant_code, line.unit_code)
        return SheetRow(
            cells=(
                line.bin,
                " ".join(filter(None, (line.item_no, line.variant_code))),
                line.description,
                line.order_no,
                self._figure(line.quantity_to_pick),
                line.unit_code,
                picked,
            ),
            code=line_code(no, line.line_no),
            item_code="" if line.is_kit else code,
            is_indented=line.parent_line_no is not None,
        )

    def _figure(self, quantity: Quantity | None) -> str:
        return "" if quantity is None else self._localizer.quantity(quantity)
