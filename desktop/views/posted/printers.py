"""Which printer a user takes for a kind of paper at a location, on this computer (PF138)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

if TYPE_CHECKING:
    from desktop.views.shell.state import UserState

_SECTION = "printers"


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """The printer that was taken last for papers of a kind and location.

    `usage` names the kind; `location` is blank where papers are not of one location's goods.
    """

    state: UserState
    usage: str
    location: str = ""

    def put_on(self, printer: QPrinter) -> None:
        """Choose the printer of the location, else of the kind, else leave the system's own.

        One that is not there any more, or was never there, is passed over.
        """
        there = set(QPrinterInfo.availablePrinterNames())
        for name in (self._name, self.usage):
            known: str = self.state.get(_SECTION, name, "")
            if known in there:
                printer.setPrinterName(known)
                return

    def keep(self, printer: QPrinter) -> None:
        """Remember what the user has taken; a file is no printer."""
        if printer.printerName() and not printer.outputFileName():
            self.state.set(_SECTION, self._name, printer.printerName())

    @property
    def _name(self) -> str:
        return f"{self.usage}/{self.location}" if self.location else self.usage
