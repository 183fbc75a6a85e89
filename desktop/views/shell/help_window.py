"""F1: the manual in a window of its own, at the place that helps with the current page."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QImage, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _
from desktop.views.shell.icons import dress
from desktop.views.shell.keys import Key
from desktop.views.shell.manual import Manual
from desktop.views.shell.theme import set_look, theme

_SIZE = (1000, 720)
_CONTENTS_WIDTH = 260
_MARGIN = 24
_FIT_AFTER = 120  # milliseconds; a window being resized changes many times
_PLACE = Qt.ItemDataRole.UserRole


class ManualBrowser(QTextBrowser):
    """Shows chapters in the colours of the program; pictures shrink to the width of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenExternalLinks(True)
        self.setAccessibleName(_("Manual"))
        self.document().setDocumentMargin(theme().px(_MARGIN))
        self._width = 0
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(_FIT_AFTER)
        self._fit.timeout.connect(self._load_again)
        theme().changed.connect(self._load_again)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._fitting(QImage(self.source().resolved(QUrl(name)).toLocalFile()))
        return super().loadResource(kind, name)

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002  (Qt's name)
    ) -> None:
        self.document().setDefaultStyleSheet(_style())
        self._width = self.viewport().width()
        super().doSetSource(name, type)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._fit.start()

    def _load_again(self) -> None:
        place = self.verticalScrollBar().value() / max(self.verticalScrollBar().maximum(), 1)
        self.document().setDefaultStyleSheet(_style())
        self._width = self.viewport().width()
        self.reload()
        self.verticalScrollBar().setValue(round(place * self.verticalScrollBar().maximum()))

    def _fitting(self, image: QImage) -> QImage:
        room = max(self.viewport().width() - theme().px(3 * _MARGIN), theme().px(200))
        ratio = self.devicePixelRatioF()
        if image.width() <= room * ratio:
            return image
        fitting = image.scaledToWidth(
            round(room * ratio), Qt.TransformationMode.SmoothTransformation
        )
        fitting.setDevicePixelRatio(ratio)
        return fitting


