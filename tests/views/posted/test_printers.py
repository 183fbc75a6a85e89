"""The printer that a user took last is taken again, by kind of paper and location (PF138)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.views.posted.printers import PrinterChoice
from desktop.views.shell.state import UserState


class Printer(QPrinter):
    """A printer that can be called anything: there is none on the machine of a test."""

    def __init__(self, name: str = "") -> None:
        super().__init__(QPrinter.PrinterMode.ScreenResolution)
        self.name = name

    def printerName(self) -> str:
        return self.name

    def setPrinterName(self, name: str) -> None:
        self.name = name

    def outputFileName(self) -> str:
        return ""


@pytest.fixture
def state(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UserState]:
    del qapp
    there = staticmethod(lambda: ["Office", "Dock", "Shop"])
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", there)
    state = UserState(tmp_path / "state.json")
    yield state
    state.save()


def proposed(choice: PrinterChoice) -> str:
    printer = Printer("System")
    choice.put_on(printer)
    return printer.name


def test_each_location_and_kind_has_its_own(state: UserState) -> None:
    PrinterChoice(state, "warehouse", "MAIN").keep(Printer("Dock"))
    PrinterChoice(state, "warehouse", "EAST").keep(Printer("Shop"))
    PrinterChoice(state, "invoice").keep(Printer("Office"))
    assert proposed(PrinterChoice(state, "warehouse", "MAIN")) == "Dock"
    assert proposed(PrinterChoice(state, "warehouse", "EAST")) == "Shop"
    assert proposed(PrinterChoice(state, "invoice")) == "Office"


def test_without_one_of_its_own_the_kind_counts_and_else_the_system(state: UserState) -> None:
    assert proposed(PrinterChoice(state, "warehouse", "MAIN")) == "System"
    PrinterChoice(state, "warehouse").keep(Printer("Office"))
    assert proposed(PrinterChoice(state, "warehouse", "MAIN")) == "Office"


def test_a_printer_that_is_gone_is_passed_over(state: UserState) -> None:
    PrinterChoice(state, "warehouse").keep(Printer("Attic"))
    assert proposed(PrinterChoice(state, "warehouse")) == "System"


def test_it_is_known_the_next_time(state: UserState, tmp_path: Path) -> None:
    PrinterChoice(state, "warehouse", "MAIN").keep(Printer("Dock"))
    state.save()
    later = UserState(tmp_path / "state.json")
    assert proposed(PrinterChoice(later, "warehouse", "MAIN")) == "Dock"
