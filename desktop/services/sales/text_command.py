"""The command that puts extended texts below a line (CU59)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.sales.editable import check_lines
from desktop.services.sales.line_texts import owner_of, put_below, text_date, texts_of_lines
from desktop.services.sales.load import line_ref, load_document
from desktop.services.sales.refusals_lines import NoExtendedTexts, NumberFirst
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView


def extended_texts(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> DocumentView:
    """Put the extended texts of what a line sells below it, in place of those that stand there.

    Raises LineMissing, NumberFirst, NoExtendedTexts, NoRoomForTexts or what forbids new lines.
    """
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    check_lines(document, only_text=True)
    if line.no is None:
        raise NumberFirst(
            record=line_ref(line), field="no", line_no=line_no, entered_field="attached_to_line_no"
        )
    texts = texts_of_lines(document, [line]).get(owner_of(line), ())
    if not texts:
        raise NoExtendedTexts(
            record=line_ref(line),
            line_no=line_no,
            no=line.no,
            document_type=document.type,
            date=text_date(document),
        )
    put_below(document, line, texts)
    return finish(document)
