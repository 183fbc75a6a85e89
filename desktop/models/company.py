"""The company itself (01 §3)."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.address import AddressBlock, NamedBlock, ReachBlock
from desktop.models.base import Base, SingleRow, Versioned, one_row_only
from desktop.models.columns import (
    Code10,
    Duration,
    Flag,
    Memo,
    Text20,
    Text30,
    Text50,
    Text100,
    Text250,
    key_of,
)
from desktop.models.supply_words import TimeBucket


class CompanyInformation(SingleRow, NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """The company itself: what stands at the head and foot of its papers."""

    __tablename__ = "company_information"
    __table_args__ = (one_row_only(),)

    home_page: Mapped[Text100]
    registration_no: Mapped[Text50]
    registered_office: Mapped[Text50]
    vat_registration_no: Mapped[Text20]
    f_tax_approved: Mapped[Flag]
    cash_accounting: Mapped[Flag]
    gln: Mapped[Text20]
    bank_name: Mapped[Text50]
    bank_branch_no: Mapped[Text20]
    bank_account_no: Mapped[Text30]
    iban: Mapped[Text50]
    swift: Mapped[Text20]
    bankgiro: Mapped[Text20]
    plusgiro: Mapped[Text20]
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    ship_to_name: Mapped[Text100]
    ship_to_name_2: Mapped[Text50]
    ship_to_address: Mapped[Text100]
    ship_to_address_2: Mapped[Text50]
    ship_to_post_code: Mapped[Text20]
    ship_to_city: Mapped[Text50]
    ship_to_county: Mapped[Text30]
    ship_to_country_code: Mapped[Code10 | None] = key_of("country_region.code")
    location_code: Mapped[Code10 | None] = key_of("location.code")
    base_calendar_code: Mapped[Code10 | None] = key_of("base_calendar.code")
    language_code: Mapped[Code10 | None] = key_of("language.code")
    check_avail_period_calc: Mapped[Duration]
    check_avail_time_bucket: Mapped[TimeBucket] = mapped_column(default=TimeBucket.DAY)
    fiscal_year_start_month: Mapped[int] = mapped_column(default=1)
    interest_clause: Mapped[Text250]
    footer_text: Mapped[Memo]
    attachment_limit_mb: Mapped[int] = mapped_column(default=25)
    is_demo: Mapped[Flag]
