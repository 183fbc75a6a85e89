"""The main window: top bar, navigation at the left, the page, and work in progress below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.translation import N_, _
from desktop.views.shell.actions import ActionRegistry, ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import show_about
from desktop.views.shell.keys import Key
from desktop.views.shell.mnemonics import AltWatch, Mnemonics
from desktop.views.shell.nav_pane import NavPane
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.notifications import Notifications
from desktop.views.shell.page import Page
from desktop.views.shell.page_area import PageArea
from desktop.views.shell.page_window import PageWindows
from desktop.views.shell.reporter import WindowReporter
from desktop.views.shell.search import actions_provider, pages_provider, shortcuts_provider
from desktop.views.shell.search_box import SearchBox
from desktop.views.shell.shortcut_help import ShortcutHelp
from desktop.views.shell.theme import set_look, theme
from desktop.views.shell.top_bar import TopBar
from desktop.views.shell.user_menu import UserMenu

NARROW_BELOW = 1100
"""The width of the window below which the navigation shows only icons."""

_MINIMUM = (1024, 680)
_START = (1440, 900)
_SECTION = "window"


def _spec(name: str, text: str, key: Key | None = None, icon: str = "") -> ActionSpec:
    return ActionSpec(id=name, text=text, key=key, icon=icon, place=Place.HIDDEN, group="window")


_SEARCH = _spec("search", N_("Search Everything"), Key.SEARCH, "search")
_BACK = _spec("back", N_("Back"), Key.BACK, "arrow-left")
_FORWARD = _spec("forward", N_("Forward"), Key.FORWARD, "arrow-right")
_CLOSE = _spec("close", N_("Back to the Page Before"), Key.CLOSE)
_SHORTCUTS = _spec("shortcuts", N_("Keyboard Shortcuts"), Key.SHORTCUTS, "keyboard")
_COLLAPSE = _spec("collapse", N_("Narrow Navigation"), icon="panel-left")
_OPEN = _spec("open_company", N_("Open Company…"), icon="building-2")
_NEW = _spec("new_company", N_("New Company…"), icon="plus")
_ABOUT = _spec("about", N_("About Kontor"), icon="info")
_QUIT = _spec("quit", N_("Quit"), Key.QUIT, "log-out")


class MainWindow(QMainWindow):
    """The window of one company.

    `navigation` takes the pages, `search_box` the providers, `notifications` the messages of the
    background, `top_bar` the company and the state of the data.
    Signals: `open_company_wanted`, `new_company_wanted`; `closing` when the window goes away.
    """

    open_company_wanted = Signal()
    new_company_wanted = Signal()
    closing = Signal()

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self.navigation = Navigation(desk, self)
        self.commands = ActionRegistry(self)
        self.notifications = Notifications(desk.tasks, self)
        self.windows = PageWindows(desk, self)
        self.top_bar = TopBar()
        self.nav_pane = NavPane(self.navigation, desk)
        self.page_area = PageArea(self.navigation, desk.tasks)
        self._add_commands()
        self._build()
        self.search_box = SearchBox(self, desk.tasks)
        self._user_menu = UserMenu(self.top_bar.user.menu(), settings, self.commands)
        self._connect()
        self._restore()

    @property
    def settings(self) -> Settings:
        """The settings with what the user chose in this window."""
        return self._user_menu.settings

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
        state = self.desk.state
        name, key = self.navigation.current_place
        if not self.windows.close_all() or not self.navigation.close_all():
            event.ignore()
            _close_when_saved(self)
            return
        if key is None:
            state.set(_SECTION, "last_page", name)
        state.set_bytes(_SECTION, "geometry", self.saveGeometry())
        state.save()
        self.closing.emit()
        event.accept()

    def open_last_page(self, otherwise: str) -> None:
        """Show the list that was open when the window was closed, or another page."""
        known = {spec.name for spec in self.navigation.specs()}
        last = self.desk.state.get(_SECTION, "last_page", "")
        self.navigation.open(last if last in known else otherwise)

    def show_shortcuts(self) -> None:
        """List what the keys do here."""
        groups = [(_("Everywhere"), self.commands)]
        page = self.navigation.current
        if page is not None:
            groups[:0] = [(page.title, registry) for registry in page.registries]
        ShortcutHelp(self, groups).open()

    def _search(self) -> None:
        self.search_box.appear()

    def _add_commands(self) -> None:
        navigation = self.navigation
        self.commands.add_all(
            [
                (_SEARCH, self._search),
                (_BACK, navigation.back),
                (_FORWARD, navigation.forward),
                (_CLOSE, navigation.back),
                (_SHORTCUTS, self.show_shortcuts),
                (_COLLAPSE, self._toggle_navigation),
                (_OPEN, self.open_company_wanted.emit),
                (_NEW, self.new_company_wanted.emit),
                (_ABOUT, lambda: show_about(self)),
                (_QUIT, self.close),
            ]
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
        self.setWindowTitle("Kontor")
        for name in ("shortcuts", "about"):
            self.top_bar.help.menu().addAction(self.commands[name])
        self.top_bar.set_user(self.desk.context.user)

    def _connect(self) -> None:
        self.desk.tasks.set_reporter(WindowReporter(self, self.navigation))
        self.navigation.window_wanted.connect(self.windows.open)
        self.navigation.current_changed.connect(self._name)
        self.navigation.page_made.connect(self._on_page_made)
        self.navigation.history_changed.connect(self._on_history_changed)
        self.top_bar.search_wanted.connect(self._search)
        self.top_bar.show_saves_of(self.desk)
        self.notifications.ring(self.top_bar)
        self._user_menu.restart_needed.connect(self._on_restart_needed)
        for provider in (
            actions_provider(self._registries),
            pages_provider(self.navigation),
            shortcuts_provider(self._registries),
        ):
            self.search_box.add_provider(provider)
        self._on_history_changed()
        AltWatch(self, self._mnemonics)

    def _mnemonics(self) -> Mnemonics | None:
        page = self.navigation.current
        return page.mnemonics if page is not None else None

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

    def _on_page_made(self, page: Page) -> None:
        page.title_changed.connect(self._name)

    def _name(self) -> None:
        page = self.navigation.current
        if page is not None:
            self.setWindowTitle(_("{page} – Kontor").format(page=page.title))

    def _on_history_changed(self) -> None:
        self.commands.set_enabled("back", self.navigation.can_go_back)
        self.commands.set_enabled("close", self.navigation.can_go_back)
        self.commands.set_enabled("forward", self.navigation.can_go_forward)

    def _on_restart_needed(self) -> None:
        page = self.navigation.current
        if page is not None:
            page.notices.info(_("The language changes when Kontor is started the next time."))


def _close_when_saved(window: MainWindow) -> None:
    """Close by itself later when a page only had to save its last entry."""
    pages = [one.page for one in window.windows.windows()]
    current = window.navigation.current
    for page in (*pages, *([current] if current else [])):
        if page.is_saving:
            page.saved.connect(window.close, Qt.ConnectionType.SingleShotConnection)
