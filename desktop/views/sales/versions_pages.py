"""The versions of a document: their list, one of them, and two side by side (SD107)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from desktop.models.labels import enum_label, field_label
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.records import FieldInfo, field_infos
from desktop.services.sales.archive import restore_version
from desktop.services.sales.comparing import ComparedField, Part, compare_versions
from desktop.services.sales.version_views import ArchivedDocument, VersionKey, version_view
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _, user_localizer
from desktop.views.fields.entries import printed
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, Total
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.pages.field_groups import Group
from desktop.views.sales.header_groups import GENERAL, INVOICE_DETAILS, SHIPPING_AND_BILLING
from desktop.views.sales.line_fields import VERSION_LINES
from desktop.views.sales.version_actions import VERSION_LIST
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb, Pill
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session, View

COMPARE = ActionSpec(
    id="compare_versions",
    text=N_("Compare"),
    icon="columns-3",
    framed=True,
    tooltip=N_("Two selected versions, or one with the document as it stands now"),
)
RESTORE = ActionSpec(id="restore_version", text=N_("Restore…"), icon="rotate-ccw")
OPEN_DOCUMENT = ActionSpec(
    id="open_document", text=N_("Show Document"), icon="file-text", group="links"
)
VERSION_PAGE = "document_version"
COMPARISON = "version_comparison"


# --------------------------------------------------------------------------------- list of versions


def _compare(page: ListPage) -> None:
    page.selection.keys(partial(_compare_keys, page))


def _compare_keys(page: ListPage, keys: Sequence[VersionKey]) -> None:
    if not 1 <= len(keys) <= 2:  # noqa: PLR2004  (the two sides of a comparison)
        page.notices.info(
            _("Select two versions, or one to compare it with the document as it stands now.")
        )
        return
    document_type, no, _version = keys[0]
    numbers = sorted(key[2] for key in keys)
    pair = (*numbers, 0)[:2]
    page.desk.navigation.open(COMPARISON, (DocumentKey(DocumentType(document_type), no), *pair))


def _ask_restore(page: ListPage) -> None:
    key = page.current_key()
    if key is not None:
        ask_restore(page, key)


def ask_restore(page: Page, key: VersionKey) -> None:
    """Ask before a version takes the place of its document."""
    document_type, no, version_no = key
    document = DocumentKey(DocumentType(document_type), no)
    confirm(
        page,
        _("Restore version {version} of {document}").format(version=version_no, document=no),
        _(
            "Header, lines and comments of the document are replaced by those of the version, and "
            "its attachments come back. "
            "Keep a version first if the present state may be wanted again."
        ),
        verb=_("Restore"),
        done=partial(_restore, page, document, version_no),
        danger=True,
    )


def _restore(page: Page, key: DocumentKey, version_no: int) -> None:
    page.notices.clear()
    work = partial(_restored, key=key, version_no=version_no, context=page.desk.context)
    page.write(work, done=partial(_tell_restored, page, version_no))


def _restored(
    session: Session, *, key: DocumentKey, version_no: int, context: UserContext
) -> DocumentView:
    return restore_version(session, key, version_no, context)


def _tell_restored(page: Page, version_no: int, view: DocumentView) -> None:
    page.notices.done(
        _("{document} stands again as in version {version}.").format(
            document=view.key.no, version=version_no
        ),
        Remedy(_("Show Document"), partial(_open, page, view.key)),
    )
    for notice in view.notices:
        page.notices.show_notice(notice)


def _open(page: Page, key: DocumentKey) -> None:
    page.desk.navigation.open(f"sales_{key.type}", key)


def _open_document(page: ListPage) -> None:
    key = page.key
    if isinstance(key, Entries):
        where = dict(key.where)
        _open(page, DocumentKey(DocumentType(where["document_type"]), str(where["no"])))


LIST = EntrySpec(
    name=VERSION_LIST,
    title=N_("Versions"),
    table="sales_header_archive",
    icon="history",
    columns=("version_no", "archived_at", "archived_by", "cause", "reason", "amount_including_vat"),
    order=(("version_no", True),),
    open_page=VERSION_PAGE,
    actions=(
        PageAction(COMPARE, _compare, Needs.SELECTION),
        PageAction(RESTORE, _ask_restore, Needs.ROW),
        PageAction(OPEN_DOCUMENT, _open_document),
    ),
    empty=N_("No version of this document was kept."),
)


# ------------------------------------------------------------------------------------- one version


def _refuse(*_arguments: object, **_options: object) -> None:
    """Nothing of a version is editable, so no field ever calls this."""


def _heading(view: ArchivedDocument) -> str:
    _type, no, version_no = view.key
    return _("{document}, version {version}").format(document=no, version=version_no)


def _pills(view: ArchivedDocument) -> Sequence[Pill]:
    """Why the version was kept."""
    cause: Any = view.header["cause"]
    return [Pill(_(enum_label(cause)), "info")]


def _totals(view: ArchivedDocument) -> Sequence[Total]:
    header = view.header
    including: Any = header["amount_including_vat"]
    excluding: Any = header["amount"]
    currency = str(header["currency_code"] or header["lcy_code"] or "")
    label = _("Total {currency} incl. VAT").format(currency=currency).replace("  ", " ")
    return (
        Total(_("Total excl. VAT"), excluding),
        Total(_("VAT"), including - excluding),
        Total(label, including, strong=True),
    )


def _never(_view: ArchivedDocument) -> str:
    return _("A version is never changed.")


def _restore_shown(page: DocumentPage) -> None:
    if page.view is not None:
        ask_restore(page, page.view.key)


def _show_document(page: DocumentPage) -> None:
    if page.view is not None:
        document_type, no, _version = page.view.key
        _open(page, DocumentKey(DocumentType(document_type), no))


def _compare_with_now(page: DocumentPage) -> None:
    if page.view is not None:
        document_type, no, version_no = page.view.key
        key = DocumentKey(DocumentType(document_type), no)
        page.desk.navigation.open(COMPARISON, (key, version_no, 0))


_LEFT_OUT = frozenset(
    {
        # The shown form of the exchange rate is no column.
        "currency_factor",
        # Locked choices hold Tab back; a comparison shows them.
        "invoice_discount_calculation",
        "shipping_advice",
        "combine_shipments",
        "reserve",
    }
)


def _stored(group: Group) -> Group:
    """A group of a document's fields as a version shows it."""
    return replace(
        group,
        fields=tuple(name for name in group.fields if name not in _LEFT_OUT),
        more_fields=tuple(name for name in group.more_fields if name not in _LEFT_OUT),
        summary=tuple(name for name in group.summary if name not in _LEFT_OUT),
    )


