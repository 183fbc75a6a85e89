"""Attaching files to records, on both databases."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef
from desktop.models.attachments import Attachment, AttachmentContent, AttachmentPart
from desktop.models.company import CompanyInformation
from desktop.models.words import ContentKind
from desktop.services.context import UserContext
from desktop.services.papers.files import (
    PIECE,
    add_content,
    add_file,
    file_pieces,
    rename_file,
    save_file,
)
from desktop.services.papers.kinds import Sniffer
from desktop.services.papers.owners import lock_owner
from desktop.services.papers.queries import PaperCounts, paper_counts, papers_of
from desktop.services.papers.refusals import (
    AttachmentEmpty,
    AttachmentNotSaved,
    AttachmentTooLarge,
    AttachmentTwice,
    FileChanging,
    FileUnreadable,
    OwnerMissing,
    PaperFieldBlank,
    PaperGone,
)
from desktop.services.papers.removal import UNDO_TIME, PaperKind, put_back, remove_paper
from tests.services.papers.contents import PDF, PNG, PROGRAM


def names(session: Session, owner: RecordRef) -> list[str]:
    return [row.name for row in papers_of(session, owner, "ADMIN").files]


def count(session: Session, model: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def content(session: Session, attachment_id: int) -> bytes:
    return b"".join(file_pieces(session, attachment_id))


def test_a_file_comes_back_byte_for_byte(
    session: Session, customer: RecordRef, context: UserContext, tmp_path: Path
) -> None:
    whole = PDF + bytes(range(256)) * 9000  # more than two pieces
    path = tmp_path / "Offer Ö.pdf"
    path.write_bytes(whole)
    attachment_id = add_file(session, customer, path, context)
    assert content(session, attachment_id) == whole
    assert count(session, AttachmentPart) == len(whole) // PIECE + 1
    [row] = papers_of(session, customer, "ADMIN").files
    assert (row.name, row.size, row.added_by) == ("Offer Ö.pdf", len(whole), "ADMIN")
    assert row.content_kind is ContentKind.PDF
    assert row.may_open
    kept = session.scalars(select(AttachmentContent)).one()
    assert kept.sha256 == hashlib.sha256(whole).hexdigest()
    assert kept.media_type == "application/pdf"


def test_a_file_is_saved_in_the_place_of_another(
    session: Session, customer: RecordRef, context: UserContext, tmp_path: Path
) -> None:
    attachment_id = add_content(session, customer, "offer.pdf", PDF, context)
    place = tmp_path / "kept.pdf"
    place.write_bytes(b"old")
    assert save_file(session, attachment_id, place) == place
    assert place.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [place]


def test_a_file_that_cannot_be_written_is_told(
    session: Session, customer: RecordRef, context: UserContext, tmp_path: Path
) -> None:
    attachment_id = add_content(session, customer, "offer.pdf", PDF, context)
    with pytest.raises(AttachmentNotSaved, match=r"offer\.pdf could not be saved"):
        save_file(session, attachment_id, tmp_path / "missing" / "offer.pdf")


def test_the_limit_is_the_companys(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    session.get_one(CompanyInformation, 1).attachment_limit_mb = 1
    session.flush()
    add_content(session, customer, "fits.bin", b"x" * (1024 * 1024), context)
    with pytest.raises(AttachmentTooLarge) as refused:
        add_content(session, customer, "large.bin", b"x" * (1024 * 1024 + 1), context)
    assert str(refused.value).startswith("large.bin has 1.1 MB, and an attachment has at most 1 MB")
    assert names(session, customer) == ["fits.bin"]


def test_a_new_company_keeps_25_mb(session: Session) -> None:
    assert session.get_one(CompanyInformation, 1).attachment_limit_mb == 25


def test_an_empty_file_is_refused(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    with pytest.raises(AttachmentEmpty, match=r"nothing\.txt is empty"):
        add_content(session, customer, "nothing.txt", b"", context)


def test_the_same_content_twice_is_refused_kindly(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    add_content(session, customer, "offer.pdf", PDF, context)
    with pytest.raises(AttachmentTwice) as refused:
        add_content(session, customer, "copy of offer.pdf", PDF, context)
    assert "customer C7 has the same file already, as offer.pdf" in str(refused.value)
    other = RecordRef("company_information", (1,))
    add_content(session, other, "offer.pdf", PDF, context)
    assert names(session, other) == ["offer.pdf"]


def test_another_file_of_the_same_name_gets_a_number(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    add_content(session, customer, "offer.pdf", PDF, context)
    add_content(session, customer, "OFFER.pdf", PDF + b"2", context)
    assert set(names(session, customer)) == {"offer.pdf", "OFFER (2).pdf"}


def test_a_file_that_is_not_there_is_told(
    session: Session, customer: RecordRef, context: UserContext, tmp_path: Path
) -> None:
    with pytest.raises(FileUnreadable, match=r"missing\.pdf could not be read"):
        add_file(session, customer, tmp_path / "missing.pdf", context)
    with pytest.raises(FileUnreadable):
        add_file(session, customer, tmp_path, context)  # a folder


def test_a_file_that_changes_while_it_is_read_is_refused(
    session: Session,
    customer: RecordRef,
    context: UserContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "growing.pdf"
    path.write_bytes(PDF)
    kind = Sniffer.kind

    def written_meanwhile(sniffer: Sniffer) -> ContentKind:
        path.write_bytes(PDF.replace(b"1", b"2"))
        return kind(sniffer)

    monkeypatch.setattr(Sniffer, "kind", written_meanwhile)
    with pytest.raises(FileChanging, match=r"growing\.pdf was changed"):
        add_file(session, customer, path, context)


def test_a_record_that_is_not_there_gets_no_file(session: Session, context: UserContext) -> None:
    with pytest.raises(OwnerMissing, match="There is no customer C99"):
        add_content(session, RecordRef("customer", ("C99",)), "x.pdf", PDF, context)
    with pytest.raises(OwnerMissing, match="There is no order SO99"):
        add_content(session, RecordRef("sales_header", ("order", "SO99")), "x.pdf", PDF, context)
    with pytest.raises(InvariantBroken):
        lock_owner(session, RecordRef("attachment", (1,)))


def test_a_program_under_another_name_is_never_opened(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    attachment_id = add_content(session, customer, "virus.exe", PROGRAM, context)
    assert rename_file(session, attachment_id, "picture.png") == "picture.png"
    [row] = papers_of(session, customer, "ADMIN").files
    assert not row.may_open
    assert row.content_kind is ContentKind.PROGRAM


def test_renaming_cleans_and_keeps_names_apart(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    add_content(session, customer, "offer.pdf", PDF, context)
    second = add_content(session, customer, "chair.png", PNG, context)
    assert rename_file(session, second, "folder/offer.pdf") == "offer (2).pdf"
    with pytest.raises(PaperFieldBlank, match="Name must be filled in"):
        rename_file(session, second, " . ")
    with pytest.raises(PaperGone):
        rename_file(session, 9999, "x")


def test_what_was_taken_away_can_be_put_back(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    attachment_id = add_content(session, customer, "offer.pdf", PDF, context)
    remove_paper(session, PaperKind.ATTACHMENT, attachment_id, context)
    assert names(session, customer) == []
    assert paper_counts(session, customer) == PaperCounts(0, 0, 0)
    with pytest.raises(PaperGone):
        content(session, attachment_id)
    put_back(session, PaperKind.ATTACHMENT, attachment_id)
    assert content(session, attachment_id) == PDF
    assert paper_counts(session, customer) == PaperCounts(1, 0, 0)


def test_after_an_hour_it_is_gone_for_good(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    attachment_id = add_content(session, customer, "offer.pdf", PDF, context)
    remove_paper(session, PaperKind.ATTACHMENT, attachment_id, context)
    gone = session.get_one(Attachment, attachment_id)
    gone.deleted_at = context.now() - UNDO_TIME - timedelta(seconds=1)
    session.flush()
    add_content(session, customer, "chair.png", PNG, context)
    session.expire_all()
    with pytest.raises(PaperGone):
        put_back(session, PaperKind.ATTACHMENT, attachment_id)
    assert (count(session, AttachmentContent), count(session, AttachmentPart)) == (1, 1)


def test_an_attachment_taken_away_may_be_attached_again(
    session: Session, customer: RecordRef, context: UserContext
) -> None:
    first = add_content(session, customer, "offer.pdf", PDF, context)
    remove_paper(session, PaperKind.ATTACHMENT, first, context)
    add_content(session, customer, "offer.pdf", PDF, context)
    assert names(session, customer) == ["offer.pdf"]
