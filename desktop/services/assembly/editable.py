"""Which fields of an assembly document may be changed now, and why others may not (PF120)."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.errors import Notice, Refusal
from desktop.models.assembly import AssemblyLine
from desktop.models.supply_words import BomLineType
from desktop.models.words import Status
from desktop.services.assembly.load import AssemblyDocument
from desktop.services.assembly.refusals import (
    AssemblyFieldUnknown,
    AssemblyForSalesLine,
    AssemblyReleased,
    AssemblyStarted,
    LineConsumed,
)
from desktop.services.items.bom_refusals import BomTextHasNumber

HEADER_FIELDS = (
    "item_no",
    "variant_code",
    "description",
    "location_code",
    "bin",
    "unit_of_measure_code",
    "quantity",
    "quantity_to_assemble",
    "due_date",
    "starting_date",
    "ending_date",
    "posting_date",
)
LINE_FIELDS = (
    "type",
    "no",
    "variant_code",
    "description",
    "location_code",
    "bin",
    "unit_of_measure_code",
    "quantity_per",
    "quantity",
    "quantity_to_consume",
    "resource_usage",
    "lead_time_offset",
    "position",
)
_FREE_IN_RELEASED = frozenset({"quantity_to_assemble", "posting_date", "quantity_to_consume"})
_OF_THE_SALES_LINE = frozenset(
    {
        "item_no",
        "variant_code",
        "location_code",
        "unit_of_measure_code",
        "quantity",
        "quantity_to_assemble",
        "due_date",
    }
)
_FIXED_ONCE_STARTED = frozenset({"item_no", "variant_code", "unit_of_measure_code"})
_FIXED_ONCE_CONSUMED = frozenset(
    {"type", "no", "variant_code", "location_code", "unit_of_measure_code", "resource_usage"}
)
_ORDERS_ONLY = frozenset({"quantity_to_assemble", "quantity_to_consume"})
_NOT_ON_TEXT = frozenset(LINE_FIELDS) - {"type", "description", "position"}


def header_refusal(document: AssemblyDocument, field: str) -> Refusal | None:
    """Why a field of the header cannot be changed now; None when it can."""
    names = {"entered_field": field, **document.names}
    if field not in HEADER_FIELDS or (field in _ORDERS_ONLY and not document.is_order):
        return AssemblyFieldUnknown(record=document.ref, field=field, **names)
    if document.for_sales:
        return None
    link = document.link
    if link is not None and field in _OF_THE_SALES_LINE:
        return AssemblyForSalesLine(
            record=document.ref,
            field=field,
            order_no=link.document_no,
            line_no=link.document_line_no,
            **names,
        )
    if document.header.status is not Status.OPEN and field not in _FREE_IN_RELEASED:
        return AssemblyReleased(record=document.ref, field=field, **names)
    if document.header.assembled_quantity and field in _FIXED_ONCE_STARTED:
        assembled = document.header.assembled_quantity
        return AssemblyStarted(record=document.ref, field=field, assembled=assembled, **names)
    return None


def line_refusal(document: AssemblyDocument, line: AssemblyLine, field: str) -> Refusal | None:
    """Why a field of a line cannot be changed now; None when it can."""
    ref = document.line_ref(line)
    names = {"entered_field": field, **document.names}
    is_beyond = field not in LINE_FIELDS or (field in _ORDERS_ONLY and not document.is_order)
    if line.type is BomLineType.TEXT and field in _NOT_ON_TEXT:
        return BomTextHasNumber(record=ref, field=field, entered_field=field)
    is_time_only = field == "resource_usage" and line.type is not BomLineType.RESOURCE
    if is_beyond or is_time_only:
        return AssemblyFieldUnknown(record=ref, field=field, **names)
    if document.header.status is not Status.OPEN and field not in _FREE_IN_RELEASED:
        return AssemblyReleased(record=ref, field=field, **names)
    if line.consumed and field in _FIXED_ONCE_CONSUMED:
        return consumed_refusal(document, line, field)
    return None


def consumed_refusal(document: AssemblyDocument, line: AssemblyLine, field: str) -> LineConsumed:
    """That a line went into kits already."""
    return LineConsumed(
        record=document.line_ref(line),
        field=field,
        consumed=line.consumed,
        component=line.no or "",
        line_no=line.line_no,
    )


def check_header(document: AssemblyDocument, field: str) -> None:
    """Raise why a field of the header cannot be changed."""
    _raise(header_refusal(document, field))


def check_line(document: AssemblyDocument, line: AssemblyLine, field: str) -> None:
    """Raise why a field of a line cannot be changed."""
    _raise(line_refusal(document, line, field))


def check_lines(document: AssemblyDocument) -> None:
    """Raise why lines cannot be added or deleted: those of a released document cannot."""
    if document.header.status is not Status.OPEN:
        raise AssemblyReleased(
            record=document.ref, field="no", entered_field="no", **document.names
        )


def _raise(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise refusal


def header_locks(document: AssemblyDocument) -> tuple[frozenset[str], Mapping[str, Notice]]:
    """The fields of the header that may be changed, and why the others may not."""
    return _locks({name: header_refusal(document, name) for name in HEADER_FIELDS})


def line_locks(
    document: AssemblyDocument, line: AssemblyLine
) -> tuple[frozenset[str], Mapping[str, Notice]]:
    """The fields of a line that may be changed, and why the others may not."""
    return _locks({name: line_refusal(document, line, name) for name in LINE_FIELDS})


def _locks(
    refusals: Mapping[str, Refusal | None],
) -> tuple[frozenset[str], Mapping[str, Notice]]:
    free = frozenset(name for name, refusal in refusals.items() if refusal is None)
    locks = {
        name: Notice(
            refusal.code.value,
            refusal.text,
            refusal.parameters,
            is_warning=False,
            record=refusal.record,
            field=name,
        )
        for name, refusal in refusals.items()
        if refusal is not None
    }
    return free, locks
