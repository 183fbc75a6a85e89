"""Purchase documents as scenarios work on them."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.supply_words import PurchaseType
from desktop.services.context import UserContext
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.post import post_purchase, preview_purchase
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.deletion import delete_purchase
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import add_line, change_line, delete_line
from desktop.services.purchases.snapshot import purchase_view
from tests.scenarios.cells import WORDS, number_of
from tests.scenarios.kinds import DocumentKind, Pairs, Values

TYPES = {"purchase order": PurchaseType.ORDER, "purchase invoice": PurchaseType.INVOICE}


def key_of(ref: RecordRef) -> PurchaseKey:
    """The key of a purchase document."""
    assert ref.table == "purchase_header", f"{ref.table} {ref} is no purchase document"
    kind, no = ref.key
    return PurchaseKey(PurchaseType(str(kind)), str(no))


def _make(session: Session, kind: str, context: UserContext, vendor_no: str | None) -> object:
    return create_purchase(session, PurchaseType(kind), context, vendor_no)


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
    delete_purchase(session, key_of(ref), context)
    return ref


def _read(
    session: Session, ref: RecordRef, context: UserContext
) -> tuple[Mapping[str, object], Sequence[Mapping[str, object]]]:
    view = purchase_view(session, key_of(ref), context)
    return view.header, [{**line.values, "line_no": line.line_no} for line in view.lines]


def choice_of(pairs: Pairs) -> PurchaseChoice:
    """What to post."""
    given = dict(pairs)
    unknown = given.keys() - {"receive", "invoice", "posting_date"}
    assert not unknown, f"posting takes no {', '.join(sorted(unknown))}"
    posting_date = given.get("posting_date")
    return PurchaseChoice(
        receive=WORDS[given.get("receive") or "yes"],
        invoice=WORDS[given.get("invoice") or "yes"],
        posting_date=date.fromisoformat(posting_date) if posting_date else None,
    )


def _post(session: Session, ref: RecordRef, pairs: Pairs, context: UserContext) -> object:
    return post_purchase(session, key_of(ref), choice_of(pairs), context)


def _preview(session: Session, ref: RecordRef, pairs: Pairs, context: UserContext) -> object:
    return preview_purchase(session, key_of(ref), choice_of(pairs), context)


PURCHASES = DocumentKind(
    table="purchase_header",
    line_table="purchase_line",
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
    extra_header={"currency_factor": lambda text: number_of(text, text or None)},
)
