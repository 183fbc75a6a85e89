"""How people keep the lists they work with."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import Code20, Memo, Text50, Text250


class ListView(Versioned, Base):
    """A saved view of a list: search, filters, order and columns under a name (ui-guide §5).

    `owner` is the user whose view it is, `*` for one that everybody sees. `base_view` is the
    list's own view that it narrows. `filters`, `sorting` and `layout` are JSON.
    """

    __tablename__ = "list_view"

    list_name: Mapped[Text50] = mapped_column(primary_key=True)
    owner: Mapped[Code20] = mapped_column(primary_key=True)
    name: Mapped[Text50] = mapped_column(primary_key=True)
    base_view: Mapped[Text50]
    search: Mapped[Text250]
    filters: Mapped[Memo]
    sorting: Mapped[Memo]
    layout: Mapped[Memo]
