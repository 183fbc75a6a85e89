"""Sheets made in tests as a spreadsheet program would have saved them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.interchange.table_import import (
    Blanks,
    ImportPlan,
    ImportResult,
    carry_out,
    plan_import,
)
from desktop.services.interchange.workbook import Sheet, read_workbook
from desktop.translation import Localizer

ENGLISH = Localizer("en", "GB")
SWEDISH = Localizer("sv", "SE")


def saved(path: Path, *rows: tuple[Any, ...]) -> Path:
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def sheet_with(folder: Path, *rows: tuple[Any, ...]) -> Sheet:
    """The first sheet of a workbook with these rows, read back."""
    [sheet] = read_workbook(saved(folder / "rows.xlsx", *rows))
    return sheet


def planned(
    database: Database,
    table: str,
    sheet: Sheet,
    context: UserContext,
    localizer: Localizer = ENGLISH,
    *,
    blanks: Blanks = Blanks.LEAVE,
) -> ImportPlan:
    """The plan of an import, made as the page makes it."""
    with database.rehearse() as session:
        return plan_import(session, table, sheet, context, localizer, blanks=blanks)


def imported(
    database: Database, plan: ImportPlan, context: UserContext, *, without_refused: bool = False
) -> ImportResult:
    """Carry a plan out in one transaction."""
    with database.write() as session:
        return carry_out(session, plan, context, without_refused=without_refused)


def outcomes(plan: ImportPlan) -> list[str]:
    """What becomes of each row, in a word."""
    return [str(row.outcome) for row in plan.rows]
