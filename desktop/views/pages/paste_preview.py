"""The preview of a pasted block: what each cell becomes, and every cell that must be mended."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _, ngettext
from desktop.views.pages.paste_table import PasteTable
from desktop.views.shell.progress import ProgressRow, WorkProgress
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.tables.paste_model import PasteModel

_SIZE = (980, 620)
_FAULTS_HEIGHT = 120


class PastePreview(QDialog):
    """Signals: `paste_wanted` for the rows that are good; `rejected` when the user gives up."""

    paste_wanted = Signal()

    def __init__(self, model: PasteModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Paste Lines"))
        self.setAccessibleName(self.windowTitle())
        self.model = model
        self.table = PasteTable(model)
        self._progress: ProgressRow | None = None
        self._is_busy = False
        self._build()
        self.resize(theme().px(_SIZE[0]), theme().px(_SIZE[1]))
        self.table.setFocus()

    def show_state(self, *, is_judged: bool, whole: str = "") -> None:
        """Say how many rows can be pasted, and list what must be mended.

        `is_judged` is False while the services still look at the rows; `whole` is what they say
        against the document as a whole.
        """
        block, faults = self.model.block, self.model.faults()
        good, wrong = len(block.good_rows()), sum(1 for row in block.rows if row.is_wrong)
        self.counts.setText(_counts(good, wrong) if is_judged else _("The rows are checked…"))
        self.remarks.setText("\n".join([*([whole] if whole else []), *_remarks(self.model)]))
        self.remarks.setVisible(bool(self.remarks.text()))
        self._list(faults)
        self.next_button.setEnabled(bool(faults))
        self.paste_button.setText(_verb(good))
        self.paste_button.setEnabled(is_judged and good > 0 and not whole and not self._is_busy)

    def show_progress(self, progress: WorkProgress | None) -> None:
        """Show how far the work has come, with Cancel; None takes it away."""
        if self._progress is not None:
            self._progress.hide()
            self._progress.deleteLater()
            self._progress = None
        if progress is not None:
            self._progress = ProgressRow(progress)
            self._column.insertWidget(self._column.count() - 1, self._progress)

    def set_busy(self, *, busy: bool) -> None:
        """Whether the rows are being entered: nothing can be mended then."""
        self._is_busy = busy
        self.table.setEnabled(not busy)
        self.paste_button.setEnabled(not busy)

    def reject(self) -> None:
        """Escape and Cancel give the paste up, but for what is being entered already."""
        if not self._is_busy:
            super().reject()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        is_control = bool(arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_control and arg__1.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.paste_button.click()
        else:
            super().keyPressEvent(arg__1)

    def _build(self) -> None:
        look = theme()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(look.px(side) for side in (16, 14, 16, 14)))
        self._column.setSpacing(look.px(8))
        heading = QLabel(self.windowTitle())
        set_text(heading, Text.CARD_TITLE)
        self.counts, self.remarks = QLabel(), QLabel()
        for label in (self.counts, self.remarks):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        set_text(self.remarks, Text.SMALL, "warn")
        self.faults = QListWidget()
        set_look(self.faults, "surface")
        self.faults.setAccessibleName(_("To mend"))
        self.faults.setSpacing(look.px(3))
        self.faults.setFixedHeight(look.px(_FAULTS_HEIGHT))
        self.faults.itemActivated.connect(self._on_fault)
        self.faults.itemClicked.connect(self._on_fault)
        for widget in (heading, self.counts, self.remarks):
            self._column.addWidget(widget)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.faults)
        self._column.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.next_button = QPushButton(_("&Next to Mend"))
        self.next_button.clicked.connect(self.table.go_to_next_fault)
        self.paste_button = QPushButton(_verb(0))
        set_look(self.paste_button, "primary")
        self.paste_button.setToolTip(_("Ctrl+Enter"))
        self.paste_button.clicked.connect(self.paste_wanted)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        for button in (self.next_button, self.paste_button, cancel):
            # Enter belongs to the table; Ctrl+Enter pastes.
            button.setAutoDefault(False)
        row.addWidget(self.next_button)
        row.addStretch(1)
        row.addWidget(self.paste_button)
        row.addWidget(cancel)
        return row

    def _list(self, faults: Sequence[tuple[int, str, str]]) -> None:
        self.faults.clear()
        for at, name, _error in faults:
            item = QListWidgetItem(self.model.sentence(at, name))
            item.setData(Qt.ItemDataRole.UserRole, (at, name))
            self.faults.addItem(item)
        self.faults.setVisible(bool(faults))

    def _on_fault(self, item: QListWidgetItem) -> None:
        at, name = item.data(Qt.ItemDataRole.UserRole)
        self.table.go_to(at, name)


def _counts(good: int, wrong: int) -> str:
    can = ngettext("{count} row can be pasted.", "{count} rows can be pasted.", good)
    if not wrong:
        return can.format(count=good)
    must = ngettext(
        "{count} row has something to mend and is left out until then.",
        "{count} rows have something to mend and are left out until then.",
        wrong,
    )
    return f"{can.format(count=good)} {must.format(count=wrong)}"


def _verb(good: int) -> str:
    return ngettext("Paste {count} Row", "Paste {count} Rows", good).format(count=good)


def _remarks(model: PasteModel) -> list[str]:
    texts = []
    if model.block.left_out:
        columns = ", ".join(f"“{name}”" for name in model.block.left_out)
        texts.append(
            _("Left out, for no column of the lines takes them: {columns}.").format(columns=columns)
        )
    if model.block.is_cut:
        texts.append(_("Only the first rows are shown: so many cannot be pasted at once."))
    return texts
