"""Campaigns and for whom they are made (CU79, CU169)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, inspect, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import ConfirmationCode
from desktop.models.contact_words import MemberKind, RelationKind
from desktop.models.contacts import (
    Campaign,
    CampaignMember,
    Contact,
    ContactBusinessRelation,
)
from desktop.models.customers import Customer
from desktop.models.pricing import PriceListLine
from desktop.models.pricing_words import PriceSource
from desktop.models.setup import SalesSetup
from desktop.services.contacts.refusals import CampaignWithoutPrices, MemberMissing
from desktop.services.context import UserContext
from desktop.services.numbering.cards import chosen_series, number_card
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import DatesReversed


def campaigns_of(customer_no: Any, on: Any) -> Select[Any]:  # noqa: ANN401  (values or parameters)
    """The numbers of running campaigns of which a customer is a member (CU79).

    Without one, those of which the contact that the customer belongs to is a member.
    """
    relation, other = ContactBusinessRelation, aliased(Campaign)
    contact = select(relation.contact_no).where(
        relation.kind == RelationKind.CUSTOMER, relation.no == customer_no
    )
    # Asked of each running campaign, by the members' key: there are few, and many members.
    has_own = exists().where(is_running(other, on), _has(other, MemberKind.CUSTOMER, customer_no))
    return select(Campaign.no).where(
        is_running(Campaign, on),
        or_(
            _has(Campaign, MemberKind.CUSTOMER, customer_no),
            and_(~has_own, _has(Campaign, MemberKind.CONTACT, contact.scalar_subquery())),
        ),
    )


def _has(campaign: Any, kind: MemberKind, no: Any) -> ColumnElement[bool]:  # noqa: ANN401  (a table or its alias, a value)
    """Whether a campaign has this member."""
    member = aliased(CampaignMember)
    return exists().where(member.campaign_no == campaign.no, member.kind == kind, member.no == no)


def is_running(campaign: type[Campaign], on: Any) -> ColumnElement[bool]:  # noqa: ANN401  (a value or parameter)
    """Whether a campaign's prices hold on a day: activated and inside its dates (CU169)."""
    return and_(
        campaign.activated.is_(True),
        or_(campaign.starting_date.is_(None), campaign.starting_date <= on),
        or_(campaign.ending_date.is_(None), campaign.ending_date >= on),
    )


SERIES = (SalesSetup, "campaign_nos")


def new_campaign(session: Session, campaign: Campaign, context: UserContext) -> None:
    """Give a new campaign its number."""
    number_card(session, campaign, SERIES, context)


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


def activated(session: Session, campaign: Campaign, value: object, context: UserContext) -> object:
    """A campaign without any price line is activated only when the user says so (CU169)."""
    if not value or campaign.activated or not inspect(campaign).persistent:
        return value
    priced = select(PriceListLine.price_list_code).where(
        PriceListLine.source_type == PriceSource.CAMPAIGN, PriceListLine.source_no == campaign.no
    )
    if session.scalars(priced.limit(1)).first() is not None:
        return value
    answer = context.answer(ConfirmationCode.ACTIVATE_WITHOUT_PRICES)
    if answer is None:
        raise CampaignWithoutPrices(
            record=ref_of("campaign", campaign), field="activated", no=campaign.no
        )
    return answer


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


CAMPAIGN_RULES: Mapping[str, RecordRules] = {
    "campaign": RecordRules(
        new=new_campaign,
        check=check_campaign,
        fields={"activated": activated, "no_series_code": chosen_series(SERIES)},
    ),
    "campaign_member": RecordRules(check=check_member),
}
"""The rules of campaigns and their members."""
