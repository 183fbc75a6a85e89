"""Availability of an item by event, period, location, variant and BOM level (PF6, PF7).

One page for each view of the same question, an `Asked`; Ctrl+Shift+V goes from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from desktop.models.supply_words import TimeBucket
from desktop.services.availability.shown import (
    Asked,
    AvailabilityRow,
    Behind,
    ask_about_part,
    behind_row,
    by_bom_level,
    by_event,
    by_location,
    by_period,
    by_variant,
    document_of,
    documents_behind,
)
from desktop.services.sales.line_fields import change_line
from desktop.translation import N_, _, user_localizer
from desktop.views.items.availability_columns import (
    BUCKET_TEXTS,
    DOCUMENT_COLUMNS,
    EVENT_COLUMNS,
    KINDS_BEHIND,
    LEVEL_COLUMNS,
    LOCATION_COLUMNS,
    PERIOD_COLUMNS,
    VARIANT_COLUMNS,
)
from desktop.views.pages.balance_chart import BalanceChart, Point, titled
from desktop.views.pages.entry_list import Entries
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.columns import Column
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session

TABLES = frozenset(
    {
        "item",
        "item_ledger_entry",
        "sales_line",
        "purchase_line",
        "assembly_header",
        "assembly_line",
        "requisition_line",
        "requisition_component",
        "reservation",
    }
)
DOCUMENTS_PAGE = "availability_documents"
NEXT = ActionSpec(
    id="next_availability",
    text=N_("Next View"),
    icon="refresh-cw",
    key=Key.AVAILABILITY,
)
DOCUMENTS = ActionSpec(id="documents_behind", text=N_("Documents"), icon="file-text")
ENTRIES = ActionSpec(id="item_ledger", text=N_("Ledger Entries"), icon="book-open", key=Key.ENTRIES)
SELECT = ActionSpec(id="select_place", text=N_("Select for the Line"), icon="check")


@dataclass(frozen=True, slots=True)
class AvailabilityView:
    """One way to look at it: the page's name and title, its columns and what reads the rows.

    `selects` is the field of a calling line that a chosen row's code goes into, empty for none.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    read: Callable[[Session, Asked, date], Sequence[Any]]
    key: Callable[[Any], object] = lambda row: row.key
    has_chart: bool = False
    selects: str = ""
    actions: tuple[PageAction, ...] = ()


def _in_periods(page: AvailabilityPage, *, bucket: TimeBucket) -> None:
    page.desk.navigation.open(page.view.name, replace(page.asked, bucket=bucket))


def _periods() -> tuple[PageAction, ...]:
    return tuple(
        PageAction(
            ActionSpec(id=f"by_{bucket}", text=text, icon="calendar", place=Place.MORE),
            partial(_in_periods, bucket=bucket),
        )
        for bucket, text in BUCKET_TEXTS.items()
    )


VIEWS = (
    AvailabilityView(
        "availability_by_event",
        N_("Availability by Event"),
        EVENT_COLUMNS,
        by_event,
        has_chart=True,
    ),
    AvailabilityView(
        "availability_by_period",
        N_("Availability by Period"),
        PERIOD_COLUMNS,
        by_period,
        has_chart=True,
        actions=_periods(),
    ),
    AvailabilityView(
        "availability_by_location",
        N_("Availability by Location"),
        LOCATION_COLUMNS,
        by_location,
        selects="location_code",
    ),
    AvailabilityView(
        "availability_by_variant",
        N_("Availability by Variant"),
        VARIANT_COLUMNS,
        by_variant,
        selects="variant_code",
    ),
    AvailabilityView(
        "availability_by_bom_level",
        N_("Availability by BOM Level"),
        LEVEL_COLUMNS,
        by_bom_level,
        key=lambda row: row.place,
    ),
)
FIRST_VIEW = VIEWS[0].name


class AvailabilityPage(ListPage):
    """The rows of one view; Enter shows the documents behind a figure, or the part of a kit."""

    def __init__(self, desk: Desk, view: AvailabilityView, key: object) -> None:
        self.view = view
        self.asked = key if isinstance(key, Asked) else Asked(str(key), desk.context.work_date)
        super().__init__(desk, _spec(desk, view, self.asked), self.asked)
        self.set_title(_whole_title(view, self.asked))
        self.head.set_breadcrumb(
            [Crumb(self.asked.item_no, "item", self.asked.item_no), Crumb(_(view.title))]
        )
        self._chart: BalanceChart | None = None
        if view.has_chart:
            self._chart = BalanceChart(_("Projected Balance"))
            self.set_fact_pane(titled(self._chart))
            self._read_chart()

    def reload(self) -> None:
        super().reload()
        if self._chart is not None:
            self._read_chart()

    def _read_chart(self) -> None:
        work_date = self.desk.context.work_date
        self.read(lambda session: self.view.read(session, self.asked, work_date), done=self._draw)

    def _draw(self, rows: Sequence[AvailabilityRow]) -> None:
        if self._chart is not None:
            self._chart.show_points([_point(row) for row in rows])

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        figure = self.spec.columns[max(self.table.currentIndex().column(), 0)].name
        if isinstance(row, AvailabilityRow) and (figure == "inventory" or row.is_stock):
            _open_entries(self)
        elif isinstance(row, AvailabilityRow):
            behind = behind_row(self.asked, row, self.view.selects)
            kinds = KINDS_BEHIND.get(figure, behind.kinds)
            self.desk.navigation.open(DOCUMENTS_PAGE, replace(behind, kinds=kinds))
        elif row is not None:
            self.desk.navigation.open(FIRST_VIEW, ask_about_part(self.asked, row.part.item_no))