VERSION = DocumentSpec(
    name=VERSION_PAGE,
    title=N_("Archived Version"),
    table="sales_header_archive",
    line_table="sales_line_archive",
    services=DocumentServices(
        load=version_view,
        change_header=_refuse,
        add_line=_refuse,
        change_line=_refuse,
        delete_line=_refuse,
    ),
    groups=(
        replace(
            GENERAL,
            fields=("archived_at", "archived_by", "reason", *GENERAL.fields),
            summary=("archived_at", "archived_by", "reason"),
        ),
    ),
    groups_after=(_stored(INVOICE_DETAILS), _stored(SHIPPING_AND_BILLING)),
    lines=VERSION_LINES,
    heading=_heading,
    pills=_pills,
    totals=_totals,
    actions=(
        PageAction(COMPARE, _compare_with_now),
        PageAction(RESTORE, _restore_shown),
        PageAction(OPEN_DOCUMENT, _show_document),
    ),
    lines_lock=_never,
    is_final=True,
    keeps_papers=True,
)


# -------------------------------------------------------------------------------------- comparison


_TABLES = {
    Part.HEADER: "sales_header",
    Part.LINE: "sales_line",
    Part.COMMENT: "document_comment",
}

ComparisonKey = tuple[DocumentKey, int, int]
"""A document and the numbers of two of its versions; 0 is the document as it stands now."""


class ComparisonPage(ListPage):
    """Two versions of a document side by side, what differs marked."""

    def __init__(self, desk: Desk, key: ComparisonKey) -> None:
        document, first, second = key
        super().__init__(desk, comparison(desk, key), key)
        self.set_title(
            _("{document}: {first} and {second}").format(
                document=document.no, first=side_name(first), second=side_name(second)
            )
        )
        self.head.set_breadcrumb([_document_crumb(document), Crumb(_("Comparison"))])


def side_name(version_no: int) -> str:
    """A side of a comparison in words."""
    return _("Version {version}").format(version=version_no) if version_no else _("Now")


