"""The look of the program: colours, fonts and distances by name, in light and dark.

Widgets ask for a token by name and never write a colour. A colour, a font and a distance may
change while the program runs: `changed` tells it.
"""

import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import InvariantBroken
from desktop.paths import resources
from desktop.settings import MAX_SCALE, MIN_SCALE, ThemeMode
from desktop.views.shell.stylesheet import stylesheet
from desktop.views.shell.svg import recoloured
from desktop.views.shell.tokens import TOKENS, mixed

FAMILY = "Inter"
DISABLED_SHARE = 0.45
_SCRIM_SHARE = 0.45
_SHADOW_SHARE = 0.35


class Text(StrEnum):
    """The sizes of text; `set_text` gives one to a widget."""

    BODY = "body"
    SMALL = "small"
    STRONG = "strong"
    CAPTION = "caption"
    CARD_TITLE = "cardtitle"
    TITLE = "title"
    BRAND = "brand"
    SEARCH = "search"


_FONTS = {
    # size in pixels, weight
    Text.BODY: (13, QFont.Weight.Normal),
    Text.SMALL: (12, QFont.Weight.Normal),
    Text.STRONG: (13, QFont.Weight.DemiBold),
    Text.CAPTION: (11, QFont.Weight.DemiBold),
    Text.CARD_TITLE: (14, QFont.Weight.DemiBold),
    Text.TITLE: (20, QFont.Weight.DemiBold),
    Text.BRAND: (14, QFont.Weight.DemiBold),
    Text.SEARCH: (16, QFont.Weight.Normal),
}

_PALETTE = {
    QPalette.ColorRole.Window: "app",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "onaccent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accentfill",
    QPalette.ColorRole.HighlightedText: "onaccent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accentfill",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "control",
}
_FADED_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Theme(QObject):
    """The look of the running program; `install_theme` makes the only one.

    Signals: `changed` after a colour, font or distance has become another.
    """

    changed = Signal()

    def __init__(self, application: QApplication, mode: ThemeMode, scale: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._mode = mode
        self._scale = scale
        self._images = tempfile.TemporaryDirectory(prefix="kontor-")
        application.aboutToQuit.connect(self._images.cleanup)
        _load_fonts()
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def mode(self) -> ThemeMode:
        """What the user chose: the system's colours, light or dark."""
        return self._mode

    @property
    def scale(self) -> int:
        """The size of texts and distances in percent."""
        return self._scale

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are shown now."""
        if self._mode is ThemeMode.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is ThemeMode.DARK

    def set_mode(self, mode: ThemeMode) -> None:
        """Show the system's, the light or the dark colours from now on."""
        if mode is not self._mode:
            self._mode = mode
            self._apply()

    def set_scale(self, scale: int) -> None:
        """Draw texts and distances at 90 to 150 percent from now on."""
        scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def token(self, name: str) -> QColor:
        """The colour that a token has now."""
        return QColor(self.colour(name))

    def colour(self, name: str) -> str:
        """The same as `#RRGGBB`."""
        if name == "disabledtext":
            return self.faded("text")
        if name == "disabledfill":
            return self.faded("accentfill")
        return TOKENS[name][self.is_dark]

    def faded(self, name: str) -> str:
        """A token as it looks on a disabled control: 45 % over the surface."""
        return mixed(self.colour(name), self.colour("surface"), DISABLED_SHARE)

    def scrim(self) -> QColor:
        """What dims the window behind a floating box."""
        return _black(_SCRIM_SHARE)

    def shadow(self) -> QColor:
        """The shadow under a floating box."""
        return _black(_SHADOW_SHARE)

    def px(self, pixels: int) -> int:
        """A distance of the UI guide in device-independent pixels at the user's scale."""
        return (pixels * self._scale + 50) // 100

    def font(self, text: Text = Text.BODY, *, figures: bool = True) -> QFont:
        """The font of a size of text, for painting; widgets take `set_text`.

        `figures` gives all digits one width, so that numbers and dates stand below each other.
        """
        size, weight = _FONTS[text]
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _apply(self) -> None:
        self._application.setFont(self.font(figures=False))
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(stylesheet(self.colour, self.px, self._image))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.token(name))
        for role in _FADED_ROLES:
            palette.setColor(
                QPalette.ColorGroup.Disabled, role, QColor(self.colour("disabledtext"))
            )
        return palette

    def _image(self, icon: str, token: str) -> str:
        """The file of a recoloured icon: a stylesheet can only name files."""
        colour = self.colour(token)
        path = Path(self._images.name) / f"{icon}-{colour[1:]}.svg"
        if not path.exists():
            path.write_bytes(recoloured(icon, colour))
        return path.as_posix()

    def _on_scheme_changed(self) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self._apply()


_installed: list[Theme] = []


def install_theme(
    application: QApplication, mode: ThemeMode = ThemeMode.SYSTEM, scale: int = 100
) -> Theme:
    """Make the theme of the program; a second call gives the first one the new choices."""
    if not _installed:
        _installed.append(Theme(application, mode, scale))
    _installed[0].set_mode(mode)
    _installed[0].set_scale(scale)
    return _installed[0]


def theme() -> Theme:
    """The theme of the running program."""
    if not _installed:
        raise InvariantBroken("install_theme() comes before the first window")
    return _installed[0]


def colour(token: str) -> QColor:
    """The colour that a token has now; made once, because painting asks for it in each cell."""
    return _made(theme().colour(token))


@cache
def _made(written: str) -> QColor:
    return QColor(written)


def set_text(widget: QWidget, text: Text, tone: str = "") -> None:
    """Give a widget a size of text and perhaps a tone: muted, accent, danger, warn or ok."""
    set_property(widget, "textSize", str(text))
    if tone:
        set_property(widget, "tone", tone)


def set_figures(widget: QWidget) -> None:
    """Give the digits in a widget one width: for numbers and dates. Comes before `set_text`."""
    font = QFont()  # says nothing but the feature; size and weight are inherited
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)


def set_look(widget: QWidget, look: str, tone: str = "") -> None:
    """Dress a widget as one of the looks in the stylesheet, such as "card" or "pill"."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if tone:
        widget.setProperty("tone", tone)
    set_property(widget, "look", look)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the stylesheet looks at, and let the stylesheet look again.

    It looks at a widget before this is shown for the first time; until then there is no need to.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _black(share: float) -> QColor:
    colour = QColor(Qt.GlobalColor.black)
    colour.setAlphaF(share)
    return colour


def _load_fonts() -> None:
    for path in sorted((resources() / "fonts").glob(f"{FAMILY}-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
