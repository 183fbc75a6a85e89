"""Fakes for pages: a database without tables, a navigation that remembers, and a list of sales."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.errors import RecordRef
from desktop.services.context import UserContext
from desktop.services.list_keys import Key, Keys, ListedKeys
from desktop.services.list_query import FIRST_ROWS, ListQuery
from desktop.services.stopping import NeverStopped, Stop
from desktop.views.shell.desk import Desk
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_spec import ListSpec, New, View
from tests.views.shell.fakes import FakeDatabase, FakeReporter

WORK_DATE = date(2026, 1, 15)


class FakeNavigation:
    """Remembers what was opened."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, object]] = []
        self.current: object = None
        self.pages: object = None

    @property
    def current_place(self) -> tuple[str, object]:
        return self.opened[-1] if self.opened else ("", None)

    def specs(self) -> tuple[object, ...]:
        return ()

    def open(self, page: str, key: object = None, *, new_window: bool = False) -> None:
        self.opened.append((page, key))

    def open_record(self, record: RecordRef, field: str = "") -> bool:
        self.opened.append((record.table, record.key))
        return True

    def back(self) -> None:
        self.opened.append(("back", None))


@dataclass
class FakeDesk:
    """A desk and the fakes behind it."""

    desk: Desk
    navigation: FakeNavigation
    tasks: Tasks
    state: UserState
    reporter: FakeReporter

    def close(self) -> None:
        self.tasks.close()
        self.state.save()


def a_desk(folder: Path) -> FakeDesk:
    reporter = FakeReporter()
    tasks = Tasks(FakeDatabase(), reporter)
    state = UserState(folder / "state.json")
    desk = Desk(tasks, UserContext(user="JO", work_date=WORK_DATE), state)
    navigation = FakeNavigation()
    desk.navigation = navigation
    return FakeDesk(desk, navigation, tasks, state, reporter)


@dataclass(frozen=True, slots=True)
class Invoice:
    no: str
    customer: str
    posting_date: date
    due_date: date
    amount: Decimal
    remaining: Decimal
    overdue: bool


_NAMES = (
    "Birkholm Interiors AB", "Loom Textiles", "Nordic Retail Oy", "Hanse Glas GmbH",
    "Alpine Sports AG", "Lund Garden AS", "Vellum Paper BV", "Kessel Office GmbH",
)  # fmt: skip


def invoices(count: int) -> list[Invoice]:
    return [
        Invoice(
            no=f"PSI-{104233 - at}",
            customer=_NAMES[at % len(_NAMES)],
            posting_date=date(2026, 1, 30) - timedelta(at // 2),
            due_date=date(2026, 3, 1) - timedelta(at),
            amount=Decimal(1000 + at * 777) + Decimal("0.78"),
            remaining=Decimal(1000 + at * 555) + Decimal("0.50"),
            overdue=at % 7 == 6,
        )
        for at in range(count)
    ]


@dataclass
class FakeInvoices:
    """A list's source that answers from memory and counts the questions."""

    sales: list[Invoice] = field(default_factory=lambda: invoices(300))
    asked: list[ListQuery] = field(default_factory=list)

    @property
    def fields(self) -> Collection[str]:
        return Invoice.__slots__

    def rows(self, session: object, query: ListQuery, limit: int = FIRST_ROWS) -> Sequence[Invoice]:
        self.asked.append(query)
        return self._found(query)[:limit]

    def key(self, row: Invoice) -> Key:
        return row.no

    def keys(self, session: object, query: ListQuery, stop: Stop = NeverStopped) -> Keys:
        return ListedKeys([row.no for row in self._found(query)])

    def by_keys(self, session: object, keys: Sequence[Key]) -> Mapping[Key, Invoice]:
        return {row.no: row for row in self.sales if row.no in keys}

    def stream(self, session: object, query: ListQuery) -> Iterator[Invoice]:
        yield from self._found(query)

    def count(self, session: object, query: ListQuery) -> int:
        return len(self._found(query))

    def totals(
        self, session: object, query: ListQuery, names: Sequence[str], stop: Stop = NeverStopped
    ) -> Mapping[str, Decimal | int]:
        rows = self._found(query)
        return {name: sum((getattr(row, name) for row in rows), Decimal(0)) for name in names}

    def _found(self, query: ListQuery) -> list[Invoice]:
        wanted = query.search.casefold()
        found = [row for row in self.sales if wanted in f"{row.no} {row.customer}".casefold()]
        if query.view == "overdue":
            found = [row for row in found if row.overdue]
        for name, descending in reversed(query.order):
            found.sort(key=lambda row: getattr(row, name), reverse=descending)
        return found


def invoice_columns() -> tuple[Column, ...]:
    return (
        Column("no", "No.", lambda row: row.no, Kind.LINK),
        Column("customer", "Customer", lambda row: row.customer),
        Column("posting_date", "Posting Date", lambda row: row.posting_date, Kind.DATE),
        Column("due_date", "Due Date", lambda row: row.due_date, Kind.DATE, colour=_late),
        Column("amount", "Amount Incl. VAT", lambda row: row.amount, Kind.AMOUNT, total=True),
        Column("remaining", "Remaining", lambda row: row.remaining, Kind.AMOUNT, visible=False),
        Column(
            "status",
            "Status",
            lambda row: "Overdue" if row.overdue else "Open",
            Kind.STATUS,
            pill=lambda row: _late(row) or Tone.INFO,
        ),
    )


def _late(row: Invoice) -> Tone | None:
    return Tone.DANGER if row.overdue else None


def invoice_list(fake: FakeInvoices, **more: Any) -> ListSpec:  # noqa: ANN401  # fields of the declaration
    return ListSpec(
        name="posted_invoices",
        title="Posted Sales Invoices",
        columns=invoice_columns(),
        source=lambda: fake,
        key=lambda row: row.no,
        tables=frozenset({"sales_invoice_header"}),
        views=(View("all", "All invoices"), View("overdue", "Overdue")),
        order=(("posting_date", True),),
        open_page="posted_invoice",
        new=New("New Invoice", "sales_invoice"),
        **more,
    )
