"""What a card says of customers or contacts that look like it: a banner, and facts (CU134)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.models.duplicate_words import PartyKind
from desktop.services.context import UserContext
from desktop.services.customers.duplicates import (
    LOOKS_LIKE,
    DuplicateHint,
    duplicate_hints,
    keep_separate,
)
from desktop.services.merging.choice import MergePair
from desktop.services.records import RecordView
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.duplicate_words import reasons_text, score_text
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.pages.party_words import WORDS
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import set_look, theme
from desktop.views.tables.columns import Target, Tone
from desktop.views.tables.list_spec import Session


class LikenessRow(QFrame):
    """One card that this one strikingly looks like, and what can be done about it."""

    def __init__(
        self,
        hint: DuplicateHint,
        actions: Sequence[tuple[str, Callable[[], object]]],
        sentence: str,
    ) -> None:
        super().__init__()
        self.text = sentence.format(
            other_no=hint.no,
            name=hint.name,
            score=score_text(hint.score),
            reasons=reasons_text(hint.reasons),
        )
        set_look(self, "notice", "warn")
        self.setAccessibleName(self.text)
        row = QHBoxLayout(self)
        side, top = theme().px(20), theme().px(6)
        row.setContentsMargins(side, top, theme().px(12), top)
        row.setSpacing(theme().px(8))
        picture, told = QLabel(), QLabel(self.text)
        dress(picture, "triangle-alert", "warn")
        told.setWordWrap(True)
        row.addWidget(picture)
        row.addWidget(told, 1)
        self.buttons: list[QPushButton] = []
        for text, do in actions:
            button = QPushButton(text)
            set_look(button, "link")
            button.setAccessibleName(f"{text}: {hint.no} {hint.name}")
            button.clicked.connect(lambda _checked=False, do=do: do())
            row.addWidget(button)
            self.buttons.append(button)


class DuplicateBanner(QObject):
    """Keeps the banner of a customer's or contact's card in step with the record that is shown."""

    def __init__(self, page: CardPage) -> None:
        super().__init__(page)
        self._page = page
        self._kind = PartyKind(page.spec.table)
        self._panel = QWidget()
        self._column = QVBoxLayout(self._panel)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._panel.hide()
        self._rows: list[LikenessRow] = []
        below_notices = 2
        layout = page.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(below_notices, self._panel)
        page.editor.answered.connect(self._look)
        page.editor.changed.connect(self._take_remarks_away)

    def rows(self) -> list[LikenessRow]:
        """What the banner shows now, the most alike first."""
        return list(self._rows)

    def _look(self, view: RecordView) -> None:
        no = str(view.key[0])
        self._page.read(
            partial(_hints, no=no, kind=self._kind), done=partial(self._show, no), owner=self
        )

    def _take_remarks_away(self, view: RecordView) -> None:
        """The banner says it with more to do about it."""
        said = {user_localizer().notice(each) for each in view.notices if each.code == LOOKS_LIKE}
        bar = self._page.notices.bar
        for row in bar.rows():
            if row.text in said:
                bar.remove(row)

    def _show(self, no: str, hints: Sequence[DuplicateHint]) -> None:
        if self._page.record_key != (no,):
            return  # another record is shown by now
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [
            LikenessRow(hint, self._actions(no, hint), _(WORDS[self._kind].looks_like))
            for hint in hints
            if hint.is_striking
        ]
        for row in self._rows:
            self._column.addWidget(row)
        self._panel.setVisible(bool(self._rows))
        if self._rows:
            QAccessible.updateAccessibility(
                QAccessibleEvent(self._rows[0], QAccessible.Event.Alert)
            )
        self._page.assign_mnemonics()

    def _actions(self, no: str, hint: DuplicateHint) -> Sequence[tuple[str, Callable[[], object]]]:
        open_ = self._page.desk.navigation.open
        return (
            (_("Open It"), partial(open_, WORDS[self._kind].card_page, hint.no)),
            (_("Merge"), partial(open_, "merge_customers", MergePair(hint.no, no, self._kind))),
            (_("Not the Same"), partial(self._keep_separate, no, hint)),
        )

    def _keep_separate(self, no: str, hint: DuplicateHint) -> None:
        self._page.write(
            partial(
                _decide,
                pair=(no, hint.no),
                context=self._page.desk.context,
                kind=self._kind,
            ),
            done=lambda _nothing: self._page.reload(),
            owner=self._page,
        )


def duplicate_facts(
    session: Session, no: str, kind: PartyKind = PartyKind.CUSTOMER
) -> Sequence[FactBlock]:
    """The block about cards that this one looks like, from the company's threshold on."""
    hints = duplicate_hints(session, no, kind)
    if not hints:
        return ()
    facts = tuple(
        Fact(
            f"{hint.no} · {score_text(hint.score)}",
            hint.name,
            tone=Tone.WARN if hint.is_striking else None,
            target=Target("merge_customers", MergePair(no, hint.no, kind)),
        )
        for hint in hints
    )
    return (FactBlock(title=N_("Possible Duplicates"), facts=facts),)


def _hints(session: Session, *, no: str, kind: PartyKind) -> Sequence[DuplicateHint]:
    return duplicate_hints(session, no, kind)


def _decide(
    session: Session, *, pair: tuple[str, str], context: UserContext, kind: PartyKind
) -> None:
    keep_separate(session, *pair, context, kind)
