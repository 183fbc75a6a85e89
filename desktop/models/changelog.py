"""Who changed which field of master data and set-up (CU6)."""

from datetime import datetime

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.columns import Memo, Text50, Text250


class ChangeLogEntry(Base):
    """One field changed from an old to a new value."""

    __tablename__ = "change_log_entry"
    __table_args__ = (Index(None, "table_name", "record_key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    table_name: Mapped[Text50]
    record_key: Mapped[Text250]
    field_name: Mapped[Text50]
    change: Mapped[Text50]
    old_value: Mapped[Memo]
    new_value: Mapped[Memo]
    user: Mapped[Text50]
    changed_at: Mapped[datetime]
