"""About Kontor names every part that comes with it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QPushButton

import run
from desktop.paths import resources
from desktop.versions import OWN_FILES, PACKAGES, VERSION, parts, version_of
from desktop.views.shell.about import About, running_on
from desktop.views.shell.main_window import MainWindow

PROJECT = tomllib.loads(Path(run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def about(window: MainWindow) -> Iterator[About]:
    window.desk.company = "sqlite:///office.kontor"
    window.commands["about"].trigger()
    shown = window.findChild(About)
    assert shown is not None
    yield shown
    window.close()


def names(lines: list[str]) -> set[str]:
    return {line.replace("[", " ").split(">")[0].split("=")[0].split()[0] for line in lines}


def test_the_version_is_that_of_the_project() -> None:
    assert PROJECT["version"] == VERSION


def test_every_package_that_the_program_needs_is_named() -> None:
    assert names(PROJECT["dependencies"]) | {"psycopg-binary"} == set(PACKAGES)


def test_every_part_has_a_licence_and_no_part_is_there_twice() -> None:
    found = parts()
    assert [part.name for part in found if not part.licence] == []
    assert len({part.name for part in found}) == len(found)
    assert {"SQLAlchemy", "shiboken6", "greenlet", "Inter", "Noto Sans", "Lucide"} & {
        part.name for part in found
    } >= {"SQLAlchemy", "shiboken6", "Inter", "Lucide"}


def test_every_licence_in_the_resources_is_shown() -> None:
    kept = {path.relative_to(resources()).as_posix() for path in resources().rglob("*.txt")}
    assert kept == {file for _name, _licence, file in OWN_FILES}


def test_what_is_not_installed_has_no_version() -> None:
    assert version_of("no-such-package") == ""


def test_it_names_the_versions_and_the_kind_of_database(about: About) -> None:
    texts = " ".join(label.text() for label in about.findChildren(QLabel))
    assert f"Kontor {VERSION}" in texts
    assert all(
        word in texts for word in ("Python 3", "Qt 6", "SQLAlchemy 2", "SQLite file", "LGPL")
    )
    assert "PostgreSQL server" in running_on("postgresql+psycopg://host/office")[3]


def test_the_licence_of_the_chosen_part_is_shown(about: About) -> None:
    rows, text = about.findChild(QListWidget), about.findChild(QPlainTextEdit)
    assert rows is not None
    assert text is not None
    for row in range(rows.count()):
        rows.setCurrentRow(row)
        assert text.toPlainText(), rows.item(row).text()
    assert "Lucide" in rows.item(rows.count() - 1).text()


def test_all_of_it_is_copied(about: About) -> None:
    found = {one.text(): one for one in about.findChildren(QPushButton)}
    found["Copy All"].click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Kontor {VERSION}\nPython 3")
    assert "SIL OPEN FONT LICENSE" in copied.upper()
    assert about.isVisible()
