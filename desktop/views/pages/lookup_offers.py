"""What a look-up offers besides its matches: a new record with what was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import shiboken6

from desktop.errors import Refusal, RefusalCode
from desktop.models.labels import table_label
from desktop.models.values.keys import CodeError, code
from desktop.services.records import RecordView, field_infos, key_fields
from desktop.services.setup.filling import TEMPLATE_KINDS
from desktop.translation import _
from desktop.views.fields.field import Field, Offer
from desktop.views.pages.errand import Asked, Errand
from desktop.views.pages.template_choice import create_by_template
from desktop.views.shell.desk import Opener
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.tables.list_spec import NewRecord

_NAMES = ("name", "description")


def new_record_offers(page: Page, field: Field, typed: str) -> Sequence[Offer]:
    """A new record of the table that the field looks up, where a page makes such records.

    None where the key has several parts: the record belongs to another one, and is made there.
    """
    table = field.info.lookup or ""
    maker = maker_of(page.desk.navigation, table)
    if not maker or len(key_fields(table)) != 1:
        return ()
    if typed:
        text = _("Create {table} “{text}”").format(table=_(table_label(table)), text=typed)
    else:
        text = _("New {table}").format(table=_(table_label(table)))
    make = partial(make_for, page, field, typed)
    if typed and table in TEMPLATE_KINDS:
        make = partial(_make_by_template, page, field, typed)
    return (Offer(text, "plus", make),)


@dataclass(frozen=True, slots=True)
class LineHand:
    """The hand on a line: `as_typed` gives a value as it was typed, `enter_no` enters a number."""

    as_typed: Callable[[object], str]
    enter_no: Callable[[str], object]


def line_remedy(page: Page, refusal: Refusal, hand: LineHand) -> Remedy | None:
    """The offer to create the item that a typed text of a line did not find (SD21)."""
    if refusal.code is not RefusalCode.SALES_ITEM_UNKNOWN:
        return None
    typed = hand.as_typed(refusal.parameters["value"])
    text = _("Create {table} “{text}”").format(table=_(table_label("item")), text=typed)
    return Remedy(text, partial(create_item, page, typed, hand.enter_no))


def create_item(page: Page, typed: str, take: Callable[[str], object]) -> None:
    """Make an item of a description by a template, and hand over its number."""
    values = filled_in("item", typed)
    create_by_template(page, "item", values, lambda view: take(str(view.key[0])))


def _make_by_template(page: Page, field: Field, typed: str) -> None:
    """Make the record at once where there are templates, else on its card."""
    table = field.info.lookup or ""
    values = filled_in(table, typed)
    take = partial(_take_new, field)
    create_by_template(page, table, values, take, without=partial(make_for, page, field, typed))


def _take_new(field: Field, view: RecordView) -> None:
    if shiboken6.isValid(field):
        field.take(view.key[0])


def maker_of(navigation: Opener, table: str) -> str:
    """The name of the page that makes records of a table; empty when nobody makes them."""
    specs = (spec for spec in navigation.specs() if spec.table == table and spec.makes_records)
    return next((spec.name for spec in specs), "")


def make_for(page: Page, field: Field, typed: str) -> None:
    """Open the page of a new record that is filled with a text; its key comes back here."""
    table = field.info.lookup or ""
    values = filled_in(table, typed)
    navigation = page.desk.navigation
    record = NewRecord(values)
    place = navigation.current_place[0]
    navigation.open(maker_of(navigation, table), record)
    card = navigation.current
    if card is not None and card.key is record:
        first = next(iter(values.items()), ("", ""))
        Errand(Asked(page, place, field), card, first)


def filled_in(table: str, typed: str) -> Mapping[str, str]:
    """The field of a new record that a typed text goes into: its code, or its name.

    Records with numbers draw these from their series, so the text is the name.
    """
    key = key_fields(table)[0]
    infos = {info.name: info for info in field_infos(table)}
    if key != "no":
        try:
            return {key: code(typed, infos[key].length or len(typed)) or ""} if typed else {}
        except CodeError:
            pass  # no code: it may be the name
    name = next((name for name in _NAMES if name in infos), "")
    fits = name and typed and len(typed) <= (infos[name].length or len(typed))
    return {name: typed} if fits else {}
