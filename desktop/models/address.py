"""The address block that cards share."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.columns import Code10, Text20, Text30, Text50, Text100, Text250, key_of


class AddressBlock:
    """Where somebody is found; printed by the country's format (CU28)."""

    address: Mapped[Text100]
    address_2: Mapped[Text50]
    post_code: Mapped[Text20]
    city: Mapped[Text50]
    county: Mapped[Text30]
    country_code: Mapped[Code10 | None] = key_of("country_region.code")


class ReachBlock:
    """How somebody is reached."""

    phone: Mapped[Text30]
    email: Mapped[Text250]


class NamedBlock:
    """A name in two parts; the second is printed under the first."""

    name: Mapped[str] = mapped_column(String(100), default="")
    name_2: Mapped[Text50]
