"""Records that got another number or code (CU5)."""

from datetime import datetime

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.columns import Code20, Text50, Text250


class Renumbering(Base):
    """A changed key: the record as it was called, and the part of its key that is another now.

    While `finished_at` is empty, and only then, the database lets posted documents and ledgers
    name the record by `new_value` where they named it by `old_value`.
    """

    __tablename__ = "renumbering"
    __table_args__ = (Index(None, "table_name", "old_value"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    table_name: Mapped[Text50]
    record_key: Mapped[Text250]
    old_value: Mapped[Code20]
    new_value: Mapped[Code20]
    user: Mapped[Text50]
    changed_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
