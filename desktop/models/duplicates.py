"""Records that stand twice: what finds them, what was decided, and what merging did (01 §10)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.columns import Code20, Memo, Text50, Text100, Text250
from desktop.models.duplicate_words import Decision, MatchKind, PartyKind


class MatchKey(Base):
    """Something that a record shares with its duplicates; kept in step with the record."""

    __tablename__ = "match_key"
    # With the number in it, so that who shares a key is read from the index alone.
    __table_args__ = (Index(None, "party", "kind", "value", "no"),)

    party: Mapped[PartyKind] = mapped_column(primary_key=True)
    no: Mapped[Code20] = mapped_column(primary_key=True)
    kind: Mapped[MatchKind] = mapped_column(primary_key=True)
    value: Mapped[Text250] = mapped_column(primary_key=True)


class DuplicateDecision(Base):
    """Two records that look alike and are not the same; `no_a` is the smaller number."""

    __tablename__ = "duplicate_decision"
    __table_args__ = (Index(None, "party", "no_b"),)

    party: Mapped[PartyKind] = mapped_column(primary_key=True)
    no_a: Mapped[Code20] = mapped_column(primary_key=True)
    no_b: Mapped[Code20] = mapped_column(primary_key=True)
    decision: Mapped[Decision] = mapped_column(default=Decision.SEPARATE)
    user: Mapped[Text50]
    decided_at: Mapped[datetime]


class MergeLog(Base):
    """A merge: who stayed, who went, and how both stood before, as JSON.

    While `finished_at` is empty, and only then, the database lets the party numbers of ledgers
    and posted documents go from the duplicate to the survivor.
    """

    __tablename__ = "merge_log"
    __table_args__ = (Index(None, "table_name", "duplicate"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    table_name: Mapped[Text50]
    survivor: Mapped[Code20]
    duplicate: Mapped[Code20]
    user: Mapped[Text50]
    merged_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    survivor_image: Mapped[Memo]
    duplicate_image: Mapped[Memo]


class MergeLogRow(Base):
    """The old value of one column that a merge changed; without a column the whole row, as JSON."""

    __tablename__ = "merge_log_row"

    merge_id: Mapped[int] = mapped_column(
        ForeignKey("merge_log.id"), primary_key=True, autoincrement=False
    )
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table_name: Mapped[Text50]
    row_key: Mapped[Text250]
    column_name: Mapped[Text100]
    old_value: Mapped[Memo]


class FormerNo(Base):
    """A number that a record had before it was merged into another one; it still finds that one."""

    __tablename__ = "former_no"
    __table_args__ = (Index(None, "party", "no"),)

    party: Mapped[PartyKind] = mapped_column(primary_key=True)
    former_no: Mapped[Code20] = mapped_column(primary_key=True)
    no: Mapped[Code20] = mapped_column(primary_key=True)
    merged_at: Mapped[datetime]
