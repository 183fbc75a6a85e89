"""The companies opened lately, by name, for whoever has no company open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.services.company import place_if_there
from desktop.settings import Settings
from desktop.translation import _
from desktop.views.shell.page_head import ElidedLabel
from desktop.views.shell.theme import Text, set_text, theme
from desktop.views.tables.link import Link


@dataclass(frozen=True, slots=True)
class RecentCompany:
    """A company that was open on this computer: its address, its name and where it lies."""

    url: str
    name: str
    place: str


def recent_companies(settings: Settings) -> Sequence[RecentCompany]:
    """The companies opened lately that are still there, newest first, by their present names."""
    return tuple(
        RecentCompany(url, settings.names.get(url, ""), place)
        for url in settings.recent
        if (place := place_if_there(url)) is not None
    )


class RecentCompanies(QWidget):
    """A line for each company: its name, which opens it, and where it lies.

    Signal: `wanted` with the address of a company.
    """

    wanted = Signal(str)

    def __init__(self, companies: Sequence[RecentCompany]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(6))
        grid.setColumnStretch(1, 1)
        heading = QLabel(_("Opened lately"))
        set_text(heading, Text.STRONG)
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, company in enumerate(companies, start=1):
            link = Link(company.name or _("New company"))
            link.setAccessibleDescription(company.place)
            link.clicked.connect(partial(self._choose, company.url))
            place = ElidedLabel(company.place)
            set_text(place, Text.SMALL, "muted")
            grid.addWidget(link, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(place, row, 1)

    def _choose(self, url: str, *_checked: bool) -> None:
        self.wanted.emit(url)
