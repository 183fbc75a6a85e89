"""Showing parts of a page that is still being built."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_shown(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget, without styling one that has no place in a window yet.

    Qt styles what it is told to show, and does it anew with every further parent; a part that
    nobody has hidden appears with its parent anyhow.
    """
    if not shown or widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.setVisible(shown)
