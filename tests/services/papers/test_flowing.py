"""Files of customers and items come to sales documents with their cards (SD108)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, InvariantBroken, RecordRef
from desktop.models.attachments import Attachment, AttachmentContent
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.papers.files import add_content, rename_file
from desktop.services.papers.flowing import set_flow
from desktop.services.papers.links import add_link
from desktop.services.papers.notes import add_note
from desktop.services.papers.queries import FileRow, papers_of
from desktop.services.papers.refusals import PaperGone
from desktop.services.papers.removal import PaperKind, remove_paper
from desktop.services.records import renumber_record
from desktop.services.sales.archive import archive, restore_version
from desktop.services.sales.creation import create_document
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.line_fields import delete_line
from desktop.services.sales.load import document_ref
from desktop.services.sales.quotes import make_order
from desktop.services.sales.restoring import restore
from desktop.services.sales.versions import version_ref
from tests.builders.customers import a_customer
from tests.builders.posting_world import PostingWorld, sale
from tests.services.papers.contents import JPEG, PDF, PNG, TEXT
from tests.services.posting.test_one_step import counted

C1 = RecordRef("customer", ("C1",))
C2 = RecordRef("customer", ("C2",))
A = RecordRef("item", ("A",))


def flagged(world: PostingWorld, card: RecordRef, name: str, content: bytes) -> int:
    """A file of a card that flows to sales documents."""
    found = add_content(world.session, card, name, content, world.context)
    set_flow(world.session, found, flows=True)
    return found


def files(world: PostingWorld, owner: DocumentKey | RecordRef) -> list[FileRow]:
    ref = document_ref(owner) if isinstance(owner, DocumentKey) else owner
    return list(papers_of(world.session, ref, "ADMIN").files)


def names(world: PostingWorld, owner: DocumentKey | RecordRef) -> list[str]:
    return [file.name for file in files(world, owner)]


@pytest.fixture
def shop(world: PostingWorld) -> PostingWorld:
    """Customers C1 and C2 with their terms, item A with a data sheet; B and C without anything."""
    for item in ("A", "B", "C"):
        world.item(item)
    a_customer(world.session, "C2")
    world.context = world.context.with_answer(ConfirmationCode.REBUILD_LINES, yes=True)
    flagged(world, C1, "terms.pdf", PDF)
    flagged(world, C2, "terms.pdf", PNG)
    flagged(world, A, "data sheet.txt", TEXT)
    add_content(world.session, C1, "inner.jpg", JPEG, world.context)
    return world


def a_quote(world: PostingWorld, *lines: Any, customer: str = "C1") -> DocumentKey:  # noqa: ANN401
    key = create_document(world.session, DocumentType.QUOTE, world.context, customer).key
    for line in lines:
        world.add(key, line)
    return key


def test_flagged_files_come_with_customer_and_item_and_share_their_content(
    shop: PostingWorld,
) -> None:
    key = a_quote(shop)
    assert names(shop, key) == ["terms.pdf"]
    for _line in range(2):
        shop.add(key, sale("A", 1))
    shop.add(key, sale("B", 1))
    assert names(shop, key) == ["data sheet.txt", "terms.pdf"]
    sheet, terms = files(shop, key)
    assert (sheet.flowed_from, terms.flowed_from) == (A, C1)
    assert not (terms.may_flow)
    assert not (terms.flows_to_sales)
    assert not (terms.kept)
    contents = shop.session.scalars(select(AttachmentContent.id)).all()
    assert len(contents) == 4  # nothing was stored again


def test_the_flag_is_told_of_cards_only(shop: PostingWorld) -> None:
    shown = {file.name: (file.may_flow, file.flows_to_sales) for file in files(shop, C1)}
    assert shown == {"terms.pdf": (True, True), "inner.jpg": (True, False)}
    [terms, _inner] = sorted(files(shop, C1), key=lambda file: not file.flows_to_sales)
    set_flow(shop.session, terms.id, flows=False)
    key = a_quote(shop)
    assert names(shop, key) == []
    order = add_content(shop.session, document_ref(key), "a.txt", b"a", shop.context)
    with pytest.raises(InvariantBroken):
        set_flow(shop.session, order, flows=True)
    remove_paper(shop.session, PaperKind.ATTACHMENT, order, shop.context)
    with pytest.raises(PaperGone):
        set_flow(shop.session, order, flows=True)


def test_nothing_comes_twice(shop: PostingWorld) -> None:
    flagged(shop, A, "terms.pdf", PDF)  # the same as the customer's
    flagged(shop, RecordRef("item", ("B",)), "terms.pdf", JPEG)  # another of the same name
    key = a_quote(shop)
    own = add_content(shop.session, document_ref(key), "mine.txt", TEXT, shop.context)
    shop.add(key, sale("A", 1))
    shop.add(key, sale("B", 1))
    assert names(shop, key) == ["B terms.pdf", "mine.txt", "terms.pdf"]
    remove_paper(shop.session, PaperKind.ATTACHMENT, own, shop.context)
    shop.add(key, sale("A", 1))  # the item has been there, so its files are not offered again
    assert "data sheet.txt" not in names(shop, key)


def test_another_customer_takes_the_files_of_the_former_away(shop: PostingWorld) -> None:
    flagged(shop, C1, "prices.txt", b"only for C1")
    key = a_quote(shop, sale("A", 1))
    by_name = {file.name: file.id for file in files(shop, key)}
    rename_file(shop.session, by_name["prices.txt"], "agreed prices.txt")
    add_content(shop.session, document_ref(key), "by hand.txt", b"by hand", shop.context)
    shop.enter(key, "sell_to_customer_no", "C2")
    kept = ["agreed prices.txt", "by hand.txt", "data sheet.txt"]
    assert names(shop, key) == [*kept, "terms.pdf"]
    assert {file.flowed_from for file in files(shop, key)} == {None, A, C2}
    shop.enter(key, "sell_to_customer_no", "C1")
    assert names(shop, key) == [*kept, "terms.pdf"]  # the prices are there under another name
    assert {file.flowed_from for file in files(shop, key)} == {None, A, C1}


def test_the_last_line_of_an_item_takes_its_files_along_and_undo_brings_them_back(
    shop: PostingWorld,
) -> None:
    key = a_quote(shop, sale("A", 1), sale("A", 2))
    first, second = (line.line_no for line in shop.lines(key))
    delete_line(shop.session, key, first, shop.context)
    assert names(shop, key) == ["data sheet.txt", "terms.pdf"]
    done = delete_line(shop.session, key, second, shop.context).difference
    assert names(shop, key) == ["terms.pdf"]
    restore(shop.session, key, done, shop.context)
    assert names(shop, key) == ["data sheet.txt", "terms.pdf"]
    shop.change(key, 1, "no", "B")
    assert names(shop, key) == ["terms.pdf"]


def test_files_that_flowed_follow_a_renumbered_card(shop: PostingWorld) -> None:
    key = a_quote(shop, sale("A", 1))
    renumber_record(shop.session, "item", A.key, "A1", shop.context)
    renumber_record(shop.session, "customer", C1.key, "C9", shop.context)
    shop.session.expire_all()
    assert {str(file.flowed_from) for file in files(shop, key)} == {"A1", "C9"}
    shop.enter(key, "sell_to_customer_no", "C2")
    shop.change(key, 1, "no", "B")
    assert [str(file.flowed_from) for file in files(shop, key)] == ["C2"]


def test_an_order_has_the_files_of_its_quote_and_no_others(shop: PostingWorld) -> None:
    key = a_quote(shop, sale("A", 1))
    [sheet] = [file.id for file in files(shop, key) if file.name == "data sheet.txt"]
    remove_paper(shop.session, PaperKind.ATTACHMENT, sheet, shop.context)
    order = make_order(shop.session, key, shop.context).key
    assert [(file.name, file.flowed_from) for file in files(shop, order)] == [("terms.pdf", C1)]
    shop.post(order)
    [posted] = files(shop, RecordRef("sales_invoice_header", ("PI00001",)))
    assert (posted.name, posted.kept) == ("terms.pdf", True)


def test_cards_that_come_or_go_cost_one_statement_however_many_files_they_have(
    shop: PostingWorld,
) -> None:
    key = a_quote(shop, sale("B", 1))
    taken = []
    for item in ("B", "C", "A"):
        with counted(shop.session) as sent:
            shop.add(key, sale(item, 1))
        taken.append(about_files(sent))
    assert taken == [[], ["INSERT"], ["INSERT"]]
    last = shop.lines(key)[-1]
    assert isinstance(last, SalesLine)
    with counted(shop.session) as sent:
        delete_line(shop.session, key, last.line_no, shop.context)
    assert about_files(sent) == ["UPDATE"]


def about_files(sent: Iterable[str]) -> list[str]:
    """The kinds of the statements that read or write attachments."""
    return [text.split()[0] for text in sent if re.search(r"\battachment\b", text)]


# ---------------------------------------------------------------------------------------- versions


def test_a_version_keeps_the_files_and_links_of_its_moment(shop: PostingWorld) -> None:
    key = a_quote(shop, sale("A", 1))
    owner = document_ref(key)
    drawing = add_content(shop.session, owner, "drawing.jpg", JPEG, shop.context)
    add_link(shop.session, owner, "kontor.example", "", shop.context)
    add_note(shop.session, owner, "Call first.", shop.context)
    version = version_ref(key, archive(shop.session, key, shop.context).version_no)
    remove_paper(shop.session, PaperKind.ATTACHMENT, drawing, shop.context)
    delete_document(shop.session, key, shop.context)
    shop.session.expire_all()
    kept = papers_of(shop.session, version, "ADMIN")
    assert [(file.name, file.kept) for file in kept.files] == [
        ("data sheet.txt", True),
        ("drawing.jpg", True),
        ("terms.pdf", True),
    ]
    assert [link.url for link in kept.links] == ["https://kontor.example"]
    assert kept.notes == ()


def test_restoring_brings_files_and_links_back_and_loses_nothing(shop: PostingWorld) -> None:
    key = a_quote(shop, sale("A", 1))
    owner = document_ref(key)
    drawing = add_content(shop.session, owner, "drawing.jpg", JPEG, shop.context)
    link = add_link(shop.session, owner, "kontor.example", "", shop.context)
    version_no = archive(shop.session, key, shop.context).version_no
    remove_paper(shop.session, PaperKind.ATTACHMENT, drawing, shop.context)
    remove_paper(shop.session, PaperKind.LINK, link, shop.context)
    shop.enter(key, "sell_to_customer_no", "C2")
    shop.change(key, 1, "no", "B")
    add_content(shop.session, owner, "later.txt", b"later", shop.context)
    assert names(shop, key) == ["later.txt", "terms.pdf"]
    for _time in range(2):
        restore_version(shop.session, key, version_no, shop.context)
        papers = papers_of(shop.session, owner, "ADMIN")
        assert [(file.name, file.flowed_from, file.kept) for file in papers.files] == [
            ("data sheet.txt", A, False),
            ("drawing.jpg", None, False),
            ("later.txt", None, False),
            ("terms.pdf", C1, False),
        ]
        assert [each.url for each in papers.links] == ["https://kontor.example"]


def test_a_file_of_a_card_that_goes_stays_with_documents(
    session: Session, shop: PostingWorld, context: UserContext
) -> None:
    key = a_quote(shop)
    [terms] = [file for file in files(shop, C1) if file.flows_to_sales]
    remove_paper(session, PaperKind.ATTACHMENT, terms.id, context)
    assert names(shop, key) == ["terms.pdf"]
    assert session.scalars(select(Attachment.flows_to_sales)).all().count(True) == 3
