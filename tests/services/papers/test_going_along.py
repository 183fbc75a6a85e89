"""Papers follow a posting, go with a deletion, and follow a renumbering (SD108, CU3)."""

import re

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import (
    Attachment,
    AttachmentContent,
    AttachmentPart,
    RecordLink,
    RecordNote,
)
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.papers.files import add_content, file_pieces
from desktop.services.papers.following import follow, followers
from desktop.services.papers.links import add_link
from desktop.services.papers.notes import add_note
from desktop.services.papers.queries import PaperCounts, paper_counts, papers_of
from desktop.services.papers.removal import PaperKind, remove_paper
from desktop.services.records import delete_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.deletion import delete_document
from desktop.services.setup.renumbered_papers import renumber_papers
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.posting_world import PostingWorld, sale
from tests.services.papers.contents import PDF, PNG
from tests.services.posting.test_one_step import counted

SHIPMENT = RecordRef("sales_shipment_header", ("PS00001",))
INVOICE = RecordRef("sales_invoice_header", ("PI00001",))


def ref(key: DocumentKey) -> RecordRef:
    return RecordRef("sales_header", (key.type.value, key.no))


def with_papers(world: PostingWorld, key: DocumentKey) -> DocumentKey:
    """A document with two files (one taken away), a link and a note."""
    owner = ref(key)
    add_content(world.session, owner, "purchase order.pdf", PDF, world.context)
    gone = add_content(world.session, owner, "chair.png", PNG, world.context)
    remove_paper(world.session, PaperKind.ATTACHMENT, gone, world.context)
    add_link(world.session, owner, "kontor.example", "", world.context)
    add_note(world.session, owner, "Deliver at the gate.", world.context)
    return key


def test_papers_go_to_shipment_and_invoice(world: PostingWorld) -> None:
    key = with_papers(world, world.order(sale(world.item("A"), 1)))
    world.post(key)
    for posted in (SHIPMENT, INVOICE):
        papers = papers_of(world.session, posted, "ADMIN")
        [file] = papers.files
        assert b"".join(file_pieces(world.session, file.id)) == PDF
        assert (file.name, file.kept, file.added_by) == ("purchase order.pdf", True, "ADMIN")
        assert [link.url for link in papers.links] == ["https://kontor.example"]
        assert [note.text for note in papers.notes] == ["Deliver at the gate."]
    assert paper_counts(world.session, ref(key)) == PaperCounts(1, 1, 1)
    contents = select(func.count()).select_from(AttachmentContent)
    assert world.session.scalar(contents) == 2  # the copies share it


def test_notes_go_where_comments_go(world: PostingWorld) -> None:
    world.setup(copy_comments_to_shipment=False)
    key = with_papers(world, world.order(sale(world.item("A"), 1)))
    world.post(key)
    assert paper_counts(world.session, SHIPMENT) == PaperCounts(1, 1, 0)
    assert paper_counts(world.session, INVOICE) == PaperCounts(1, 1, 1)


def test_a_posted_invoice_keeps_the_papers_of_its_draft(world: PostingWorld) -> None:
    world.item("A")
    key = create_document(world.session, DocumentType.INVOICE, world.context, "C1").key
    world.add(key, sale("A", 1))
    world.post(with_papers(world, key))
    assert paper_counts(world.session, ref(key)) == PaperCounts(0, 0, 0)
    assert paper_counts(world.session, INVOICE) == PaperCounts(1, 1, 1)
    contents = world.session.scalars(select(AttachmentContent.media_type)).all()
    assert contents == ["application/pdf"]  # what was taken away before went with the draft


def test_papers_cost_a_posting_three_statements_and_none_where_there_are_none(
    world: PostingWorld,
) -> None:
    world.item("A")
    bare, full = (world.order(sale("A", 1)) for _ in range(2))
    with_papers(world, full)
    with counted(world.session) as without:
        world.post(bare)
    with counted(world.session) as with_all:
        world.post(full)
    # One statement, which is sent anyway, asks whether there is anything.
    assert [statement[:6] for statement in without if _is_about_papers(statement)] == ["SELECT"]
    assert [statement[:6] for statement in with_all if _is_about_papers(statement)] == [
        "SELECT",
        *["INSERT"] * 3,
    ]


def _is_about_papers(statement: str) -> bool:
    return bool(re.search(r"\b(attachment|record_link|record_note|notification)\b", statement))


def test_a_deleted_draft_takes_its_papers_along(world: PostingWorld) -> None:
    key = with_papers(world, world.order(sale(world.item("A"), 1)))
    delete_document(world.session, key, world.context)
    for model in (Attachment, AttachmentContent, AttachmentPart, RecordLink, RecordNote):
        assert world.session.scalar(select(func.count()).select_from(model)) == 0


def test_a_deleted_card_takes_its_papers_and_those_of_its_parts_along(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    a_ship_to_address(session, "C7", "GATE")
    gate = RecordRef("ship_to_address", ("C7", "GATE"))
    add_content(session, customer, "offer.pdf", PDF, context)
    add_content(session, gate, "map.png", PNG, context)
    add_note(session, gate, "Ring twice.", context)
    delete_record(session, "customer", customer.key, context)
    for model in (Attachment, AttachmentContent, RecordNote):
        assert session.scalar(select(func.count()).select_from(model)) == 0


def test_papers_follow_a_renumbering(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    a_customer(session, "C70")
    for no in ("C7", "C70"):
        a_ship_to_address(session, no, "GATE")
        add_note(session, RecordRef("ship_to_address", (no, "GATE")), no, context)
    add_note(session, customer, "Itself.", context)
    follow(session, customer, context)
    session.flush()
    session.execute(sa.text("UPDATE customer SET no = 'D 1' WHERE no = 'C7'"))
    renumber_papers(session, customer, RecordRef("customer", ("D 1",)))
    renamed = RecordRef("customer", ("D 1",))
    assert paper_counts(session, renamed).notes == 1
    assert followers(session, renamed) == ["ADMIN"]
    session.expire_all()
    gate = papers_of(session, RecordRef("ship_to_address", ("D 1", "GATE")), "ADMIN")
    assert [note.text for note in gate.notes] == ["C7"]
    assert paper_counts(session, RecordRef("ship_to_address", ("C70", "GATE"))).notes == 1
