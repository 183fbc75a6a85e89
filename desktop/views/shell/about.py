"""About Kontor: its version, what it runs on, and the licences of what it contains."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QSizePolicy, QSplitter, QWidget

from desktop.translation import _
from desktop.versions import VERSION, Part, parts, version_of
from desktop.views.shell.dialogs import Question
from desktop.views.shell.theme import theme

_WIDTH = 760
_LEAST_HEIGHT = 220
_LIST = 260


class About(Question):
    """Names the versions, and shows for each part whose it is and under which licence."""

    def __init__(self, parent: QWidget | None, company: str) -> None:
        super().__init__(
            parent,
            _("Kontor {version}").format(version=VERSION),
            _(
                "A sales office on the desktop: customers, quotes, orders, deliveries, invoices "
                "and payments.\n\n{running}\n\nKontor is built with Qt (LGPL 3), the typeface "
                "Inter (SIL Open Font License 1.1) and the Lucide icons (ISC). All parts and "
                "their licences:"
            ).format(running=" · ".join(running_on(company))),
        )
        self._company = company
        self._parts = parts()
        self._list = QListWidget()
        self._text = QPlainTextEdit()
        self._build_parts()
        self.add_lasting_button(_("Copy All"), self._copy)
        self.add_button(_("Close"), default=True)

    def _build_parts(self) -> None:
        look = theme()
        self.setMinimumWidth(look.px(_WIDTH))
        self._list.setAccessibleName(_("Parts"))
        self._list.addItems([part_line(part) for part in self._parts])
        self._list.currentRowChanged.connect(self._on_row)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(_("Licence"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._list)
        splitter.addWidget(self._text)
        splitter.setSizes([look.px(_LIST), look.px(_WIDTH - _LIST)])
        splitter.setMinimumHeight(look.px(_LEAST_HEIGHT))
        splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.add(splitter)
        self._list.setCurrentRow(0)

    def _on_row(self, row: int) -> None:
        part = self._parts[row]
        self._text.setPlainText(
            part.text
            or _("{part} is under the licence {licence}; it brings no text of it.").format(
                part=part.name, licence=part.licence
            )
        )

    def _copy(self) -> None:
        lines = [f"Kontor {VERSION}", *running_on(self._company), ""]
        texts = [f"{part_line(part)}\n\n{part.text}".strip() for part in self._parts]
        rule = "\n\n" + "-" * 72 + "\n\n"
        QGuiApplication.clipboard().setText(
            "\n".join([*lines, *map(part_line, self._parts)]) + rule + rule.join(texts)
        )


def running_on(company: str) -> list[str]:
    """The versions of what the program runs on; `company` is the address of the database."""
    is_file = company.startswith("sqlite")
    return [
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"SQLAlchemy {version_of('SQLAlchemy')}",
        _("company in a SQLite file") if is_file else _("company on a PostgreSQL server"),
        platform.platform(),
    ]


def part_line(part: Part) -> str:
    """A part in one line: name, version and licence."""
    return " · ".join(
        text for text in (f"{part.name} {part.version}".strip(), part.licence) if text
    )
