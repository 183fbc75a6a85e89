"""Writing the kits that a shipment puts together; their orders move on (PF126, PF127)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.models.assembly import PostedAtoLink
from desktop.models.base import Base
from desktop.models.words import Status
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.sales_lines import (
    delete_link,
    keep_for_lines,
    linked_headers,
    put_now,
)
from desktop.services.assembly.views import finish
from desktop.services.database import report_changes
from desktop.services.ledgers.register import RegisterNumbers
from desktop.services.ledgers.rows import PlannedNo
from desktop.services.numbering.number_series import draw_posted_number
from desktop.services.posting.kits_of_lines import link_rows
from desktop.services.posting.plan import PostingPlan
from desktop.services.posting.post_assembly import insert_posted, move_on, take_papers_along
from desktop.services.sales.load import Document

_INSERT_LINKS = insert(Base.metadata.tables[PostedAtoLink.__tablename__])


def draw_kit_numbers(session: Session, plan: PostingPlan) -> dict[PlannedNo, str]:
    """Draw the numbers of the posted assemblies, in the order of the lines."""
    return {
        made.no: draw_posted_number(session, made.no.series, made.header["posting_date"])
        for made in plan.kits.in_order
    }


def write_kits(
    session: Session, plan: PostingPlan, numbers: Mapping[PlannedNo, str], register: RegisterNumbers
) -> None:
    """Insert the posted assemblies, and which line of the shipment each was made for."""
    shipment = plan.shipment
    if not plan.kits.planned or shipment is None:
        return
    for made in plan.kits.in_order:
        insert_posted(session, made, numbers[made.no], register)
    rows = link_rows(plan.kits, plan.ground.document, shipment.no)
    for row in rows:
        for column in ("posted_assembly_no", "shipment_no"):
            row[column] = numbers[row[column]]
    session.connection().execute(_INSERT_LINKS, rows)
    report_changes(session, PostedAtoLink.__tablename__)


def move_kits_on(session: Session, plan: PostingPlan, numbers: Mapping[PlannedNo, str]) -> None:
    """Let the assembly orders follow the sales order: they are released, and go when all is made.

    What is still to be put together stays kept for its line (PF121).
    """
    ground = plan.ground
    lines = {line.line_no: line for line in ground.document.lines}
    for line_no, header in ground.kits.headers.items():
        header.status = Status.RELEASED
        header.posting_date = ground.document.header.posting_date
        made = plan.kits.planned.get(line_no)
        if made is not None:
            _move_on(session, made.document, numbers[made.no])
        is_there = header in session
        if is_there and header.quantity_to_assemble != lines[line_no].quantity_to_assemble:
            key = AssemblyKey(header.document_type, header.no)
            document = load_assembly(session, key, ground.document.context)
            put_now(document, lines[line_no])
            finish(document)
    if plan.kits.planned:
        keep_for_lines(session, ground.document)


def release_kits(session: Session, order: Document) -> None:
    """Let the assembly orders follow a sales order that the posting of another released (PF120)."""
    for header in linked_headers(session, order.key).values():
        header.status = Status.RELEASED
        header.posting_date = order.header.posting_date


def _move_on(session: Session, document: AssemblyDocument, number: str) -> None:
    take_papers_along(document, number)
    if document.header.quantity_to_assemble == document.header.remaining_quantity:
        delete_link(session, document.key)
    move_on(document, number)
