"""Merge: two cards side by side, what comes over, and the one button that does it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from desktop.models.duplicate_words import PartyKind
from desktop.services.context import UserContext
from desktop.services.customers.duplicates import keep_separate
from desktop.services.merging.choice import (
    MergeChoice,
    MergePair,
    MergePlan,
    MergeResult,
)
from desktop.services.merging.merge import merge
from desktop.services.merging.plan import merge_plan
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.customers.customer_card import CUSTOMER_CARD
from desktop.views.customers.merge_parts import (
    ConflictsPart,
    FieldsPart,
    FiguresPart,
    RelatedPart,
)
from desktop.views.pages.card_body import CardColumn
from desktop.views.pages.contact_groups import CONTACT_GROUPS
from desktop.views.pages.party_words import WORDS
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.shell.theme import Text, set_text
from desktop.views.tables.list_spec import Session

_MERGE = ActionSpec(id="merge", text=N_("Merge…"), icon="merge", primary=True)
_EXCHANGE = ActionSpec(id="exchange", text=N_("Exchange"), icon="arrow-up-down")
_SEPARATE = ActionSpec(id="keep_separate", text=N_("Not the Same"), icon="unlink")


class MergePage(Page):
    """The survivor at the left, the duplicate at the right; read anew when either changes."""

    watched_tables = frozenset(
        {
            "customer",
            "contact",
            "ship_to_address",
            "customer_bank_account",
            "sales_header",
            "item_reference",
        }
    )

    def __init__(self, desk: Desk, key: MergePair) -> None:
        super().__init__(desk, key)
        self._pair = key
        self.plan: MergePlan | None = None
        self.fields: FieldsPart | None = None
        self.conflicts: ConflictsPart | None = None
        self._is_done = False
        self.commands.add(_MERGE, self.ask)
        self.commands.add(_EXCHANGE, self.exchange)
        self.commands.add(_SEPARATE, self.keep_separate)
        self._show_title("", "")
        self._allow()
        self.reload()

    def reload(self) -> None:
        if not self._is_done:
            self.read(partial(_plan, pair=self._pair), done=self._show)

    def exchange(self) -> None:
        """Let the other one stay."""
        self._pair = MergePair(self._pair.duplicate, self._pair.survivor, self._pair.kind)
        self.take_key(self._pair)
        self.plan = self.fields = self.conflicts = None
        self.notices.clear()
        self._allow()
        self.reload()

    def keep_separate(self) -> None:
        """Decide that the two are not the same, and leave."""
        self.write(
            partial(_decide, pair=self._pair, context=self.desk.context),
            done=lambda _nothing: self.closed.emit(),
        )

    def ask(self) -> None:
        """Say once more what will be done."""
        if self.plan is None:
            return
        pair = self.plan.pair
        confirm(
            self,
            _("Merge {duplicate} into {survivor}").format(
                duplicate=pair.duplicate, survivor=pair.survivor
            ),
            summary_of(self.plan),
            verb=_("Merge"),
            done=self.merge,
            danger=True,
        )

    def merge(self) -> None:
        """Do it, with what was ticked and solved."""
        if self.fields is None:
            return
        resolutions = self.conflicts.resolutions() if self.conflicts else {}
        choice = MergeChoice(self.fields.chosen(), resolutions)
        self._is_done = True  # what the merge changes is not to be read as a change of the pair
        self.write(
            partial(_merge, pair=self._pair, choice=choice, context=self.desk.context),
            done=self._on_merged,
            refused=self._on_refused,
            cancelled=self._on_given_up,
            busy=_(WORDS[self._pair.kind].merging),
        )

    # -- inside

    def _show(self, plan: MergePlan) -> None:
        ticked = self.fields.chosen() if self.fields and self._same(plan) else None
        self.plan = plan
        self._show_title(plan.survivor_name, plan.duplicate_name)
        self.fields = FieldsPart(plan, _order_of_card(plan.pair.kind))
        if ticked is not None:
            self.fields.choose(ticked)
        self.conflicts = ConflictsPart(plan) if plan.conflicts else None
        if self.conflicts is not None:
            self.conflicts.changed.connect(self._allow)
        told = QLabel(summary_of(plan))
        told.setWordWrap(True)
        set_text(told, Text.STRONG)
        parts = [told, self.conflicts, self.fields, FiguresPart(plan), RelatedPart(plan)]
        old = self._body
        self.set_body(CardColumn([part for part in parts if part is not None]))
        if old is not None:
            old.hide()
            old.deleteLater()
        if self.window().focusWidget() is self:
            QTimer.singleShot(0, self, self.take_focus)  # the new cards are not on the screen yet
        for refusal in plan.obstacles:
            self.notices.show(refusal)
        self._allow()

    def _same(self, plan: MergePlan) -> bool:
        return self.plan is not None and self.plan.fields == plan.fields

    def _allow(self) -> None:
        """Merge is there when nothing forbids it and no conflict remains."""
        open_ = self.conflicts.unsolved if self.conflicts else 0
        why = ""
        if self.plan is None:
            why = _(WORDS[self._pair.kind].being_read)
        elif self.plan.obstacles:
            why = user_localizer().refusal(self.plan.obstacles[0])
        elif open_:
            text = ngettext(
                "Resolve {count} conflict first.", "Resolve {count} conflicts first.", open_
            )
            why = text.format(count=open_)
        text = ngettext("Merge ({count} conflict)", "Merge ({count} conflicts)", open_)
        self.commands.set_text("merge", text.format(count=open_) if open_ else _("Merge…"))
        self.commands.set_enabled("merge", not why, why)

    def _show_title(self, survivor: str, duplicate: str) -> None:
        pair, words = self._pair, WORDS[self._pair.kind]
        self.set_title(
            _("{survivor} {name} takes over {duplicate} {other_name}").format(
                survivor=pair.survivor,
                name=survivor,
                duplicate=pair.duplicate,
                other_name=duplicate,
            )
        )
        crumbs = [
            Crumb(_(words.list_title), words.list_page),
            Crumb(pair.survivor, words.card_page, pair.survivor),
            Crumb(_("Merge")),
        ]
        self.head.set_breadcrumb(crumbs)

    def _on_merged(self, result: MergeResult) -> None:
        desk = self.desk
        desk.navigation.open(WORDS[self._pair.kind].card_page, str(result.key[0]))
        card = desk.navigation.current
        if card is not None and card is not self:
            card.notices.done(told_of(result))
        self.closed.emit()

    def _on_refused(self, refusal: object) -> None:
        self._is_done = False
        self.notices.show_only(refusal)  # type: ignore[arg-type]  # a Refusal

    def _on_given_up(self) -> None:
        self._is_done = False


def told_of(result: MergeResult) -> str:
    """What was done, for the card of who stayed."""
    if result.table == PartyKind.CONTACT.value:
        return _("{duplicate} was merged into this contact.").format(duplicate=result.duplicate)
    text = _(
        "{duplicate} was merged into this customer. The balance of both together was and "
        "is {balance}."
    )
    balance = user_localizer().amount(result.figures.balance_lcy)
    return text.format(duplicate=result.duplicate, balance=balance)


def summary_of(plan: MergePlan) -> str:
    """What the merge takes over, in a sentence (01 §10, Screens)."""
    if plan.pair.kind is PartyKind.CONTACT:
        return _summary_of_contacts(plan)
    figures, shown = plan.figures, user_localizer()
    parts = (
        _documents(plan),
        ngettext("{count} entry", "{count} entries", figures.entries).format(
            count=shown.integer(figures.entries)
        )
        + " "
        + _("(balance {balance})").format(balance=shown.amount(figures.balance_lcy)),
        ngettext("{count} address", "{count} addresses", plan.addresses).format(
            count=shown.integer(plan.addresses)
        ),
    )
    return _(
        "Customer {survivor} takes over {documents}, {entries} and {addresses} of {duplicate}. "
        "This cannot be undone."
    ).format(
        survivor=plan.pair.survivor,
        documents=parts[0],
        entries=parts[1],
        addresses=parts[2],
        duplicate=plan.pair.duplicate,
    )


def _summary_of_contacts(plan: MergePlan) -> str:
    figures, shown = plan.figures, user_localizer()
    persons = ngettext("{count} person", "{count} persons", figures.persons)
    said = ngettext("{count} interaction", "{count} interactions", figures.interactions)
    return _(
        "Contact {survivor} takes over {persons}, {interactions} and {documents} of {duplicate}. "
        "This cannot be undone."
    ).format(
        survivor=plan.pair.survivor,
        persons=persons.format(count=shown.integer(figures.persons)),
        interactions=said.format(count=shown.integer(figures.interactions)),
        documents=_documents(plan),
        duplicate=plan.pair.duplicate,
    )


def _documents(plan: MergePlan) -> str:
    count = plan.figures.documents + plan.figures.posted_documents
    text = ngettext("{count} document", "{count} documents", count)
    return text.format(count=user_localizer().integer(count))


def _order_of_card(kind: PartyKind) -> list[str]:
    groups = CONTACT_GROUPS if kind is PartyKind.CONTACT else CUSTOMER_CARD.groups
    return [name for group in groups for name in group.all_fields()]


def _plan(session: Session, *, pair: MergePair) -> MergePlan:
    return merge_plan(session, pair)


def _merge(
    session: Session, *, pair: MergePair, choice: MergeChoice, context: UserContext
) -> MergeResult:
    return merge(session, pair, choice, context)


def _decide(session: Session, *, pair: MergePair, context: UserContext) -> None:
    keep_separate(session, pair.survivor, pair.duplicate, context, pair.kind)


def _page(desk: Desk, key: object) -> Page:
    if not isinstance(key, MergePair):
        raise TypeError(key)
    return MergePage(desk, key)


def merge_page() -> PageSpec:
    """The page for the navigation; it is opened from cards and lists."""
    return PageSpec(
        name="merge_customers",
        title=N_("Merge"),
        icon="merge",
        factory=_page,
        in_menu=False,
    )
