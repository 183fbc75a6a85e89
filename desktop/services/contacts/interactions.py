"""What was said to whom and when: interactions (CU165)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NoReturn

from sqlalchemy import func, inspect, or_, select, text
from sqlalchemy.orm import Session

from desktop.models.contact_words import (
    Direction,
    InteractionTemplate,
    RelationKind,
    SentDocument,
)
from desktop.models.contacts import Contact, ContactBusinessRelation, Interaction
from desktop.models.labels import enum_label
from desktop.models.users import UserSetup
from desktop.services.contacts.refusals import InteractionKept, InteractionPastItsDay
from desktop.services.context import UserContext
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import FieldMissing
from desktop.services.setup.rules import not_negatives
from desktop.translation import _

_NEXT_ON_POSTGRES = text("SELECT nextval(pg_get_serial_sequence('interaction', 'entry_no'))")
_CLOCK = "%H:%M"

EDITED = tuple(
    column.name
    for column in Interaction.__table__.columns
    if column.name not in {"entry_no", "row_version", "changed_by", "changed_at", "made_on"}
)


def log_sent_document(
    session: Session,
    sent: SentDocument,
    no: str,
    context: UserContext,
    *,
    customer_no: str | None = None,
    contact_no: str = "",
    version: int = 0,
    campaign_no: str | None = None,
) -> int | None:
    """Keep that a document was printed or sent, on the contact it went to (CU165).

    The contact is the document's own, else the customer's. Gives the entry's number; None when
    nobody is known as the contact.
    """
    contact = _addressee(session, customer_no, contact_no)
    if contact is None:
        return None
    interaction = Interaction(
        contact_no=contact.no,
        template=InteractionTemplate.DOCUMENT_SENT,
        direction=Direction.OUTBOUND,
        subject=_("{document} {no}").format(document=_(enum_label(sent)), no=no),
        document_type=sent,
        document_no=no,
        document_version=version,
        campaign_no=campaign_no,
        salesperson_code=contact.salesperson_code,
    )
    begin_interaction(session, interaction, context)
    new_interaction(session, interaction, context)
    interaction.company_no = contact.company_no
    session.add(interaction)
    session.flush()  # the next number follows this one
    return interaction.entry_no


def cancel_interaction(session: Session, entry_no: int, context: UserContext) -> None:
    """Let an interaction no longer count; it stays in the time line."""
    interaction = session.get_one(Interaction, entry_no)
    interaction.cancelled = True
    interaction.changed_by, interaction.changed_at = context.user, context.now()


def last_interaction(session: Session, contact_no: str) -> date | None:
    """The day of the last interaction with a contact or a person of it; no cancelled one counts.

    What was said to a person was said to the company, as in its time line.
    """
    return session.scalar(
        select(func.max(Interaction.date)).where(
            or_(Interaction.contact_no == contact_no, Interaction.company_no == contact_no),
            Interaction.cancelled.is_(False),
        )
    )


def new_interaction(session: Session, interaction: Interaction, context: UserContext) -> None:
    """Number an interaction, and note the day on which it was entered."""
    typed: int | None = interaction.entry_no  # a new row has no number yet
    if typed is None:
        interaction.entry_no = _next_entry_no(session)
    interaction.made_on = context.work_date


def begin_interaction(session: Session, interaction: Interaction, context: UserContext) -> None:
    """An interaction is of now and of the user, unless somebody says otherwise."""
    interaction.date = context.work_date
    interaction.time = context.now().astimezone().strftime(_CLOCK)
    interaction.user = context.user
    user = session.get(UserSetup, context.user)
    if user is not None and interaction.salesperson_code is None:
        interaction.salesperson_code = user.salesperson_code


def contact_no(
    session: Session, interaction: Interaction, value: object, _context: UserContext
) -> object:
    """An interaction with a person is one with the person's company."""
    contact = session.get(Contact, value or "")
    interaction.company_no = contact.company_no if contact is not None else None
    return value


def check_interaction(session: Session, interaction: Interaction, context: UserContext) -> None:
    """An interaction is with somebody, and is not edited after its day."""
    del session
    if not interaction.contact_no:
        ref = ref_of("interaction", interaction)
        field = "contact_no"
        raise FieldMissing(
            record=ref, field=field, entered_field=field, table=ref.table, record_key=str(ref)
        )
    if not inspect(interaction).persistent or interaction.made_on >= context.work_date:
        return
    state = inspect(interaction)
    for name in EDITED:
        is_cancelling = name == "cancelled" and interaction.cancelled
        if state.attrs[name].history.has_changes() and not is_cancelling:
            _refuse_edit(interaction, name)


def delete_interaction(_session: Session, interaction: Interaction, context: UserContext) -> None:
    """What was entered by mistake may go on its own day."""
    if interaction.made_on < context.work_date:
        raise InteractionKept(
            record=ref_of("interaction", interaction),
            entry_no=interaction.entry_no,
            date=interaction.made_on,
        )


def _refuse_edit(interaction: Interaction, field: str) -> NoReturn:
    raise InteractionPastItsDay(
        record=ref_of("interaction", interaction),
        field=field,
        entry_no=interaction.entry_no,
        date=interaction.made_on,
    )


def _addressee(session: Session, customer_no: str | None, contact_no: str) -> Contact | None:
    """Whom a document went to."""
    if contact_no:
        named = session.get(Contact, contact_no)
        if named is not None:
            return named
    return session.scalar(
        select(Contact)
        .join(ContactBusinessRelation, ContactBusinessRelation.contact_no == Contact.no)
        .where(
            ContactBusinessRelation.kind == RelationKind.CUSTOMER,
            ContactBusinessRelation.no == customer_no,
        )
    )


def _next_entry_no(session: Session) -> int:
    """The next number; PostgreSQL counts by itself, SQLite has one writer at a time."""
    if session.get_bind().dialect.name == "postgresql":
        return int(session.execute(_NEXT_ON_POSTGRES).scalar_one())
    return int(session.scalar(select(func.max(Interaction.entry_no))) or 0) + 1


INTERACTION_RULES: Mapping[str, RecordRules] = {
    "interaction": RecordRules(
        begins=begin_interaction,
        new=new_interaction,
        check=check_interaction,
        deleting=delete_interaction,
        fields={"contact_no": contact_no, **not_negatives("duration_minutes", "cost")},
    ),
}
"""The rules of interactions."""
