"""Converting quotes, their versions and what became of them, beyond the scenarios."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.archive import DocumentCommentArchive, SalesHeaderArchive, SalesLineArchive
from desktop.models.archive_words import ArchiveCause
from desktop.models.every_table import Base
from desktop.models.sales import DocumentComment, SalesHeader, SalesLine
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import ArchiveQuotes, Status
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.papers.links import add_link
from desktop.services.papers.notes import add_note
from desktop.services.papers.queries import papers_of
from desktop.services.sales.archive import VersionContent, archive, versions
from desktop.services.sales.comparing import ComparedField, Part, compare_versions, differences
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.load import document_ref
from desktop.services.sales.queries import documents
from desktop.services.sales.quote_lists import (
    count_expired,
    delete_expired_quotes,
    made_of_quote,
    won_quotes,
)
from desktop.services.sales.quotes import make_invoice, make_order
from desktop.services.sales.refusals import PendingApproval
from desktop.services.sales.refusals_quotes import (
    ConvertExpiredQuote,
    KeepQuoteVersion,
    QuoteExpired,
)
from desktop.services.sales.views import DocumentView
from tests.builders.sales import Clerk, a_document, put_header, rows

EXPIRED = date(2026, 1, 14)
Convert = Callable[[Session, DocumentKey, UserContext], DocumentView]


def a_quote(company: Database, context: UserContext, **header: object) -> Clerk:
    """A quote of 10 pieces, its header in a state of its own."""
    quote = a_document(company, context, DocumentType.QUOTE).adds(no="A", quantity=10)
    if header:
        put_header(company, quote.key, header)
    return quote


def converts(quote: Clerk, convert: Convert = make_order) -> DocumentView:
    with quote.database.write() as session:
        return convert(session, quote.key, quote.context)


# ------------------------------------------------------------------------------------- converting


def test_an_expired_quote_asks_and_a_no_stops(company: Database, context: UserContext) -> None:
    quote = a_quote(company, context, quote_valid_until=EXPIRED)
    with pytest.raises(ConvertExpiredQuote):
        converts(quote)
    with pytest.raises(QuoteExpired):
        converts(quote.answers(ConfirmationCode.EXPIRED_QUOTE, yes=False))
    assert converts(quote.answers(ConfirmationCode.EXPIRED_QUOTE, yes=True)).header["quote_no"]


def test_the_setup_may_ask_for_a_version(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        session.get_one(SalesSetup, 1).archive_quotes = ArchiveQuotes.ASK
    quote = a_quote(company, context)
    with pytest.raises(KeepQuoteVersion):
        converts(quote)
    with company.write() as session, pytest.raises(KeepQuoteVersion):
        delete_document(session, quote.key, context)
    converts(quote.answers(ConfirmationCode.ARCHIVE_QUOTE, yes=True))
    with company.read() as session:
        assert [each.cause for each in versions(session, quote.key)] == [ArchiveCause.CONVERSION]


def test_a_quote_that_waits_for_approval_is_not_converted(
    company: Database, context: UserContext
) -> None:
    quote = a_quote(company, context, status=Status.PENDING_APPROVAL)
    with pytest.raises(PendingApproval, match=quote.key.no):
        converts(quote)


@pytest.mark.parametrize("convert", [make_order, make_invoice])
def test_papers_come_along_and_both_ways_lead_to_each_other(
    company: Database, context: UserContext, convert: Convert
) -> None:
    quote = a_quote(company, context)
    ref = document_ref(quote.key)
    with rows(company) as session:
        add_link(session, ref, "https://kontor.example/offer", "", context)
        add_note(session, ref, "He likes oak", context)
    made = converts(quote, convert)
    with company.read() as session:
        papers = papers_of(session, document_ref(made.key), context.user)
        assert [link.url for link in papers.links] == ["https://kontor.example/offer"]
        assert [note.text for note in papers.notes] == ["He likes oak"]
        assert made_of_quote(session, quote.key.no) == document_ref(made.key)
        assert made_of_quote(session, "NONE") is None


# ------------------------------------------------------------------------------------------- lists


def listed(company: Database, context: UserContext, view: str) -> list[str]:
    with company.read() as session:
        found = documents(DocumentType.QUOTE, context).rows(session, ListQuery(view=view))
        return [row.no for row in found]


def test_views_and_win_rate(company: Database, context: UserContext) -> None:
    """The work date is Thursday 2026-01-15; its week ends on the 18th."""
    won = a_quote(company, context)
    converts(won)
    accepted = a_quote(company, context, quote_accepted=True)
    ends = {day: a_quote(company, context, quote_valid_until=day) for day in DAYS}
    nos = {day: quote.key.no for day, quote in ends.items()}
    opened = [accepted.key.no, *(nos[day] for day in DAYS[1:])]
    assert listed(company, context, "") == [accepted.key.no, *nos.values()]
    assert listed(company, context, "open_quotes") == opened
    assert listed(company, context, "expiring") == [nos[DAYS[1]], nos[DAYS[2]]]
    assert listed(company, context, "expired") == [nos[EXPIRED]]
    assert listed(company, context, "converted") == [won.key.no]
    with company.read() as session:
        counts = won_quotes(session, date(2026, 1, 1), context.work_date, context)
        assert (counts.won, counts.lost, counts.open) == (2, 1, 3)
        assert counts.win_rate == Decimal("66.7")
        none = won_quotes(session, date(2025, 1, 1), date(2025, 12, 31), context)
        assert none.win_rate == 0


DAYS = (EXPIRED, date(2026, 1, 15), date(2026, 1, 18), date(2026, 1, 19))


def test_what_may_not_be_deleted_stays_and_is_told(company: Database, context: UserContext) -> None:
    gone = a_quote(company, context, quote_valid_until=EXPIRED)
    waits = a_quote(company, context, quote_valid_until=EXPIRED, status=Status.PENDING_APPROVAL)
    with company.write() as session:
        assert count_expired(session, date(2026, 1, 15)) == 2
        result = delete_expired_quotes(session, context, valid_before=date(2026, 1, 15))
    assert (result.deleted, [type(each) for each in result.kept]) == (1, [PendingApproval])
    assert listed(company, context, "") == [waits.key.no]
    with company.read() as session:
        assert [each.cause for each in versions(session, gone.key)] == [ArchiveCause.DELETION]


# --------------------------------------------------------------------------------------- versions


@pytest.mark.parametrize(
    ("live", "kept", "besides"),
    [
        (SalesHeader, SalesHeaderArchive, set()),
        (SalesLine, SalesLineArchive, set()),
        (DocumentComment, DocumentCommentArchive, {"document_table"}),
    ],
)
def test_a_version_has_every_column_of_its_document(
    live: type[Base], kept: type[Base], besides: set[str]
) -> None:
    live_columns = Base.metadata.tables[live.__tablename__].columns
    kept_columns = Base.metadata.tables[kept.__tablename__].columns
    assert set(live_columns.keys()) - besides <= set(kept_columns.keys())
    for name in set(live_columns.keys()) - besides:
        assert kept_columns[name].type is live_columns[name].type


def test_two_versions_are_compared_line_by_line(company: Database, context: UserContext) -> None:
    quote = a_quote(company, context).adds(description="Thank you")
    with company.write() as session:
        archive(session, quote.key, context)
    quote.changes(1, "quantity", 12).deletes(2).adds(no="A", quantity=1)
    quote.enters("your_reference", "Karin")
    with company.read() as session:
        found = compare_versions(session, quote.key, 1, None, context)
    changed = [each for each in found if each.is_changed]
    assert (Part.HEADER, "your_reference", "", "Karin") in [
        (each.part, each.field, each.first, each.second) for each in changed
    ]
    quantities = [
        (each.line_no, each.first, each.second, each.only)
        for each in changed
        if each.field == "quantity"
    ]
    assert quantities == [(10000, 10, 12, 0), (20000, 0, 1, 0)]
    assert not {"row_version", "quantity_base"} & {each.field for each in found}


def a_content(
    header: dict[str, Any],
    lines: dict[int, dict[str, Any]] | None = None,
    comments: dict[tuple[int, int], dict[str, Any]] | None = None,
) -> VersionContent:
    named = {at: {"no": "A", "description": "", **line} for at, line in (lines or {}).items()}
    return VersionContent(header, named, comments or {})


@pytest.mark.parametrize(
    ("first", "second", "changed"),
    [
        (a_content({"no": "1"}), a_content({"no": "1"}), []),
        (a_content({"city": ""}), a_content({"city": "X"}), [("header", 0, "city", 0)]),
        (a_content({"row_version": 1}), a_content({"row_version": 2}), []),
        (a_content({"amount": 5}), a_content({}), []),
        (
            a_content({}, {10: {"quantity": 1}}),
            a_content({}, {10: {"quantity": 2}}),
            [("line", 10, "quantity", 0)],
        ),
        (
            a_content({}, {10: {"quantity": 1}}),
            a_content({}),
            [("line", 10, "no", 1), ("line", 10, "quantity", 1)],
        ),
        (a_content({}), a_content({}, {10: {}}), [("line", 10, "no", 2)]),
        (
            a_content({}, comments={(0, 1): {"text": "a"}}),
            a_content({}, comments={(0, 1): {"text": "b"}, (0, 2): {"text": "c"}}),
            [("comment", 0, "text", 0), ("comment", 0, "text", 2)],
        ),
    ],
)
def test_differences(
    first: VersionContent, second: VersionContent, changed: list[tuple[str, int, str, int]]
) -> None:
    found: list[ComparedField] = [each for each in differences(first, second) if each.is_changed]
    assert [(each.part, each.line_no, each.field, each.only) for each in found] == changed
