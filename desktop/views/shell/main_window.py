"""The main window: top bar, navigation at the left, the page, and work in progress below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.translation import _
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.desk import Desk
from desktop.views.shell.help_desk import HelpDesk
from desktop.views.shell.mnemonics import AltWatch
from desktop.views.shell.nav_pane import NavPane
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.notification_panel import NotificationPanel
from desktop.views.shell.notifications import Notifications
from desktop.views.shell.page import Page
from desktop.views.shell.page_area import PageArea
from desktop.views.shell.page_window import PageWindows
from desktop.views.shell.recents import Recents
from desktop.views.shell.reporter import WindowReporter
from desktop.views.shell.search import (
    actions_provider,
    pages_provider,
    recents_provider,
    shortcuts_provider,
)
from desktop.views.shell.search_box import SearchBox
from desktop.views.shell.shortcut_help import ShortcutHelp
from desktop.views.shell.theme import set_look, theme
from desktop.views.shell.top_bar import TopBar
from desktop.views.shell.user_menu import UserMenu
from desktop.views.shell.window_commands import add_window_commands
from desktop.views.shell.window_title import WindowTitle

NARROW_BELOW = 1100
"""The width of the window below which the navigation shows only icons."""

_MINIMUM = (1024, 680)
_START = (1440, 900)
_SECTION = "window"


class MainWindow(QMainWindow):
    """The window of one company.

    `navigation` takes the pages, `search_box` the providers, `notifications` the messages of the
    background, `top_bar` the company and the state of the data.
    Signals: `open_company_wanted`, `new_company_wanted`; `language_wanted` with the code of a
    language, empty for the system's; `closing` when the window goes away.
    """

    open_company_wanted = Signal()
    new_company_wanted = Signal()
    language_wanted = Signal(str)
    closing = Signal()

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self.navigation = Navigation(desk, self)
        self.recents = Recents(self.navigation, desk)
        self.commands = ActionRegistry(self)
        self.notifications = Notifications(desk.tasks, self)
        self.windows = PageWindows(desk, self)
        self.help = HelpDesk(self)
        self.top_bar = TopBar()
        self.notification_panel = NotificationPanel(self.notifications, self.top_bar.bell)
        self.nav_pane = NavPane(self.navigation, desk)
        self.page_area = PageArea(self.navigation, desk.tasks)
        desk.place = self.page_area.stack
        self._add_commands()
        self._build()
        self.search_box = SearchBox(self, desk.tasks)
        self.user_menu = UserMenu(self.top_bar.user.menu(), settings, self.commands)
        self._connect()
        self._restore()

    @property
    def settings(self) -> Settings:
        """The settings with what the user chose in this window."""
        return self.user_menu.settings

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_navigation()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The back and forward buttons of a mouse."""
        steps: dict[Qt.MouseButton, Callable[[], None]] = {
            Qt.MouseButton.BackButton: self.navigation.back,
            Qt.MouseButton.ForwardButton: self.navigation.forward,
        }
        step = steps.get(event.button())
        if step is None:
            super().mousePressEvent(event)
        else:
            step()

    def closeEvent(self, event: QCloseEvent) -> None:
        name, key = self.navigation.current_place
        if not self.windows.close_all() or not self.navigation.close_all():
            event.ignore()
            for page in self.pages():
                page.last_entry.when_saved(self.close)
            return
        if key is None:
            self.desk.state.set(_SECTION, "last_page", name)
        self.remember()
        self.help.close()
        self.closing.emit()
        event.accept()

    def remember(self) -> None:
        """Keep where the window stands for the next one."""
        self.desk.state.set_bytes(_SECTION, "geometry", self.saveGeometry())
        self.desk.state.save()

    def pages(self) -> list[Page]:
        """The pages that are open, here and in windows of their own."""
        inside = [one.page for one in self.navigation.opened]
        return inside + [window.page for window in self.windows.windows()]

    def can_close_all(self) -> bool:
        """Ask every page; False, with that page shown, when one wants to stay."""
        return self.navigation.can_close_all() and self.windows.can_close_all()

    def open_last_page(self, otherwise: str) -> None:
        """Show the list that was open when the window was closed, or another page."""
        last = self.desk.state.get(_SECTION, "last_page", "")
        is_known = bool(last) and last in self.navigation.pages
        self.navigation.open(last if is_known else otherwise)

    def show_shortcuts(self) -> None:
        """List what the keys do here."""
        groups = [(_("Everywhere"), self.commands)]
        page = self.navigation.current
        if page is not None:
            groups[:0] = [(page.title, registry) for registry in page.registries]
        ShortcutHelp(self, groups).open()

    def show_about(self) -> None:
        """Which version this is, and whose work it contains."""
        # Postpones reading what all packages say of themselves.
        from desktop.views.shell.about import About  # noqa: PLC0415

        About(self, self.desk.company).open()

    def _add_commands(self) -> None:
        add_window_commands(
            self.commands,
            {
                "search": lambda: self.search_box.appear(),  # noqa: PLW0108  (it is made later)
                "back": self.navigation.back,
                "forward": self.navigation.forward,
                "close": self.navigation.back,
                "help": lambda: self.help.show_page(self.navigation.current_place[0]),
                "shortcuts": self.show_shortcuts,
                "notifications": self.notification_panel.appear,
                "collapse": self._toggle_navigation,
                "open_company": self.open_company_wanted.emit,
                "new_company": self.new_company_wanted.emit,
                "about": self.show_about,
                "quit": self.close,
            },
        )

    def _build(self) -> None:
        centre = QWidget()
        set_look(centre, "app")
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.nav_pane)
        below.addWidget(self.page_area, 1)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(below, 1)
        self.setCentralWidget(centre)
        self.setMinimumSize(*_MINIMUM)
        WindowTitle(self, self.navigation)
        for name in ("help", "shortcuts", "about"):
            self.top_bar.help.menu().addAction(self.commands[name])
        self.top_bar.set_user(self.desk.context.user)

    def _connect(self) -> None:
        self.desk.tasks.set_reporter(WindowReporter(self, self.navigation))
        self.navigation.window_wanted.connect(self.windows.open)
        self.windows.help_wanted.connect(self.help.show_page)
        self.navigation.history_changed.connect(self._on_history_changed)
        self.top_bar.search_wanted.connect(self.commands["search"].trigger)
        self.top_bar.show_saves_of(self.desk)
        self.top_bar.bell.clicked.connect(self.notification_panel.appear)
        self.notifications.changed.connect(
            lambda: self.top_bar.set_unread(self.notifications.unread)
        )
        self.user_menu.language_wanted.connect(self.language_wanted)
        for provider in (
            recents_provider(self.navigation, self.recents),
            actions_provider(self._registries, self.navigation),
            pages_provider(self.navigation),
            shortcuts_provider(self._registries),
            *self.help.providers(),
        ):
            self.search_box.add_provider(provider)
        self._on_history_changed()
        AltWatch(self, lambda: page.mnemonics if (page := self.navigation.current) else None)

    def _restore(self) -> None:
        self.resize(*_START)
        geometry = self.desk.state.get_bytes(_SECTION, "geometry")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        self._fit_navigation()

    def _registries(self) -> list[ActionRegistry]:
        page = self.navigation.current
        return [self.commands] if page is None else [*page.registries, self.commands]

    def _toggle_navigation(self) -> None:
        """Narrow or wide, remembered; a narrow window has it narrow anyway."""
        self.desk.state.set(_SECTION, "narrow", not self.nav_pane.is_narrow)
        self._fit_navigation()

    def _fit_navigation(self) -> None:
        wanted = self.desk.state.get(_SECTION, "narrow", default=False)
        self.nav_pane.set_narrow(wanted or self.width() < theme().px(NARROW_BELOW))

    def _on_history_changed(self) -> None:
        self.commands.set_enabled("back", self.navigation.can_go_back)
        self.commands.set_enabled("close", self.navigation.can_go_back)
        self.commands.set_enabled("forward", self.navigation.can_go_forward)