class DocumentsPage(ListPage):
    """The documents behind a figure; Enter opens one."""

    def __init__(self, desk: Desk, key: object) -> None:
        if not isinstance(key, Behind):
            raise TypeError(f"{key!r} does not say whose documents are meant")
        self.behind = key
        super().__init__(desk, _documents_spec(desk, key), key)
        item_no = key.asked.item_no
        self.set_title(_("Documents of {item}").format(item=item_no))
        self.head.set_breadcrumb([Crumb(item_no, "item", item_no), Crumb(_("Documents"))])

    def _on_row_activated(self, position: int) -> None:
        event = self.model.row(position)
        if event is not None and not self.desk.navigation.open_record(document_of(event)):
            self.notices.info(_("{document} has no page.").format(document=event.document_no))


def next_view(page: AvailabilityPage) -> None:
    """Show the same question in the next view: event, period, location, variant, BOM level."""
    names = [view.name for view in VIEWS]
    following = names[(names.index(page.view.name) + 1) % len(names)]
    page.desk.navigation.open(following, page.asked)


def select_place(page: AvailabilityPage) -> None:
    """Write the location or variant of the row into the calling line, and go back to it."""
    line, row = page.asked.line, page.current_row()
    if line is None or row is None:
        return
    page.write(
        partial(
            change_line,
            key=line.document,
            line_no=line.line_no,
            field=page.view.selects,
            value=row.code,
            context=page.desk.context,
        ),
        done=lambda _view: page.desk.navigation.open_record(line.document_ref),
    )


def _open_entries(page: AvailabilityPage) -> None:
    no = page.asked.item_no
    page.desk.navigation.open("item_ledger_entry_list", Entries((("item_no", no),), no))


def _point(row: AvailabilityRow) -> Point:
    localizer = user_localizer()
    label = localizer.date(row.end) if row.end else _("Inventory")
    balance = localizer.quantity(row.balance)
    return Point(label, row.balance, _("{date}: {quantity}").format(date=label, quantity=balance))


def _whole_title(view: AvailabilityView, asked: Asked) -> str:
    parts = [_(view.title), asked.item_no]
    if not view.selects:
        parts += [code for code in (asked.variant_code, asked.location_code) if code]
    return " · ".join([*parts, *([asked.unit] if asked.unit else [])])


def _spec(desk: Desk, view: AvailabilityView, asked: Asked) -> ListSpec:
    actions = [PageAction(NEXT, next_view)]
    if view.selects and asked.line is not None:
        actions.append(PageAction(SELECT, select_place, Needs.ROW))
    actions += [
        PageAction(DOCUMENTS, lambda page: page.open_current(), Needs.ROW),
        PageAction(ENTRIES, _open_entries),
        *view.actions,
    ]
    return ListSpec(
        name=view.name,
        title=view.title,
        icon="calendar",
        columns=view.columns,
        source=computed(
            lambda session: view.read(session, asked, desk.context.work_date),
            view.columns,
            view.key,
            today=lambda: desk.context.work_date,
        ),
        key=view.key,
        tables=TABLES,
        actions=tuple(actions),
        empty=N_("Nothing is there and nothing happens."),
    )


def _documents_spec(desk: Desk, behind: Behind) -> ListSpec:
    def key(row: Any) -> object:  # noqa: ANN401  (an event)
        return row.kind, row.document_no, row.line_no

    return ListSpec(
        name=DOCUMENTS_PAGE,
        title=N_("Documents behind Availability"),
        icon="file-text",
        columns=DOCUMENT_COLUMNS,
        source=computed(
            lambda session: documents_behind(session, behind, desk.context.work_date),
            DOCUMENT_COLUMNS,
            key,
            today=lambda: desk.context.work_date,
        ),
        key=key,
        tables=TABLES,
        empty=N_("No order moves this item in that time."),
    )


def _page(view: AvailabilityView, desk: Desk, key: object) -> Page:
    return AvailabilityPage(desk, view, key)


def availability_pages() -> tuple[PageSpec, ...]:
    """The pages for the navigation; they are opened from items and sales lines."""
    return (
        *(
            PageSpec(
                name=view.name,
                title=view.title,
                icon="calendar",
                factory=partial(_page, view),
                in_menu=False,
            )
            for view in VIEWS
        ),
        PageSpec(
            name=DOCUMENTS_PAGE,
            title=N_("Documents behind Availability"),
            icon="file-text",
            factory=DocumentsPage,
            in_menu=False,
        ),
    )
