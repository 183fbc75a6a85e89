"""What an area adds to the general handling of its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


@dataclass(frozen=True)
class RecordRules:
    """The rules of one table beyond what its columns say.

    `fields` check or change a value on its way in; `follow_ups` run after it was set;
    `begins` says what a new record begins with beyond the defaults of its columns, and only reads;
    `new` prepares it to be kept (draws its number); `check` sees the record before each flush;
    `added` makes what belongs to a new record; `deleting` may refuse or clear up; `locked` names
    fields that cannot be changed now; `notices` are remarks on the record as it stands.
    `independent` rules never read other records of the same table, except one that a field names:
    only then may an import write many records together.
    """

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict)
    begins: RecordRule | None = None
    new: RecordRule | None = None
    check: RecordRule | None = None
    added: RecordRule | None = None
    deleting: RecordRule | None = None
    locked: Callable[[Session, Any], frozenset[str]] | None = None
    notices: Callable[[Session, Any, UserContext], tuple[Notice, ...]] | None = None
    independent: bool = False


PLAIN = RecordRules(independent=True)
"""A table whose columns say everything."""
