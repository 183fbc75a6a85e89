"""Copies of a company can be relied on: they are whole, tried, thinned out and put back."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.services.backups import copies
from desktop.services.backups.copies import (
    Backup,
    Schedule,
    backup_if_due,
    backup_now,
    backups_of,
    is_due,
    try_restore,
)
from desktop.services.backups.restoring import BackupDamaged, restore, restore_and_open
from desktop.services.company import (
    BackupFolderMissing,
    CompanyLocked,
    CompanyMissing,
    CompanyNewer,
    CompanyNotOurs,
    PlaceTaken,
    copy_file,
    create_company,
    sqlite_url,
)
from desktop.services.context import Cancelled, NoProgress, UserContext, utc_now
from desktop.services.database import Database
from desktop.services.records import add_record, change_record, read_record
from desktop.services.setup.refusals import NotATime, ValueNotPositive

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


class Impatient(NoProgress):
    """Presses Cancel at once."""

    def check_cancelled(self) -> None:
        """Stop."""
        raise Cancelled


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "fjell.kontor"


@pytest.fixture
def fjell(place: Path, context: UserContext) -> Iterator[Database]:
    database = create_company(sqlite_url(place))
    with database.write() as session:
        change_record(session, "company_information", (1,), ("name", "Fjell AB"), context)
    yield database
    database.close()


def made(database: Database, reason: str = "by-hand") -> Backup:
    backup = backup_now(database, reason)
    assert backup is not None
    return backup


def set_up(database: Database, context: UserContext, **values: object) -> None:
    with database.write() as session:
        for change in values.items():
            change_record(session, "backup_setup", (1,), change, context)


def schedule(*, daily: bool = True, folder: Path = Path()) -> Schedule:
    here = NOW.astimezone()
    return Schedule(daily, here.hour, here.minute, folder, 3)


# ---------------------------------------------------------------------------------------- making


def test_a_backup_is_a_dated_copy_that_names_its_company(fjell: Database, place: Path) -> None:
    backup = made(fjell)
    assert backup.path.parent == place.parent / "backups"
    assert (backup.company_name, backup.reason) == ("Fjell AB", "by-hand")
    assert backup.size > 0
    assert abs(backup.made_at - utc_now()) < timedelta(minutes=1)
    assert backups_of(fjell) == (backup,)


def test_a_copy_holds_what_was_not_yet_in_the_main_file(
    fjell: Database, context: UserContext
) -> None:
    with fjell.write() as session:
        add_record(session, "reason_code", {"code": "LATE"}, context)
    with closing(sqlite3.connect(made(fjell).path)) as copy:
        assert copy.execute("SELECT code FROM reason_code").fetchall() == [("LATE",)]


def test_the_folder_of_the_schedule_is_used_and_made(
    fjell: Database, context: UserContext, tmp_path: Path
) -> None:
    set_up(fjell, context, backup_folder=str(tmp_path / "far" / "away"))
    assert made(fjell).path.parent == tmp_path / "far" / "away"


def test_a_folder_that_cannot_be_made_is_refused(
    fjell: Database, context: UserContext, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    set_up(fjell, context, backup_folder=str(tmp_path / "file" / "in"))
    with pytest.raises(BackupFolderMissing):
        backup_now(fjell)


def test_only_so_many_copies_stay_and_those_before_a_step_all(
    fjell: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(fjell, context, backups_kept=2)
    for minute, reason in enumerate(("daily", "before-0006", "daily", "by-hand", "daily")):
        moment = NOW + timedelta(minutes=minute)
        monkeypatch.setattr("desktop.services.company.utc_now", lambda moment=moment: moment)
        made(fjell, reason)
    assert [backup.reason for backup in backups_of(fjell)] == ["daily", "by-hand", "before-0006"]


def test_cancel_leaves_no_half_copy(fjell: Database, place: Path) -> None:
    with pytest.raises(Cancelled):
        backup_now(fjell, progress=Impatient())
    assert list((place.parent / "backups").iterdir()) == []


def test_a_copy_never_takes_the_place_of_another(fjell: Database, place: Path) -> None:
    target = place.with_name("taken.kontor")
    target.write_bytes(b"mine")
    with pytest.raises(PlaceTaken):
        copy_file(place, target)
    assert target.read_bytes() == b"mine"


def test_a_server_makes_its_own_backups(company: Database) -> None:
    if company.is_sqlite:
        assert backup_now(company) is not None
    else:
        assert backup_now(company) is None
        assert backup_if_due(company, NOW) is None
        assert backups_of(company) == ()


@pytest.mark.parametrize("time", ["24:00", "7", "noon", "12:60", ""])
def test_a_time_of_day_is_one(fjell: Database, context: UserContext, time: str) -> None:
    with pytest.raises(NotATime):
        set_up(fjell, context, backup_time=time)


def test_times_are_written_alike_and_one_copy_stays_at_least(
    fjell: Database, context: UserContext
) -> None:
    set_up(fjell, context, backup_time="7.05")
    with fjell.read() as session:
        assert read_record(session, "backup_setup", (1,)).values["backup_time"] == "07:05"
    with pytest.raises(ValueNotPositive):
        set_up(fjell, context, backups_kept=0)


# -------------------------------------------------------------------------------------- schedule


@pytest.mark.parametrize(
    ("hours_ago", "due"), [(None, True), (25, True), (1, True), (-1, False), (-23, False)]
)
def test_a_backup_is_due_when_its_time_has_passed_without_one(
    hours_ago: int | None, due: bool
) -> None:
    last = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
    assert is_due(schedule(), last, NOW + timedelta(hours=1)) is due


def test_before_its_time_yesterdays_counts() -> None:
    early = NOW - timedelta(hours=1)
    assert not is_due(schedule(), NOW - timedelta(hours=23), early)
    assert is_due(schedule(), NOW - timedelta(hours=25), early)


def test_without_a_daily_backup_nothing_is_due(fjell: Database, context: UserContext) -> None:
    assert not is_due(schedule(daily=False), None, NOW)
    set_up(fjell, context, daily_backup=False)
    assert backup_if_due(fjell, utc_now()) is None


def test_the_daily_backup_is_made_once(fjell: Database) -> None:
    backup = backup_if_due(fjell, utc_now())
    assert backup is not None
    assert backup.reason == "daily"
    assert backup_if_due(fjell, utc_now()) is None


# ---------------------------------------------------------------------------------------- trying


def test_a_sound_copy_is_marked(fjell: Database) -> None:
    backup = made(fjell)
    before = backup.path.read_bytes()
    result = try_restore(backup.path, lambda: NOW)
    assert result.is_sound
    assert backup.path.read_bytes() == before
    [listed] = backups_of(fjell)
    assert listed.test == result
    assert sorted(path.suffix for path in backup.path.parent.iterdir()) == [".json", ".kontor"]


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_copy_is_found(fjell: Database, seed: int) -> None:
    backup = made(fjell)
    content = bytearray(backup.path.read_bytes())
    damage = random.Random(seed).randbytes(9000)
    content[len(content) // 2 : len(content) // 2 + 9000] = damage
    backup.path.write_bytes(bytes(content))
    result = try_restore(backup.path, lambda: NOW)
    assert result.problem
    assert not result.is_sound
    with pytest.raises(BackupDamaged):
        restore(backup.path, backup.path.with_name("new.kontor"))


def test_what_is_no_copy_is_found(tmp_path: Path, fjell: Database) -> None:
    other = made(fjell).path
    other.write_bytes(b"nothing of ours" * 400)
    assert try_restore(other, lambda: NOW).problem
    assert not try_restore(other, lambda: NOW).is_sound


def test_books_that_are_wrong_in_the_copy_are_counted(fjell: Database) -> None:
    with fjell.write() as session:
        counter = read_record(session, "ledger_counter", (1,)).values
        assert counter["register_no"] == 0
        session.connection().exec_driver_sql("UPDATE ledger_counter SET register_no = 3")
    result = try_restore(made(fjell).path, lambda: NOW)
    assert (result.problem, result.findings) == ("", 1)
    assert not result.is_sound


def test_a_test_is_cancelled(fjell: Database) -> None:
    backup = made(fjell)
    with pytest.raises(Cancelled):
        try_restore(backup.path, lambda: NOW, Impatient())
    assert backups_of(fjell)[0].test is None


def test_a_mark_holds_for_the_tested_file_only(fjell: Database) -> None:
    backup = made(fjell)
    try_restore(backup.path, lambda: NOW)
    with backup.path.open("ab") as file:
        file.write(b"x" * 4096)
    assert backups_of(fjell)[0].test is None


# ------------------------------------------------------------------------------------- restoring


def test_a_restored_company_is_as_it_was_and_the_present_one_is_kept(
    fjell: Database, place: Path, context: UserContext
) -> None:
    backup = made(fjell)
    with fjell.write() as session:
        change_record(session, "company_information", (1,), ("name", "Later"), context)
    fjell.close()
    restored = restore_and_open(backup.path, place, NoProgress())
    with restored.read() as session:
        assert read_record(session, "company_information", (1,)).values["name"] == "Fjell AB"
    restored.close()
    [aside] = place.parent.glob("*before-restore*.kontor")
    with closing(sqlite3.connect(aside)) as kept:
        assert kept.execute("SELECT name FROM company_information").fetchone() == ("Later",)
    assert backup.path.exists()


def test_a_lost_company_is_brought_back(fjell: Database, place: Path) -> None:
    backup = made(fjell)
    fjell.close()
    place.unlink()
    assert restore(backup.path, place) is None
    assert place.is_file()


def test_a_damaged_company_is_set_aside_as_it_is(fjell: Database, place: Path) -> None:
    backup = made(fjell)
    fjell.close()
    place.write_bytes(b"rubbish" * 1000)
    aside = restore(backup.path, place)
    assert aside is not None
    assert aside.read_bytes() == b"rubbish" * 1000


def test_a_company_that_is_open_is_not_replaced(
    fjell: Database, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = made(fjell)
    monkeypatch.setattr("desktop.services.backups.restoring.OPENING_PATIENCE_S", 0.1)
    before = sorted(path.name for path in place.parent.iterdir())
    with fjell.read() as session:
        read_record(session, "company_information", (1,))
        with pytest.raises(CompanyLocked):
            restore(backup.path, place)
    assert sorted(path.name for path in place.parent.iterdir()) == before


def test_what_is_no_backup_is_refused(fjell: Database, place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.kontor"
    with pytest.raises(CompanyMissing):
        restore(other, place)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    with pytest.raises(CompanyNotOurs):
        restore(other, place)
    newer = made(fjell).path
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(CompanyNewer):
        restore(newer, place)
    assert copies.integrity_problem(place) == ""
