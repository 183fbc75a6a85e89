"""What somebody else changed while it was typed: both values, field by field, and who wins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.translation import _
from desktop.views.shell.icons import dress
from desktop.views.shell.notices import Notices
from desktop.views.shell.theme import set_look, theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field with two values, printed for the user; `by` is who entered theirs.

    `keep` sends what the user typed after all, `take` shows the other's value.
    """

    label: str
    mine: str
    theirs: str
    by: str
    keep: Callable[[], object]
    take: Callable[[], object]

    @property
    def sentence(self) -> str:
        """Both values in a line."""
        return _("{field}: yours {mine} · theirs {theirs} (by {name})").format(
            field=self.label,
            mine=self.mine or _("(blank)"),
            theirs=self.theirs or _("(blank)"),
            name=self.by,
        )


class ClashRow(QFrame):
    """One field with its two values and the two ways to go on."""

    def __init__(self, clash: Clash, settle: Callable[[Callable[[], object]], object]) -> None:
        super().__init__()
        self.clash = clash
        set_look(self, "notice", "warn")
        self.setAccessibleName(clash.sentence)
        row = QHBoxLayout(self)
        side, top = theme().px(20), theme().px(4)
        row.setContentsMargins(side, top, theme().px(12), top)
        row.setSpacing(theme().px(8))
        picture, sentence = QLabel(), QLabel(clash.sentence)
        dress(picture, "triangle-alert", "warn")
        sentence.setWordWrap(True)
        row.addWidget(picture)
        row.addWidget(sentence, 1)
        for text, do in ((_("Keep Mine"), clash.keep), (_("Take Theirs"), clash.take)):
            button = QPushButton(text)
            set_look(button, "link")
            button.setAccessibleName(f"{text}: {clash.label}")
            button.clicked.connect(partial(settle, do))
            row.addWidget(button)


class Conflicts(QObject):
    """The fields of a page that the user must decide about. `panel` shows them.

    The typed values stay in their places until then. `frame` holds the panel and the body of the
    page; a body that is made with it as its parent need not be styled twice.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = QWidget(parent)
        self.panel = QWidget(self.frame)
        self.panel.setAccessibleName(_("Changed by somebody else"))
        self._column = QVBoxLayout(self.panel)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: dict[tuple[object, str], ClashRow] = {}
        self.panel.hide()

    def above(self, body: QWidget) -> QWidget:
        """The body of a page with the questions above it."""
        stack = QVBoxLayout(self.frame)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.panel)
        stack.addWidget(body, 1)
        return self.frame

    def add(self, place: object, field: str, clash: Clash) -> None:
        """Ask about a field; `place` is its row, None for the header. The newest clash counts."""
        key = (place, field)
        self._drop(key)
        row = ClashRow(clash, partial(self._settle, key))
        self._rows[key] = row
        self._column.addWidget(row)
        self.panel.show()

    def clashes(self) -> list[Clash]:
        """What is still to be decided, the oldest first."""
        return [row.clash for row in self._rows.values()]

    def hinder_closing(self, notices: Notices) -> bool:
        """Whether something is still to be decided: going now would lose what was typed."""
        if self._rows:
            notices.warn(_("Decide first whose values count, yours or theirs."))
        return bool(self._rows)

    def clear(self) -> None:
        """Nothing is to be decided any more: everything typed was given up."""
        for key in list(self._rows):
            self._drop(key)

    def _settle(self, key: tuple[object, str], do: Callable[[], object], *_clicked: object) -> None:
        self._drop(key)
        do()

    def _drop(self, key: tuple[object, str]) -> None:
        row = self._rows.pop(key, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.panel.setVisible(bool(self._rows))


def who_changed(values: Mapping[str, object]) -> str:
    """Who changed a record last, of its values; "somebody else" where that is not kept."""
    return str(values.get("changed_by") or _("somebody else"))
