"""The pieces of work that a document page hands to the database thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.services.context import UserContext
from desktop.services.records import LookupRow, lookup_rows
from desktop.views.fields.field import LookupQuery
from desktop.views.fields.lookup_popup import exact_hit
from desktop.views.tables.list_spec import Session


@dataclass(frozen=True, slots=True)
class Sought:
    """A typed text whose record must still be found: by a query of its own or in a table.

    Where nothing matches, a text is entered into the field `otherwise`, if that is given.
    """

    text: str
    query: LookupQuery | None
    table: str
    values: Mapping[str, object]
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class SeveralHits:
    """The answer when a typed text means several records: nothing was done, the user picks one."""

    rows: Sequence[LookupRow]


def load(session: Session, *, do: Callable[..., Any], key: Any) -> Any:  # noqa: ANN401
    """Read a document."""
    return do(session, key)


def create(session: Session, *, do: Callable[..., Any], context: UserContext) -> Any:  # noqa: ANN401
    """Make an empty document."""
    return do(session, context)


def act_on_new(
    session: Session,
    *,
    create: Callable[..., Any],
    do: Callable[..., Any],
    arguments: Sequence[Any],
    context: UserContext,
    options: Mapping[str, Any],
) -> Any:  # noqa: ANN401
    """Make the document with its first act, in one transaction: untouched it leaves no trace."""
    key = create(session, context).key
    return act(session, do=do, arguments=[key, *arguments], context=context, options=dict(options))


def act(
    session: Session,
    *,
    do: Callable[..., Any],
    arguments: Sequence[Any],
    context: UserContext,
    options: Mapping[str, Any],
) -> Any:  # noqa: ANN401
    """Call a service: its own arguments first, then the context; look up what is sought."""
    known = []
    for argument in arguments:
        found = _found(session, argument)
        if isinstance(found, SeveralHits):
            return found
        known.append(found)
    return do(session, *known, context, **options)


def act_on_scan(  # noqa: PLR0917  (what is scanned, then the arguments of adding a line)
    scan: Callable[..., Any],
    text: str,
    add_line: Callable[..., Any],
    session: Session,
    key: Any,  # noqa: ANN401
    values: Any,  # noqa: ANN401
    context: UserContext,
    *,
    before: int | None,
) -> Any:  # noqa: ANN401
    """Enter a text as a scanned code; one that is none begins a line like any other."""
    answer = scan(session, key, text, context)
    if answer is not None:
        return answer
    return add_line(session, key, values, context, before=before)


def _found(session: Session, argument: Any) -> Any:  # noqa: ANN401
    """The argument with every sought text replaced by the key it means, or several hits."""
    if isinstance(argument, Sought):
        return _key_of(session, argument)
    if isinstance(argument, list):
        pairs = [_found_pair(session, name, value) for name, value in argument]
        several = [value for _name, value in pairs if isinstance(value, SeveralHits)]
        return several[0] if several else pairs
    return argument


def _found_pair(session: Session, name: str, value: object) -> tuple[str, object]:
    found = _found(session, value)
    is_text = isinstance(value, Sought) and bool(value.otherwise) and found == value.text
    return (value.otherwise, found) if is_text and isinstance(value, Sought) else (name, found)


def _key_of(session: Session, sought: Sought) -> object:
    """The only or exact match's key; the text itself when nothing matches: the service refuses."""
    if sought.query is not None:
        rows = sought.query(session, sought.text, sought.values)
    else:
        rows = lookup_rows(session, sought.table, sought.text)
    exact = exact_hit(sought.text, rows)
    if exact is not None:
        return exact.key
    if len(rows) == 1:
        return rows[0].key
    return SeveralHits(rows) if rows else sought.text
