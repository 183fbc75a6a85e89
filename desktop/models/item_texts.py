"""Longer texts that stand below a line: of items, resources, accounts, and of themselves (CU59)."""

from datetime import date

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import Code10, Code20, Flag, FlagOn, Text100, key_of
from desktop.models.words import TextOwner


class StandardText(Versioned, Base):
    """A text for comment lines that is chosen by its code."""

    __tablename__ = "standard_text"

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    inactive: Mapped[Flag]


class ExtendedText(Versioned, Base):
    """One text of an owner: in which language, from when until when, on which documents.

    With `all_languages` it stands in for every language that has no text of its own.
    """

    __tablename__ = "extended_text"

    owner_type: Mapped[TextOwner] = mapped_column(primary_key=True, default=TextOwner.ITEM)
    no: Mapped[Code20] = mapped_column(primary_key=True)
    text_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language_code: Mapped[Code10 | None] = key_of("language.code")
    all_languages: Mapped[Flag]
    starting_date: Mapped[date | None]
    ending_date: Mapped[date | None]
    quote: Mapped[FlagOn]
    blanket_order: Mapped[FlagOn]
    order: Mapped[FlagOn]
    invoice: Mapped[FlagOn]
    return_order: Mapped[FlagOn]
    credit_memo: Mapped[FlagOn]
    reminder: Mapped[FlagOn]
    prepayment: Mapped[FlagOn]


class ExtendedTextLine(Versioned, Base):
    """A line of an extended text; each becomes one comment line on a document."""

    __tablename__ = "extended_text_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["owner_type", "no", "text_no"],
            ["extended_text.owner_type", "extended_text.no", "extended_text.text_no"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )

    owner_type: Mapped[TextOwner] = mapped_column(primary_key=True, default=TextOwner.ITEM)
    no: Mapped[Code20] = mapped_column(primary_key=True)
    text_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[Text100]
