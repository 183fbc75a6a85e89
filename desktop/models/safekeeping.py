"""What keeps the books safe: how backups are made, and when the books were proved."""

from datetime import datetime

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, SingleRow, Versioned, one_row_only
from desktop.models.columns import FlagOn, Text10, Text50, Text100, Text250


class BackupSetup(SingleRow, Versioned, Base):
    """When a company file is copied, where to, and how many copies stay.

    `backup_time` is HH:MM in the time of this computer. A blank `backup_folder` is the folder
    `backups` beside the company.
    """

    __tablename__ = "backup_setup"
    __table_args__ = (one_row_only(),)

    daily_backup: Mapped[FlagOn]
    backup_time: Mapped[Text10] = mapped_column(default="12:00")
    backup_folder: Mapped[Text250]
    backups_kept: Mapped[int] = mapped_column(default=14)


class BooksCheck(Base):
    """One proof of the books: how far it went, the seal it reached and how much it found."""

    __tablename__ = "books_check"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    checked_at: Mapped[datetime]
    checked_by: Mapped[Text50]
    registers: Mapped[int]
    seal: Mapped[Text100]
    findings: Mapped[int]
