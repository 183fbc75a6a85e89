"""Switched off at any instant, the books are whole: posted documents are there or they are not.

The test kills sixty times; KONTOR_KILLS makes it more.
"""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import pytest

from desktop.services.company import open_company, sqlite_url
from tests.robustness import clerk
from tests.robustness.books import faults, fill_with_open_orders, posted_numbers

KILLS = int(os.environ.get("KONTOR_KILLS", "60"))
LOOKED_AT_EVERY = 20
LONGEST_LIFE_S = 0.12
PATIENCE_S = 30


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a company with goods in stock and open orders."""
    place = tmp_path / "trading.sqlite"
    fill_with_open_orders(f"sqlite:///{place.as_posix()}")
    return place


@pytest.fixture(scope="module")
def office() -> multiprocessing.context.BaseContext:
    """Where clerks come from: where the system can, from a process that knows the program."""
    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(kind)
    if kind == "forkserver":
        context.set_forkserver_preload([clerk.PRACTICE])
    return context


class Clerk:
    """Another process at the same company."""

    def __init__(self, office: multiprocessing.context.BaseContext, path: Path, seed: int) -> None:
        self._hears, tells = office.Pipe(duplex=False)
        url = f"sqlite:///{path.as_posix()}"
        self._process: BaseProcess = office.Process(  # type: ignore[attr-defined]  # every start method has it
            target=clerk.work_until_switched_off, args=(url, seed, tells), daemon=True
        )
        self._process.start()
        tells.close()
        self._seed = seed
        self._numbers: set[str] = set()

    def works_for_a_while(self) -> None:
        """Wait for the first posted document, and then a random moment of the next ones."""
        assert self._hears.poll(PATIENCE_S), "the clerk does not work"
        self._numbers.add(self._hears.recv())
        self._process.join(Random(self._seed).uniform(0, LONGEST_LIFE_S))
        assert self._process.exitcode is None, "the clerk went home"

    def is_killed(self) -> set[str]:
        """Switch it off; answers the numbers it was sure of."""
        self._process.kill()
        self._process.join()
        with closing(self._hears):
            return self._numbers | set(_heard(self._hears))


def _heard(hears: Connection) -> Iterator[str]:
    """What was told before the end; a message that broke off was not told."""
    while True:
        try:
            yield hears.recv()
        except (EOFError, OSError):
            return


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_at_any_instant_the_company_opens_and_its_books_are_whole(
    office: multiprocessing.context.BaseContext, path: Path
) -> None:
    sure_of: set[str] = set()
    for seed in range(KILLS):
        worker = Clerk(office, path, seed)
        worker.works_for_a_while()
        sure_of |= worker.is_killed()
        if seed % LOOKED_AT_EVERY == LOOKED_AT_EVERY - 1:
            company = open_company(sqlite_url(path))
            assert faults(company) == []
            assert sure_of <= posted_numbers(company)
            company.close()
    assert len(sure_of) >= KILLS
