"""Verifying lines of price lists and letting them price documents (CU72, CU73)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select, update
from sqlalchemy.orm import Session, aliased

from desktop.errors import RecordRef, Refusal, SeveralRefusals
from desktop.models.items import Item, ItemUnitOfMeasure, ItemVariant, Resource
from desktop.models.items import ResourceUnitOfMeasure as ResourceUnit
from desktop.models.pricing import PriceList, PriceListLine
from desktop.models.pricing_words import PriceDefines, PriceProduct, PriceStatus
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.pricing.line_checks import (
    PRODUCT_TABLES,
    SOURCE_TABLES,
    contradictions,
    gaps,
)
from desktop.services.pricing.refusals import PriceLinesTwice
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.refusals import RecordNotFound, ReferenceMissing

Which = Callable[[Any], ColumnElement[bool]]
"""Which lines are meant: a condition on the table of lines, or on an alias of it."""

MOST_TOLD = 25
"""So many faults are told at once; the rest appears when these are mended."""

_SAME = (
    "source_type",
    "source_no",
    "product_type",
    "variant_code",
    "unit_code",
    "currency_code",
    "minimum_quantity",
    "starting_date",
)
"""In what two lines of one product agree that define the same (CU73)."""


@dataclass(frozen=True, slots=True)
class VerifiedLines:
    """How many lines were verified, and how many of them became active by it."""

    verified: int
    activated: int


def verify_lines(session: Session, price_list_code: str, context: UserContext) -> VerifiedLines:
    """Verify the draft lines of a list; when the list is active they price documents from now on.

    Raises RecordNotFound, or what is wrong with them: nothing is activated then.
    """
    owner = session.get(PriceList, price_list_code)
    if owner is None:
        ref = RecordRef("price_list", (price_list_code,))
        raise RecordNotFound(record=ref, table="price_list", record_key=str(ref))
    return verify_drafts(session, lambda line: line.price_list_code == price_list_code, context)


def verify_drafts(session: Session, which: Which, context: UserContext) -> VerifiedLines:
    """Verify draft lines of any lists (CU76); those of active lists become active."""

    def drafts(line: Any) -> ColumnElement[bool]:  # noqa: ANN401  (the table or an alias)
        return and_(which(line), line.status == PriceStatus.DRAFT)

    def of_active_lists(line: Any) -> ColumnElement[bool]:  # noqa: ANN401  (likewise)
        active = select(PriceList.code).where(PriceList.status == PriceStatus.ACTIVE)
        return and_(drafts(line), line.price_list_code.in_(active))

    check_lines(session, drafts)
    verified = _count(session, drafts)
    return VerifiedLines(
        verified, set_status(session, of_active_lists, PriceStatus.ACTIVE, context)
    )


def set_status(session: Session, which: Which, status: PriceStatus, context: UserContext) -> int:
    """Put lines into another state with one statement; gives how many."""
    count = _count(session, which)
    session.execute(
        update(PriceListLine)
        .where(which(PriceListLine))
        .values(
            status=status,
            row_version=PriceListLine.row_version + 1,
            changed_by=context.user,
            changed_at=context.now(),
        )
        .execution_options(synchronize_session="fetch")
    )
    report_changes(session, PriceListLine.__tablename__)
    return count


def _count(session: Session, which: Which) -> int:
    query = select(func.count()).select_from(PriceListLine).where(which(PriceListLine))
    count: int = session.execute(query).scalar_one()
    return count


def check_lines(session: Session, which: Which) -> None:
    """Refuse lines that cannot price documents, with all that is wrong (CU70, CU72, CU73).

    Reads, and raises one refusal or SeveralRefusals.
    """
    faults = list(
        islice(
            chain(_faulty(session, which), _without_record(session, which), _twice(session, which)),
            MOST_TOLD,
        )
    )
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SeveralRefusals(faults)


def _faulty(session: Session, which: Which) -> Iterator[Refusal]:
    rows: Iterable[Any] = session.execute(
        select(
            PriceListLine.price_list_code,
            PriceListLine.line_no,
            PriceListLine.source_type,
            PriceListLine.source_no,
            PriceListLine.product_type,
            PriceListLine.product_no,
            PriceListLine.defines,
            PriceListLine.unit_price,
            PriceListLine.line_discount_pct,
        )
        .where(which(PriceListLine))
        .order_by(PriceListLine.price_list_code, PriceListLine.line_no)
    )
    for row in rows:
        yield from gaps(row)
        yield from contradictions(row)


def _without_record(session: Session, which: Which) -> Iterator[Refusal]:
    """Lines that name a product, variant, unit or source that is not there, in one statement."""
    line = PriceListLine
    missing = {
        place: condition.label(f"missing_{at}") for at, (place, condition) in enumerate(_absences())
    }
    rows = session.execute(
        select(line.price_list_code, line.line_no, *missing.values())
        .where(which(line), or_(*missing.values()))
        .order_by(line.price_list_code, line.line_no)
        .limit(MOST_TOLD)
    )
    for code, line_no, *are_missing in rows:
        ref = RecordRef("price_list_line", (code, line_no))
        for (field, table), is_missing in zip(missing, are_missing, strict=True):
            if is_missing:
                found = session.get_one(line, (code, line_no))
                yield ReferenceMissing(
                    record=ref,
                    field=field,
                    entered_field=field,
                    table=table,
                    text=getattr(found, field),
                )


def _absences() -> Iterator[tuple[tuple[str, str], ColumnElement[bool]]]:
    """Field and table of each place that a line may name, and when nothing is there."""
    line = PriceListLine
    for source, table in SOURCE_TABLES.items():
        there = _there(table, line.source_no)
        yield ("source_no", table), and_(line.source_type == source, _named(line.source_no, there))
    for product, table in PRODUCT_TABLES.items():
        there = _there(table, line.product_no)
        is_product = line.product_type == product
        yield ("product_no", table), and_(is_product, _named(line.product_no, there))
    is_item = line.product_type == PriceProduct.ITEM
    variant = exists().where(
        ItemVariant.item_no == line.product_no, ItemVariant.code == line.variant_code
    )
    yield ("variant_code", "item_variant"), _named(line.variant_code, variant)
    item_unit = or_(
        exists().where(
            ItemUnitOfMeasure.item_no == line.product_no,
            ItemUnitOfMeasure.unit_code == line.unit_code,
        ),
        exists().where(Item.no == line.product_no, Item.base_unit == line.unit_code),
    )
    yield ("unit_code", "item_unit_of_measure"), and_(is_item, _named(line.unit_code, item_unit))
    is_resource = line.product_type == PriceProduct.RESOURCE
    unit = or_(
        exists().where(
            ResourceUnit.resource_no == line.product_no, ResourceUnit.unit_code == line.unit_code
        ),
        exists().where(Resource.no == line.product_no, Resource.base_unit == line.unit_code),
    )
    yield ("unit_code", "resource_unit_of_measure"), and_(is_resource, _named(line.unit_code, unit))


def _there(table: str, number: Any) -> ColumnElement[bool]:  # noqa: ANN401  (a column)
    source = table_of(table)
    return exists().where(next(iter(source.primary_key.columns)) == number)


def _named(number: Any, there: ColumnElement[bool]) -> ColumnElement[bool]:  # noqa: ANN401  (a column)
    return and_(number.is_not(None), not_(there))


def _twice(session: Session, which: Which) -> Iterator[Refusal]:
    """Pairs of lines that define the same: among these, and these with active ones (CU73)."""
    one, other = aliased(PriceListLine), aliased(PriceListLine)
    # Two statements: with one condition for both neither database would use an index.
    on_product = one.product_no == other.product_no
    on_all = and_(one.product_no.is_(None), other.product_no.is_(None))
    comes_later = or_(
        other.price_list_code > one.price_list_code,
        and_(other.price_list_code == one.price_list_code, other.line_no > one.line_no),
    )
    is_another = or_(other.price_list_code != one.price_list_code, other.line_no != one.line_no)
    for same_product in (on_product, on_all):
        pairs = session.execute(
            select(one.price_list_code, one.line_no, other.price_list_code, other.line_no)
            .join(other, and_(same_product, _define_the_same(one, other)))
            .where(
                which(one),
                or_(
                    and_(which(other), comes_later),
                    and_(other.status == PriceStatus.ACTIVE, not_(which(other)), is_another),
                ),
            )
            .order_by(one.price_list_code, one.line_no, other.price_list_code, other.line_no)
            .limit(MOST_TOLD)
        )
        for code, line_no, other_code, other_line_no in pairs:
            ref = RecordRef("price_list_line", (code, line_no))
            other_ref = RecordRef("price_list_line", (other_code, other_line_no))
            yield PriceLinesTwice(record=ref, line=str(ref), other_line=str(other_ref))


def _define_the_same(one: Any, other: Any) -> ColumnElement[bool]:  # noqa: ANN401  (aliases)
    is_same = (_equal(one, other, name) for name in _SAME)
    return and_(_define_the_same_part(one, other), *is_same)


def _define_the_same_part(one: Any, other: Any) -> ColumnElement[bool]:  # noqa: ANN401  (aliases)
    """Whether both say a price, or both a discount."""
    return or_(
        one.defines == other.defines,
        one.defines == PriceDefines.PRICE_AND_DISCOUNT,
        other.defines == PriceDefines.PRICE_AND_DISCOUNT,
    )


def same_but_for_source(one: Any, other: Any) -> ColumnElement[bool]:  # noqa: ANN401  (aliases)
    """Whether two lines would define the same if they were for the same one (CU73)."""
    names = ("product_no", *(name for name in _SAME if name != "source_no"))
    overlap = _define_the_same_part(one, other)
    return and_(overlap, *(_equal(one, other, name) for name in names))


def _equal(one: Any, other: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401  (aliases)
    left, right = getattr(one, name), getattr(other, name)
    if not table_of(PriceListLine.__tablename__).columns[name].nullable:
        equal: ColumnElement[bool] = left == right
        return equal
    return or_(left == right, and_(left.is_(None), right.is_(None)))