def comparison(desk: Desk, key: ComparisonKey) -> ListSpec:
    """The declaration of the comparison: a row for each field that either side fills."""
    document, first, second = key
    columns = (
        Column("place", N_("Part"), _place, width=210),
        Column("field", N_("Field"), lambda row: _(field_label(row.field)), width=180),
        Column("first", side_name(first), _first_text, width=200, colour=_tone),
        Column("second", side_name(second), _second_text, width=200, colour=_tone),
        Column("change", N_("Change"), _change, Kind.STATUS, width=132, pill=_change_tone),
    )

    def read(session: Session) -> Sequence[ComparedField]:
        return compare_versions(session, document, first or None, second or None, desk.context)

    return ListSpec(
        name=COMPARISON,
        title=N_("Comparison of Versions"),
        icon="columns-3",
        columns=columns,
        source=computed(
            read,
            columns,
            _row_key,
            views={"": lambda row: row.is_changed, "all": lambda _row: True},
        ),
        key=_row_key,
        tables=frozenset({"sales_header", "sales_line", "document_comment"}),
        views=(View("", N_("Changes")), View("all", N_("Everything"))),
        empty=N_("Both are alike."),
    )


def _row_key(row: ComparedField) -> tuple[str, int, int, str]:
    return (row.part.value, row.line_no, row.comment_no, row.field)


def _place(row: ComparedField) -> str:
    if row.part is Part.LINE:
        return row.name or _("Line {line}").format(line=row.line_no)
    if row.part is Part.COMMENT:
        return _("Comment {line}").format(line=row.comment_no)
    return _("Header")


def _first_text(row: ComparedField) -> str:
    return _text(row, row.first)


def _second_text(row: ComparedField) -> str:
    return _text(row, row.second)


def _text(row: ComparedField, value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return ""
    info = _infos_of(_TABLES[row.part]).get(row.field)
    return printed(info, value) if info is not None else user_localizer().value(value)


@cache
def _infos_of(table: str) -> Mapping[str, FieldInfo]:
    return {info.name: info for info in field_infos(table)}


def _change(row: ComparedField) -> str:
    words = {0: _("Changed"), 1: _("Only on the left"), 2: _("Only on the right")}
    return words[row.only] if row.is_changed else ""


def _change_tone(row: ComparedField) -> Tone:
    return {0: Tone.WARN, 1: Tone.DANGER, 2: Tone.OK}[row.only]


def _tone(row: ComparedField) -> Tone | None:
    return _change_tone(row) if row.is_changed else Tone.MUTED


# ------------------------------------------------------------------------------------------- pages


def _list(desk: Desk, key: object) -> Page:
    page = EntryListPage(desk, LIST, key)
    if isinstance(key, Entries):
        where = dict(key.where)
        document = DocumentKey(DocumentType(where["document_type"]), str(where["no"]))
        page.head.set_breadcrumb([_document_crumb(document), Crumb(_(LIST.title))])
    return page


def _version(desk: Desk, key: object) -> Page:
    page = DocumentPage(desk, VERSION, key)
    if not isinstance(key, tuple):
        raise TypeError(key)
    document_type, no, version_no = key
    document = DocumentKey(DocumentType(document_type), no)
    where = (("document_type", document.type), ("no", document.no))
    versions = Crumb(_(LIST.title), VERSION_LIST, Entries(where, document.no))
    last = Crumb(side_name(version_no))
    page.head.set_breadcrumb([_document_crumb(document), versions, last])
    return page


def _document_crumb(document: DocumentKey) -> Crumb:
    return Crumb(document.no, f"sales_{document.type}", document)


def _comparison(desk: Desk, key: object) -> Page:
    if not isinstance(key, tuple):
        raise TypeError(key)
    return ComparisonPage(desk, key)


def version_pages() -> tuple[PageSpec, ...]:
    """The list of versions, one version, and two of them side by side."""
    return (
        PageSpec(
            name=VERSION_LIST,
            title=N_("Versions"),
            icon="history",
            factory=_list,
            listed=partial(entry_list, spec=LIST),
            in_menu=False,
        ),
        PageSpec(
            name=VERSION_PAGE,
            title=N_("Archived Version"),
            icon="history",
            factory=_version,
            in_menu=False,
        ),
        PageSpec(
            name=COMPARISON,
            title=N_("Comparison of Versions"),
            icon="columns-3",
            factory=_comparison,
            in_menu=False,
        ),
    )
