"""Links lead to pages, letters and files on servers only; notes belong to their authors."""

import pytest
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import RecordLink, RecordNote
from desktop.services.context import UserContext
from desktop.services.papers.links import (
    add_link,
    change_link,
    checked_address,
    may_follow,
    shown_address,
)
from desktop.services.papers.notes import LONGEST_NOTE, add_note, change_note
from desktop.services.papers.queries import papers_of
from desktop.services.papers.refusals import (
    KeptWithBooks,
    LinkNotAllowed,
    NoteOfAnother,
    NoteTooLong,
    PaperFieldBlank,
    PaperGone,
)
from desktop.services.papers.removal import PaperKind, put_back, remove_paper


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://kontor.example/offer?no=1", "https://kontor.example/offer?no=1"),
        (" http://intranet/orders ", "http://intranet/orders"),
        ("kontor.example/a b", "https://kontor.example/a%20b"),
        ("mailto:anna@kontor.example", "mailto:anna@kontor.example"),
        ("anna@kontor.example", "mailto:anna@kontor.example"),
        ("\\\\server\\Sales\\offer 1.pdf", "file://server/Sales/offer%201.pdf"),
        ("file://server/Sales/offer.pdf", "file://server/Sales/offer.pdf"),
    ],
)
def test_an_address_is_kept_whole(typed: str, kept: str) -> None:
    assert checked_address(typed) == kept
    assert checked_address(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "C:\\Windows\\system32\\calc.exe",
        "ms-msdt:/id",
        "ftp://server/x",
        "https://",
        "https://[::1",
        "https://bank.example@evil.example/",
        "mailto:nobody",
        "something",
    ],
)
def test_what_could_start_something_is_refused(typed: str) -> None:
    with pytest.raises(LinkNotAllowed, match="cannot be a link"):
        checked_address(typed)


def test_a_file_on_a_server_is_followed_only_when_nothing_runs_from_it() -> None:
    assert may_follow(checked_address("\\\\server\\Sales\\offer 1.pdf"))
    assert not may_follow(checked_address("\\\\server\\Sales\\setup.exe"))
    assert may_follow("https://kontor.example/setup.exe")
    assert shown_address("file://server/Sales/offer%201.pdf") == "\\\\server\\Sales\\offer 1.pdf"


def test_a_link_is_added_changed_and_taken_away(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    link_id = add_link(session, customer, "kontor.example", " Our  page ", context)
    [row] = papers_of(session, customer, "ADMIN").links
    assert (row.url, row.description) == ("https://kontor.example", "Our page")
    change_link(session, link_id, "https://kontor.example/new", "")
    [row] = papers_of(session, customer, "ADMIN").links
    assert (row.address, row.description) == ("https://kontor.example/new", "")
    with pytest.raises(PaperFieldBlank):
        change_link(session, link_id, " ", "x")
    remove_paper(session, PaperKind.LINK, link_id, context)
    assert papers_of(session, customer, "ADMIN").links == ()
    put_back(session, PaperKind.LINK, link_id)
    assert papers_of(session, customer, "ADMIN").count == 1


def test_notes_stand_with_the_newest_first(
    session: Session, customer: RecordRef, context: UserContext, anna: UserContext
) -> None:
    add_note(session, customer, "Calls on Mondays.\r\nPrefers mail.", context)
    add_note(session, customer, "  Moved in May.  ", anna)
    notes = papers_of(session, customer, "ADMIN").notes
    assert [(note.text, note.added_by, note.is_own) for note in notes] == [
        ("Moved in May.", "ANNA", False),
        ("Calls on Mondays.\nPrefers mail.", "ADMIN", True),
    ]


def test_only_the_author_changes_and_deletes_a_note(
    session: Session, customer: RecordRef, context: UserContext, anna: UserContext
) -> None:
    note_id = add_note(session, customer, "Mine.", context)
    with pytest.raises(NoteOfAnother, match="ADMIN wrote this note"):
        change_note(session, note_id, "Yours.", anna)
    with pytest.raises(NoteOfAnother):
        remove_paper(session, PaperKind.NOTE, note_id, anna)
    change_note(session, note_id, "Mine.", context)
    assert session.get_one(RecordNote, note_id).changed_at is None
    change_note(session, note_id, "Mine, mended.", context)
    [note] = papers_of(session, customer, "ADMIN").notes
    assert note.text == "Mine, mended."
    assert note.changed_at is not None
    remove_paper(session, PaperKind.NOTE, note_id, context)
    with pytest.raises(PaperGone):
        change_note(session, note_id, "x", context)


def test_a_note_says_something_and_not_too_much(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    with pytest.raises(PaperFieldBlank, match="Text must be filled in"):
        add_note(session, customer, " \n ", context)
    with pytest.raises(NoteTooLong) as refused:
        add_note(session, customer, "x" * (LONGEST_NOTE + 1), context)
    assert refused.value.parameters == {"longest": 10_000, "count": 10_001}


def test_what_belongs_to_the_books_stays(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    link_id = add_link(session, customer, "kontor.example", "", context)
    session.get_one(RecordLink, link_id).kept = True
    session.flush()
    with pytest.raises(KeptWithBooks, match="belongs to the books"):
        remove_paper(session, PaperKind.LINK, link_id, context)
    with pytest.raises(KeptWithBooks):
        change_link(session, link_id, "other.example", "")
