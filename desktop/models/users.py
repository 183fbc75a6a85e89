"""The people who work with Kontor."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import Code10, Code20, Text10, Text50, Text100, Text250, key_of


class UserSetup(Versioned, Base):
    """A user and the dates this user may post to; they beat the company's (V2)."""

    __tablename__ = "user_setup"

    user: Mapped[Code20] = mapped_column(primary_key=True)
    name: Mapped[Text100]
    email: Mapped[Text250]
    language_code: Mapped[Code10 | None] = key_of("language.code")
    salesperson_code: Mapped[Code20 | None] = key_of("salesperson.code")
    allow_posting_from: Mapped[date | None]
    allow_posting_to: Mapped[date | None]
    post_choice: Mapped[Text10]
    job_title: Mapped[Text50]
