"""Sales documents as scenarios work on them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import uuid4

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.jobs.queue import post_or_schedule
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.preview import preview
from desktop.services.sales.creation import create_document
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.fields import DERIVED_HEADER_FIELDS
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line, delete_line
from desktop.services.sales.snapshot import document_view
from tests.scenarios.cells import WORDS, number_of
from tests.scenarios.kinds import DocumentKind, Pairs, Values

TYPES = {
    "sales quote": DocumentType.QUOTE,
    "sales order": DocumentType.ORDER,
    "sales invoice": DocumentType.INVOICE,
    "sales credit memo": DocumentType.CREDIT_MEMO,
    "sales return order": DocumentType.RETURN_ORDER,
    "blanket sales order": DocumentType.BLANKET_ORDER,
}


def key_of(ref: RecordRef) -> DocumentKey:
    """The key of a sales document."""
    assert ref.table == "sales_header", f"{ref.table} {ref} is no sales document"
    kind, no = ref.key
    return DocumentKey(DocumentType(str(kind)), str(no))


def _make(session: Session, kind: str, context: UserContext, customer_no: str | None) -> object:
    return create_document(session, DocumentType(kind), context, customer_no)


def _change_header(
    session: Session, ref: RecordRef, field: str, value: object, context: UserContext
) -> object:
    return change_header(session, key_of(ref), field, value, context)


def _add_line(session: Session, ref: RecordRef, values: Values, context: UserContext) -> object:
    return add_line(session, key_of(ref), list(values), context)


def _change_line(
    session: Session, ref: RecordRef, line_no: int, field: str, value: object, context: UserContext
) -> object:
    return change_line(session, key_of(ref), line_no, field, value, context)


def _delete_line(session: Session, ref: RecordRef, line_no: int, context: UserContext) -> object:
    return delete_line(session, key_of(ref), line_no, context)


def _delete(session: Session, ref: RecordRef, context: UserContext) -> object:
    delete_document(session, key_of(ref), context)
    return ref


def _read(
    session: Session, ref: RecordRef, context: UserContext
) -> tuple[Mapping[str, object], Sequence[Mapping[str, object]]]:
    view = document_view(session, key_of(ref), context)
    return view.header, [{**line.values, "line_no": line.line_no} for line in view.lines]


def choice_of(pairs: Pairs) -> PostingChoice:
    """What to post; receiving a return is shipping it backwards."""
    given = dict(pairs)
    unknown = given.keys() - {"ship", "receive", "invoice", "posting_date"}
    assert not unknown, f"posting takes no {', '.join(sorted(unknown))}"
    delivers = given.get("ship") or given.get("receive") or "yes"
    posting_date = given.get("posting_date")
    return PostingChoice(
        ship=WORDS[delivers],
        invoice=WORDS[given.get("invoice") or "yes"],
        posting_date=date.fromisoformat(posting_date) if posting_date else None,
    )


def _post(session: Session, ref: RecordRef, pairs: Pairs, context: UserContext) -> object:
    key, choice, posting_id = key_of(ref), choice_of(pairs), str(uuid4())
    return post_or_schedule(session, key, choice, context, posting_id=posting_id)


def _preview(session: Session, ref: RecordRef, pairs: Pairs, context: UserContext) -> object:
    return preview(session, key_of(ref), choice_of(pairs), context)


SALES = DocumentKind(
    table="sales_header",
    line_table="sales_line",
    words={word: kind.value for word, kind in TYPES.items()},
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
    # The factor is kept as a pair of rates, the others are refused.
    extra_header=dict.fromkeys(
        ("currency_factor", *DERIVED_HEADER_FIELDS), lambda text: number_of(text, text or None)
    ),
)
