"""Asking a database the same question only once while many rows are entered.

Rules look up the same few codes again and again. Within one transaction the answer stays the same
as long as nobody writes to the table, so the first one is given again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import FrozenResult
from sqlalchemy.orm import ORMExecuteState, Session

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)

MOST_ANSWERS = 20_000
_MEMORY = "repeated_answers"


@contextmanager
def repeated_answers(session: Session, *, except_of: str) -> Iterator[None]:
    """While this lasts, a SELECT from one table is answered from memory when it comes again.

    Left out are the table `except_of`, tables that this session has written to, and questions that
    lock rows. Other transactions may write meanwhile: their changes are not seen, as with an
    earlier start of this one.
    """
    memory = _Memory(except_of)
    event.listen(session, "do_orm_execute", memory.answer)
    session.info[_MEMORY] = memory
    try:
        yield
    finally:
        del session.info[_MEMORY]
        event.remove(session, "do_orm_execute", memory.answer)


def asked_once(session: Session, table: str, question: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` answers to a question about a table, asked once while answers are repeated.

    For rules that ask of nearly every row: even to recognise a SELECT takes longer than this.
    `question` tells it from all others about that table.
    """
    memory: _Memory | None = session.info.get(_MEMORY)
    if memory is None or memory.must_ask(session, table):
        return ask()
    found: T = memory.once((table, question), ask)
    return found


def ask_together(
    session: Session,
    table: str,
    questions: Iterable[H],
    ask: Callable[[Sequence[H]], Mapping[H, object]],
) -> None:
    """Ask at once what `asked_once` is going to be asked about a table.

    `ask` gets the questions that are still open and gives an answer to each.
    """
    memory: _Memory | None = session.info.get(_MEMORY)
    if memory is None or memory.must_ask(session, table):
        return
    unanswered = memory.unanswered(table, questions)
    if unanswered:
        memory.keep(table, ask(unanswered))


class _Memory:
    """The answers given so far, and which shapes of questions are simple enough to remember."""

    def __init__(self, except_of: str) -> None:
        self._except_of = except_of
        self._answers: dict[object, FrozenResult[Any]] = {}
        self._known: dict[object, Any] = {}
        self._is_simple: dict[object, bool] = {}

    def answer(self, state: ORMExecuteState) -> Any:  # noqa: ANN401  (SQLAlchemy's own signature)
        """An answer from memory; None lets the session ask."""
        key = self._question(state)
        if key is None:
            return None
        if key not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            self._answers[key] = state.invoke_statement().freeze()
        return self._answers[key]()

    def must_ask(self, session: Session, table: str) -> bool:
        """Whether rows of a table may have changed since it was asked first."""
        return table == self._except_of or table in session.info.get("changed_tables", ())

    def unanswered(self, table: str, questions: Iterable[H]) -> list[H]:
        """The questions about a table that were not asked yet."""
        return [question for question in questions if (table, question) not in self._known]

    def keep(self, table: str, answers: Mapping[H, object]) -> None:
        """Remember the answers to some questions about a table."""
        self._known.update({(table, question): answer for question, answer in answers.items()})

    def once(self, key: object, ask: Callable[[], Any]) -> Any:  # noqa: ANN401  (any answer)
        """The answer that was given before, else that of `ask`."""
        if key not in self._known:
            if len(self._known) >= MOST_ANSWERS:
                self._known.clear()
            self._known[key] = ask()
        return self._known[key]

    def _question(self, state: ORMExecuteState) -> object | None:
        """What tells one question from another; None for one that must be asked."""
        mapper, statement = state.bind_mapper, state.statement
        if mapper is None or not isinstance(statement, sa.Select):
            return None
        table = str(mapper.local_table.description)
        if self.must_ask(state.session, table):
            return None
        key = statement._generate_cache_key()  # noqa: SLF001  (the key of SQLAlchemy's own caching example)
        if key is None:
            return None
        if key.key not in self._is_simple:
            # Costly, since it compiles the statement: once for each shape.
            froms = statement.get_final_froms()
            is_alone = len(froms) == 1 and froms[0] is mapper.local_table
            locks = statement._for_update_arg is not None  # noqa: SLF001  (there is no public way to ask)
            self._is_simple[key.key] = is_alone and not locks
        if not self._is_simple[key.key]:
            return None
        given = state.parameters
        named = tuple(sorted(given.items())) if isinstance(given, dict) else ()
        values = (each.effective_value for each in key.bindparams)
        # An IN has a list.
        plain = (tuple(each) if isinstance(each, list) else each for each in values)
        return key.key, tuple(plain), named
