"""Calendar Days: each day of a month, whether it is worked, and which entry says so (01 §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.labels import enum_label
from desktop.services.calendars.days import CalendarDay, days_of_month, other_month
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.card_page import CardPage
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction

NAME = "base_calendar_days"
_SHOW = ActionSpec(id="show_days", text=N_("Show Days"), icon="calendar")
_NEXT = ActionSpec(
    id="next_month", text=N_("Next Month"), icon="chevron-right", key=Key.NEXT_PAGE, primary=True
)
_PREVIOUS = ActionSpec(
    id="previous_month", text=N_("Previous Month"), icon="chevron-left", key=Key.PREVIOUS_PAGE
)


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """The days of a base calendar in the month that begins on a day."""

    calendar_code: str
    first: date


def _kind(row: CalendarDay) -> str:
    return _(enum_label(row.recurrence)) if row.recurrence is not None else ""


COLUMNS = (
    Column("day", N_("Date"), lambda row: row.day, Kind.DATE, width=120, sortable=False),
    Column(
        "weekday", N_("Weekday"), lambda row: _(enum_label(row.weekday)), width=130, sortable=False
    ),
    Column(
        "state",
        N_("State"),
        lambda row: _("Working day") if row.is_working else _("Free"),
        Kind.STATUS,
        width=130,
        pill=lambda row: Tone.OK if row.is_working else Tone.NEUTRAL,
        sortable=False,
    ),
    Column("why", N_("Why"), lambda row: row.description, width=260, sortable=False),
    Column("by", N_("Recurrence"), _kind, width=160, sortable=False),
)


def show_days_action() -> PageAction:
    """What the card of a base calendar offers."""
    return PageAction(_SHOW, _show, Needs.ROW)


def show_days_of_list() -> PageAction:
    """What the list of base calendars offers for the row of the cursor."""
    return PageAction(_SHOW, _show_of_list, Needs.ROW)


def _show(page: CardPage) -> None:
    if page.record_key is not None:
        _open(page, str(page.record_key[0]), page.desk.context.work_date)


def _show_of_list(page: ListPage) -> None:
    _open(page, str(page.current_row().key[0]), page.desk.context.work_date)


def _open(page: Page, calendar_code: str, month: date) -> None:
    page.desk.navigation.open(NAME, CalendarMonth(calendar_code, month.replace(day=1)))


def _spec(month: CalendarMonth) -> ListSpec:
    return ListSpec(
        name=NAME,
        title=N_("Calendar Days"),
        icon="calendar",
        columns=COLUMNS,
        source=computed(
            lambda session: days_of_month(session, month.calendar_code, month.first),
            COLUMNS,
            lambda row: row.day,
        ),
        key=lambda row: row.day,
        tables=frozenset({"base_calendar", "base_calendar_change"}),
        actions=(
            PageAction(_NEXT, lambda page: page.turn(1)),
            PageAction(_PREVIOUS, lambda page: page.turn(-1)),
        ),
    )


class CalendarDaysPage(ListPage):
    """One month of a calendar; Ctrl+PgDown and Ctrl+PgUp turn to the next and the previous."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        today = desk.context.work_date.replace(day=1)
        self.month = key if isinstance(key, CalendarMonth) else CalendarMonth("", today)
        super().__init__(desk, _spec(self.month))
        self.set_title(
            _("{calendar} · {month}").format(
                calendar=self.month.calendar_code or _("No calendar"),
                month=user_localizer().month(self.month.first, "long"),
            )
        )

    def turn(self, later: int) -> None:
        """Show another month."""
        _open(self, self.month.calendar_code, other_month(self.month.first, later))


def _page(desk: Desk, key: object) -> Page:
    return CalendarDaysPage(desk, key)


def calendar_days_page() -> PageSpec:
    """The page for the navigation; it is opened from a base calendar."""
    return PageSpec(
        name=NAME, title=N_("Calendar Days"), icon="calendar", factory=_page, in_menu=False
    )
