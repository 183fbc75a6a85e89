"""Looking up what can be copied: documents of a kind, and the versions of one (CB59)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from desktop.models.archive import SalesHeaderArchive
from desktop.models.base import Base
from desktop.models.copy_words import CopySourceType
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import Amount
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.sales.archive import ArchivedVersion, versions
from desktop.services.sales.copy_sources import ARCHIVED, DRAFTS
from desktop.services.sales.posted_queries import posted_invoices, posted_shipments
from desktop.services.sales.queries import documents
from desktop.services.text_index import folded_condition

MOST_CHOICES = 50
_HEADERS = Base.metadata.tables[SalesHeaderArchive.__tablename__]


@dataclass(frozen=True, slots=True)
class CopyChoice:
    """A document to copy; `date` is its own kind's: of the order, document or posting.

    `amount` includes VAT, in the document's currency, None where it has no prices; a blank
    `currency_code` is the local one.
    """

    no: str
    sell_to_name: str
    date: date | None
    amount: Amount | None
    currency_code: str | None


def copy_choices(
    session: Session,
    kind: CopySourceType,
    text: str,
    context: UserContext,
    *,
    limit: int = MOST_CHOICES,
) -> tuple[CopyChoice, ...]:
    """The documents of a kind whose number, customer or reference fits a text, the newest first.

    Of archived documents the latest version is shown.
    """
    query = ListQuery(search=text.strip(), order=(("no", True),), view="every")
    rows: Sequence[Any]
    if kind in DRAFTS:
        rows = documents(DRAFTS[kind], context).rows(session, query, limit)
        return tuple(_choice(row, row.order_date, row.amount_including_vat) for row in rows)
    if kind is CopySourceType.POSTED_INVOICE:
        rows = posted_invoices(context).rows(session, query, limit)
        return tuple(_choice(row, row.posting_date, row.amount_including_vat) for row in rows)
    if kind is CopySourceType.POSTED_SHIPMENT:
        rows = posted_shipments(context).rows(session, query, limit)
        return tuple(_choice(row, row.posting_date, None) for row in rows)
    return _archived(session, kind, text, limit)


def version_choices(session: Session, kind: CopySourceType, no: str) -> tuple[ArchivedVersion, ...]:
    """The versions of an archived document, the latest first; none for other kinds."""
    if kind not in ARCHIVED:
        return ()
    return versions(session, DocumentKey(ARCHIVED[kind], no.strip().upper()))


def _choice(row: Any, day: date | None, amount: Amount | None) -> CopyChoice:  # noqa: ANN401  (a row of any list)
    currency_code = getattr(row, "currency_code", None)
    return CopyChoice(row.no, row.sell_to_name, day, amount, currency_code)


def _archived(
    session: Session, kind: CopySourceType, text: str, limit: int
) -> tuple[CopyChoice, ...]:
    of_kind = _HEADERS.c.document_type == ARCHIVED[kind]
    latest = (
        select(_HEADERS.c.no, func.max(_HEADERS.c.version_no))
        .where(of_kind)
        .group_by(_HEADERS.c.no)
    )
    found = session.execute(
        select(_HEADERS)
        .where(
            of_kind,
            tuple_(_HEADERS.c.no, _HEADERS.c.version_no).in_(latest),
            *folded_condition(
                text.strip(),
                _HEADERS.c.no,
                _HEADERS.c.sell_to_name,
                _HEADERS.c.external_document_no,
            ),
        )
        .order_by(_HEADERS.c.no.desc())
        .limit(limit)
    )
    return tuple(_choice(row, row.order_date, row.amount_including_vat) for row in found)
