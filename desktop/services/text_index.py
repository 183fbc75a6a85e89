"""Finding rows by words: in the text index of a table where it has one, else in its columns.

Words are looked for without case and accents, inside of other words too. Which tables are
indexed, over which columns, stands in models/text_index.py; ADR 0009 tells how.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement, SQLCoreOperations

from desktop.models.every_table import Base
from desktop.models.text_index import SEARCH_COLUMN, TEXT_INDEXES, text_table, trigram_table
from desktop.models.values.folding import fold

LONGEST_SEARCH = 1000
"""Nobody types more; a page that was pasted by mistake finds nothing."""

_TRIGRAM = 3
_LETTERS_OF_A_TRIGRAM = re.compile(r"[^\W_]{3}")
_MOST_MATCHED = 16
"""So many words of a search go through the trigrams; what they find is compared with the rest."""

_LONGEST_MATCHED = 64
"""So much of a word goes through the trigrams; what they find is compared with all of it."""


def words_of(search: str) -> tuple[str, ...]:
    """The words of a search, folded, the longest first; a word inside another one says nothing."""
    storable = search.encode("utf-8", "ignore").decode("utf-8")  # half a pair of UTF-16 is nothing
    words: list[str] = []
    for word in sorted(set(fold(storable).split()), key=lambda each: (-len(each), each)):
        if not any(word in longer for longer in words):
            words.append(word)
    return tuple(words)


def is_indexed(table: str, columns: Collection[str]) -> bool:
    """Whether all these columns of a table stand in its text index."""
    return set(columns) <= set(TEXT_INDEXES.get(table, ()))


def text_condition(session: Session, table: str, search: str) -> list[ColumnElement[bool]]:
    """The conditions that every word of a search stands in the indexed text of a row.

    None for a blank search. The statement must have the table itself in its FROM, no alias.
    """
    if len(search) > LONGEST_SEARCH:
        return [sa.false()]
    words = words_of(search)
    if not words:
        return []
    return [_stands_in_text(session, table, words)]


def any_text_condition(session: Session, table: str, parts: Sequence[str]) -> ColumnElement[bool]:
    """The condition that at least one of some texts, spaces and all, stands in a row's text."""
    wanted = sorted({fold(part) for part in parts})
    return sa.or_(sa.false(), *(_stands_in_text(session, table, (part,)) for part in wanted))


def folded_condition(search: str, *columns: SQLCoreOperations[Any]) -> list[ColumnElement[bool]]:
    """The conditions that every word of a search stands in one of some columns, without an index.

    For small tables and for what an index has found already: each row's text is folded anew.
    """
    if len(search) > LONGEST_SEARCH:
        return [sa.false()]
    text: Any = sa.literal("", sa.Text())
    for column in columns:
        text = text + "\n" + sa.func.coalesce(column, "")
    return [folded(text).contains(word, autoescape=True) for word in words_of(search)]


def folded(column: SQLCoreOperations[Any]) -> ColumnElement[str]:
    """A text of the database as `fold` makes it; both databases have a function of that name."""
    return sa.func.fold(column, type_=sa.Text())


def _stands_in_text(session: Session, table: str, words: Sequence[str]) -> ColumnElement[bool]:
    if session.get_bind().dialect.name == "sqlite":
        return _stands_on_sqlite(session, table, words)
    text: ColumnElement[str] = sa.literal_column(f"{table}.{SEARCH_COLUMN}", sa.Text())
    return sa.and_(*(_stands_on_postgresql(text, word) for word in words))


def _stands_on_postgresql(text: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """By LIKE, which pg_trgm looks up, or by reading the texts where there is no trigram.

    A prepared LIKE would be looked up even then, and for a word without one all trigrams there
    are would be read.
    """
    if not _LETTERS_OF_A_TRIGRAM.search(word):
        return sa.func.strpos(text, word) > 0
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return text.like(f"%{word}%")


def _stands_on_sqlite(session: Session, table: str, words: Sequence[str]) -> ColumnElement[bool]:
    """Words of three letters and more by their trigrams, shorter ones by reading the texts."""
    base = Base.metadata.tables[table]
    keys = [column.name for column in base.primary_key]
    texts = sa.table(text_table(table), *map(sa.column, ("id", "text", *keys)))
    matched = [word for word in words if len(word) >= _TRIGRAM][:_MOST_MATCHED]
    if not matched or not _has_trigrams(session, table):
        own = [texts.c[key] == base.c[key] for key in keys]
        return sa.exists().where(*own, *_read(texts.c.text, words)).correlate(base)
    index = sa.table(trigram_table(table), sa.column("rowid"), sa.column("text", sa.Text()))
    compared = [word for word in words if word not in matched or len(word) > _LONGEST_MATCHED]
    found = (
        sa.select(*(texts.c[key] for key in keys))
        .select_from(index.join(texts, texts.c.id == index.c.rowid))
        .where(index.c.text.match(_all_of(matched)), *_read(texts.c.text, compared))
    )
    if len(keys) == 1:
        return base.c[keys[0]].in_(found)
    return sa.tuple_(*(base.c[key] for key in keys)).in_(found)


def _read(text: ColumnElement[Any], words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [sa.func.instr(text, word) > 0 for word in words]


def _all_of(words: Sequence[str]) -> str:
    """FTS5's expression for texts that have all the words: each in quotes, so that it is text."""
    phrases = (word[:_LONGEST_MATCHED].replace('"', '""') for word in words)
    return " AND ".join(f'"{phrase}"' for phrase in phrases)


def _has_trigrams(session: Session, table: str) -> bool:
    """Whether the company was made where SQLite knows trigrams; asked once a connection."""
    connection = session.connection()
    known: set[str] = connection.info.setdefault("trigram_tables", set())
    if not known:
        # Not a statement of the list that asks: it is asked of the driver, once.
        rows = connection.connection.cursor()
        rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        known.update(name for (name,) in rows.fetchall())
        rows.close()
    return trigram_table(table) in known