class HelpWindow(QWidget):
    """The manual with its contents; Ctrl+F and Enter find words in the chapter, Escape closes."""

    def __init__(self, manual: Manual) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._manual = manual
        self.browser = ManualBrowser()
        self.contents = QTreeWidget()
        self.find_line = QLineEdit()
        self._found = QLabel()
        self._tools = QHBoxLayout()
        self._build()
        self._fill_contents()
        self._connect()

    def show_place(self, place: str) -> None:
        """Show a place of the manual (`file.html#anchor`), or its beginning when it is empty."""
        place = place or (self._manual.chapters[0].place if self._manual.chapters else "")
        if place:
            file, _hash, anchor = place.partition("#")
            url = QUrl.fromLocalFile(str(self._manual.folder / file))
            if anchor:
                url.setFragment(anchor)
            self.browser.setSource(url)
        else:
            self.browser.setPlainText(
                _("The manual was not made for this copy of Kontor. Start Kontor with run.py.")
            )
        self.show()
        self.raise_()
        self.activateWindow()
        self.browser.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the line to find leaves it; the window stays."""
        if (
            watched is self.find_line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            self._leave_find_line()
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        look = theme()
        set_look(self, "surface")
        self.setWindowTitle(_("Kontor Help"))
        self.resize(look.px(_SIZE[0]), look.px(_SIZE[1]))
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName(_("Contents"))
        self.find_line.setPlaceholderText(_("Find in this chapter"))
        self.find_line.setAccessibleName(self.find_line.placeholderText())
        self.find_line.setClearButtonEnabled(True)
        self.find_line.setMaximumWidth(look.px(260))
        splitter = QSplitter()
        splitter.addWidget(self.contents)
        splitter.addWidget(self.browser)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([look.px(_CONTENTS_WIDTH), look.px(_SIZE[0] - _CONTENTS_WIDTH)])
        self._back = self._button("arrow-left", _("Back"), Key.BACK, self.browser.backward)
        self._forward = self._button("arrow-right", _("Forward"), Key.FORWARD, self.browser.forward)
        self._tools.setContentsMargins(look.px(8), look.px(6), look.px(12), look.px(6))
        self._tools.addStretch(1)
        self._tools.addWidget(self._found)
        self._tools.addWidget(self.find_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tools)
        column.addWidget(splitter, 1)

    def _button(self, icon: str, text: str, key: Key, do: object) -> QAction:
        action = QAction(text, self)
        action.setShortcuts(key.sequences())
        action.setToolTip(f"{text} ({key.shown()})")
        action.setEnabled(False)
        action.triggered.connect(do)
        self.addAction(action)
        button = QToolButton()
        button.setEnabled(False)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(text)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        set_look(button, "icon")
        dress(button, icon, "text")
        self._tools.addWidget(button)
        return action

    def _fill_contents(self) -> None:
        for chapter in self._manual.chapters:
            above = QTreeWidgetItem([chapter.title])
            above.setData(0, _PLACE, chapter.place)
            self.contents.addTopLevelItem(above)
            for section in chapter.sections:
                item = QTreeWidgetItem([section.title])
                item.setData(0, _PLACE, section.place)
                above.addChild(item)
            above.setExpanded(True)

    def _connect(self) -> None:
        self.browser.backwardAvailable.connect(self._back.setEnabled)
        self.browser.forwardAvailable.connect(self._forward.setEnabled)
        self.contents.itemActivated.connect(self._on_item)
        self.contents.itemClicked.connect(self._on_item)
        self.find_line.textEdited.connect(self._find_from_start)
        self.find_line.returnPressed.connect(self._find_next)
        self.find_line.installEventFilter(self)
        for key, do in (
            (Key.FILTER, self._go_to_find_line),
            (Key.CLOSE, self.close),
        ):
            action = QAction(self)
            action.setShortcuts(key.sequences())
            action.triggered.connect(do)
            self.addAction(action)

    def _on_item(self, item: QTreeWidgetItem) -> None:
        self.show_place(item.data(0, _PLACE))

    def _go_to_find_line(self) -> None:
        self.find_line.setFocus()
        self.find_line.selectAll()

    def _leave_find_line(self) -> None:
        self._found.clear()
        self.browser.setFocus()

    def _find_from_start(self) -> None:
        cursor = self.browser.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.browser.setTextCursor(cursor)
        self._find_next()

    def _find_next(self) -> None:
        """The next place in the chapter; after the last one the first again."""
        text = self.find_line.text()
        if not text:
            self._found.clear()
            return
        found = self.browser.find(text)
        if not found:
            cursor = self.browser.textCursor()
            cursor.setPosition(0)
            self.browser.setTextCursor(cursor)
            found = self.browser.find(text)
        self._found.setText("" if found else _("Not in this chapter"))


def _style() -> str:
    """The colours and sizes of the program for the chapters."""
    look = theme()
    text, muted, accent = (look.colour(name) for name in ("text", "muted", "accent"))
    hover, border = look.colour("hover"), look.colour("border")
    sizes = {"h1": 20, "h2": 16, "h3": 14}
    headings = " ".join(
        f"{tag} {{ font-size: {look.px(size)}px; font-weight: 600; color: {text}; }}"
        for tag, size in sizes.items()
    )
    return (
        f"body, p, li, td, th {{ font-size: {look.px(13)}px; color: {text}; }} {headings} "
        f"a {{ color: {accent}; text-decoration: none; }} "
        f"code, pre {{ background-color: {hover}; font-family: monospace; }} "
        f"th {{ color: {muted}; text-align: left; border-bottom: 1px solid {border}; }} "
        f"td, th {{ padding: {look.px(4)}px {look.px(12)}px {look.px(4)}px 0; }} "
        f"p, li {{ line-height: 140%; }}"
    )
