"""Number series (01 §2)."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import Code20, Flag, FlagOn, Text20, Text100, part_of


class NumberSeries(Versioned, Base):
    """Where the numbers of one kind of record come from."""

    __tablename__ = "number_series"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    default_nos: Mapped[FlagOn]
    manual_nos: Mapped[FlagOn]
    date_order: Mapped[Flag]


class NumberSeriesLine(Versioned, Base):
    """A run of numbers from a date on; without gaps they are drawn inside the posting (CU20)."""

    __tablename__ = "number_series_line"
    __table_args__ = (CheckConstraint("increment_by > 0", name="increment_by_positive"),)

    series_code: Mapped[Code20] = part_of("number_series.code")
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    starting_date: Mapped[date | None]
    starting_no: Mapped[Text20]
    ending_no: Mapped[Text20]
    warning_no: Mapped[Text20]
    increment_by: Mapped[int] = mapped_column(default=1)
    last_no_used: Mapped[Text20]
    last_date_used: Mapped[date | None]
    allow_gaps: Mapped[Flag]


class NumberSeriesRelation(Base):
    """A series that may be chosen instead of another (CU21)."""

    __tablename__ = "number_series_relation"

    series_code: Mapped[Code20] = part_of("number_series.code")
    related_series_code: Mapped[Code20] = part_of("number_series.code")
