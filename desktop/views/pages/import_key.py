"""What the preview of an import shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportKey:
    """Rows of the file at `path`, for a table."""

    table: str
    path: str
