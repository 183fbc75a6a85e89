"""Duplicates: customers that look alike, in clusters, and pairs decided not to be the same."""

from __future__ import annotations

from functools import partial

from desktop.services.context import UserContext
from desktop.services.customers.duplicate_list import (
    DuplicateList,
    DuplicatePair,
    find_duplicates,
)
from desktop.services.customers.duplicates import (
    DecisionRow,
    decisions,
    keep_separate,
    withdraw_decision,
)
from desktop.services.merging.choice import MergePair
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.customers.duplicate_words import reasons_text
from desktop.views.customers.merge_log import MERGE_LOG
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import CompanyDatabase
from desktop.views.tables.columns import Column, Kind, Target
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, New, PageAction, Session

_FIND = ActionSpec(id="find_duplicates", text=N_("Find Duplicates"), icon="search", primary=True)
_COMPARE = ActionSpec(id="compare_duplicates", text=N_("Compare and Merge"), icon="merge")
_SEPARATE = ActionSpec(id="keep_separate", text=N_("Not the Same"), icon="unlink")
_DECIDED = ActionSpec(id="separate_pairs", text=N_("Decided Pairs"), icon="list")
_WITHDRAW = ActionSpec(id="withdraw_decision", text=N_("Show Again"), icon="undo-2")

_LOG = ActionSpec(id="open_merge_log", text=N_("Merge Log"), icon="history")

DUPLICATES = "duplicates"
DECISIONS = "duplicate_decisions"


COLUMNS = (
    Column("cluster", N_("Cluster"), lambda row: row.cluster, Kind.INTEGER, width=84),
    Column(
        "score",
        N_("Score"),
        lambda row: row.score,
        Kind.QUANTITY,
        width=76,
    ),
    Column(
        "reasons",
        N_("Alike in"),
        lambda row: reasons_text(row.reasons),
        width=190,
        sortable=False,
    ),
    Column(
        "no_a",
        N_("First No."),
        lambda row: row.no_a,
        Kind.LINK,
        width=104,
        target=lambda row: Target("customer", row.no_a),
    ),
    Column("name_a", N_("First Name"), lambda row: row.name_a, width=200),
    Column("city_a", N_("First City"), lambda row: row.city_a, width=104),
    Column(
        "no_b",
        N_("Second No."),
        lambda row: row.no_b,
        Kind.LINK,
        width=112,
        target=lambda row: Target("customer", row.no_b),
    ),
    Column("name_b", N_("Second Name"), lambda row: row.name_b, width=200),
    Column("city_b", N_("Second City"), lambda row: row.city_b, width=104),
)


