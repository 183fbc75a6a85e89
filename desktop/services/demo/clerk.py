"""The person who enters the demo company's records, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.records import add_record, change_record
from desktop.services.setup.record_engine import Key, RecordView
from desktop.services.standard_setup import words

ENGLISH, SWEDISH, GERMAN = words.ENGLISH, words.SWEDISH, words.GERMAN

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Clerk:
    """Enters records in one transaction; a None in a row leaves the field at its default."""

    session: Session
    context: UserContext

    def on(self, day: date) -> Clerk:
        """The same person on another day."""
        return replace(self, context=replace(self.context, work_date=day))

    def add(self, table: str, **values: object) -> RecordView:
        """Make one record, its fields entered in the order given."""
        entered = {name: value for name, value in values.items() if value is not None}
        return add_record(self.session, table, entered, self.context)

    def add_no(self, table: str, **values: object) -> str:
        """Make a record and give the number that it got."""
        return str(self.add(table, **values).key[0])

    def add_rows(self, table: str, columns: str, rows: Iterable[Row]) -> None:
        """Make one record of each row; `columns` are the field names, separated by blanks."""
        names = columns.split()
        for row in rows:
            self.add(table, **dict(zip(names, row, strict=True)))

    def add_texts(self, table: str, rows: Iterable[Sequence[str]]) -> None:
        """Make codes of (code, English, Swedish, German), with their texts in each language.

        The English text is a translation too, or an English paper would show the Swedish one.
        """
        for code, english, swedish, german in rows:
            self.add(table, code=code, description=english)
            self.translate(table, code, english, swedish, german)

    def translate(self, table: str, code: str, english: str, swedish: str, german: str) -> None:
        """Give a code its texts in the three languages of the demo company's papers."""
        texts = {ENGLISH: english, SWEDISH: swedish, GERMAN: german}
        for language, text in texts.items():
            self.add(f"{table}_translation", code=code, language_code=language, description=text)

    def change(self, table: str, key: Key, **values: object) -> None:
        """Enter fields on the card of an existing record, in the order given."""
        for name, value in values.items():
            change_record(self.session, table, key, (name, value), self.context)

    def end_command(self) -> None:
        """What comes next is another command: it reads all anew."""
        self.session.flush()
        self.session.expunge_all()
