"""What can be done to a document on its page, and how a step is named for Undo."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from desktop.models.labels import field_label
from desktop.translation import _


class Act(StrEnum):
    """What was done to a document."""

    CHANGE_HEADER = "change_header"
    ADD_LINE = "add_line"
    CHANGE_LINE = "change_line"
    DELETE_LINE = "delete_line"
    DELETE_LINES = "delete_lines"
    MOVE_LINE = "move_line"
    PASTE = "paste"
    FILL_DOWN = "fill_down"
    SCAN = "scan"
    EXTENDED_TEXTS = "extended_texts"
    SUBSTITUTE = "substitute"
    COPY_DOCUMENT = "copy_document"
    SPLIT_LINE = "split_line"
    SUGGEST = "suggest"
    GET_SALES_ORDERS = "get_sales_orders"
    EXPLODE = "explode"
    ROLL_UP = "roll_up"


def name_of_act(act: Act, field: str, place: int) -> str:
    """The act as it stands behind "Undo"; `place` counts the lines from 1."""
    return _NAMES[act](field, place)


_NAMES: Mapping[Act, Callable[[str, int], str]] = {
    Act.CHANGE_HEADER: lambda field, _place: _(field_label(field)),
    Act.ADD_LINE: lambda _field, place: _("New Line {line}").format(line=place),
    Act.CHANGE_LINE: lambda field, place: _("{field} of Line {line}").format(
        field=_(field_label(field)), line=place
    ),
    Act.DELETE_LINE: lambda _field, place: _("Deletion of Line {line}").format(line=place),
    Act.DELETE_LINES: lambda _field, _place: _("Deletion of Lines"),
    Act.MOVE_LINE: lambda _field, place: _("Move of Line {line}").format(line=place),
    Act.PASTE: lambda _field, _place: _("Paste"),
    Act.FILL_DOWN: lambda field, _place: _("Fill Down of {field}").format(
        field=_(field_label(field))
    ),
    Act.SCAN: lambda _field, _place: _("Scan"),
    Act.EXTENDED_TEXTS: lambda _field, place: _("Texts of Line {line}").format(line=place),
    Act.SUBSTITUTE: lambda _field, place: _("Substitute on Line {line}").format(line=place),
    Act.COPY_DOCUMENT: lambda _field, _place: _("Copy Document"),
    Act.SPLIT_LINE: lambda _field, place: _("Split of Line {line}").format(line=place),
    Act.EXPLODE: lambda _field, place: _("Explosion of Line {line}").format(line=place),
    Act.ROLL_UP: lambda field, place: _("{field} of Line {line}").format(
        field=_(field_label(field)), line=place
    ),
    Act.SUGGEST: lambda _field, _place: _("Suggest Accounts"),
    Act.GET_SALES_ORDERS: lambda _field, _place: _("Get Sales Orders"),
}
