"""Customers or contacts that look alike, in clusters, and pairs decided not to be the same."""

from __future__ import annotations

from functools import partial

from desktop.models.duplicate_words import PartyKind
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
from desktop.views.customers.merge_log import MERGE_LOG
from desktop.views.pages.duplicate_words import reasons_text
from desktop.views.pages.party_words import WORDS
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


def _columns(kind: PartyKind) -> tuple[Column, ...]:
    card = WORDS[kind].card_page
    return (
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
            target=lambda row: Target(card, row.no_a),
        ),
        Column("name_a", N_("First Name"), lambda row: row.name_a, width=200),
        Column("city_a", N_("First City"), lambda row: row.city_a, width=104),
        Column(
            "no_b",
            N_("Second No."),
            lambda row: row.no_b,
            Kind.LINK,
            width=112,
            target=lambda row: Target(card, row.no_b),
        ),
        Column("name_b", N_("Second Name"), lambda row: row.name_b, width=200),
        Column("city_b", N_("Second City"), lambda row: row.city_b, width=104),
    )


class DuplicatesPage(ListPage):
    """What the last search on this page found; the search runs beside the work, with Cancel."""

    def __init__(self, desk: Desk, key: object, kind: PartyKind) -> None:
        self.found: tuple[DuplicatePair, ...] = ()
        self.kind = kind
        super().__init__(desk, _spec(self), key)
        words = WORDS[kind]
        crumbs = [Crumb(_(words.list_title), words.list_page), Crumb(_("Duplicates"))]
        self.head.set_breadcrumb(crumbs)

    def look_for_all(self) -> None:
        """Compare all customers, or all contacts."""
        self.desk.tasks.long(
            partial(_find, database=self.desk.tasks.database, kind=self.kind),
            title=_("Find Duplicates"),
            done=self._on_found,
            refused=self.notices.show_only,
            owner=self,
        )

    def compare(self) -> None:
        """Show the pair side by side; the first of it stays unless they are exchanged there."""
        row = self.current_row()
        if isinstance(row, DuplicatePair):
            pair = MergePair(row.no_a, row.no_b, self.kind)
            self.desk.navigation.open("merge_customers", pair)

    def keep_separate(self) -> None:
        """Decide that the pair is not the same."""
        row = self.current_row()
        if isinstance(row, DuplicatePair):
            self.write(
                partial(
                    _decide,
                    pair=(row.no_a, row.no_b),
                    context=self.desk.context,
                    kind=self.kind,
                ),
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
        self.notices.done(_told(found, self.kind))
        if found.left_out:
            left_out = ngettext(
                "{count} pair with a lower score is not shown.",
                "{count} pairs with lower scores are not shown.",
                found.left_out,
            )
            self.notices.info(left_out.format(count=shown(found.left_out)))


def _told(found: DuplicateList, kind: PartyKind) -> str:
    """How many pairs there are, of how many cards."""
    shown, pairs = user_localizer().integer, len(found.pairs)
    if kind is PartyKind.CONTACT:
        text = ngettext(
            "{count} pair of contacts looks alike, of {contacts} contacts.",
            "{count} pairs of contacts look alike, of {contacts} contacts.",
            pairs,
        )
        return text.format(count=shown(pairs), contacts=shown(found.records))
    text = ngettext(
        "{count} pair of customers looks alike, of {customers} customers.",
        "{count} pairs of customers look alike, of {customers} customers.",
        pairs,
    )
    return text.format(count=shown(pairs), customers=shown(found.records))


def _find(progress: WorkProgress, *, database: CompanyDatabase, kind: PartyKind) -> DuplicateList:
    with database.read() as session:
        return find_duplicates(session, progress, kind)


def _decide(
    session: Session, *, pair: tuple[str, str], context: UserContext, kind: PartyKind
) -> None:
    keep_separate(session, *pair, context, kind)


def _pair_key(row: DuplicatePair) -> tuple[str, str]:
    return row.no_a, row.no_b


def _spec(page: DuplicatesPage) -> ListSpec:
    words, columns = WORDS[page.kind], _columns(page.kind)
    other = WORDS[words.other]
    kind = ActionSpec(id="other_kind", text=other.duplicates_action, icon="arrow-up-down")
    return ListSpec(
        name=words.duplicates_page,
        title=words.duplicates_title,
        icon="merge",
        columns=columns,
        source=computed(lambda _session: page.found, columns, _pair_key),
        key=_pair_key,
        tables=frozenset(),
        actions=(
            PageAction(_FIND, DuplicatesPage.look_for_all),
            PageAction(_COMPARE, DuplicatesPage.compare, Needs.ROW),
            PageAction(_SEPARATE, DuplicatesPage.keep_separate, Needs.ROW),
            PageAction(_DECIDED, lambda each: each.desk.navigation.open(words.decisions_page)),
            PageAction(_LOG, lambda each: each.desk.navigation.open(MERGE_LOG)),
            PageAction(kind, lambda each: each.desk.navigation.open(other.duplicates_page)),
        ),
        empty=words.empty,
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

    def __init__(self, desk: Desk, key: object, kind: PartyKind) -> None:
        self._kind = kind
        super().__init__(desk, _decisions_spec(kind), key)
        words = WORDS[kind]
        crumbs = [
            Crumb(_(words.duplicates_title), words.duplicates_page),
            Crumb(_("Decided Pairs")),
        ]
        self.head.set_breadcrumb(crumbs)

    def withdraw(self) -> None:
        """Let the pair be shown as duplicates again."""
        row = self.current_row()
        if isinstance(row, DecisionRow):
            self.write(
                partial(_withdraw, pair=(row.no_a, row.no_b), kind=self._kind),
                done=lambda _done: self.reload(),
            )


def _withdraw(session: Session, *, pair: tuple[str, str], kind: PartyKind) -> bool:
    return withdraw_decision(session, *pair, kind)


def _decision_key(row: DecisionRow) -> tuple[str, str]:
    return row.no_a, row.no_b


def _decisions_spec(kind: PartyKind) -> ListSpec:
    return ListSpec(
        name=WORDS[kind].decisions_page,
        title=N_("Decided Pairs"),
        icon="merge",
        columns=DECISION_COLUMNS,
        source=computed(partial(decisions, kind=kind), DECISION_COLUMNS, _decision_key),
        key=_decision_key,
        tables=frozenset({"duplicate_decision"}),
        actions=(PageAction(_WITHDRAW, DecisionsPage.withdraw, Needs.ROW),),
        empty=WORDS[kind].none_decided,
    )


def _page(desk: Desk, key: object, kind: PartyKind) -> Page:
    return DuplicatesPage(desk, key, kind)


def _decisions(desk: Desk, key: object, kind: PartyKind) -> Page:
    return DecisionsPage(desk, key, kind)


def duplicate_pages() -> tuple[PageSpec, ...]:
    """Both lists of each kind; they are opened from the lists of customers and contacts."""
    return tuple(
        PageSpec(
            name=name, title=title, icon="merge", factory=partial(make, kind=kind), in_menu=False
        )
        for kind, words in WORDS.items()
        for name, title, make in (
            (words.duplicates_page, words.duplicates_title, _page),
            (words.decisions_page, N_("Decided Pairs"), _decisions),
        )
    )
