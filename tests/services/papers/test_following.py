"""Who follows a record is told of what others do with it, in the same transaction."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import Notification, RecordWatch
from desktop.models.values.keys import DocumentType
from desktop.models.words import NotificationKind
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.papers.following import follow, followers, is_followed, unfollow
from desktop.services.papers.messages import (
    UNREAD,
    MessageRow,
    mark_read,
    messages,
    messages_for,
    unread_count,
)
from desktop.services.papers.owners import key_text, ref_of
from desktop.services.papers.queries import papers_of
from desktop.services.papers.refusals import OwnerMissing
from desktop.services.records import change_record, delete_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.release import release, reopen
from desktop.translation import Localizer
from tests.builders.posting_world import PostingWorld, sale
from tests.listing import TODAY, listed


def reader(user: str) -> UserContext:
    return UserContext(user, TODAY)


def told(session: Session, user: str = "ANNA") -> list[str]:
    """The sentences for a user, the newest first."""
    session.flush()
    return [str(row.sentence) for row in messages_for(session, reader(user), 20).newest]


def newest(session: Session, user: str = "ANNA") -> MessageRow:
    """The newest message of a user."""
    session.flush()
    return messages_for(session, reader(user), 1).newest[0]


def test_following_begins_and_ends(
    session: Session, customer: RecordRef, anna: UserContext
) -> None:
    follow(session, customer, anna)
    follow(session, customer, anna)
    assert followers(session, customer) == ["ANNA"]
    assert papers_of(session, customer, "ANNA").is_followed
    assert not is_followed(session, customer, "ADMIN")
    unfollow(session, customer, anna)
    assert followers(session, customer) == []
    with pytest.raises(OwnerMissing):
        follow(session, RecordRef("customer", ("NOBODY",)), anna)


def test_a_follower_is_told_which_fields_somebody_else_changed(
    session: Session, customer: RecordRef, context: UserContext, anna: UserContext
) -> None:
    follow(session, customer, anna)
    follow(session, customer, context)
    for field, value in (("city", "Lund"), ("phone", "0470 1"), ("city", "Malmö")):
        change_record(session, "customer", customer.key, (field, value), context)
    assert told(session, "ADMIN") == []
    message = newest(session)
    said = Localizer("en").notice(message.sentence)
    assert said == "ADMIN changed City, Phone of Customer C7."
    assert message.record == customer
    assert message.sentence.parameters["fields"] == ["city", "phone"]


def test_after_reading_a_new_message_begins(
    session: Session, customer: RecordRef, context: UserContext, anna: UserContext
) -> None:
    follow(session, customer, anna)
    change_record(session, "customer", customer.key, ("city", "Lund"), context)
    session.flush()
    mark_read(session, anna)
    session.expire_all()
    change_record(session, "customer", customer.key, ("phone", "0470 1"), context)
    assert [row.is_read for row in messages_for(session, reader("ANNA"), 9).newest] == [False, True]
    assert unread_count(session, "ANNA") == 1


def test_the_same_value_again_tells_nobody(
    session: Session, customer: RecordRef, context: UserContext, anna: UserContext
) -> None:
    follow(session, customer, anna)
    change_record(session, "customer", customer.key, ("city", ""), context)
    assert told(session) == []


def test_a_deleted_record_is_told_and_not_opened(
    session: Session, customer: RecordRef, context: UserContext, anna: UserContext
) -> None:
    follow(session, customer, anna)
    change_record(session, "customer", customer.key, ("city", "Lund"), context)
    delete_record(session, "customer", customer.key, context)
    assert told(session) == ["ADMIN deleted customer C7."]
    assert newest(session).record is None
    assert session.scalars(select(RecordWatch)).all() == []


def test_release_reopening_and_deletion_of_a_document_are_told(
    world: PostingWorld, anna: UserContext
) -> None:
    session, context = world.session, world.context
    key = world.order(sale(world.item("A"), 1))
    order = RecordRef("sales_header", (key.type.value, key.no))
    follow(session, order, anna)
    release(session, key, context)
    release(session, key, context)
    reopen(session, key, context)
    reopen(session, key, context)
    assert newest(session).record == order
    delete_document(session, key, context)
    assert told(session) == [f"ADMIN deleted order {key.no}."]


def test_a_posted_order_is_told_with_its_documents(world: PostingWorld, anna: UserContext) -> None:
    key = world.order(sale(world.item("A"), 1))
    order = RecordRef("sales_header", (key.type.value, key.no))
    follow(world.session, order, anna)
    world.post(key)
    assert told(world.session) == [f"ADMIN posted order {key.no} as PS00001, PI00001."]
    assert newest(world.session).record == order


def test_a_posted_invoice_opens_what_it_became(world: PostingWorld, anna: UserContext) -> None:
    world.item("A")
    key = create_document(world.session, DocumentType.INVOICE, world.context, "C1").key
    world.add(key, sale("A", 1))
    draft = RecordRef("sales_header", (key.type.value, key.no))
    follow(world.session, draft, anna)
    world.post(key)
    message = newest(world.session)
    assert str(message.sentence).startswith(f"ADMIN posted invoice {key.no} as ")
    assert message.record == RecordRef("sales_invoice_header", ("PI00001",))
    assert followers(world.session, draft) == []


def test_the_list_searches_sorts_and_leaves_out_what_was_read(
    session: Session, customer: RecordRef, context: UserContext, anna: UserContext
) -> None:
    follow(session, customer, anna)
    company = RecordRef("company_information", (1,))
    follow(session, company, anna)
    change_record(session, "customer", customer.key, ("city", "Lund"), context)
    change_record(session, "company_information", (1,), ("city", "Lund"), context)
    session.flush()
    rows = listed(session, messages(anna))
    assert [row.record for row in rows] == [company, customer]
    found = listed(session, messages(anna), ListQuery(search="c7 admin"))
    assert [row.record for row in found] == [customer]
    assert len(listed(session, messages(anna), ListQuery(search="c7"))) == 1
    mark_read(session, anna, [found[0].id])
    session.expire_all()
    assert len(listed(session, messages(anna), ListQuery(view=UNREAD))) == 1
    assert not listed(session, messages(context))
    mark_read(session, context)
    assert unread_count(session, "ANNA") == 1


@pytest.mark.parametrize(
    "ref",
    [
        RecordRef("customer", ("A B",)),
        RecordRef("company_information", (1,)),
        RecordRef("sales_header", ("order", "SO 1%20")),
        RecordRef("ship_to_address", ("A B", "C")),
        RecordRef("ship_to_address", ("A", "B C")),
        RecordRef("inventory_posting_setup", ("", "RAW")),
        RecordRef("number_series_line", ("SO", 10000)),
    ],
)
def test_a_key_as_text_leads_back_to_its_record(ref: RecordRef) -> None:
    assert ref_of(ref.table, key_text(ref)) == ref
    if len(ref.key) == 1 or not any(" " in str(part) for part in ref.key):
        assert key_text(ref) == str(ref)  # as the change log writes it


def test_each_kind_of_message_has_its_sentence(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    for kind in NotificationKind:
        session.add(
            Notification(
                user="ANNA",
                kind=kind,
                owner_table="customer",
                owner_key="C7",
                parameters={
                    "who": "ADMIN",
                    "fields": "city",
                    "documents": "PI-1",
                    "reason": "closed",
                },
                created_at=context.now(),
            )
        )
    sentences = told(session)
    assert [text for text in sentences if "{" in text] == []
    by_the_worker = {NotificationKind.NOT_POSTED, NotificationKind.RUN_FAILED}
    named = len(NotificationKind) - len(by_the_worker)
    assert sum(text.startswith("ADMIN ") for text in sentences) == named
    assert len(set(sentences)) == len(NotificationKind)
