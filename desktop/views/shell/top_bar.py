"""The bar across the top: company, search box, state of the data, messages, help and user."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from desktop.translation import _
from desktop.views.shell.desk import Desk
from desktop.views.shell.icons import dress
from desktop.views.shell.keys import Key
from desktop.views.shell.page_head import ElidedLabel
from desktop.views.shell.theme import Text, set_look, set_text, theme

HEIGHT = 48
_SEARCH_WIDTH = 440
_HINT_FROM = 340
_BUTTON = 30


class Logo(QWidget):
    """The K of Kontor."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(26), theme().px(26))
        self.setAccessibleName("Kontor")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.token("accentfill"))
        painter.drawRoundedRect(self.rect(), look.px(6), look.px(6))
        font = look.font(Text.BRAND)
        font.setWeight(font.Weight.Bold)
        painter.setFont(font)
        painter.setPen(look.token("onaccent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "K")


class SearchButton(QToolButton):
    """Looks like a search box; a click or Ctrl+K opens the real one above the window."""

    def __init__(self) -> None:
        super().__init__()
        self._hint = QLabel(Key.SEARCH.shown(), self)
        set_look(self, "search")
        whole, short = _("Search documents, customers, actions…"), _("Search…")
        self._texts = (f"  {whole}", f"  {short}", "")
        self.setAccessibleName(_("Search everything"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        dress(self, "search", "muted")
        set_text(self._hint, Text.SMALL, "muted")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_HINT_FROM)
        for text in self._texts:
            self.setText(text)
            if self.minimumSizeHint().width() <= self.width():
                break
        self._hint.setVisible(not is_narrow)
        hint = self._hint.sizeHint()
        self._hint.setGeometry(
            self.width() - hint.width() - theme().px(14),
            (self.height() - hint.height()) // 2,
            hint.width(),
            hint.height(),
        )


class TopBar(QFrame):
    """Signals: `search_wanted` when the user wants to search everything."""

    search_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._company = ElidedLabel()
        self._environment = QLabel()
        self.search = SearchButton()
        self._sync = QToolButton()
        self.bell = _icon_button("bell", _("Notifications"))
        self.help = _menu_button("circle-help", _("Help"))
        self.user = _menu_button("user", _("User"), "accent")
        self._row = QHBoxLayout(self)
        self._build()
        theme().changed.connect(self._arrange)

    def set_company(self, name: str, environment: str = "") -> None:
        """The company's name, and a word such as "Demo company" when it is not the real books."""
        self._company.set_whole(name)
        self._environment.setText(environment)
        self._environment.setVisible(bool(environment))

    def set_user(self, name: str) -> None:
        """Who is working."""
        self.user.setToolTip(name)
        self.user.setAccessibleName(_("User {name}").format(name=name))

    def set_sync(self, icon: str, token: str, text: str) -> None:
        """How the data stand, such as "Saved 10:42" or "Offline · 3 waiting"."""
        dress(self._sync, icon, token)
        self._sync.setText(f" {text}" if text else "")
        self._sync.setAccessibleName(text)
        self._sync.setVisible(bool(text))

    def show_saves_of(self, desk: Desk) -> None:
        """Tell after each commit that everything is saved, and when."""
        self._desk = desk
        desk.tasks.data_changed.connect(self._on_data_changed)

    def set_unread(self, count: int) -> None:
        """How many messages have not been looked at; the bell shows it."""
        dress(self.bell, "bell-ring" if count else "bell", "accent" if count else "text")
        name = _("Notifications, {count} new").format(count=count) if count else _("Notifications")
        self.bell.setAccessibleName(name)
        self.bell.setToolTip(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_search()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a neighbour came, went or changed its text
            self._place_search()
        return handled

    def _build(self) -> None:
        set_look(self, "topbar")
        brand = QLabel("Kontor")
        set_text(brand, Text.BRAND)
        line = QFrame()
        set_look(line, "hairline")
        self._line = line
        set_text(self._company, Text.BODY, "muted")
        set_look(self._environment, "pill", "info")
        self._environment.hide()
        set_look(self._sync, "sync")
        self._sync.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sync.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sync.hide()
        set_look(self.user, "avatar")
        self.search.setParent(self)
        self.search.clicked.connect(self.search_wanted)
        left: list[QWidget] = [Logo(), brand, line, self._company, self._environment]
        right: list[QWidget] = [self._sync, self.bell, self.help, self.user]
        for widget in left:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in right:
            self._row.addWidget(widget)
        self._arrange()

    def _arrange(self) -> None:
        look = theme()
        self.setFixedHeight(look.px(HEIGHT))
        self._row.setContentsMargins(look.px(14), 0, look.px(12), 1)
        self._row.setSpacing(look.px(10))
        self._line.setFixedSize(1, look.px(20))
        for button in (self.bell, self.help):
            button.setFixedSize(look.px(_BUTTON), look.px(_BUTTON))
        self.user.setFixedSize(look.px(28), look.px(28))
        self._place_search()

    def _on_data_changed(self) -> None:
        now = self._desk.context.now().astimezone()
        self.set_sync("circle-check", "ok", _("Saved {time}").format(time=f"{now:%H:%M}"))

    def _place_search(self) -> None:
        """In the middle between its neighbours, narrower where they need the room."""
        look = theme()
        gap, height = look.px(16), look.px(_BUTTON)
        shown = self._environment if self._environment.isVisibleTo(self) else self._company
        left = shown.geometry().right() + gap
        right = (self._sync if self._sync.isVisibleTo(self) else self.bell).x() - gap
        width = max(min(look.px(_SEARCH_WIDTH), right - left), look.px(_BUTTON))
        start = left + max(right - left - width, 0) // 2
        self.search.setGeometry(start, (self.height() - height) // 2, width, height)


def _icon_button(icon: str, name: str, colour: str = "text") -> QToolButton:
    button = QToolButton()
    set_look(button, "icon")
    dress(button, icon, colour)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _menu_button(icon: str, name: str, colour: str = "text") -> QToolButton:
    button = _icon_button(icon, name, colour)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button
