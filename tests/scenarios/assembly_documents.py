"""Assembly documents as scenarios work on them."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.supply_words import AssemblyType, BomLineType
from desktop.services.assembly.documents import create_assembly, delete_assembly
from desktop.services.assembly.header_fields import change_assembly_header
from desktop.services.assembly.line_fields import (
    add_assembly_line,
    change_assembly_line,
    delete_assembly_line,
)
from desktop.services.assembly.load import AssemblyKey
from desktop.services.assembly.load import key_of as key_of_parts
from desktop.services.assembly.views import assembly_view
from desktop.services.context import UserContext
from desktop.services.posting.post_assembly import post_assembly, preview_assembly
from tests.scenarios.kinds import DocumentKind, Pairs, Values

WORDS = {
    "assembly quote": AssemblyType.QUOTE,
    "blanket assembly order": AssemblyType.BLANKET_ORDER,
    "assembly order": AssemblyType.ORDER,
}


def key_of(ref: RecordRef) -> AssemblyKey:
    """The key of an assembly document."""
    return key_of_parts(ref.key)


def _make(session: Session, kind: str, context: UserContext, item_no: str | None) -> object:
    return create_assembly(session, context, AssemblyType(kind), item_no)


def _change_header(
    session: Session, ref: RecordRef, field: str, value: object, context: UserContext
) -> object:
    return change_assembly_header(session, key_of(ref), field, value, context)


def _add_line(session: Session, ref: RecordRef, values: Values, context: UserContext) -> object:
    return add_assembly_line(session, key_of(ref), list(values), context)


def _change_line(
    session: Session, ref: RecordRef, line_no: int, field: str, value: object, context: UserContext
) -> object:
    return change_assembly_line(session, key_of(ref), line_no, field, value, context)


def _delete_line(session: Session, ref: RecordRef, line_no: int, context: UserContext) -> object:
    return delete_assembly_line(session, key_of(ref), line_no, context)


def _delete(session: Session, ref: RecordRef, context: UserContext) -> object:
    delete_assembly(session, key_of(ref), context)
    return ref


def _read(
    session: Session, ref: RecordRef, context: UserContext
) -> tuple[Mapping[str, object], Sequence[Mapping[str, object]]]:
    view = assembly_view(session, key_of(ref), context)
    return view.header, [{**line.values, "line_no": line.line_no} for line in view.lines]


def _day(pairs: Pairs) -> date | None:
    given = dict(pairs)
    unknown = given.keys() - {"posting_date"}
    assert not unknown, f"posting takes no {', '.join(sorted(unknown))}"
    return date.fromisoformat(given["posting_date"]) if given.get("posting_date") else None


def _post(session: Session, ref: RecordRef, pairs: Pairs, context: UserContext) -> object:
    return post_assembly(session, key_of(ref), context, posting_date=_day(pairs))


def _preview(session: Session, ref: RecordRef, pairs: Pairs, context: UserContext) -> object:
    return preview_assembly(session, key_of(ref), context, posting_date=_day(pairs))


ASSEMBLY = DocumentKind(
    table="assembly_header",
    line_table="assembly_line",
    words={word: kind.value for word, kind in WORDS.items()},
    key=key_of,
    make=_make,
    change_header=_change_header,
    read=_read,
    post=_post,
    delete=_delete,
    add_line=_add_line,
    change_line=_change_line,
    delete_line=_delete_line,
    preview=_preview,
    text_type=BomLineType.TEXT.value,
)
