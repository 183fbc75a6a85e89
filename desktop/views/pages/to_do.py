"""What a record still needs before it can be used, told whenever its card is opened (CU32)."""

from PySide6.QtCore import QObject

from desktop.services.records import RecordView
from desktop.translation import user_localizer
from desktop.views.pages.card_spec import Key
from desktop.views.pages.record_editor import RecordEditor
from desktop.views.shell.page import Page


class ToDo(QObject):
    """Shows what came with a record that was read, each with the way to its field.

    What another user has done meanwhile goes away; the answers of commands tell it themselves.
    """

    def __init__(self, page: Page, editor: RecordEditor) -> None:
        super().__init__(page)
        self._page = page
        self._told: tuple[Key, frozenset[str]] = ((), frozenset())
        editor.was_read.connect(self._show)

    def _show(self, view: RecordView) -> None:
        by_text = {user_localizer().notice(notice): notice for notice in view.notices}
        key, told = self._told
        if key != view.key:
            told = frozenset()  # what the card before said is gone with it
        bar = self._page.notices.bar
        for row in bar.rows():
            if row.text in told - by_text.keys():
                bar.remove(row)
        for text, notice in by_text.items():
            if text not in told:
                self._page.notices.show_notice(notice)
        self._told = (tuple(view.key), frozenset(by_text))