class DuplicatesPage(ListPage):
    """What the last search on this page found; the search runs beside the work, with Cancel."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        self.found: tuple[DuplicatePair, ...] = ()
        super().__init__(desk, _spec(self), key)
        self.head.set_breadcrumb([Crumb(_("Customers"), "customers"), Crumb(_("Duplicates"))])

    def look_for_all(self) -> None:
        """Compare all customers."""
        self.desk.tasks.long(
            partial(_find, database=self.desk.tasks.database),
            title=_("Find Duplicates"),
            done=self._on_found,
            refused=self.notices.show_only,
            owner=self,
        )

    def compare(self) -> None:
        """Show the pair side by side; the first of it stays unless they are exchanged there."""
        row = self.current_row()
        if isinstance(row, DuplicatePair):
            self.desk.navigation.open("merge_customers", MergePair(row.no_a, row.no_b))

    def keep_separate(self) -> None:
        """Decide that the pair is not the same customer."""
        row = self.current_row()
        if isinstance(row, DuplicatePair):
            self.write(
                partial(_decide, pair=(row.no_a, row.no_b), context=self.desk.context),
                done=lambda _nothing: self._drop(row),
            )

    def _drop(self, row: DuplicatePair) -> None:
        self.found = tuple(each for each in self.found if each is not row)
        self.reload()
        self.notices.toast(
            _("{no} and {other_no} are not the same.").format(no=row.no_a, other_no=row.no_b)
        )

    def _on_row_activated(self, position: int) -> None:
        del position
        self.compare()

    def _on_found(self, found: DuplicateList) -> None:
        self.found = found.pairs
        self.reload()
        self.notices.clear()
        shown = user_localizer().integer
        pairs = len(found.pairs)
        text = ngettext(
            "{count} pair of customers looks alike, of {customers} customers.",
            "{count} pairs of customers look alike, of {customers} customers.",
            pairs,
        )
        self.notices.done(text.format(count=shown(pairs), customers=shown(found.customers)))
        if found.left_out:
            left_out = ngettext(
                "{count} pair with a lower score is not shown.",
                "{count} pairs with lower scores are not shown.",
                found.left_out,
            )
            self.notices.info(left_out.format(count=shown(found.left_out)))


def _find(progress: WorkProgress, *, database: CompanyDatabase) -> DuplicateList:
    with database.read() as session:
        return find_duplicates(session, progress)


def _decide(session: Session, *, pair: tuple[str, str], context: UserContext) -> None:
    keep_separate(session, *pair, context)


def _pair_key(row: DuplicatePair) -> tuple[str, str]:
    return row.no_a, row.no_b


def _spec(page: DuplicatesPage) -> ListSpec:
    return ListSpec(
        name=DUPLICATES,
        title=N_("Duplicates"),
        icon="merge",
        columns=COLUMNS,
        source=computed(lambda _session: page.found, COLUMNS, _pair_key),
        key=_pair_key,
        tables=frozenset(),
        actions=(
            PageAction(_FIND, DuplicatesPage.look_for_all),
            PageAction(_COMPARE, DuplicatesPage.compare, Needs.ROW),
            PageAction(_SEPARATE, DuplicatesPage.keep_separate, Needs.ROW),
            PageAction(_DECIDED, lambda each: each.desk.navigation.open(DECISIONS)),
            PageAction(_LOG, lambda each: each.desk.navigation.open(MERGE_LOG)),
        ),
        empty=N_("Pairs of customers that look alike stand here once they have been looked for."),
        empty_link=New(N_("Find Duplicates"), do=lambda each: each.look_for_all()),
    )


# ------------------------------------------------------------------------------------ decisions

DECISION_COLUMNS = (
    Column("no_a", N_("First No."), lambda row: row.no_a, Kind.CODE, width=104),
    Column("name_a", N_("First Name"), lambda row: row.name_a, width=240),
    Column("no_b", N_("Second No."), lambda row: row.no_b, Kind.CODE, width=112),
    Column("name_b", N_("Second Name"), lambda row: row.name_b, width=240),
    Column("user", N_("User"), lambda row: row.user, Kind.CODE),
    Column("decided_at", N_("Decided at"), lambda row: row.decided_at, Kind.DATETIME, width=150),
)


class DecisionsPage(ListPage):
    """Pairs that were decided not to be the same; a decision can be withdrawn."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, _decisions_spec(), key)
        crumbs = [Crumb(_("Duplicates"), DUPLICATES), Crumb(_("Decided Pairs"))]
        self.head.set_breadcrumb(crumbs)

    def withdraw(self) -> None:
        """Let the pair be shown as duplicates again."""
        row = self.current_row()
        if isinstance(row, DecisionRow):
            self.write(
                partial(_withdraw, pair=(row.no_a, row.no_b)), done=lambda _done: self.reload()
            )


def _withdraw(session: Session, *, pair: tuple[str, str]) -> bool:
    return withdraw_decision(session, *pair)


def _decision_key(row: DecisionRow) -> tuple[str, str]:
    return row.no_a, row.no_b


def _decisions_spec() -> ListSpec:
    return ListSpec(
        name=DECISIONS,
        title=N_("Decided Pairs"),
        icon="merge",
        columns=DECISION_COLUMNS,
        source=computed(decisions, DECISION_COLUMNS, _decision_key),
        key=_decision_key,
        tables=frozenset({"duplicate_decision"}),
        actions=(PageAction(_WITHDRAW, DecisionsPage.withdraw, Needs.ROW),),
        empty=N_("No pair of customers was decided not to be the same."),
    )


def _page(desk: Desk, key: object) -> Page:
    return DuplicatesPage(desk, key)


def _decisions(desk: Desk, key: object) -> Page:
    return DecisionsPage(desk, key)


def duplicate_pages() -> tuple[PageSpec, ...]:
    """Both lists; they are opened from the customer list."""
    return (
        PageSpec(
            name=DUPLICATES, title=N_("Duplicates"), icon="merge", factory=_page, in_menu=False
        ),
        PageSpec(
            name=DECISIONS,
            title=N_("Decided Pairs"),
            icon="merge",
            factory=_decisions,
            in_menu=False,
        ),
    )
