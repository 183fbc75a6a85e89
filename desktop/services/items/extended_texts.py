"""Extended texts: which of an owner's texts a document carries, and writing them (CU59)."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from desktop.models.item_texts import ExtendedText, ExtendedTextLine
from desktop.models.values.keys import LINE_NO_STEP, DocumentType
from desktop.models.words import TextOwner
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.items.text_refusals import TextIsTooLong
from desktop.services.setup.change_log import log_change
from desktop.services.setup.field_infos import model_of
from desktop.services.setup.record_engine import ref_of, stamp
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import DatesReversed, RecordNotFound, ReferenceMissing

LINE_LENGTH = 100
MOST_LINES = 90
"""So many texts fit between two lines of a document whatever was put between them before."""

Owner = tuple[TextOwner, str]
TextKey = tuple[TextOwner, str, int]

FLAGS: Mapping[DocumentType, str] = {
    DocumentType.QUOTE: "quote",
    DocumentType.BLANKET_ORDER: "blanket_order",
    DocumentType.ORDER: "order",
    DocumentType.INVOICE: "invoice",
    DocumentType.RETURN_ORDER: "return_order",
    DocumentType.CREDIT_MEMO: "credit_memo",
}
"""The flag of a text for each kind of document."""


@dataclass(frozen=True, slots=True)
class TextTerms:
    """What decides which texts a paper carries; `flag` is a column of ExtendedText."""

    flag: str
    day: date
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its lines, as far as its language matters."""

    language_code: str | None
    all_languages: bool
    lines: tuple[str, ...] = ()


def lines_in_language(texts: Sequence[Text], language_code: str | None) -> tuple[str, ...]:
    """The lines of all texts in exactly this language; without any, of those for all languages.

    A document without a language takes the texts without one (CU59).
    """
    fitting = [text for text in texts if text.language_code == language_code]
    if not fitting and language_code is not None:
        fitting = [text for text in texts if text.all_languages]
    return tuple(line for text in fitting for line in text.lines)


def texts_of_owners(
    session: Session, owners: Collection[Owner], terms: TextTerms
) -> dict[Owner, tuple[str, ...]]:
    """The text lines of each owner for one paper, in one statement; owners without any are absent.

    In the order of text_no, then line_no.
    """
    if not owners:
        return {}
    statement = (
        select(ExtendedText, ExtendedTextLine.text)
        .outerjoin(
            ExtendedTextLine,
            and_(
                ExtendedTextLine.owner_type == ExtendedText.owner_type,
                ExtendedTextLine.no == ExtendedText.no,
                ExtendedTextLine.text_no == ExtendedText.text_no,
            ),
        )
        .where(
            _is_owned_by(owners),
            getattr(ExtendedText, terms.flag).is_(True),
            or_(ExtendedText.starting_date.is_(None), ExtendedText.starting_date <= terms.day),
            or_(ExtendedText.ending_date.is_(None), ExtendedText.ending_date >= terms.day),
        )
        .order_by(
            ExtendedText.owner_type,
            ExtendedText.no,
            ExtendedText.text_no,
            ExtendedTextLine.line_no,
        )
    )
    texts: dict[Owner, list[Text]] = {}
    found: Iterable[Any] = session.execute(statement)  # an outer join: a text may be None
    for head, rows in groupby(found, key=lambda row: row[0]):
        lines = tuple(text for _head, text in rows if text is not None)
        text = Text(head.language_code, head.all_languages, lines)
        texts.setdefault((head.owner_type, head.no), []).append(text)
    chosen = {owner: lines_in_language(of, terms.language_code) for owner, of in texts.items()}
    return {owner: lines for owner, lines in chosen.items() if lines}


def _is_owned_by(owners: Collection[Owner]) -> ColumnElement[bool]:
    kinds: dict[TextOwner, list[str]] = {}
    for kind, no in sorted(owners):
        kinds.setdefault(kind, []).append(no)
    return or_(
        *(
            and_(ExtendedText.owner_type == kind, ExtendedText.no.in_(nos))
            for kind, nos in kinds.items()
        )
    )


def wrapped(text: str) -> tuple[str, ...]:
    """A text as lines of at most 100 characters; its own line breaks stay, blank ends go."""
    lines = [
        line
        for paragraph in text.rstrip().splitlines()
        for line in textwrap.wrap(paragraph, LINE_LENGTH) or [""]
    ]
    return tuple(lines)


