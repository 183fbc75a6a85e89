"""How a document's page is declared: its header groups, line columns, totals and services."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from desktop.errors import Notice, RecordRef
from desktop.services.context import UserContext
from desktop.services.records import FieldInfo
from desktop.services.sales.differences import NO_DIFFERENCE
from desktop.translation import N_
from desktop.views.fields.field import LookupQuery
from desktop.views.pages.document_check import CheckQuery
from desktop.views.pages.facts import FactBlock
from desktop.views.pages.field_groups import Group
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Kind, Tone
from desktop.views.tables.line_columns import LineField, LineSnapshot
from desktop.views.tables.list_spec import PageAction, Session

_NO_QUERIES: Mapping[str, LookupQuery] = MappingProxyType({})


class Snapshot(Protocol):
    """A document as its services answer with it."""

    @property
    def key(self) -> Any:  # noqa: ANN401  # a DocumentKey, or what names another document
        """What names the document."""

    @property
    def row_version(self) -> int:
        """The version of the header."""

    @property
    def header(self) -> Mapping[str, object]:
        """The header's values by field."""

    @property
    def lines(self) -> Sequence[LineSnapshot]:
        """The lines in their order."""

    @property
    def notices(self) -> Sequence[Notice]:
        """Warnings about the document, and remarks about what was just done."""

    @property
    def editable(self) -> frozenset[str]:
        """The header fields that may be changed now."""

    @property
    def locks(self) -> Mapping[str, Notice]:
        """Why other header fields may not."""


def difference_of(view: Snapshot) -> Any:  # noqa: ANN401  # of the services of the document
    """What the command that answers has changed: `restore` takes it back.

    Documents that nobody edits, such as posted ones, answer with nothing.
    """
    return getattr(view, "difference", NO_DIFFERENCE)


@dataclass(frozen=True, slots=True)
class Total:
    """A line of the totals block: a label in the user's language and a figure."""

    label: str
    value: object
    kind: Kind = Kind.AMOUNT
    strong: bool = False


@dataclass(frozen=True, slots=True)
class LineRemedy:
    """A link behind a line's warning: its text (N_), and what it does with the page and line."""

    text: str
    do: Callable[[Any, LineSnapshot], object]


@dataclass(frozen=True, slots=True)
class PageRemedy:
    """A button in a message above the page: its text (N_), and what it does with the page."""

    text: str
    do: Callable[[Any], object]


DocumentFacts = Callable[[Session, Any, int | None, UserContext], Sequence[FactBlock]]
"""Reads the facts: (session, document key, number of the line of the cursor, context)."""


def number_in_key(record: RecordRef) -> int | None:
    """The number of a line, which is the last part of its key."""
    last = record.key[-1] if record.key else None
    return last if isinstance(last, int) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentServices:
    """What is called for each act of the user; all but `load` answer with the new Snapshot.

    load(session, key)
    change_header(session, key, field, value, context, row_version=…)
    add_line(session, key, values, context, before=…): `values` are (field, value) pairs in the
        order of entry, `before` the number of the line to stand before, None for the end
    change_line(session, key, line_no, field, value, context, row_version=…)
    delete_line(session, key, line_no, context)
    move_line(session, key, line_no, step, context): -1 is one line up, 1 one line down
    create(session, context): makes an empty document, for a page opened with a NewRecord
    series(session): the number series that such a document may be numbered from; `create` then
        takes the chosen one as `series`
    blank(session, context): what such a page shows until the first act makes the document
    delete(session, key, context)
    delete_lines(session, key, line_nos, context): several lines as one step
    rehearse_block(session, key, rows, context, progress=…): what entering BlockRows would give, as
        a BlockRehearsal; enter_block(…) enters them as one step
    neighbour(session, key, step): the key of the document before (-1) or after (1), or None
    scan(session, key, text, context): enters a barcode, None when the text is none
    restore(session, key, difference, context): takes back what an answer says was changed
    line_no(record): the number of the line that a refusal or a warning speaks of
    """

    load: Callable[..., Any]
    change_header: Callable[..., Any]
    add_line: Callable[..., Any]
    change_line: Callable[..., Any]
    delete_line: Callable[..., Any]
    move_line: Callable[..., Any] | None = None
    create: Callable[..., Any] | None = None
    series: Callable[..., Any] | None = None
    blank: Callable[..., Any] | None = None
    delete: Callable[..., object] | None = None
    delete_lines: Callable[..., Any] | None = None
    restore: Callable[..., Any] | None = None
    scan: Callable[..., Any] | None = None
    neighbour: Callable[..., Any] | None = None
    rehearse_block: Callable[..., Any] | None = None
    enter_block: Callable[..., Any] | None = None
    line_no: Callable[[RecordRef], int | None] = number_in_key


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSpec:
    """Everything a document page must know.

    `title` names one document ("Sales Order"); `heading` gives the page's title of a snapshot,
    "No. · name". `table` and `line_table` name the fields and match refusals and warnings to
    them; `infos` and `line_infos` add fields that the tables do not have. `groups_after` stand
    below the lines. `lookups` are for the header; their query receives the header's values.
    `row_tone` colours whole lines. `remedies` are links behind a line's warning, by its code,
    `grave` the codes of those that are shown like errors, `page_remedies` buttons in the messages
    above the page.
    `lines_lock` says of a snapshot why no line can be added, moved or deleted now, in the user's
    language; an empty text says that lines can. `tables` are further tables that reload the page.
    `check` tells what forbids posting the document, for the box beside it.
    Where there are no groups the lines have the page for themselves: they are a sheet that scrolls
    beside its columns up to `sheet_edge`. `lines_title` is what the lines are called, `saved` says
    that an act is done.
    Nobody ever changes a document that `is_final`. `has_papers` is False for documents that are no
    rows of `table`; one that `keeps_papers` has those of a moment, to be read only.
    """

    name: str
    title: str
    table: str
    line_table: str
    services: DocumentServices
    groups: tuple[Group, ...]
    lines: tuple[LineField, ...]
    heading: Callable[[Any], str]
    groups_after: tuple[Group, ...] = ()
    list_page: str = ""
    list_title: str = ""
    pills: Callable[[Any], Sequence[Pill]] | None = None
    totals: Callable[[Any], Sequence[Total]] | None = None
    actions: tuple[PageAction, ...] = ()
    line_actions: tuple[PageAction, ...] = ()
    facts: DocumentFacts | None = None
    check: CheckQuery | None = None
    infos: tuple[FieldInfo, ...] = ()
    line_infos: tuple[FieldInfo, ...] = ()
    lookups: Mapping[str, LookupQuery] = field(default_factory=lambda: _NO_QUERIES)
    lines_lock: Callable[[Any], str] | None = None
    row_tone: Callable[[Any], Tone | None] | None = None
    remedies: Mapping[str, LineRemedy] = field(default_factory=dict)
    page_remedies: Mapping[str, PageRemedy] = field(default_factory=dict)
    grave: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    lines_title: str = N_("Lines")
    sheet_edge: str = ""
    saved: str = N_("Draft saved {time}")
    is_final: bool = False
    has_papers: bool = True
    keeps_papers: bool = False

    @property
    def is_sheet(self) -> bool:
        """Whether the lines are all there is; none of them is added or deleted."""
        return not (self.groups or self.groups_after)
