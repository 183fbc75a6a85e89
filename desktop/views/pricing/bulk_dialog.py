"""Suggest Lines and Copy Lines: what they ask, and what came of them (CU74)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from desktop.models.pricing_words import PriceProduct
from desktop.services.context import UserContext
from desktop.services.pricing.bulk import BulkRequest, BulkResult, copy_lines, suggest_lines
from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.lookups import Lookups
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.dialogs import Question
from desktop.views.shell.page import Page

SUGGEST_LINES = ActionSpec(
    id="suggest_lines",
    text=N_("Suggest Lines…"),
    icon="list-plus",
    tooltip=N_("Fills the list from the prices on the cards"),
)
COPY_LINES = ActionSpec(
    id="copy_lines",
    text=N_("Copy Lines…"),
    icon="copy",
    tooltip=N_("Fills the list from the lines of another list, or of itself"),
)

_FACTOR = "adjustment_factor"
_SUGGESTED = FieldInfo(
    name="product_type",
    label=N_("Product Type"),
    kind=FieldKind.CHOICE,
    choices=(PriceProduct.ITEM, PriceProduct.RESOURCE),
)
_COPIED = FieldInfo(
    name="from_price_list_code",
    label=N_("From Price List"),
    kind=FieldKind.LOOKUP,
    lookup="price_list",
    required=True,
)
_COMMON = (
    FieldInfo(name="filter", label=N_("Filter"), kind=FieldKind.TEXT, length=250),
    FieldInfo(name=_FACTOR, label=N_("Adjustment Factor"), kind=FieldKind.QUANTITY, places=5),
    FieldInfo(
        name="rounding_method_code",
        label=N_("Rounding Method"),
        kind=FieldKind.LOOKUP,
        lookup="rounding_method",
        length=10,
    ),
    FieldInfo(
        name="minimum_quantity", label=N_("Minimum Quantity"), kind=FieldKind.QUANTITY, places=5
    ),
    FieldInfo(name="conversion_date", label=N_("Rates of"), kind=FieldKind.DATE),
)
_SCOPE = (
    FieldInfo(name="currency_code", label=N_("Currency"), kind=FieldKind.LOOKUP, lookup="currency"),
    FieldInfo(name="starting_date", label=N_("Starting Date"), kind=FieldKind.DATE),
    FieldInfo(name="ending_date", label=N_("Ending Date"), kind=FieldKind.DATE),
)
"""Asked too, for lists whose lines have their own scope."""


class BulkDialog(Question):
    """Asks for a BulkRequest; what cannot be read is marked at its field, and the dialog stays."""

    def __init__(
        self,
        page: Page,
        title: str,
        infos: Sequence[FieldInfo],
        done: Callable[[BulkRequest], object],
    ) -> None:
        text = _(
            "The new lines are drafts. A filter such as 1000..1999 or item_category_code=CHAIRS "
            "chooses what they are made from."
        )
        super().__init__(page, title, text)
        self._done = done
        self._values: dict[str, Any] = {}
        lookups = Lookups(page, lambda: self._values, {})
        tools = FieldTools(lambda: page.desk.context.work_date, lookups, lookup_all=lookups.all)
        self.form = FieldForm(infos, tools)
        self.form.set_wide(False)
        self.form.committed.connect(self._on_committed)
        for field in self.form.fields.values():
            field.error_changed.connect(self._fit)
        first = {"product_type": PriceProduct.ITEM, _FACTOR: BulkRequest().adjustment_factor}
        for name, value in first.items():
            if name in self.form.fields:
                self._on_committed(name, value)
        self.add(self.form)
        make = self.add_button(_("Make Lines"), default=True)
        make.clicked.disconnect()
        make.clicked.connect(self._on_make)
        self.add_cancel()
        next(iter(self.form.fields.values())).editor.setFocus()

    def _on_committed(self, name: str, value: object) -> None:
        self._values[name] = value
        self.form.fields[name].show_value(value)

    def _fit(self) -> None:
        QTimer.singleShot(0, self, self.adjustSize)

    def _on_make(self) -> None:
        for field in self.form.fields.values():
            field.commit()
        wrong = [field for field in self.form.fields.values() if field.error]
        if wrong:
            wrong[0].setFocus()
            return
        given = {name: value for name, value in self._values.items() if value not in {None, ""}}
        self._finish(partial(self._done, BulkRequest(**given)))


Do = Callable[[Any, str, BulkRequest, UserContext], BulkResult]


def ask_suggestion(page: Page, code: str, *, own_scope: bool = True) -> None:
    """Ask which cards' prices the list is to get."""
    title = _("Suggest Lines for {code}").format(code=code)
    _ask(page, code, (title, (_SUGGESTED, *_COMMON)), suggest_lines, own_scope=own_scope)


def ask_copy(page: Page, code: str, *, own_scope: bool = True) -> None:
    """Ask which lines of which list are to be copied."""
    title = _("Copy Lines to {code}").format(code=code)
    _ask(page, code, (title, (_COPIED, *_COMMON)), copy_lines, own_scope=own_scope)


def _ask(
    page: Page,
    code: str,
    asked: tuple[str, Sequence[FieldInfo]],
    do: Do,
    *,
    own_scope: bool,
) -> None:
    title, infos = asked
    shown = (*infos, *_SCOPE) if own_scope else infos
    BulkDialog(page, title, shown, partial(_run, page, code, do)).open()


def _run(page: Page, code: str, do: Do, request: BulkRequest) -> None:
    context = page.desk.context
    page.notices.clear()
    page.write(lambda session: do(session, code, request, context), done=partial(_tell, page))


def _tell(page: Page, result: BulkResult) -> None:
    text = ngettext("{count} line was made.", "{count} lines were made.", result.made)
    page.notices.info(text.format(count=user_localizer().integer(result.made)))
    for notice in result.notices:
        page.notices.show_notice(notice)
