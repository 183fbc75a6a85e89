"""Re-pointing every row that names a merged party, and keeping what stood there (CU145).

This is the only code that changes party numbers in ledgers and posted documents. The database
lets it, as long as the merge that its log tells of is under way (migration 0011); amounts and
dates are never touched.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.duplicates import MergeLogRow
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.merging.choice import KeyParts, MergePair
from desktop.services.merging.conflicts import KEPT_APART, Clash, rename_field, renamed_key
from desktop.services.papers.owners import can_own, key_text, ref_of, rename_owner
from desktop.services.setup.change_log import as_text
from desktop.services.setup.field_infos import key_fields, table_of
from desktop.services.setup.record_engine import places_of
from desktop.services.setup.references import Reference, references_to
from desktop.services.setup.renumbered_papers import renumber_papers

ROWS_AT_ONCE = 1000
WATCHES = "record_watch"


class Moves:
    """The changes of one merge, each logged with the old value; `counts` are rows by table."""

    def __init__(
        self, session: Session, pair: MergePair, merge_id: int, context: UserContext
    ) -> None:
        self._session = session
        self._pair = pair
        self._merge_id = merge_id
        self._context = context
        self._lines = count(1)
        self.counts: Counter[str] = Counter()

    def of(self, pair: MergePair) -> Moves:
        """The changes of two other records that are merged along with these, in the same log."""
        others = Moves(self._session, pair, self._merge_id, self._context)
        others._lines, others.counts = self._lines, self.counts
        return others

    # -- moving

    def set_original_numbers(self) -> None:
        """Posted documents keep the number that they were posted with, if they have none yet."""
        for table in posted_headers():
            name = "original_customer_no"
            column = table.c[name]
            places = [
                column.is_(None),
                sa.or_(
                    table.c.sell_to_customer_no == self._pair.duplicate,
                    table.c.bill_to_customer_no == self._pair.duplicate,
                ),
            ]
            self._change(table, places, {name: (None, self._pair.duplicate)})

    def move_references(self) -> None:
        """Let every row that names the duplicate name the survivor."""
        for reference in references_to(self._pair.kind.value):
            if not (reference.as_text or reference.table in KEPT_APART - {"customer"}):
                self._move(reference)

    def _move(self, reference: Reference) -> None:
        table = table_of(reference.table)
        ref = self._pair.duplicate_ref
        changes = {
            name: (old, new)
            for name, old, new in zip(
                reference.columns, ref.key, self._pair.survivor_ref.key, strict=True
            )
        }
        self.counts[table.name] += self._change(table, places_of(reference, ref), changes)

    def rename(self, clash: Clash, code: str) -> None:
        """Give a record of the duplicate another code and the survivor as its owner.

        What names the record by both parts, also on posted documents, goes along.
        """
        new = dict(zip(key_fields(clash.table), renamed_key(self._pair, clash, code), strict=True))
        old = dict(clash.duplicate)
        for reference in references_to(clash.table):
            if reference.as_text or reference.table == self._pair.kind.value:
                continue
            table = table_of(reference.table)
            parts = zip(reference.columns, key_fields(clash.table), strict=True)
            changes = {column: (old[part], new[part]) for column, part in parts}
            changes = {name: each for name, each in changes.items() if each[0] != each[1]}
            places = places_of(reference, RecordRef(clash.table, clash.key))
            self.counts[table.name] += self._change(table, places, changes)
        table = table_of(clash.table)
        party = clash.reference.columns[0]
        name = rename_field(clash.reference)
        changes = {each: (old[each], new[each]) for each in (party, name)}
        self.counts[table.name] += self._change(table, self._is(clash.table, clash.key), changes)
        self._move_papers(
            RecordRef(clash.table, clash.key), RecordRef(clash.table, tuple(new.values()))
        )

    def remove(self, clash: Clash) -> None:
        """Take a record of the duplicate away; its papers go to the survivor's record."""
        self._move_papers(
            RecordRef(clash.table, clash.key), RecordRef(clash.table, clash.survivor_key)
        )
        self.log_row(clash.table, clash.key, clash.duplicate)
        table = table_of(clash.table)
        self._session.execute(sa.delete(table).where(*self._is(clash.table, clash.key)))
        report_changes(self._session, clash.table)

    def move_papers(self) -> None:
        """Attachments, links, notes, followers and messages of the duplicate and what it owns."""
        old, new = self._pair.duplicate_ref, self._pair.survivor_ref
        for reference in references_to(old.table):
            keys = set(key_fields(reference.table))
            if can_own(reference.table) and set(reference.columns) <= keys:
                self._drop_double_watches(reference)
        self._drop_watches(old, new)
        renumber_papers(self._session, old, new)

    def move_change_log(self) -> None:
        """The survivor's card shows the history of both."""
        table = table_of("change_log_entry")
        old = self._pair.duplicate_ref
        places = [table.c.table_name == old.table, table.c.record_key == str(old)]
        self._change(table, places, {"record_key": (str(old), str(self._pair.survivor_ref))})

    # -- logging

    def log_row(self, table: str, key: KeyParts, row: Mapping[str, Any]) -> None:
        """Keep a whole row that goes, as JSON."""
        self._log([(table, key_text(RecordRef(table, key)), "", image_of(row))])

    def log_value(self, ref: RecordRef, field: str, old: object) -> None:
        """Keep what stood in a field."""
        self._log([(ref.table, key_text(ref), field, as_text(old))])

    def _log(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        values = []
        for table, key, column, old in rows:
            values.append(
                {
                    "merge_id": self._merge_id,
                    "line_no": next(self._lines),
                    "table_name": table,
                    "row_key": key,
                    "column_name": column,
                    "old_value": old,
                }
            )
        if values:
            self._session.execute(sa.insert(table_of(MergeLogRow.__tablename__)), values)
            report_changes(self._session, MergeLogRow.__tablename__)

    # -- inside

    def _change(
        self,
        table: sa.Table,
        places: Sequence[sa.ColumnElement[bool]],
        changes: Mapping[str, tuple[object, object]],
    ) -> int:
        """Log the rows and change them; returns how many there are. All columns go together."""
        keys = self._session.execute(
            sa.select(*table.primary_key.columns)
            .where(*places)
            .execution_options(yield_per=ROWS_AT_ONCE)
        )
        found = 0
        for some in keys.partitions(ROWS_AT_ONCE):
            found += len(some)
            self._log(
                (table.name, key_text(RecordRef(table.name, tuple(key))), name, as_text(old))
                for key in some
                for name, (old, _new) in changes.items()
            )
        if found:
            values: dict[str, Any] = {name: new for name, (_old, new) in changes.items()}
            self._session.execute(
                sa.update(table).where(*places).values({**values, **self._stamp(table)})
            )
            report_changes(self._session, table.name)
        return found

    def _stamp(self, table: sa.Table) -> dict[str, Any]:
        """Who edits such a row elsewhere must learn that it is another one now (SD19)."""
        if "row_version" not in table.c:
            return {}
        return {
            "row_version": table.c.row_version + 1,
            "changed_by": self._context.user,
            "changed_at": self._context.now(),
        }

    def _is(self, table: str, key: KeyParts) -> list[sa.ColumnElement[bool]]:
        columns = table_of(table).c
        return [columns[name] == part for name, part in zip(key_fields(table), key, strict=True)]

    def _move_papers(self, old: RecordRef, new: RecordRef) -> None:
        if can_own(old.table):
            self._drop_watches(old, new)
            report_changes(self._session, *rename_owner(self._session, old, new))

    def _drop_watches(self, old: RecordRef, new: RecordRef) -> None:
        """Who follows both records goes on following one."""
        table = table_of(WATCHES)
        twin = table.alias()
        both = sa.exists().where(
            twin.c.owner_table == new.table,
            twin.c.owner_key == key_text(new),
            twin.c.user == table.c.user,
        )
        self._session.execute(
            sa.delete(table).where(
                table.c.owner_table == old.table, table.c.owner_key == key_text(old), both
            )
        )
        report_changes(self._session, WATCHES)

    def _drop_double_watches(self, reference: Reference) -> None:
        """The same for records that have the party in their key."""
        table = table_of(WATCHES)
        keys = sa.select(table.c.owner_key).where(table.c.owner_table == reference.table)
        party = key_fields(reference.table).index(reference.columns[0])
        for text in list(self._session.scalars(keys.distinct())):
            old = ref_of(reference.table, text)
            if old.key[party] == self._pair.duplicate:
                parts = list(old.key)
                parts[party] = self._pair.survivor
                self._drop_watches(old, RecordRef(reference.table, tuple(parts)))


def posted_headers() -> list[sa.Table]:
    """The tables of posted documents that keep the number they were posted with."""
    sorted_ = table_of("customer").metadata.sorted_tables
    return [
        table
        for table in sorted_
        if {"original_customer_no", "sell_to_customer_no", "bill_to_customer_no"}
        <= set(table.c.keys())
    ]


def image_of(row: Mapping[str, Any]) -> str:
    """A row as JSON, values written as the change log writes them."""
    return json.dumps({name: as_text(value) for name, value in row.items()}, ensure_ascii=False)
