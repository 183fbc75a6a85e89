"""Posted shipments and invoices as they are shown: complete copies, nearly all fixed (SD77)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.setup import GeneralLedgerSetup
from desktop.services.ledgers.free_fields import FREE_FIELDS
from desktop.services.setup.field_infos import field_infos
from desktop.services.setup.refusals import RecordNotFound

NOTHING: frozenset[str] = frozenset()
NO_LOCKS: Mapping[str, Notice] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PostedLine:
    """A line of a posted document: every column under its name."""

    line_no: int
    values: Mapping[str, object]
    row_version: int = 0
    editable: frozenset[str] = NOTHING
    locks: Mapping[str, Notice] = field(default_factory=lambda: NO_LOCKS)


@dataclass(frozen=True, slots=True)
class PostedDocument:
    """A posted document; `lines` in the order of line_no.

    `header` has every column under its name; an invoice's also `remaining_amount`, what is left
    to pay in its currency, and `open`. `editable` is what nothing in the books depends on.
    """

    key: str
    header: Mapping[str, object]
    lines: tuple[PostedLine, ...]
    row_version: int = 0
    notices: tuple[Notice, ...] = ()
    editable: frozenset[str] = NOTHING
    locks: Mapping[str, Notice] = field(default_factory=lambda: NO_LOCKS)


def posted_invoice(session: Session, no: str) -> PostedDocument:
    """A posted invoice in four statements; raises RecordNotFound."""
    header = _header(session, SalesInvoiceHeader, no)
    remaining, is_open = _remaining(session, header["cust_ledger_entry_no"])
    header |= {"remaining_amount": remaining, "open": is_open}
    header["lcy_code"] = session.scalar(select(GeneralLedgerSetup.lcy_code))
    lines = _lines(session, SalesInvoiceLine, no)
    return PostedDocument(no, header, lines, editable=_free(SalesInvoiceHeader))


def posted_shipment(session: Session, no: str) -> PostedDocument:
    """A posted shipment in two statements; raises RecordNotFound."""
    return PostedDocument(
        no,
        _header(session, SalesShipmentHeader, no),
        _lines(session, SalesShipmentLine, no),
        editable=_free(SalesShipmentHeader),
    )


def _free(model: type[Any]) -> frozenset[str]:
    return FREE_FIELDS[model.__tablename__]


def _header(session: Session, model: type[Any], no: str) -> dict[str, object]:
    found = session.get(model, no)
    table = model.__tablename__
    if found is None:
        ref = RecordRef(table, (no,))
        raise RecordNotFound(record=ref, table=table, record_key=no)
    return {info.name: getattr(found, info.name) for info in field_infos(table)}


def _lines(session: Session, model: type[Any], no: str) -> tuple[PostedLine, ...]:
    names = [info.name for info in field_infos(model.__tablename__)]
    lines = session.scalars(
        select(model).where(model.document_no == no).order_by(model.line_no)
    ).all()
    return tuple(
        PostedLine(line.line_no, {name: getattr(line, name) for name in names}) for line in lines
    )


def _remaining(session: Session, entry_no: object) -> tuple[Decimal, bool]:
    row = session.execute(
        select(func.sum(DetailedCustLedgerEntry.amount), CustLedgerEntry.open)
        .join(
            CustLedgerEntry,
            CustLedgerEntry.entry_no == DetailedCustLedgerEntry.cust_ledger_entry_no,
        )
        .where(CustLedgerEntry.entry_no == entry_no)
        .group_by(CustLedgerEntry.open)
    ).one_or_none()
    return (Decimal(0), False) if row is None else (row[0] or Decimal(0), row[1])