def read_text(session: Session, key: TextKey) -> str:
    """The lines of an extended text as one text; raises RecordNotFound."""
    _text_named(session, key)
    return "\n".join(_lines_of(session, key))


def write_text(session: Session, key: TextKey, text: str, context: UserContext) -> tuple[str, ...]:
    """Make a text the lines of an extended text, in place of those it had; gives the lines.

    Raises RecordNotFound or TextIsTooLong.
    """
    head = _text_named(session, key)
    ref = ref_of("extended_text", head)
    lines = wrapped(text)
    if len(lines) > MOST_LINES:
        raise TextIsTooLong(record=ref, field="text", count=len(lines), most=MOST_LINES)
    before = _lines_of(session, key)
    if lines == before:
        return lines
    session.execute(delete(ExtendedTextLine).where(*_is_of(key)))
    rows = [
        {
            "owner_type": head.owner_type,
            "no": head.no,
            "text_no": head.text_no,
            "line_no": number * LINE_NO_STEP,
            "text": line,
            "changed_by": context.user,
            "changed_at": context.now(),
        }
        for number, line in enumerate(lines, start=1)
    ]
    if rows:
        session.execute(insert(ExtendedTextLine), rows)
    report_changes(session, ExtendedTextLine.__tablename__)
    stamp(head, context)
    log_change(session, ref, "text", ("\n".join(before), "\n".join(lines)), context)
    session.flush()
    return lines


def _text_named(session: Session, key: TextKey) -> ExtendedText:
    found = session.get(ExtendedText, key)
    if found is None:
        refusal = RecordNotFound(table="extended_text", record_key=", ".join(map(str, key)))
        raise refusal
    return found


def _lines_of(session: Session, key: TextKey) -> tuple[str, ...]:
    statement = select(ExtendedTextLine.text).where(*_is_of(key))
    return tuple(session.scalars(statement.order_by(ExtendedTextLine.line_no)))


def _is_of(key: TextKey) -> tuple[ColumnElement[bool], ...]:
    kind, no, text_no = key
    return (
        ExtendedTextLine.owner_type == kind,
        ExtendedTextLine.no == no,
        ExtendedTextLine.text_no == text_no,
    )


# ------------------------------------------------------------------------------ rules of the cards


def new_text(session: Session, text: ExtendedText, _context: UserContext) -> None:
    """A text stands behind the others of its owner, who must exist."""
    typed: str | None = text.no  # a new row may have none yet
    if typed and session.get(model_of(text.owner_type.value), typed) is None:
        raise ReferenceMissing(
            record=ref_of("extended_text", text),
            field="no",
            entered_field="no",
            table=text.owner_type.value,
            text=typed,
        )
    number: int | None = text.text_no
    if number is None:
        last = select(func.max(ExtendedText.text_no)).where(
            ExtendedText.owner_type == text.owner_type, ExtendedText.no == typed
        )
        text.text_no = (session.scalar(last) or 0) + 1


def check_text(_session: Session, text: ExtendedText, _context: UserContext) -> None:
    """The dates of a text do not end before they begin."""
    begin, end = text.starting_date, text.ending_date
    if begin and end and end < begin:
        raise DatesReversed(
            record=ref_of("extended_text", text),
            field="ending_date",
            entered_field="ending_date",
            date=end,
            other_field="starting_date",
            other_date=begin,
        )


def after_language(
    _session: Session, text: ExtendedText, _old: object, _context: UserContext
) -> None:
    """A text in one language is not for all of them."""
    if text.language_code is not None:
        text.all_languages = False


def after_all_languages(
    _session: Session, text: ExtendedText, _old: object, _context: UserContext
) -> None:
    """A text for all languages is in none."""
    if text.all_languages:
        text.language_code = None


def check_text_line(session: Session, line: ExtendedTextLine, _context: UserContext) -> None:
    """A line belongs to a text that is there."""
    with session.no_autoflush:
        key = (line.owner_type, line.no, line.text_no)
        if session.get(ExtendedText, key) is None:
            raise ReferenceMissing(
                record=ref_of("extended_text_line", line),
                field="text_no",
                entered_field="text_no",
                table="extended_text",
                text=", ".join(map(str, key)),
            )


TEXT_RULES: dict[str, RecordRules] = {
    "extended_text": RecordRules(
        new=new_text,
        check=check_text,
        follow_ups={"language_code": after_language, "all_languages": after_all_languages},
    ),
    "extended_text_line": RecordRules(check=check_text_line),
}
"""The rules of extended texts, by table."""
