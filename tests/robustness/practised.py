"""What a clerk has learned before the day begins: importing this posts a few orders elsewhere.

A process forked from one that has imported it need not compile the program's statements anew,
so it gets to the interesting part before it is killed.
"""

import gc
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from desktop.services.database import Database
from tests.robustness.books import fill_with_open_orders
from tests.robustness.clerk import numbers_of

COMPILED: dict[Any, Any] = {}
"""SQLAlchemy's compiled statements, for any engine of the same kind."""


def practise() -> None:
    """Post a few parts in a company that nobody keeps."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'practice.sqlite').as_posix()}"
        fill_with_open_orders(url)
        database = Database(url)
        database.engine.update_execution_options(compiled_cache=COMPILED)
        for seed in range(3):
            list(numbers_of(database, Random(seed), postings=4))
        database.close()
    gc.freeze()  # what is forked from here need not look through all of this again


practise()
