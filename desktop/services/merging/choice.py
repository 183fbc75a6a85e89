"""What is to be merged and how: the two records, the ticked fields, the solved conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from desktop.errors import RecordRef, Refusal
from desktop.models.duplicate_words import PartyKind

KeyParts = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class MergePair:
    """The record that stays and the one that goes; `kind` is also the name of their table."""

    survivor: str
    duplicate: str
    kind: PartyKind = PartyKind.CUSTOMER

    @property
    def survivor_ref(self) -> RecordRef:
        """The name of the record that stays."""
        return RecordRef(self.kind.value, (self.survivor,))

    @property
    def duplicate_ref(self) -> RecordRef:
        """The name of the record that goes."""
        return RecordRef(self.kind.value, (self.duplicate,))


class Way(StrEnum):
    """How a conflict is solved (CU143)."""

    REMOVE = "remove"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What becomes of a record of the duplicate whose key the survivor has too.

    `code` is the new last part of its key when it is renamed. `take` are the fields that the
    survivor's record gets from one that is removed.
    """

    way: Way
    code: str = ""
    take: frozenset[str] = frozenset()


ConflictKey = tuple[str, KeyParts]
"""The table and the key of the duplicate's record."""

NO_RESOLUTIONS: Mapping[ConflictKey, Resolution] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """`ticks` are the fields taken from the duplicate; None stands for those ticked beforehand."""

    ticks: frozenset[str] | None = None
    resolutions: Mapping[ConflictKey, Resolution] = field(default_factory=lambda: NO_RESOLUTIONS)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs; `ticked` when the survivor's is blank and the duplicate's is not."""

    name: str
    survivor: object
    duplicate: object
    ticked: bool


@dataclass(frozen=True, slots=True)
class RelatedRecords:
    """How many records of a table name the survivor and the duplicate in certain fields."""

    table: str
    fields: tuple[str, ...]
    survivor_count: int
    duplicate_count: int


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """A record of the duplicate whose key the survivor has too, with other values.

    `rename_field` is the part of its key that may be changed, blank where there is none;
    `suggestion` is a free code for it.
    """

    table: str
    key: KeyParts
    survivor_key: KeyParts
    fields: tuple[FieldDifference, ...]
    rename_field: str = ""
    suggestion: str = ""

    @property
    def conflict_key(self) -> ConflictKey:
        """How a resolution names it."""
        return self.table, self.key


@dataclass(frozen=True, slots=True)
class MergeFigures:
    """What must be the same before and after: of both together, then of the survivor (CU147)."""

    balance_lcy: Decimal = Decimal(0)
    sales_lcy: Decimal = Decimal(0)
    entries: int = 0
    open_entries: int = 0
    documents: int = 0
    posted_documents: int = 0
    interactions: int = 0
    """Of a contact, as its persons are."""
    persons: int = 0


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Everything the user must know before a merge; `obstacles` forbid it (CU144)."""

    pair: MergePair
    survivor_name: str
    duplicate_name: str
    fields: tuple[FieldDifference, ...]
    related: tuple[RelatedRecords, ...]
    conflicts: tuple[MergeConflict, ...]
    obstacles: tuple[Refusal, ...]
    figures: MergeFigures
    """Of the duplicate alone."""
    survivor_figures: MergeFigures
    together: MergeFigures
    """Of both, which the survivor must have afterwards; a document of both counts once (CU147)."""
    addresses: int

    @property
    def ticked(self) -> frozenset[str]:
        """The fields that are taken unless somebody says otherwise."""
        return frozenset(each.name for each in self.fields if each.ticked)


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The record that stayed, how many rows of each table came to it, and the log of the merge."""

    table: str
    key: KeyParts
    merge_id: int
    duplicate: str
    moved: Mapping[str, int]
    figures: MergeFigures
    """Of the survivor, proved to be those that both had together before (CU147)."""
