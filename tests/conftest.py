"""What every test may use: a database of its own, no network, and a check for what is left running.

fresh_database_url    the address of an empty database; the test runs once for each kind
databases             the same, for tests that want a prepared database or several of them
postgres_server       the server itself, for what only PostgreSQL can do
company               an empty company, ready for services; the test runs once for each kind
context               the user ADMIN on the work date 2026-01-15
"""

import gc
import os
import threading
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from pytestqt.qtbot import QtBot
from xdist.remote import Producer

from desktop.none_guard import keep_none_alive
from desktop.services.company import create_company
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.starting import put_off_collection
from desktop.views.shell.collector import collect_what_is_due
from tests import network
from tests.databases import DatabaseKind, Databases, PostgresDatabases, SqliteDatabases
from tests.leftovers import Watch
from tests.memory import MEMORY, has_room_in_memory
from tests.moving import company_at
from tests.postgres_server import PostgresServer, server_at, server_from_wheel
from tests.sharing_out import SharingOut, longest_first

# Before Qt looks at it; who wants to see the windows sets another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if has_room_in_memory():
    # Files of tests are not waited for: none of them outlives the machine.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

keep_none_alive()
# Circles of objects are freed between two tests, on the thread that has the windows.
put_off_collection()

# A failure must come again when the same code is tested again; a slow machine is not a failure.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


PATIENCE_MS = 60_000
"""Five seconds, which pytest-qt waits by itself, are not enough where tests share processors."""

for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitActive, QtBot.waitExposed):
    wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": PATIENCE_MS}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    longest_first(items, config.rootpath)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SharingOut:
    """Share the tests out among processes."""
    return SharingOut(config, log)


def pytest_collection_finish() -> None:
    """What was imported and collected stays; nobody looks for circles in it after each test."""
    gc.collect()
    gc.freeze()


# -------------------------------------------------------------------------------------- databases


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The PostgreSQL server of all processes, started when a test first wants it."""
    given = os.environ.get("KONTOR_TEST_PG")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    try:
        with server_at(given) if given else server_from_wheel(run) as server:
            yield server
    except ImportError as error:
        reason = f"no PostgreSQL: {error}; set KONTOR_TEST_PG to the address of a server"
        if os.environ.get("KONTOR_REQUIRE_POSTGRES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_url(postgres_server: PostgresServer) -> str:
    """The address of the database that the server always has; leave nothing in it."""
    return postgres_server.url


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sqlite_databases(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path
) -> SqliteDatabases:
    """Makes SQLite files, for tests that need no other kind."""
    return SqliteDatabases(tmp_path_factory.mktemp("companies"), shared_folder / "templates")


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: PostgresServer) -> Iterator[PostgresDatabases]:
    """Makes PostgreSQL databases, for tests marked `postgres`."""
    made = PostgresDatabases(postgres_server)
    yield made
    made.close()


@pytest.fixture(
    params=[
        DatabaseKind.SQLITE,
        pytest.param(DatabaseKind.POSTGRES, marks=pytest.mark.postgres),
    ]
)
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Makes databases for one test, which runs once for each kind of database."""
    made: Databases = request.getfixturevalue(f"{request.param}_databases")
    yield made
    made.drop_all()


@pytest.fixture
def fresh_database_url(databases: Databases) -> str:
    """The address of an empty database; the test runs once for each kind of database."""
    return databases.create()


@pytest.fixture
def company(databases: Databases) -> Iterator[Database]:
    """An empty company; the test runs once for each kind of database."""
    with company_at(databases.create(fill_with_empty_company)) as database:
        yield database


@pytest.fixture
def context() -> UserContext:
    """The user ADMIN, who may do everything, on the work date of the scenarios."""
    return UserContext(user="ADMIN", work_date=date(2026, 1, 15))


def fill_with_empty_company(url: str) -> None:
    """Make an empty company at an address."""
    create_company(url).close()


# -------------------------------------------------------------------------------------- coverage


COVERED_BY_OTHERS = ("postgres", "covered_by_others")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count no coverage where other tests cover the same lines.

    That is on PostgreSQL, after SQLite, and in tests marked so. Tracing nearly doubles the time of
    a test, and the suite has fifteen minutes.
    """
    plugin = item.config.pluginmanager.getplugin("_cov")
    counting = plugin and plugin.cov_controller
    if not counting or not any(item.get_closest_marker(name) for name in COVERED_BY_OTHERS):
        return (yield)
    counting.pause()
    try:
        return (yield)
    finally:
        counting.resume()


# ----------------------------------------------------------------------------- what tests may not


@pytest.fixture(scope="session", autouse=True)
def _network_is_off() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.switch_off(patch)
        yield


@pytest.fixture(scope="session")
def leftover_watch() -> Iterator[Watch]:
    """Knows which Qt threads, timers and pools were started."""
    with pytest.MonkeyPatch.context() as patch:
        yield Watch(patch)


@pytest.fixture(autouse=True)
def _nothing_is_left_running(leftover_watch: Watch) -> Iterator[None]:
    before = set(threading.enumerate())
    leftover_watch.forget()
    yield
    left = leftover_watch.leftovers(before)
    collect_what_is_due()
    if left:
        pytest.fail("The test left running: " + "; ".join(left))
