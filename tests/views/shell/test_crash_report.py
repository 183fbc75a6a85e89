"""What is told of a defect can be copied and sent without giving anybody away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.shell.crash_report import (
    LOG_LINES,
    RESTART_CODE,
    CrashDialog,
    log_folder,
    report_of,
    show_crash,
    without_names,
)
from desktop.views.shell.theme import Theme


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KONTOR_CONFIG_DIR", str(tmp_path))
    path = log_folder() / "kontor.log"
    path.parent.mkdir()
    path.write_text("".join(f"line {n}\n" for n in range(100)), encoding="utf-8")
    return path


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> Iterator[CrashDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    show_crash(window, ZeroDivisionError("division by zero"))
    shown = window.findChild(CrashDialog)
    assert shown is not None
    yield shown
    window.close()


def press(dialog: QWidget, text: str) -> None:
    found = {one.text(): one for one in dialog.findChildren(QPushButton)}
    found[text].click()


def test_the_report_holds_where_it_happened_and_the_end_of_the_log(log: Path) -> None:
    with pytest.raises(KeyError) as raised:
        dict[str, str]()["C1"]
    report = report_of(raised.value)
    assert "KeyError: 'C1'" in report
    assert "test_crash_report.py" in report
    assert "line 99" in report
    assert f"line {99 - LOG_LINES}\n" not in report
    assert "Python" in report.splitlines()[0]


def test_without_a_log_there_is_still_a_report(log: Path) -> None:
    log.unlink()
    assert "ValueError: odd" in report_of(ValueError("odd"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to eva@birk.example now", "to …@… now"),
        ("postgresql://eva:secret@host/office", "postgresql://…@host/office"),
        (
            "[SQL: SELECT 1]\n[parameters: ('Birk', 2)]\nend",
            "[SQL: SELECT 1]\n[parameters: …]\nend",
        ),
        (f"in {Path.home()}/kontor", "in ~/kontor"),
        ("nothing of the kind", "nothing of the kind"),
    ],
)
def test_names_and_passwords_are_left_out(text: str, shown: str) -> None:
    assert without_names(text) == shown


def test_the_report_is_copied_and_the_dialog_stays(dialog: CrashDialog) -> None:
    press(dialog, "Copy Report")
    assert "ZeroDivisionError: division by zero" in QGuiApplication.clipboard().text()
    assert dialog.isVisible()
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert shown.toPlainText() == QGuiApplication.clipboard().text()


def test_going_on_closes_it(dialog: CrashDialog) -> None:
    press(dialog, "Go On")
    assert not dialog.isVisible()


def test_the_log_folder_is_opened(dialog: CrashDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    press(dialog, "Open Log Folder")
    assert opened == [log_folder().as_posix()]
    assert dialog.isVisible()


def test_a_restart_ends_the_event_loop(
    dialog: CrashDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", codes.append)
    press(dialog, "Restart Kontor")
    assert codes == [RESTART_CODE]


def test_one_dialog_is_enough(dialog: CrashDialog) -> None:
    parent = dialog.parentWidget()
    assert parent is not None
    show_crash(parent, ValueError("another"))
    assert parent.findChildren(CrashDialog) == [dialog]


def test_escape_goes_on(dialog: CrashDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
