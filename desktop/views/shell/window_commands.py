"""What can be done everywhere in a window, whatever page is shown."""

from collections.abc import Callable, Mapping

from desktop.translation import N_
from desktop.views.shell.actions import ActionRegistry, ActionSpec, Place
from desktop.views.shell.keys import Key


def _spec(name: str, text: str, key: Key | None = None, icon: str = "") -> ActionSpec:
    return ActionSpec(id=name, text=text, key=key, icon=icon, place=Place.HIDDEN, group="window")


WINDOW_COMMANDS = (
    _spec("search", N_("Search Everything"), Key.SEARCH, "search"),
    _spec("back", N_("Back"), Key.BACK, "arrow-left"),
    _spec("forward", N_("Forward"), Key.FORWARD, "arrow-right"),
    _spec("close", N_("Back to the Page Before"), Key.CLOSE),
    _spec("help", N_("Help on This Page"), Key.HELP, "circle-help"),
    _spec("shortcuts", N_("Keyboard Shortcuts"), Key.SHORTCUTS, "keyboard"),
    _spec("notifications", N_("Notifications"), icon="bell"),
    _spec("collapse", N_("Narrow Navigation"), icon="panel-left"),
    _spec("open_company", N_("Open Company…"), icon="building-2"),
    _spec("new_company", N_("New Company…"), icon="plus"),
    _spec("about", N_("About Kontor"), icon="info"),
    _spec("quit", N_("Quit"), Key.QUIT, "log-out"),
)


def add_window_commands(registry: ActionRegistry, acts: Mapping[str, Callable[[], object]]) -> None:
    """Offer the commands of the window; `acts` says what each does."""
    registry.add_all((spec, acts[spec.id]) for spec in WINDOW_COMMANDS)
