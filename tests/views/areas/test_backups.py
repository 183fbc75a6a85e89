"""The Backups page: make a copy, try it, put it back; and the daily one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.restore_command import restore_from_command_line
from desktop.services.backups.copies import backup_now, backups_of
from desktop.views.setup.daily_backup import DailyBackup
from tests.views.areas.office import Office


def test_a_copy_is_made_and_tried(office: Office) -> None:
    page = office.listed("backups")
    assert not page.commands["restore"].isEnabled()
    office.do("backup_now")
    assert office.told()[0].startswith("Backed up as ")
    assert page.model.index(0, 4).data() == "Not tested"
    page.table.go_to(0)
    office.do("test_restore")
    assert office.told() == ["The backup is whole, and its books are right."]
    assert page.model.index(0, 4).data() == "Tested"


def test_the_schedule_is_one_command_away(office: Office) -> None:
    office.listed("backups")
    office.do("schedule")
    assert office.window.navigation.current_place == ("backup_setup_card", 1)


def test_the_daily_backup_is_made_beside_the_work(office: Office) -> None:
    watch = office.window.findChild(DailyBackup)
    assert watch is not None
    watch.look()
    office.rest()
    [backup] = backups_of(office.database)
    assert backup.reason == "daily"


def test_a_restore_is_asked_for_by_its_time(office: Office) -> None:
    backup = backup_now(office.database)
    assert backup is not None
    wanted: list[str] = []
    office.window.desk.restore_wanted.disconnect()
    office.window.desk.restore_wanted.connect(wanted.append)
    office.listed("backups").table.go_to(0)
    office.do("restore")
    assert office.dialog().windowTitle().startswith("Restore the backup of ")
    office.answer("Restore")
    assert wanted == [str(backup.path)]


def test_the_command_restores_without_a_window(
    office: Office, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    backup = backup_now(office.database)
    assert backup is not None
    target = tmp_path / "other.kontor"
    assert restore_from_command_line([str(backup.path), "--company", str(target)], "") == 0
    assert "was restored to" in capsys.readouterr().err
    assert target.is_file()


def test_the_command_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing = str(tmp_path / "none.kontor")
    assert restore_from_command_line([missing], "postgresql://host/db") == 2
    assert "--company" in capsys.readouterr().err
    assert restore_from_command_line([missing, "--company", str(tmp_path / "a.kontor")], "") == 1
    assert "none.kontor" in capsys.readouterr().err
