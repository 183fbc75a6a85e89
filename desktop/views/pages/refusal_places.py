"""At which field of a page a refusal is shown."""

from collections.abc import Mapping

from desktop.errors import AnyCode, RecordRef, Refusal, RefusalCode
from desktop.services.records import field_infos

PLACES: Mapping[AnyCode, str] = {RefusalCode.POSTING_DATE_NOT_ALLOWED: "posting_date"}
"""Fields in which is mended what a refusal says of another record's field."""


def place_of(refusal: Refusal, table: str, sent: str = "") -> str:
    """The name of the field of a page's record in which the refusal is mended.

    `sent` is the field that was entered, empty when none was; so is the answer when the refusal
    speaks of no field of the record.
    """
    if refusal.code in PLACES:
        return PLACES[refusal.code]
    if refusal.record is not None and is_of_another(table, refusal.record, refusal.field or ""):
        return sent
    return refusal.field or sent


def is_of_another(table: str, record: RecordRef, field: str) -> bool:
    """Whether another record than the page's has the field.

    Of a customer that is blocked the field of the document's header is meant.
    """
    return record.table != table and field in {info.name for info in field_infos(record.table)}
