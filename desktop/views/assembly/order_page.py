"""The page of one assembly document: what is put together, of what, by when."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from desktop.errors import RecordRef
from desktop.models.labels import enum_label
from desktop.models.supply_words import AssemblyType, BomLineType, DemandType
from desktop.models.words import Status
from desktop.services.assembly.bom_lines import explode
from desktop.services.assembly.documents import (
    assembly_series,
    blank_assembly,
    create_assembly,
    delete_assembly,
    next_assembly,
    release_assembly,
    reopen_assembly,
    restore_assembly,
)
from desktop.services.assembly.header_fields import change_assembly_header
from desktop.services.assembly.line_fields import (
    add_assembly_line,
    change_assembly_line,
    delete_assembly_line,
    delete_assembly_lines,
)
from desktop.services.assembly.load import key_of
from desktop.services.assembly.views import AssemblyView, assembly_view
from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.post_assembly import post_assembly
from desktop.services.records import FieldInfo, FieldKind, LookupRow, lookup_rows
from desktop.translation import N_, _, user_localizer
from desktop.views.assembly.component_page import CHECK
from desktop.views.assembly.keys import as_assembly_key
from desktop.views.pages.component_lookups import find_component, find_unit, find_variant
from desktop.views.pages.document_page import DocumentPage, take_typed
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, Total
from desktop.views.pages.field_groups import Group
from desktop.views.pages.posting_preview import PreviewKey
from desktop.views.pages.reserve_action import reserve_action
from desktop.views.pages.reserved_columns import RESERVED, RESERVED_INFOS
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Target, Tone
from desktop.views.tables.line_columns import LineField, LineSnapshot
from desktop.views.tables.list_spec import NewRecord, PageAction, Session

ORDER = "assembly_order"

POST = ActionSpec(
    id="post", text=N_("Post…"), icon="check", key=Key.POST, primary=True, group="post"
)
PREVIEW = ActionSpec(
    id="preview_posting", text=N_("Preview Posting"), icon="eye", group="post", place=Place.MORE
)
RELEASE = ActionSpec(
    id="release", text=N_("Release"), icon="lock", key=Key.RELEASE, framed=True, group="release"
)
REOPEN = ActionSpec(
    id="reopen", text=N_("Reopen"), icon="lock-open", key=Key.REOPEN, group="release"
)
EXPLODE = ActionSpec(
    id="explode",
    text=N_("Explode"),
    icon="layers",
    tooltip=N_("Replaces the line by the components of its bill of materials"),
)
CHECK_COMPONENTS = ActionSpec(
    id="check_components",
    text=N_("Component Check"),
    icon="calendar-search",
    place=Place.MORE,
    tooltip=N_("Shows what will be there of the components on their due dates"),
)
SHOW_SALES_ORDER = ActionSpec(
    id="show_sales_order", text=N_("Sales Order"), icon="shopping-cart", place=Place.MORE
)

SALES_ORDER_NO = FieldInfo("sales_order_no", N_("Sales Order"), FieldKind.CODE, editable=False)
"""The order that the kits are made for; no column of the document."""

_TONES = {Status.OPEN: "info", Status.RELEASED: "ok"}


def _find_kit_unit(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    no = values.get("item_no")
    return lookup_rows(session, "item_unit_of_measure", text, where={"item_no": no})


def _find_kit_variant(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    return lookup_rows(session, "item_variant", text, where={"item_no": values.get("item_no")})


def card_of(line: LineSnapshot) -> Target | None:
    """The card of a component."""
    pages = {BomLineType.ITEM: "item", BomLineType.RESOURCE: "resource_card"}
    kind, no = line.values.get("type"), line.values.get("no")
    if not isinstance(kind, BomLineType) or kind not in pages or not no:
        return None
    return Target(pages[kind], no)


def text_tone(line: LineSnapshot) -> Tone | None:
    """Lines of text stand back."""
    return Tone.MUTED if line.values.get("type") is BomLineType.TEXT else None


LINES = (
    LineField("type", width=88),
    LineField("no", width=92, starts_line=True, lookup=find_component, target=card_of),
    LineField("description", width=180, starts_line=True, free_text=True),
    LineField("quantity_per", width=88),
    LineField("quantity", width=84),
    LineField("unit_of_measure_code", N_("Unit"), width=64, lookup=find_unit),
    LineField("quantity_to_consume", N_("To Consume"), width=92),
    LineField("consumed", N_("Consumed"), width=80),
    LineField("remaining", N_("Remaining"), width=80),
    LineField("due_date", width=100),
    LineField("location_code", N_("Location"), width=84),
    LineField("unit_cost", width=92),
    LineField("cost_amount", width=96),
    LineField("variant_code", N_("Variant"), lookup=find_variant, visible=False),
    *RESERVED,
    LineField("resource_usage", visible=False),
    LineField("lead_time_offset", visible=False),
    LineField("position", visible=False),
    LineField("bin", visible=False),
)
GROUPS = (
    Group(
        N_("General"),
        (
            "item_no",
            "description",
            "quantity",
            "unit_of_measure_code",
            "quantity_to_assemble",
            "location_code",
            "due_date",
            "starting_date",
            "ending_date",
            "posting_date",
        ),
        ("variant_code", "bin", "assembled_quantity", "remaining_quantity", "sales_order_no"),
        summary=("item_no", "quantity", "due_date"),
    ),
)


def heading(view: AssemblyView) -> str:
    """The title of the page: number and what is put together."""
    name = view.header.get("description")
    return f"{view.key.no} · {name}" if name else view.key.no


def pills(view: AssemblyView) -> Sequence[Pill]:
    """The state of the document in words."""
    status = Status(str(view.header["status"]))
    shown = [Pill(_(enum_label(status)), _TONES.get(status, "warn"))]
    if view.key.type is not AssemblyType.ORDER:
        shown.insert(0, Pill(_(enum_label(view.key.type)), "info"))
    return shown


def totals(view: AssemblyView) -> Sequence[Total]:
    """What the kits cost by what is known now."""
    return (
        Total(_("Unit Cost"), view.header["unit_cost"]),
        Total(_("Estimated cost"), view.header["cost_amount"], strong=True),
    )


def lines_lock(view: AssemblyView) -> str:
    """Why lines cannot be added or deleted now; empty when they can."""
    if not view.is_open:
        return _("The status must be Open to change the lines; choose Reopen.")
    if not view.header["item_no"]:
        return _("Choose the item first: its bill of materials makes the lines.")
    return ""


# -------------------------------------------------------------------------------------- posting


def _ask_and_post(page: DocumentPage) -> None:
    """Ask whether the kits are put together, and post them."""
    take_typed(page)
    view: AssemblyView | None = page.view
    if view is None:
        return
    quantity = view.header["quantity_to_assemble"]
    title = _("Post {type} {no} ({quantity} {unit})").format(
        type=_(enum_label(view.key.type)),
        no=view.key.no,
        quantity=user_localizer().quantity(Decimal(str(quantity))),
        unit=view.header["unit_of_measure_code"] or "",
    )
    confirm(
        page,
        title,
        _("The components leave the stock, and the kits come in at what went into them."),
        verb=_("Post"),
        done=partial(_post, page),
    )


def _post(page: DocumentPage) -> None:
    # The id makes a repeat after a lost connection give the first result again (SD105).
    page.run(post_assembly, done=partial(_posted, page), posting_id=str(uuid.uuid4()))


def _posted(page: DocumentPage, result: PostingResult) -> None:
    page.editor.steps.clear()  # what is in the books is not undone here
    view: AssemblyView = page.view
    navigation, no = page.desk.navigation, result.assembly_no
    is_done = view.header["quantity_to_assemble"] == view.header["remaining_quantity"]
    if is_done:
        page.closed.emit()
        navigation.open("posted_assembly", no)
        return
    page.notices.clear()
    for notice in result.notices:
        page.notices.show_notice(notice)
    show = Remedy(_("Show"), lambda: navigation.open("posted_assembly", no))
    page.notices.done(_("Posted as assembly {no}.").format(no=no), show)
    page.reload()


def _preview(page: DocumentPage) -> None:
    take_typed(page)
    if page.view is not None:
        page.desk.navigation.open("posting_preview", PreviewKey(page.view.key))


def _explode(page: DocumentPage) -> None:
    take_typed(page)
    numbers = [row.line.line_no for row in page.lines.grid.selected_lines() if row.line is not None]
    if numbers:
        page.run(explode, numbers[0])


def _check_components(page: DocumentPage) -> None:
    page.desk.navigation.open(CHECK, page.view.key)


def _show_sales_order(page: DocumentPage) -> None:
    page.desk.navigation.open("sales_order", page.view.header["sales_order_no"])


# ----------------------------------------------------------------------------------------- page


def _is_open(view: AssemblyView) -> bool:
    return view.is_open


def _is_released(view: AssemblyView) -> bool:
    return not view.is_open


def _can_post(view: AssemblyView) -> bool:
    return view.key.type is AssemblyType.ORDER and not view.header["sales_order_no"]


def _is_for_sales(view: AssemblyView) -> bool:
    return bool(view.header["sales_order_no"])


ACTIONS = (
    PageAction(POST, _ask_and_post, fits=_can_post),
    PageAction(RELEASE, lambda page: page.run(release_assembly), fits=_is_open),
    PageAction(REOPEN, lambda page: page.run(reopen_assembly), fits=_is_released),
    PageAction(PREVIEW, _preview, fits=_can_post),
    PageAction(CHECK_COMPONENTS, _check_components),
    PageAction(SHOW_SALES_ORDER, _show_sales_order, fits=_is_for_sales),
)


def _create(
    session: Session, context: UserContext, *, key: object, series: str | None = None
) -> AssemblyView:
    values: Mapping[str, object] = key.values if isinstance(key, NewRecord) else {}
    item = values.get("item_no")
    no = str(item) if item else None
    return create_assembly(session, context, AssemblyType.ORDER, no, series=series)


def services(desk: Desk, key: object) -> DocumentServices:
    """What the page calls for each act."""
    return DocumentServices(
        load=lambda session, no: assembly_view(session, no, desk.context),
        change_header=change_assembly_header,
        add_line=add_assembly_line,
        change_line=change_assembly_line,
        delete_line=delete_assembly_line,
        delete_lines=delete_assembly_lines,
        create=partial(_create, key=key),
        series=assembly_series,
        blank=blank_assembly,
        delete=delete_assembly,
        restore=restore_assembly,
        neighbour=next_assembly,
    )


def _is_order(view: AssemblyView) -> bool:
    return view.key.type is AssemblyType.ORDER


def order_spec(desk: Desk, key: object) -> DocumentSpec:
    """How the page of an assembly document is made."""
    return DocumentSpec(
        name=ORDER,
        title=N_("Assembly Order"),
        table="assembly_header",
        line_table="assembly_line",
        services=services(desk, key),
        groups=GROUPS,
        lines=LINES,
        heading=heading,
        list_page="assembly_orders",
        list_title=N_("Assembly Orders"),
        pills=pills,
        totals=totals,
        actions=ACTIONS,
        line_actions=(
            PageAction(EXPLODE, _explode, fits=_is_open),
            reserve_action(DemandType.ASSEMBLY_COMPONENT, _is_order),
        ),
        infos=(SALES_ORDER_NO,),
        line_infos=RESERVED_INFOS,
        lookups={"unit_of_measure_code": _find_kit_unit, "variant_code": _find_kit_variant},
        lines_lock=lines_lock,
        row_tone=text_tone,
        lines_title=N_("Components"),
    )


def _page(desk: Desk, key: object) -> Page:
    key = as_assembly_key(key)
    return DocumentPage(desk, order_spec(desk, key), key)


def _key_of_record(record: RecordRef) -> object:
    return key_of(record.key)


def assembly_order_page() -> PageSpec:
    """The page of one assembly document, for the navigation."""
    return PageSpec(
        name=ORDER,
        title=N_("Assembly Order"),
        icon="layers",
        factory=_page,
        in_menu=False,
        table="assembly_header",
        key_of=_key_of_record,
        as_key=as_assembly_key,
    )
