"""Where the companies of scenarios are made, and which feature files are told.

`KONTOR_SCENARIOS` names another folder of feature files; they are told on a fresh SQLite file.
`KONTOR_TEST_DATABASE_URL` names another database for all scenarios. Without both, the scenarios
of this folder are told twice, on SQLite and on PostgreSQL.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.databases import DatabaseKind, Databases, PostgresDatabases, SqliteDatabases
from tests.postgres_server import server_at

OWN_FEATURES = Path(__file__).parent / "features"
GIVEN = "given"

_TAG = re.compile(r"^\s*(@\S.*)$", re.MULTILINE)


def features_folder() -> Path:
    """The folder whose feature files are told."""
    given = os.environ.get("KONTOR_SCENARIOS")
    return Path(given).resolve() if given else OWN_FEATURES


def database_kinds() -> list[str]:
    """On which kinds of database each scenario is told."""
    if os.environ.get("KONTOR_TEST_DATABASE_URL"):
        return [GIVEN]
    if os.environ.get("KONTOR_SCENARIOS"):
        return [DatabaseKind.SQLITE]
    return [DatabaseKind.SQLITE, DatabaseKind.POSTGRES]


def tags_used() -> set[str]:
    """All tags in the feature files: pytest wants to know its markers beforehand."""
    tags = set()
    for path in features_folder().rglob("*.feature"):
        for line in _TAG.findall(path.read_text(encoding="utf-8")):
            tags |= {word.removeprefix("@") for word in line.split() if word.startswith("@")}
    return tags


@contextmanager
def given_databases(folder: Path) -> Iterator[Databases]:
    """Makes the databases of scenarios where `KONTOR_TEST_DATABASE_URL` says.

    On a server each scenario gets a database of its own beside the one that is named. A SQLite
    file that is named is never touched: the files are made in a folder of the tests.
    """
    url = os.environ["KONTOR_TEST_DATABASE_URL"]
    if make_url(url).get_backend_name() == "sqlite":
        yield SqliteDatabases(folder)
        return
    with server_at(url) as server:
        yield PostgresDatabases(server)
