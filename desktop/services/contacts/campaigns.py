"""Campaigns and for whom they are made (CU79, CU169)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.models.contact_words import MemberKind, RelationKind
from desktop.models.contacts import (
    Campaign,
    CampaignMember,
    Contact,
    ContactBusinessRelation,
)
from desktop.models.customers import Customer
from desktop.models.setup import SalesSetup
from desktop.services.contacts.refusals import MemberMissing
from desktop.services.context import UserContext
from desktop.services.numbering.number_series import (
    check_typed_number,
    draw_number,
    series_named,
)
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import DatesReversed


def campaigns_of(session: Session, customer_no: str, on: date) -> tuple[str, ...]:
    """The activated campaigns of which a customer is a member on a day, by number (CU79).

    Without one, those of which the contact that the customer belongs to is a member.
    """
    own = _running(session, MemberKind.CUSTOMER, customer_no, on)
    if own:
        return own
    contact_no = session.scalar(
        select(ContactBusinessRelation.contact_no).where(
            ContactBusinessRelation.kind == RelationKind.CUSTOMER,
            ContactBusinessRelation.no == customer_no,
        )
    )
    return _running(session, MemberKind.CONTACT, contact_no, on) if contact_no else ()


def is_running(campaign: Campaign, on: date) -> bool:
    """Whether a campaign's prices hold on a day (CU169)."""
    has_begun = campaign.starting_date is None or campaign.starting_date <= on
    is_over = campaign.ending_date is not None and campaign.ending_date < on
    return campaign.activated and has_begun and not is_over


def new_campaign(session: Session, campaign: Campaign, context: UserContext) -> None:
    """Give a new campaign its number."""
    setup = session.get_one(SalesSetup, 1)
    typed: str | None = campaign.no  # a new row has no number yet
    if typed is None:
        series = series_named(setup.campaign_nos, setup="sales_setup", field="campaign_nos")
        campaign.no = draw_number(session, series, context.work_date)
        while session.get(Campaign, campaign.no) is not None:
            campaign.no = draw_number(session, series, context.work_date)
        campaign.no_series_code = series
    elif setup.campaign_nos:
        check_typed_number(session, setup.campaign_nos)


def check_campaign(_session: Session, campaign: Campaign, _context: UserContext) -> None:
    """A campaign does not end before it begins."""
    begin, end = campaign.starting_date, campaign.ending_date
    if begin and end and end < begin:
        raise DatesReversed(
            record=ref_of("campaign", campaign),
            field="ending_date",
            entered_field="ending_date",
            date=end,
            other_field="starting_date",
            other_date=begin,
        )


def check_member(session: Session, member: CampaignMember, _context: UserContext) -> None:
    """A member is a customer or a contact that is there."""
    card = Customer if member.kind is MemberKind.CUSTOMER else Contact
    if session.get(card, member.no) is None:
        raise MemberMissing(
            record=ref_of("campaign_member", member),
            field="no",
            kind=member.kind,
            no=member.no,
            campaign_no=member.campaign_no,
        )


def _running(session: Session, kind: MemberKind, no: str, on: date) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Campaign.no)
            .join(CampaignMember, CampaignMember.campaign_no == Campaign.no)
            .where(
                CampaignMember.kind == kind,
                CampaignMember.no == no,
                Campaign.activated.is_(True),
                or_(Campaign.starting_date.is_(None), Campaign.starting_date <= on),
                or_(Campaign.ending_date.is_(None), Campaign.ending_date >= on),
            )
            .order_by(Campaign.no)
        )
    )


CAMPAIGN_RULES: Mapping[str, RecordRules] = {
    "campaign": RecordRules(new=new_campaign, check=check_campaign),
    "campaign_member": RecordRules(check=check_member),
}
"""The rules of campaigns and their members."""
