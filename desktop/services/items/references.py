"""Numbers that others give to items, and texts in other languages: what their cards demand."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.items import ItemReference, ItemTranslation, ItemUnitOfMeasure, ItemVariant
from desktop.models.promising import ItemLocation
from desktop.models.words import ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import DatesReversed, FieldMissing, ReferenceMissing

Named = ItemReference | ItemTranslation | ItemLocation


def check_reference(session: Session, reference: ItemReference, _context: UserContext) -> None:
    """A reference has a number, its item has the variant and unit, its customer is there (CU57)."""
    ref = ref_of(reference.__tablename__, reference)
    if not reference.reference_no.strip():
        raise FieldMissing(
            record=ref,
            field="reference_no",
            entered_field="reference_no",
            table=reference.__tablename__,
            record_key=str(ref),
        )
    check_variant(session, reference, _context)
    unit = (reference.item_no, reference.unit_code)
    if reference.unit_code and session.get(ItemUnitOfMeasure, unit) is None:
        raise missing(reference, "unit_code", "item_unit_of_measure")
    if reference.owner_type is ReferenceOwner.CUSTOMER:
        _check_customer(session, reference)
    _check_dates(reference)


def check_variant(session: Session, record: Named, _context: UserContext) -> None:
    """The variant is one of the item's."""
    with session.no_autoflush:
        variant = (record.item_no, record.variant_code)
        if record.variant_code and session.get(ItemVariant, variant) is None:
            raise missing(record, "variant_code", "item_variant")


def _check_customer(session: Session, reference: ItemReference) -> None:
    if not reference.owner_no:
        ref = ref_of(reference.__tablename__, reference)
        raise FieldMissing(
            record=ref,
            field="owner_no",
            entered_field="owner_no",
            table=reference.__tablename__,
            record_key=str(ref),
        )
    if session.get(Customer, reference.owner_no) is None:
        raise missing(reference, "owner_no", "customer")


def _check_dates(reference: ItemReference) -> None:
    first, last = reference.starting_date, reference.ending_date
    if first and last and last < first:
        raise DatesReversed(
            record=ref_of(reference.__tablename__, reference),
            field="ending_date",
            entered_field="ending_date",
            date=last,
            other_field="starting_date",
            other_date=first,
        )


def missing(record: Named, field: str, table: str) -> ReferenceMissing:
    """The refusal of a record that names what is not there."""
    return ReferenceMissing(
        record=ref_of(record.__tablename__, record),
        field=field,
        entered_field=field,
        table=table,
        text=str(getattr(record, field)),
    )


REFERENCE_RULES: dict[str, RecordRules] = {
    "item_reference": RecordRules(check=check_reference),
    "item_translation": RecordRules(check=check_variant),
}
"""The rules of references and translations, by table."""
