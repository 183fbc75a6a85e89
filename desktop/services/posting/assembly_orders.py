"""What the undo of a posted assembly makes of its order (PF116)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.assembly import (
    AssembledItem,
    AssemblyHeader,
    AssemblyLine,
    AssemblyPart,
    PostedAssemblyHeader,
    PostedAssemblyLine,
)
from desktop.models.supply_words import AssemblyType, BomLineType
from desktop.models.values.numbers import ZERO
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, begin, load_assembly
from desktop.services.assembly.planning import plan_for_due_date
from desktop.services.assembly.settling import settle_cost, settle_header
from desktop.services.assembly.writing import write_lines
from desktop.services.context import UserContext
from desktop.services.posting.refusals_assembly import OrderChanged, RecreateOrder
from desktop.services.sales.quantities import Part
from desktop.services.setup.record_engine import apply_defaults, stamp

_SAME = ("type", "no", "variant_code", "location_code")
"""What a line of the order and what was posted of it must have in common."""


def order_for_undo(
    session: Session,
    header: PostedAssemblyHeader,
    lines: Sequence[PostedAssemblyLine],
    context: UserContext,
    *,
    asks: bool = True,
    order_no: str | None = None,
) -> AssemblyDocument | None:
    """The order of a posted assembly, locked; made again where it is gone and the user wants it.

    Unless it `asks`, it is made again without a question. `order_no` is the order that has the
    kits now, when it is another one. Raises OrderChanged where its lines are others by now, or
    RecreateOrder.
    """
    key = AssemblyKey(AssemblyType.ORDER, order_no or header.order_no)
    if session.get(AssemblyHeader, tuple(key)) is not None:
        document = load_assembly(session, key, context, for_update=True)
        _check_same(document, header, lines)
        return document
    answer = context.answer(RecreateOrder.question) if asks else True
    if answer is None:
        ref = RecordRef(PostedAssemblyHeader.__tablename__, (header.no,))
        raise RecreateOrder(record=ref, order_no=header.order_no)
    return _made_again(session, header, context) if answer else None


def _check_same(
    document: AssemblyDocument, header: PostedAssemblyHeader, lines: Sequence[PostedAssemblyLine]
) -> None:
    ref = RecordRef(PostedAssemblyHeader.__tablename__, (header.no,))
    names = {"no": header.no, "order_no": header.order_no}
    for field in ("item_no", "variant_code", "location_code"):
        if getattr(document.header, field) != getattr(header, field):
            raise OrderChanged(record=ref, field=field, changed_field=field, line_no=0, **names)
    now = {line.line_no: line for line in document.lines}
    for line in lines:
        if line.type is BomLineType.TEXT:
            continue
        changed = _changed_field(now.get(line.order_line_no), line)
        if changed:
            raise OrderChanged(
                record=ref,
                field=changed,
                changed_field=changed,
                line_no=line.order_line_no,
                **names,
            )


def _changed_field(now: AssemblyLine | None, posted: PostedAssemblyLine) -> str:
    if now is None:
        return "no"
    for field in _SAME:
        if getattr(now, field) != getattr(posted, field):
            return field
    taken_back = posted.quantity > now.consumed
    return "consumed" if taken_back else ""


# ------------------------------------------------------------------------------- making it again


def _made_again(
    session: Session, header: PostedAssemblyHeader, context: UserContext
) -> AssemblyDocument:
    """An order of all its posted assemblies that were not undone; all of it put together."""
    posted = session.scalars(
        select(PostedAssemblyHeader)
        .where(
            PostedAssemblyHeader.order_no == header.order_no,
            PostedAssemblyHeader.reversed.is_(False),
        )
        .order_by(PostedAssemblyHeader.created_at, PostedAssemblyHeader.no)
    ).all()
    order = AssemblyHeader(document_type=AssemblyType.ORDER, no=header.order_no)
    apply_defaults(order)
    for name in AssembledItem.__annotations__:
        setattr(order, name, getattr(header, name))
    order.quantity = sum((each.quantity for each in posted), ZERO)
    order.quantity_base = sum((each.quantity_base for each in posted), ZERO)
    order.assembled_quantity, order.assembled_quantity_base = order.quantity, order.quantity_base
    order.last_posting_no = header.no
    stamp(order, context)
    session.add(order)
    session.flush()  # the lines refer to it
    lines = list(_lines_again(session, order.no, {each.no for each in posted}))
    document = begin(session, context, order, lines)
    plan_for_due_date(document)
    return document


def _lines_again(session: Session, order_no: str, posted: set[str]) -> Iterator[AssemblyLine]:
    found: defaultdict[int, list[PostedAssemblyLine]] = defaultdict(list)
    for line in session.scalars(
        select(PostedAssemblyLine)
        .where(PostedAssemblyLine.document_no.in_(posted))
        .order_by(PostedAssemblyLine.order_line_no, PostedAssemblyLine.document_no)
    ):
        found[line.order_line_no].append(line)
    for line_no, parts in found.items():
        last = parts[-1]
        made = AssemblyLine(document_type=AssemblyType.ORDER, document_no=order_no, line_no=line_no)
        apply_defaults(made)
        for name in AssemblyPart.__annotations__:
            setattr(made, name, getattr(last, name))
        if last.type is not BomLineType.TEXT:
            made.quantity = sum((part.quantity for part in parts), ZERO)
            made.quantity_base = sum((part.quantity_base for part in parts), ZERO)
            made.consumed, made.consumed_base = made.quantity, made.quantity_base
        yield made


def give_back(
    document: AssemblyDocument,
    header: PostedAssemblyHeader,
    lines: Sequence[PostedAssemblyLine],
) -> None:
    """Let an order have again what was taken apart."""
    order = document.header
    taken: Mapping[int, Part] = {
        line.order_line_no: Part(line.quantity, line.quantity_base)
        for line in lines
        if line.type is not BomLineType.TEXT
    }
    for line in document.lines:
        part = taken.get(line.line_no)
        if part is not None:
            line.consumed -= part.quantity
            line.consumed_base -= part.base
    order.assembled_quantity -= header.quantity
    order.assembled_quantity_base -= header.quantity_base
    settle_header(document)
    settle_cost(document)
    stamp(order, document.context)
    document.session.flush()
    write_lines(document)
