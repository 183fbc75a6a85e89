"""Contacts, what they are to us, what was said, and campaigns (01 §12)."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.address import AddressBlock, NamedBlock, ReachBlock
from desktop.models.base import Base, Versioned
from desktop.models.columns import (
    AmountColumn,
    Code10,
    Code20,
    Flag,
    Memo,
    Text20,
    Text30,
    Text50,
    Text100,
    Text250,
    key_of,
    part_of,
)
from desktop.models.contact_words import (
    CampaignStatus,
    Direction,
    Evaluation,
    InteractionTemplate,
    MemberKind,
    RelationKind,
    SentDocument,
)
from desktop.models.words import ContactType


class Contact(NamedBlock, AddressBlock, ReachBlock, Versioned, Base):
    """A company or a person whom one knows; a person may belong to a company."""

    __tablename__ = "contact"
    __table_args__ = (Index(None, "name"), Index(None, "company_no"))

    no: Mapped[Code20] = mapped_column(primary_key=True)
    search_name: Mapped[Text100]
    type: Mapped[ContactType] = mapped_column(default=ContactType.COMPANY)
    company_no: Mapped[Code20 | None] = key_of("contact.no")
    first_name: Mapped[Text50]
    middle_name: Mapped[Text50]
    surname: Mapped[Text50]
    job_title: Mapped[Text50]
    mobile: Mapped[Text30]
    home_page: Mapped[Text100]
    language_code: Mapped[Code10 | None] = key_of("language.code")
    currency_code: Mapped[Code10 | None] = key_of("currency.code")
    salesperson_code: Mapped[Code20 | None] = key_of("salesperson.code")
    vat_registration_no: Mapped[Text20]
    registration_no: Mapped[Text50]
    privacy_blocked: Mapped[Flag]
    minor: Mapped[Flag]
    consent_note: Mapped[Memo]
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")
    created_by: Mapped[Text50]
    created_at: Mapped[dt.datetime | None]


class ContactBusinessRelation(Base):
    """That a contact is a customer or a vendor: `no` is that card's number (CU161–CU163).

    A contact has at most one of a kind, and a customer or vendor at most one contact.
    """

    __tablename__ = "contact_business_relation"
    __table_args__ = (UniqueConstraint("kind", "no"),)

    contact_no: Mapped[Code20] = part_of("contact.no")
    kind: Mapped[RelationKind] = mapped_column(primary_key=True)
    no: Mapped[Code20]


class Interaction(Versioned, Base):
    """One time that we were in touch with a contact (CU165).

    `time` is written as 10:32, `duration_minutes` is how long it took, `cost` is in local currency.
    It can be edited on the day that it was `made_on`.
    """

    __tablename__ = "interaction"
    __table_args__ = (Index(None, "contact_no", "date"), Index(None, "company_no", "date"))

    entry_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    contact_no: Mapped[Code20] = mapped_column(ForeignKey("contact.no", onupdate="CASCADE"))
    company_no: Mapped[Code20 | None] = key_of("contact.no")
    date: Mapped[dt.date]
    time: Mapped[Text20]
    template: Mapped[InteractionTemplate] = mapped_column(default=InteractionTemplate.NOTE)
    direction: Mapped[Direction] = mapped_column(default=Direction.OUTBOUND)
    subject: Mapped[Text250]
    text: Mapped[Memo]
    salesperson_code: Mapped[Code20 | None] = key_of("salesperson.code")
    user: Mapped[Text50]
    duration_minutes: Mapped[int] = mapped_column(default=0)
    cost: Mapped[AmountColumn]
    evaluation: Mapped[Evaluation] = mapped_column(default=Evaluation.NOT_EVALUATED)
    document_type: Mapped[SentDocument | None]
    document_no: Mapped[Code20 | None]
    document_version: Mapped[int] = mapped_column(default=0)
    opportunity_no: Mapped[Code20 | None]
    campaign_no: Mapped[Code20 | None] = key_of("campaign.no")
    cancelled: Mapped[Flag]
    made_on: Mapped[dt.date]


class Campaign(Versioned, Base):
    """A campaign; while activated and inside its dates its prices hold for its members (CU169)."""

    __tablename__ = "campaign"

    no: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    starting_date: Mapped[dt.date | None]
    ending_date: Mapped[dt.date | None]
    status: Mapped[CampaignStatus] = mapped_column(default=CampaignStatus.PLANNED)
    salesperson_code: Mapped[Code20 | None] = key_of("salesperson.code")
    activated: Mapped[Flag]
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")


class CampaignMember(Base):
    """A customer or a contact for whom a campaign is made: `no` is that card's number."""

    __tablename__ = "campaign_member"

    campaign_no: Mapped[Code20] = part_of("campaign.no")
    kind: Mapped[MemberKind] = mapped_column(primary_key=True, default=MemberKind.CUSTOMER)
    no: Mapped[Code20] = mapped_column(primary_key=True)
