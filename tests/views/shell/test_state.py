import json
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QTimer
from pytestqt.qtbot import QtBot

from desktop.settings import RECENT_COMPANIES, Settings, ThemeMode, load_settings
from desktop.views.shell.state import UserState


def test_what_was_arranged_is_there_the_next_time(qapp: object, tmp_path: Path) -> None:
    state = UserState(tmp_path / "state.json")
    state.set("columns", "orders", ["no", "amount"])
    state.set_bytes("window", "geometry", QByteArray(b"\x01\xff"))
    state.save()
    again = UserState(tmp_path / "state.json")
    assert again.get("columns", "orders", list[object]()) == ["no", "amount"]
    assert again.get_bytes("window", "geometry") == QByteArray(b"\x01\xff")


def test_a_change_is_written_by_itself(tmp_path: Path, qtbot: QtBot) -> None:
    state = UserState(tmp_path / "state.json")
    state.set("groups", "order", {"General": True})
    qtbot.waitUntil((tmp_path / "state.json").exists)
    timer = state.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()


def test_a_value_of_another_type_gives_the_default(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"facts": {"order": "yes"}, "window": 7}')
    state = UserState(tmp_path / "state.json")
    assert state.get("facts", "order", default=True) is True
    assert state.get("window", "last_page", "home") == "home"
    state.set("window", "last_page", "orders")
    state.save()
    assert state.get("window", "last_page", "home") == "orders"


def test_a_damaged_file_is_set_aside(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text("{not json")
    assert UserState(path).get("window", "last_page", "home") == "home"
    assert (tmp_path / "state.json.broken").read_text() == "{not json"


def test_settings_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    Settings(theme=ThemeMode.DARK, language="sv", scale=125, path=path).save()
    assert load_settings(path) == Settings(theme=ThemeMode.DARK, language="sv", scale=125)


def test_there_are_settings_before_the_first_start(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("stored", [{"theme": "pink"}, {"scale": "large"}])
def test_an_unknown_value_gives_the_defaults(tmp_path: Path, stored: dict[str, str]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored))
    assert load_settings(path) == Settings()


def test_the_company_opened_last_comes_first() -> None:
    settings = Settings()
    for number in range(RECENT_COMPANIES + 2):
        settings = settings.with_company(f"sqlite:///{number}.sqlite")
    settings = settings.with_company("sqlite:///5.sqlite")
    assert settings.database_url == "sqlite:///5.sqlite"
    assert settings.recent[:2] == ("sqlite:///5.sqlite", "sqlite:///9.sqlite")
    assert len(settings.recent) == RECENT_COMPANIES


def test_the_folders_can_be_named_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTOR_CONFIG_DIR", str(tmp_path))
    assert Settings().path == tmp_path / "settings.json"
