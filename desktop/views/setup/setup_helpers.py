"""Commands that fill set-up tables: copy a pair of groups, suggest accounts, begin a year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.services.posting_matrices import Key, suggest_accounts, values_of_pair
from desktop.services.yearly_numbers import YearsBegun, begin_years
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.pages.card_page import CardPage
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, NewRecord, PageAction

COPY = ActionSpec(
    id="copy_pair",
    text=N_("Copy to New"),
    icon="copy",
    tooltip=N_("A new pair with the accounts of this one; only its groups are left to choose"),
)
SUGGEST = ActionSpec(
    id="suggest_accounts",
    text=N_("Suggest Accounts"),
    icon="list-plus",
    tooltip=N_("Fills blank accounts with those that other pairs name most often"),
)
BEGIN_YEAR = ActionSpec(
    id="begin_year",
    text=N_("Add Next Year's Numbers"),
    icon="calendar-check",
    tooltip=N_("Gives each series with lines by date a line for this year and the next"),
)


def matrix_list_actions(table: str) -> tuple[PageAction, ...]:
    """What the list of a matrix of groups offers (CU25)."""
    return (
        PageAction(COPY, partial(_copy, table=table), Needs.ROW),
        PageAction(SUGGEST, partial(_suggest_for_list, table=table), Needs.SELECTION),
    )


def matrix_card_actions(table: str) -> tuple[PageAction, ...]:
    """What the card of a pair offers (CU25)."""
    return (PageAction(SUGGEST, partial(_suggest_on_card, table=table), Needs.ROW),)


def series_actions() -> tuple[PageAction, ...]:
    """What the list of number series offers at the turn of the year (CU22)."""
    return (PageAction(BEGIN_YEAR, _begin_year),)


def _copy(page: ListPage, *, table: str) -> None:
    row = page.current_row()

    def begin(values: dict[str, object]) -> None:
        page.desk.navigation.open(f"{table}_card", NewRecord(values))

    page.read(partial(values_of_pair, table=table, key=row.key), done=begin)


def _suggest_for_list(page: ListPage, *, table: str) -> None:
    page.selection.keys(partial(_suggest, page, table))


def _suggest_on_card(page: CardPage, *, table: str) -> None:
    if page.record_key is not None:
        _suggest(page, table, [page.record_key])


def _suggest(page: Page, table: str, keys: Sequence[Key]) -> None:
    context = page.desk.context
    page.write(
        lambda session: suggest_accounts(session, table, keys, context),
        done=partial(_tell_filled, page),
    )


def _tell_filled(page: Page, count: int) -> None:
    if not count:
        page.notices.info(_("No account is blank that another pair names."))
        return
    text = ngettext("{count} account was filled in.", "{count} accounts were filled in.", count)
    page.notices.done(text.format(count=user_localizer().integer(count)))
    page.reload()


def _begin_year(page: ListPage) -> None:
    context = page.desk.context
    page.write(
        lambda session: begin_years(session, context),
        done=partial(_tell_begun, page),
        busy=_("Adding numbers…"),
    )


def _tell_begun(page: ListPage, begun: YearsBegun) -> None:
    if begun.without_year:
        text = _("The numbers of {names} do not name their year. Type a new line for them.")
        page.notices.info(text.format(names=", ".join(begun.without_year)))
    if begun.first_nos:
        text = ngettext(
            "{count} line was added; it begins with {names}.",
            "{count} lines were added; they begin with {names}.",
            len(begun.first_nos),
        )
        count = user_localizer().integer(len(begun.first_nos))
        page.notices.done(text.format(count=count, names=", ".join(begun.first_nos)))
    elif not begun.without_year:
        page.notices.info(_("All series by date have numbers for this year and the next."))
