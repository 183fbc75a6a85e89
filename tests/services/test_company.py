"""Opening and making companies: what is found, what is refused, what stays untouched."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop.errors import KontorError, Refusal
from desktop.models.base import SingleRow
from desktop.models.codes import ItemCategory
from desktop.models.every_table import Base
from desktop.models.setup import SalesSetup
from desktop.services import company as company_module
from desktop.services import database as database_module
from desktop.services import migrating
from desktop.services.company import (
    SINGLE_ROWS,
    CompanyLocked,
    CompanyMissing,
    CompanyNewer,
    CompanyNotOurs,
    PlaceTaken,
    add_single_rows,
    back_up,
    create_company,
    open_company,
    place_of,
    refusal_at_opening,
    sqlite_url,
)
from desktop.services.context import Cancelled, NoProgress
from desktop.services.database import Database, DatabaseReadOnly, DiskFull, ServerRefuses
from desktop.services.setup.field_infos import model_of
from tests.conftest import fill_with_empty_company
from tests.databases import PostgresDatabases
from tests.services.neighbours import (
    another_program_holding,
    as_an_ordinary_user,
    contents,
    protect,
    readable_folder,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a company lies that has one category."""
    place = tmp_path / "fjell.sqlite"
    made = create_company(sqlite_url(place))
    with made.write() as session:
        session.add(ItemCategory(code="CHAIR"))
    made.close()
    return place


@pytest.fixture
def opening() -> Iterator[Callable[[Path], Database]]:
    """Opens companies that are closed after the test."""
    opened: list[Database] = []

    def open_it(place: Path) -> Database:
        opened.append(open_company(sqlite_url(place)))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()


Opening = Callable[[Path], Database]


def go_back(path: Path, revision: str) -> None:
    """Make the company one of an older program."""
    database = Database(sqlite_url(path))
    with database.engine.connect() as connection:
        migrating.downgrade(connection, revision)
        connection.commit()
    database.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("VACUUM")  # no room inside the file


def revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def refusal_at(path: Path) -> KontorError:
    """What opening a place is answered with; the bytes there stay as they are."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(KontorError) as refusal:
        open_company(sqlite_url(path))
    if before is not None:
        assert path.read_bytes() == before
    return refusal.value


# ------------------------------------------------------------------------------------------- open


def test_a_company_is_opened_as_it_was_left(path: Path, opening: Opening) -> None:
    company = opening(path)
    with company.read() as session:
        assert session.scalars(sa.select(ItemCategory.code)).all() == ["CHAIR"]
    assert not (path.parent / "backups").exists()


def test_no_file_is_no_company_and_none_is_made(tmp_path: Path) -> None:
    place = tmp_path / "nothing.sqlite"
    refusal = refusal_at(place)
    assert isinstance(refusal, CompanyMissing)
    assert str(place) in str(refusal)
    assert not place.exists()


def test_a_folder_is_no_company(tmp_path: Path) -> None:
    assert isinstance(refusal_at(tmp_path), CompanyMissing)


@pytest.mark.parametrize("content", [b"", b"Dear customer,\n" * 200, b"\x00" * 4096])
def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "letter.txt"
    place.write_bytes(content)
    refusal = refusal_at(place)
    assert isinstance(refusal, CompanyNotOurs)
    assert str(place) in str(refusal)
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE recipe (id INTEGER)", "CREATE TABLE company_information (id INTEGER)"],
)
def test_a_database_of_another_program_is_not_ours(tmp_path: Path, statement: str) -> None:
    place = tmp_path / "recipes.sqlite"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(statement)
    with pytest.raises(CompanyNotOurs):
        open_company(sqlite_url(place))
    assert statement.split()[2] in contents_of_tables(place)


def contents_of_tables(place: Path) -> set[str]:
    with closing(sqlite3.connect(place)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def test_the_other_programs_file_is_not_even_switched_to_another_journal(tmp_path: Path) -> None:
    place = tmp_path / "recipes.sqlite"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    assert isinstance(refusal_at(place), CompanyNotOurs)


def test_a_company_of_a_newer_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    refusal = refusal_at(path)
    assert isinstance(refusal, CompanyNewer)
    assert refusal.parameters["found"] == "9999"
    assert refusal.parameters["known"] == migrating.newest_revision()


def test_a_company_that_another_program_keeps_is_locked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company_module, "OPENING_PATIENCE_S", 0.05)
    with another_program_holding(path, "EXCLUSIVE"):
        refusal = refusal_at(path)
    assert isinstance(refusal, CompanyLocked)
    assert str(path) in str(refusal)


def test_a_company_that_may_only_be_read_is_refused_at_the_door() -> None:
    with readable_folder() as folder:
        place = folder / "fjell.sqlite"
        create_company(sqlite_url(place)).close()
        protect(place)
        with as_an_ordinary_user(), pytest.raises(DatabaseReadOnly):
            open_company(sqlite_url(place))


def test_an_error_that_nobody_expects_stays_what_it_is() -> None:
    odd = sqlite3.OperationalError("odd")
    assert refusal_at_opening(odd, "fjell.sqlite") is odd


# -------------------------------------------------------------------------------------- migrating


def test_an_older_company_is_backed_up_and_brought_up_to_date(path: Path, opening: Opening) -> None:
    go_back(path, "0001")
    before = contents(path)
    opening(path)
    assert revision_of(path) == migrating.newest_revision()
    [backup] = (path.parent / "backups").iterdir()
    assert f"before-{migrating.newest_revision()}" in backup.name
    assert contents(backup) == before


def test_the_backup_of_an_older_company_can_be_opened(path: Path, opening: Opening) -> None:
    go_back(path, "0001")
    opening(path)
    [backup] = (path.parent / "backups").iterdir()
    assert revision_of(backup) == "0001"
    with opening(backup).read() as session:
        assert session.scalars(sa.select(ItemCategory.code)).all() == ["CHAIR"]


def test_a_step_that_fails_leaves_the_company_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_back(path, "0001")
    before = contents(path)
    upgrade = migrating.upgrade

    def half_way(connection: sa.Connection) -> None:
        upgrade(connection)
        raise Cancelled

    monkeypatch.setattr(migrating, "upgrade", half_way)
    with pytest.raises(Cancelled):
        open_company(sqlite_url(path))
    assert contents(path) == before
    assert revision_of(path) == "0001"


def test_a_step_on_a_full_disk_leaves_the_company_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_back(path, "0001")
    before = contents(path)
    prepare = database_module._prepare_sqlite  # noqa: SLF001  (the engine's own set-up)

    def without_room(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count = 1")

    monkeypatch.setattr(database_module, "_prepare_sqlite", without_room)
    with pytest.raises(DiskFull):
        open_company(sqlite_url(path))
    assert contents(path) == before


def test_progress_tells_of_the_steps(path: Path) -> None:
    go_back(path, "0001")
    told: list[tuple[int, int]] = []

    class Told(NoProgress):
        def step(self, done: int, total: int, text: str = "") -> None:
            told.append((done, total))

    open_company(sqlite_url(path), Told()).close()
    assert told == [(0, 1), (1, 1)]


# ----------------------------------------------------------------------------------------- backup


def test_a_backup_is_made_while_the_company_is_in_use(path: Path, opening: Opening) -> None:
    company = opening(path)
    with company.write() as session:
        session.add(ItemCategory(code="TABLE"))
        session.flush()
        copy = back_up(company, "daily")
    assert copy is not None
    with opening(copy).read() as session:
        assert session.scalars(sa.select(ItemCategory.code)).all() == ["CHAIR"]


def test_a_backup_that_fails_leaves_no_half_file(
    path: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = opening(path)
    connect = sqlite3.connect

    def full(place: Path, *options: object) -> sqlite3.Connection:
        connection = connect(place)
        if "backups" in str(place):
            connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(DiskFull):
        back_up(company, "daily")
    assert list((path.parent / "backups").iterdir()) == []


def test_a_server_makes_its_own_backups(postgres_databases: PostgresDatabases) -> None:
    company = open_company(postgres_databases.create(fill_with_empty_company))
    assert back_up(company, "daily") is None
    company.close()
    postgres_databases.drop_all()


# ------------------------------------------------------------------------------------- new company


def test_a_new_company_has_its_single_rows(company: Database) -> None:
    with company.read() as session:
        assert all(session.get(model_of(name), 1) is not None for name in SINGLE_ROWS)


def test_every_table_of_a_single_row_is_named() -> None:
    single = {mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, SingleRow)}
    assert set(SINGLE_ROWS) == {str(mapper.local_table) for mapper in single}


def test_a_single_row_that_is_missing_is_added(company: Database) -> None:
    with company.write() as session:
        session.execute(sa.text("DELETE FROM sales_setup"))
    add_single_rows(company)
    with company.read() as session:
        assert session.get(SalesSetup, 1) is not None


def test_a_new_company_makes_its_folder(tmp_path: Path, opening: Opening) -> None:
    place = tmp_path / "new" / "office.sqlite"
    create_company(sqlite_url(place)).close()
    opening(place)


def test_a_new_company_takes_an_empty_file(tmp_path: Path, opening: Opening) -> None:
    place = tmp_path / "office.sqlite"
    place.touch()
    create_company(sqlite_url(place)).close()
    opening(place)


def test_a_new_company_overwrites_nothing(path: Path) -> None:
    before = contents(path)
    with pytest.raises(PlaceTaken) as refusal:
        create_company(sqlite_url(path))
    assert str(path) in str(refusal.value)
    assert contents(path) == before
    with pytest.raises(PlaceTaken):
        create_company(sqlite_url(path.parent))


def test_a_new_company_needs_a_database_without_tables(
    postgres_databases: PostgresDatabases,
) -> None:
    url = postgres_databases.create(fill_with_empty_company)
    with pytest.raises(PlaceTaken):
        create_company(url)
    postgres_databases.drop_all()


def test_a_making_that_fails_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_connection: sa.Connection) -> None:
        raise Cancelled

    monkeypatch.setattr(migrating, "upgrade", fails)
    with pytest.raises(Cancelled):
        create_company(sqlite_url(tmp_path / "office.sqlite"))
    assert list(tmp_path.iterdir()) == []


def test_a_making_that_fails_on_a_server_is_told(
    postgres_databases: PostgresDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_connection: sa.Connection) -> None:
        raise Cancelled

    url = postgres_databases.create()
    monkeypatch.setattr(migrating, "upgrade", fails)
    with pytest.raises(Cancelled):
        create_company(url)
    postgres_databases.drop_all()


def test_a_making_that_was_cut_short_is_completed(path: Path, opening: Opening) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM sales_setup")
        connection.commit()
    with opening(path).read() as session:
        assert session.get(SalesSetup, 1) is not None


# ----------------------------------------------------------------------------------------- servers


def test_a_company_on_a_server_is_opened(postgres_databases: PostgresDatabases) -> None:
    open_company(postgres_databases.create(fill_with_empty_company)).close()
    postgres_databases.drop_all()


def test_an_empty_database_on_a_server_is_not_ours(postgres_databases: PostgresDatabases) -> None:
    with pytest.raises(CompanyNotOurs):
        open_company(postgres_databases.create())
    postgres_databases.drop_all()


def test_a_database_that_the_server_does_not_have_is_refused(postgres_url: str) -> None:
    with pytest.raises(ServerRefuses):
        open_company(sa.make_url(postgres_url).set(database="no_such_company"))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("sqlite:////data/fjell.sqlite", "/data/fjell.sqlite"),
        ("postgresql://lena:secret@office.example/fjell", "office.example/fjell"),
        ("postgresql:///fjell", "localhost/fjell"),
    ],
)
def test_a_place_is_named_without_its_password(url: str, place: str) -> None:
    assert place_of(sa.make_url(url)) == place


def test_every_refusal_names_the_place() -> None:
    for kind in (CompanyMissing, CompanyNotOurs, CompanyLocked, PlaceTaken):
        refusal: Refusal = kind(place="fjell.sqlite")
        assert "fjell.sqlite" in str(refusal)
