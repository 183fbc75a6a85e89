"""The ground that the other tests stand on: databases, network, and the check for leftovers."""

import socket
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer
from sqlalchemy import create_engine, make_url, text

from tests.databases import Databases, PostgresDatabases
from tests.leftovers import Watch
from tests.network import NetworkIsOffError
from tests.postgres_server import PostgresServer
from tests.sharing_out import group_of


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements[:-1]:
            connection.execute(text(statement))
        result = connection.execute(text(statements[-1]))
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows


def fill_with_one_town(url: str) -> None:
    run(url, "CREATE TABLE town (name TEXT)", "INSERT INTO town VALUES ('Ängelholm')")


def test_a_fresh_database_is_empty(fresh_database_url: str) -> None:
    run(fresh_database_url, "CREATE TABLE town (name TEXT)")
    assert run(fresh_database_url, "SELECT name FROM town") == []


def test_a_prepared_database_is_a_copy_of_its_own(databases: Databases) -> None:
    first, second = databases.create(fill_with_one_town), databases.create(fill_with_one_town)
    run(first, "DELETE FROM town")
    assert run(second, "SELECT name FROM town") == [("Ängelholm",)]


def test_databases_are_gone_afterwards(databases: Databases) -> None:
    url = databases.create()
    run(url, "CREATE TABLE town (name TEXT)")
    databases.drop_all()
    with pytest.raises(Exception, match=r"no such table|does not exist"):
        run(url, "SELECT name FROM town")
    databases.drop_all()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO town VALUES ('Örebro')",
        "DELETE FROM town",
        "UPDATE town SET name = 'Årjäng'",
        "ALTER TABLE town ADD COLUMN county TEXT",
        "DROP TABLE town",
        "CREATE TABLE village (name TEXT)",
        "CREATE INDEX town_name ON town (name)",
    ],
)
def test_what_a_test_did_to_a_prepared_database_is_gone(
    databases: Databases, statement: str
) -> None:
    url = databases.create(fill_with_one_town)
    left_open = create_engine(url)
    with left_open.connect() as connection:
        connection.execute(text("SELECT 1"))
        run(url, statement)
    left_open.dispose()
    databases.drop_all()
    again = databases.create(fill_with_one_town)
    run(again, "CREATE TABLE village (name TEXT)", "CREATE INDEX town_name ON town (name)")
    assert run(again, "SELECT * FROM town") == [("Ängelholm",)]


@pytest.mark.postgres
def test_a_prepared_database_whose_connections_were_ended_is_made_anew(
    postgres_server: PostgresServer,
) -> None:
    databases = PostgresDatabases(postgres_server)
    url = databases.create(fill_with_one_town)
    database = make_url(url).database
    run(
        postgres_server.url,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'",
    )
    databases.drop_all()
    assert run(databases.create(fill_with_one_town), "SELECT * FROM town") == [("Ängelholm",)]
    databases.close()


@pytest.mark.postgres
def test_a_database_in_use_can_be_dropped(postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    engine = create_engine(url)
    with engine.connect() as connection:
        postgres_server.drop_database(url)
        connection.invalidate()
    engine.dispose()


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "mail.example"])
def test_another_computer_cannot_be_reached(host: str) -> None:
    with pytest.raises(NetworkIsOffError):
        socket.create_connection((host, 25), timeout=1)


def test_this_computer_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


def test_a_running_timer_is_found(qapp: QCoreApplication, leftover_watch: Watch) -> None:
    timer = QTimer()
    timer.setObjectName("blinking")
    timer.start(60_000)
    [found] = leftover_watch.leftovers(set(threading.enumerate()))
    assert "QTimer 'blinking'" in found
    assert "test_foundations.py" in found
    timer.stop()


def test_a_stopped_timer_is_no_leftover(qapp: QCoreApplication, leftover_watch: Watch) -> None:
    timer = QTimer()
    timer.start(60_000)
    timer.stop()
    assert leftover_watch.leftovers(set(threading.enumerate())) == []


def test_a_timer_that_goes_with_its_owner_is_no_leftover(
    qapp: QCoreApplication, leftover_watch: Watch
) -> None:
    owner = QObject()
    timer = QTimer(owner)
    timer.start(60_000)
    owner.deleteLater()
    assert leftover_watch.leftovers(set(threading.enumerate())) == []


def test_a_running_qt_thread_is_found(
    qapp: QCoreApplication, leftover_watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.leftovers._GRACE", 0.0)
    thread = QThread()
    thread.setObjectName("printing")
    thread.start()
    [found] = leftover_watch.leftovers(set(threading.enumerate()))
    thread.quit()
    assert thread.wait()
    assert "QThread 'printing'" in found


def test_a_running_thread_is_found(monkeypatch: pytest.MonkeyPatch, leftover_watch: Watch) -> None:
    monkeypatch.setattr("tests.leftovers._GRACE", 0.0)
    before, end = set(threading.enumerate()), threading.Event()
    thread = threading.Thread(target=end.wait, name="posting")
    thread.start()
    found = leftover_watch.leftovers(before)
    end.set()
    thread.join()
    assert found == ["thread 'posting'"]


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/test_run.py::test_it", "tests/test_run.py"),
        ("tests/services/demo/test_cards.py::test_it[sqlite]", "tests/services/demo"),
        ("tests/services/demo/test_making.py::test_it", "tests/services/demo/test_making.py"),
        ("tests/robustness/test_kill.py::test_it[sqlite]", "tests/robustness/test_kill.py"),
        (
            "tests/robustness/test_kill.py::test_it[postgres-a::b]",
            "tests/robustness/test_kill.py on PostgreSQL",
        ),
    ],
)
def test_what_shares_its_setup_is_tested_in_one_process(test: str, group: str) -> None:
    assert group_of(test) == group
