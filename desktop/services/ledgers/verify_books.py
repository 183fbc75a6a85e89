"""The proof of the books: the chain of registers, and that all ledgers agree (02 §9, SD101).

It reads everything and changes nothing; on a large company it belongs into the background.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.every_table import Base
from desktop.models.ledger_counter import LedgerCounter
from desktop.models.ledgers import GlRegister
from desktop.models.safekeeping import BooksCheck
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.ledgers.chain import CHAINED, GENESIS, register_hash
from desktop.services.ledgers.rows import Row
from desktop.services.ledgers.stock import AnyRow
from desktop.services.ledgers.verify_balances import balance_findings
from desktop.services.ledgers.verify_numbers import number_findings
from desktop.services.ledgers.verify_stock import stock_findings
from desktop.translation import N_

REGISTERS_AT_ONCE = 500

RowsByTable: TypeAlias = dict[str, list[Row]]

BROKEN = N_("Register {register_no} does not match its seal: its entries were changed.")
UNCHAINED = N_("Register {register_no} does not continue register {before_no}.")
MISSING = N_("Register {register_no} is missing.")
STRAY = N_("{count} rows of {table} belong to register {register_no}, which does not exist.")
CUT_OFF = N_("The last register should be {expected_no}, but it is {register_no}.")


@dataclass(frozen=True, slots=True)
class BooksReport:
    """What the proof found; no findings means that the books are right.

    `last_hash` seals everything up to the last register: written down elsewhere, it proves
    later that nothing before it was touched.
    """

    registers: int
    last_hash: str
    findings: tuple[Notice, ...]

    @property
    def is_right(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify_books(session: Session, progress: Progress | None = None) -> BooksReport:
    """Prove the chain, the balance of each transaction, subledgers = G/L, stock and numbers."""
    progress = progress or NoProgress()
    chain = _Chain(session, progress)
    findings = list(chain.findings())
    for part in (balance_findings, stock_findings, number_findings):
        progress.check_cancelled()
        findings.extend(part(session))
    return BooksReport(chain.count, chain.hash, tuple(findings))


def keep_check(session: Session, report: BooksReport, context: UserContext) -> None:
    """Keep that the books were proved, with the seal that was reached."""
    session.add(
        BooksCheck(
            checked_at=context.now(),
            checked_by=context.user,
            registers=report.registers,
            seal=report.last_hash,
            findings=len(report.findings),
        )
    )


class _Chain:
    """Walks along the registers, remembering the last hash."""

    def __init__(self, session: Session, progress: Progress) -> None:
        self._session = session
        self._progress = progress
        self._expected_no = 1
        self.hash = GENESIS
        self.count = 0

    def findings(self) -> Iterator[Notice]:
        """Registers that are missing, changed or not chained to their predecessor."""
        total = self._session.scalar(select(func.count()).select_from(GlRegister)) or 0
        after = 0
        while True:
            registers = self._session.execute(
                select(GlRegister.no, GlRegister.source, GlRegister.previous_hash, GlRegister.hash)
                .where(GlRegister.no > after)
                .order_by(GlRegister.no)
                .limit(REGISTERS_AT_ONCE)
            ).all()
            if not registers:
                break
            rows = self._entries(after, registers[-1].no)
            for register in registers:
                yield from self._check(register, rows.pop(register.no, {}))
            yield from _strays(rows)
            after = registers[-1].no
            self._progress.check_cancelled()
            self._progress.step(self.count, total)
        yield from _strays(self._entries(after, None))
        counter = self._session.get(LedgerCounter, 1)
        last = counter.register_no if counter else 0
        if last != self.count:
            yield _finding("cut_off", CUT_OFF, expected_no=last, register_no=self.count)

    def _check(self, register: AnyRow, rows: RowsByTable) -> Iterator[Notice]:
        """Compare one register with its seal, and with the register before it."""
        while self._expected_no < register.no:
            yield _finding("missing", MISSING, register_no=self._expected_no)
            self._expected_no += 1
        if register.previous_hash != self.hash:
            yield _finding(
                "unchained", UNCHAINED, register_no=register.no, before_no=register.no - 1
            )
        seal = register_hash(register.previous_hash, register.no, register.source, rows)
        if seal != register.hash:
            yield _finding("broken", BROKEN, register_no=register.no)
        self.hash = register.hash
        self.count += 1
        self._expected_no = register.no + 1

    def _entries(self, after: int, last: int | None) -> dict[int, RowsByTable]:
        """The entries of some registers, by register and table, in the order of entry_no."""
        found: defaultdict[int, RowsByTable] = defaultdict(dict)
        for name, columns in CHAINED.items():
            table = Base.metadata.tables[name]
            query = (
                select(table.c.register_no, *(table.c[column] for column in columns))
                .where(table.c.register_no > after)
                .order_by(table.c.register_no, table.c.entry_no)
            )
            if last is not None:
                query = query.where(table.c.register_no <= last)
            for row in self._session.execute(query).mappings():
                found[row["register_no"]].setdefault(name, []).append(dict(row))
        return found


def _strays(rows: dict[int, RowsByTable]) -> Iterator[Notice]:
    for register_no, tables in rows.items():
        for table, entries in tables.items():
            yield _finding("stray", STRAY, register_no=register_no, table=table, count=len(entries))


def _finding(code: str, text: str, **figures: object) -> Notice:
    return Notice(f"books.{code}", text, figures)
