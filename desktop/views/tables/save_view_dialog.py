"""Asks for the name of a view of a list, and whether everybody shall see it."""

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QWidget

from desktop.services.users.list_views import LONGEST_NAME
from desktop.translation import _
from desktop.views.shell.dialogs import Question
from desktop.views.shell.theme import Text, set_text

Taken = Collection[tuple[str, bool]]
"""Names in use, each with True where everybody sees the view."""


def ask_view_name(
    parent: QWidget,
    taken: Taken,
    done: Callable[[str, bool, bool], object],
    *,
    name: str = "",
    shared: bool = False,
) -> QDialog:
    """Ask how a view shall be called; `done` gets the name, shared or not, replacing or not."""
    dialog = Question(
        parent,
        _("Save View"),
        _("The view keeps the search, the filters, the order and the columns of the list."),
    )
    line = QLineEdit(name)
    line.setMaxLength(LONGEST_NAME)
    line.setAccessibleName(_("Name of the view"))
    line.setPlaceholderText(_("Name of the view"))
    share = QCheckBox(_("Share with everybody"))
    share.setChecked(shared)
    remark = QLabel()
    set_text(remark, Text.SMALL, "warn")
    for widget in (line, share, remark):
        dialog.add(widget)

    def typed() -> str:
        return " ".join(line.text().split())

    def is_taken() -> bool:
        return (typed(), share.isChecked()) in taken

    save = dialog.add_button(
        _("Save"), lambda: done(typed(), share.isChecked(), is_taken()), default=True
    )

    def fit() -> None:
        save.setEnabled(bool(typed()))
        save.setText(_("Replace") if is_taken() else _("Save"))
        remark.setText(_("The view of this name is replaced.") if is_taken() else "")

    line.textChanged.connect(fit)
    share.toggled.connect(fit)
    dialog.add_cancel()
    fit()
    line.setFocus()
    line.selectAll()
    dialog.open()
    return dialog
