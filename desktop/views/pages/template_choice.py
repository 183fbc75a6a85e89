"""Choosing a template, and making a record from it without leaving the page (CU8, CU41)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from desktop.models.labels import table_label
from desktop.services.records import RecordView
from desktop.services.templates import TemplateRow, new_record, templates_for
from desktop.translation import _
from desktop.views.shell.dialogs import Option, choose
from desktop.views.shell.page import Page
from desktop.views.tables.list_spec import NewRecord

Chosen = Callable[[str], object]


def pick(
    page: Page,
    table: str,
    rows: Sequence[TemplateRow],
    done: Chosen,
    *,
    cancelled: Callable[[], object] | None = None,
) -> None:
    """Let the user choose one of several templates."""
    options = [Option(row.code, row.code, row.description) for row in rows]
    title = _("Choose a template for the {table}").format(table=_(table_label(table)))
    dialog = choose(page, title, options, verb=_("Choose"), done=done)
    if cancelled is not None:
        dialog.rejected.connect(cancelled)


def with_template(page: Page, table: str, *, chosen: Chosen, without: Callable[[], object]) -> None:
    """Go on with the only template, with the one that the user chooses, or without any."""
    work = partial(templates_for, table=table)
    page.read(work, done=partial(_go_on, page, table, chosen, without))


def _go_on(
    page: Page,
    table: str,
    chosen: Chosen,
    without: Callable[[], object],
    rows: Sequence[TemplateRow],
) -> None:
    if not rows:
        without()
    elif len(rows) == 1:
        chosen(rows[0].code)
    else:
        pick(page, table, rows, chosen)


def create_by_template(
    page: Page,
    table: str,
    values: Mapping[str, object],
    done: Callable[[RecordView], object],
    *,
    without: Callable[[], object] | None = None,
) -> None:
    """Make a record at once from a template; without templates its card opens to be filled."""
    with_template(
        page,
        table,
        chosen=partial(_create, page, table, values, done),
        without=without or partial(_open_card, page, table, values),
    )


def _create(
    page: Page,
    table: str,
    values: Mapping[str, object],
    done: Callable[[RecordView], object],
    code: str,
) -> None:
    work = partial(
        new_record,
        table=table,
        values=values,
        context=page.desk.context,
        template_code=code,
    )
    page.write(work, done=done)


def _open_card(page: Page, table: str, values: Mapping[str, object]) -> None:
    page.desk.navigation.open(table, NewRecord(values))
