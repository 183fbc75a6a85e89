"""What an area adds to the general handling of its records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.services.context import UserContext

Record = Any
"""A row of any table; its fields are known by name only."""

FieldRule = Callable[[Session, Any, object, UserContext], object]
"""Called with the record and the checked new value before it is set; gives the value to set.

It may set other fields of the record and may refuse.
"""

FollowUp = Callable[[Session, Any, object, UserContext], None]
"""Called after a field was set, with its old value: what follows from the change."""

RecordRule = Callable[[Session, Any, UserContext], None]
"""Called with a whole record; may set fields and may refuse."""

RecordsRule = Callable[[Session, Sequence[Any], UserContext], None]
"""The same for several records of a table: what they need is asked and written once for all."""

ReadAhead = Callable[[Session, Collection[str]], None]
"""Called with what many records are to get in a field: what rules will ask is read at once."""


@dataclass(frozen=True)
class RecordRules:
    """The rules of one table beyond what its columns say.

    `fields` check or change a value on its way in; `follow_ups` run after it was set;
    `begins` says what a new record begins with beyond the defaults of its columns, and only reads;
    `new` prepares it to be kept (draws its number); `check` sees the record before each flush;
    `added` makes what belongs to a new record, `added_together` what belongs to several, which are
    in the database already; `kept_beside` writes what follows from such records alone and refuses
    nothing, so whoever only tries an import does without. `deleting` may refuse or clear up;
    `locked` names fields that cannot be changed now; `notices` are remarks on the record as it
    stands, told who changes it; `to_do` is what it still needs, told whoever reads it, too;
    `reads_ahead` has for a field what an import asks before its rows. `first` are fields
    that others depend on: a new record gets them before the others, in this order, wherever they
    stand in its row.
    `independent` rules never read other records of the same table, except one that a field names,
    and what they do after a record was added does not change it: only then may an import write many
    records together, outside of the session.
    """

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict)
    begins: RecordRule | None = None
    new: RecordRule | None = None
    check: RecordRule | None = None
    added: RecordRule | None = None
    added_together: RecordsRule | None = None
    kept_beside: RecordsRule | None = None
    deleting: RecordRule | None = None
    locked: Callable[[Session, Any], frozenset[str]] | None = None
    notices: Callable[[Session, Any, UserContext], tuple[Notice, ...]] | None = None
    to_do: Callable[[Any], tuple[Notice, ...]] | None = None
    first: tuple[str, ...] = ()
    reads_ahead: Mapping[str, ReadAhead] = field(default_factory=dict)
    independent: bool = False

    def in_order(
        self, values: Mapping[str, object] | Iterable[tuple[str, object]]
    ) -> list[tuple[str, object]]:
        """The fields and values of a new record in the order in which they are entered."""
        pairs = values.items() if isinstance(values, Mapping) else values
        place = {name: at for at, name in enumerate(self.first)}
        return sorted(pairs, key=lambda pair: place.get(pair[0], len(place)))

    @property
    def makes_more(self) -> bool:
        """Whether something may belong to a new record."""
        makers = (self.added, self.added_together, self.kept_beside)
        return any(maker is not None for maker in makers)

    def make_more(
        self,
        session: Session,
        records: Sequence[Any],
        context: UserContext,
        *,
        only_tried: bool = False,
    ) -> None:
        """Make what belongs to new records that are in the database."""
        if self.kept_beside is not None and not only_tried:
            self.kept_beside(session, records, context)
        if self.added is not None:
            for record in records:
                self.added(session, record, context)
        if self.added_together is not None:
            self.added_together(session, records, context)


PLAIN = RecordRules(independent=True)
"""A table whose columns say everything."""
