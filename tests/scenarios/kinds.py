"""The kinds of documents that scenarios work on, and the services that each is worked on with.

A new kind is one `DocumentKind` in a module of its own, named in `KINDS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.context import UserContext

Pairs = list[tuple[str, str]]
Values = Sequence[tuple[str, object]]


@dataclass(frozen=True)
class DocumentKind:
    """How documents of one table are made, entered, read and posted through the services.

    `words` are the types in the words of the steps with their stored value, `party` the word
    before whom or what a document is made for. `key` makes of a record what the services call
    the document. `read` gives header and lines, each line with its `line_no`; a field of the
    header that no column holds is read by a function of `extra_header`. A line of nothing but
    words is of the `text_type`.
    """

    table: str
    line_table: str
    words: Mapping[str, str]
    key: Callable[[RecordRef], object]
    make: Callable[[Session, str, UserContext, str | None], object]
    change_header: Callable[[Session, RecordRef, str, object, UserContext], object]
    read: Callable[
        [Session, RecordRef, UserContext],
        tuple[Mapping[str, object], Sequence[Mapping[str, object]]],
    ]
    post: Callable[[Session, RecordRef, Pairs, UserContext], object]
    delete: Callable[[Session, RecordRef, UserContext], object]
    add_line: Callable[[Session, RecordRef, Values, UserContext], object] | None = None
    change_line: Callable[[Session, RecordRef, int, str, object, UserContext], object] | None = None
    delete_line: Callable[[Session, RecordRef, int, UserContext], object] | None = None
    preview: Callable[[Session, RecordRef, Pairs, UserContext], object] | None = None
    extra_header: Mapping[str, Callable[[str], object]] | None = None
    text_type: str = "comment"
