"""Templates on lists and cards: chosen for a new record, applied to others, saved from a card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.errors import Refusal
from desktop.models.labels import table_label
from desktop.services.context import UserContext
from desktop.services.records import RecordView
from desktop.services.templates import (
    TemplateRow,
    apply_template,
    blank_record,
    new_record,
    save_as_template,
    templates_for,
)
from desktop.translation import N_, _, ngettext
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.template_choice import pick, with_template
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, PageAction, Session

TEMPLATE = "template_code"
"""The value of a new record that names its template; it is no field of the card."""

APPLY = ActionSpec(
    id="apply_template", text=N_("Apply Template…"), icon="stamp", place=Place.MORE, group="record"
)
SAVE = ActionSpec(
    id="save_as_template",
    text=N_("Save as Template"),
    icon="save",
    place=Place.MORE,
    group="record",
)


def card_template_actions() -> tuple[PageAction, ...]:
    """What a card with templates offers."""
    return (PageAction(APPLY, _apply_to_card, Needs.ROW), PageAction(SAVE, _save, Needs.ROW))


def list_template_action(table: str) -> PageAction:
    """What the list of such cards offers for the rows that are selected."""
    return PageAction(APPLY, partial(_apply_to_list, table=table), Needs.SELECTION)


def new_by_template(table: str) -> Callable[..., RecordView]:
    """The command that makes a card's record from what was typed and its template (CU8)."""
    return partial(_make, table=table)


def blank_by_template(table: str) -> Callable[..., Mapping[str, object]]:
    """The query that tells what such a record begins with."""
    return partial(_blank, table=table)


def _make(
    session: Session, values: Mapping[str, object], context: UserContext, *, table: str
) -> RecordView:
    typed, code = _parted(values)
    return new_record(session, table, typed, context, template_code=code)


def _blank(
    session: Session, values: Mapping[str, object], context: UserContext, *, table: str
) -> Mapping[str, object]:
    typed, code = _parted(values)
    return blank_record(session, table, typed, context, template_code=code)


def _parted(values: Mapping[str, object]) -> tuple[Mapping[str, object], str | None]:
    """What was typed for a new record, and its template."""
    typed = {name: value for name, value in values.items() if name != TEMPLATE}
    template = values.get(TEMPLATE)
    return typed, str(template) if template else None


def ask_template(page: CardPage) -> None:
    """Ask which template a new record begins with, when there are several (CU8)."""
    if TEMPLATE in page.editor.values():
        return
    work = partial(templates_for, table=page.spec.table)
    page.read(work, done=partial(_ask_for_new, page))


def _ask_for_new(page: CardPage, rows: Sequence[TemplateRow]) -> None:
    if len(rows) > 1 and page.record_key is None:
        chosen = partial(_begin_with, page)
        pick(page, page.spec.table, rows, chosen, cancelled=page.editor.discard)


def _begin_with(page: CardPage, code: str) -> None:
    page.editor.beginning.beforehand[TEMPLATE] = code
    page.editor.beginning.ask()
    page.take_focus()


# ---------------------------------------------------------------------------- existing records


@dataclass(frozen=True, slots=True)
class _Applying:
    """Records of a table that get a template; `done` receives them as they are then."""

    page: Page
    table: str
    keys: Sequence[tuple[Any, ...]]
    done: Callable[[Any], object]

    def ask(self) -> None:
        """Ask for the template, then whether filled fields may change."""
        if self.keys:
            without = partial(_tell_no_template, self.page)
            with_template(self.page, self.table, chosen=self.ask_overwrite, without=without)

    def ask_overwrite(self, code: str) -> None:
        """Ask whether filled fields may change."""
        title = ngettext(
            "Apply template {template} to {count} record",
            "Apply template {template} to {count} records",
            len(self.keys),
        ).format(template=code, count=len(self.keys))
        options = [
            Option(False, _("Fill only what is blank")),
            Option(True, _("Overwrite filled fields too")),
        ]
        choose(self.page, title, options, verb=_("Apply"), done=partial(self.send, code))

    def send(self, code: str, overwrite: bool) -> None:
        """Apply the template."""
        work = partial(
            apply_template,
            table=self.table,
            keys=self.keys,
            template_code=code,
            context=self.page.desk.context,
            overwrite=overwrite,
        )
        self.page.write(work, done=self.done, refused=partial(_refuse, self.page))


def _apply_to_card(page: CardPage) -> None:
    if page.record_key is not None:
        done = partial(_show_on_card, page)
        _Applying(page, page.spec.table, [page.record_key], done).ask()


def _apply_to_list(page: ListPage, *, table: str) -> None:
    page.selection.keys(partial(_ask_for_keys, page, table))


def _ask_for_keys(page: ListPage, table: str, keys: Sequence[object]) -> None:
    _Applying(page, table, [(key,) for key in keys], partial(_tell, page)).ask()


def _refuse(page: Page, refusal: Refusal) -> None:
    page.notices.show_only(refusal)


def _show_on_card(page: CardPage, views: Sequence[RecordView]) -> None:
    page.show_record(views[0])


def _tell(page: Page, views: Sequence[RecordView]) -> None:
    text = ngettext(
        "The template was applied to {count} record.",
        "The template was applied to {count} records.",
        len(views),
    )
    page.notices.done(text.format(count=len(views)))


def _tell_no_template(page: Page) -> None:
    page.notices.warn(_("There is no template yet. Make one with Save as Template on a card."))


def _save(page: CardPage) -> None:
    if page.record_key is None:
        return
    work = partial(
        save_as_template,
        table=page.spec.table,
        key=page.record_key,
        context=page.desk.context,
    )
    page.write(work, done=partial(_on_saved, page))


def _on_saved(page: CardPage, view: RecordView) -> None:
    named = {"table": _(table_label(view.table)), "no": view.key[0]}
    remedy = Remedy(
        _("Open {table} {no}").format(**named),
        partial(page.desk.navigation.open, f"{view.table}_card", view.key[0]),
    )
    page.notices.done(_("Saved as {table} {no}.").format(**named), remedy)
