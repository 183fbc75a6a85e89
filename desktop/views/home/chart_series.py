"""What the chart of home can show; each column opens the list behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.services.context import UserContext
from desktop.services.sales.home_figures import MonthFigure, last_day
from desktop.services.stopping import StopSwitch
from desktop.services.tile_figures import Asked, Figure, tile_figures
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.home.chart import Bar
from desktop.views.home.tile_specs import asked_of
from desktop.views.shell.desk import Desk
from desktop.views.tables.list_opening import ListOpening

Work = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that was read: its columns, what each opens, and the whole in words.

    `legend` says what the narrow columns are, empty where there are none.
    """

    bars: Sequence[Bar]
    openings: Sequence[ListOpening]
    total: str
    legend: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no column is higher than nothing."""
        return not any(bar.value or bar.before for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Series:
    """One thing to show: `work` makes the reading, `chart` turns what was read into columns.

    `page` is the list that a column opens. `starts_at` is the column of the cursor at first.
    """

    id: str
    title: str
    empty: str
    page: str
    work: Callable[[Desk], Work]
    chart: Callable[[Any], Chart]
    tables: frozenset[str]
    starts_at: int = 0


def _of_months(
    read: Callable[[Any, UserContext], Sequence[MonthFigure]],
) -> Callable[[Desk], Work]:
    def work(desk: Desk) -> Work:
        context = desk.context

        def do(session: Any, *, stop: StopSwitch) -> Sequence[MonthFigure]:  # noqa: ANN401  # the services' unit of work
            with stop.armed(session):
                return read(session, context)

        return do

    return work


# What is read lies in tables that take long to map; home is the first page.
def _sales_by_month(session: Any, context: UserContext) -> Sequence[MonthFigure]:  # noqa: ANN401  # the services' unit of work
    from desktop.services.sales.home import sales_by_month  # noqa: PLC0415

    return sales_by_month(session, context)


def _orders_by_month(session: Any, context: UserContext) -> Sequence[MonthFigure]:  # noqa: ANN401  # the services' unit of work
    from desktop.services.sales.home import orders_by_month  # noqa: PLC0415

    return orders_by_month(session, context)


def _months(
    figures: Sequence[MonthFigure],
    *,
    printed: Callable[[Decimal], str],
    opening: Callable[[str], ListOpening],
    total: str,
) -> Chart:
    localizer = user_localizer()
    bars = [
        Bar(
            localizer.month(one.first_day),
            one.value,
            _("{month}: {value}; a year before: {before}").format(
                month=localizer.month(one.first_day, style="long"),
                value=printed(one.value),
                before=printed(one.year_before),
            ),
            one.year_before,
        )
        for one in figures
    ]
    whole = sum((one.value for one in figures), Decimal(0))
    before = sum((one.year_before for one in figures), Decimal(0))
    legend = _("Narrow: a year before, {before}").format(before=printed(before))
    openings = [opening(_span(one.first_day)) for one in figures]
    return Chart(bars, openings, total.format(value=printed(whole)), legend)


def _span(first: date) -> str:
    return f"{first.isoformat()}..{last_day(first).isoformat()}"


def _sales(figures: Sequence[MonthFigure]) -> Chart:
    return _months(
        figures,
        printed=lambda value: user_localizer().amount(value, 0),
        opening=lambda span: ListOpening(filters={"posting_date": span}),
        total=_("{value} in all, without VAT"),
    )


def _orders(figures: Sequence[MonthFigure]) -> Chart:
    count = int(sum((one.value for one in figures), Decimal(0)))
    return _months(
        figures,
        printed=lambda value: user_localizer().integer(int(value)),
        opening=lambda span: ListOpening(view="every", filters={"order_date": span}),
        total=ngettext("{value} order in all", "{value} orders in all", count),
    )


AGES: tuple[tuple[str, str], ...] = (
    (N_("Not due"), "''|t.."),
    (N_("1–30 days"), "-30D..-1D"),
    (N_("31–60 days"), "-60D..-31D"),
    (N_("61–90 days"), "-90D..-61D"),
    (N_("Over 90 days"), "..-91D"),
)
"""How long open invoices have been due, and the due dates of each."""


def _age_opening(due: str) -> ListOpening:
    return ListOpening(view="open", filters={"due_date": due})


def _ageing_work(desk: Desk) -> Work:
    asked = {
        label: asked_of(desk, "posted_invoices", _age_opening(due), "remaining_amount_lcy")
        for label, due in AGES
    }

    def do(session: Any, *, stop: StopSwitch) -> Mapping[str, Figure | None]:  # noqa: ANN401  # the services' unit of work
        return _figures(session, asked, stop)

    return do


def _figures(
    session: Any,  # noqa: ANN401  # the services' unit of work
    asked: Mapping[str, Asked],
    stop: StopSwitch,
) -> Mapping[str, Figure | None]:
    return tile_figures(session, asked, stop)


def _ageing(figures: Mapping[str, Figure | None]) -> Chart:
    localizer = user_localizer()
    bars = []
    for label, _due in AGES:
        figure = figures[label] or Figure(0)
        amount = Decimal(figure.total or 0)
        text = ngettext(
            "{age}: {amount}, {count} invoice", "{age}: {amount}, {count} invoices", figure.count
        ).format(
            age=_(label),
            amount=localizer.amount(amount),
            count=localizer.integer(figure.count),
        )
        bars.append(Bar(_(label), amount, text))
    late = sum((bar.value for bar in bars[1:]), Decimal(0))
    total = _("{amount} overdue").format(amount=localizer.amount(late, 0))
    return Chart(bars, [_age_opening(due) for _label, due in AGES], total)


SERIES = (
    Series(
        id="sales",
        title=N_("Sales, last 12 months"),
        empty=N_("Nothing was invoiced in these two years."),
        page="posted_invoices",
        work=_of_months(_sales_by_month),
        chart=_sales,
        tables=frozenset({"cust_ledger_entry"}),
        starts_at=11,
    ),
    Series(
        id="orders",
        title=N_("Orders entered, last 12 months"),
        empty=N_("No order was entered in these two years."),
        page="sales_orders",
        work=_of_months(_orders_by_month),
        chart=_orders,
        tables=frozenset({"sales_header"}),
        starts_at=11,
    ),
    Series(
        id="ageing",
        title=N_("Open invoices by age"),
        empty=N_("No invoice is open."),
        page="posted_invoices",
        work=_ageing_work,
        chart=_ageing,
        tables=frozenset({"sales_invoice_header", "cust_ledger_entry"}),
    ),
)
