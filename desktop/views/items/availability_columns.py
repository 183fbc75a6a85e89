"""The columns of the availability pages (PF6, PF7)."""

from __future__ import annotations

from desktop.models.supply_words import TimeBucket
from desktop.services.availability.event_sources import (
    DEMAND,
    PLANNED,
    SCHEDULED,
    SUPPLY,
    EventKind,
)
from desktop.services.availability.shown import AvailabilityRow
from desktop.translation import N_, _, user_localizer
from desktop.views.tables.columns import Column, Kind, Tone

KIND_LABELS: dict[EventKind, str] = {
    EventKind.INVENTORY: N_("Inventory"),
    EventKind.EARMARK: N_("Kept for a special order"),
    EventKind.PURCHASE: N_("Purchase Order"),
    EventKind.SALES_RETURN: N_("Sales Return Order"),
    EventKind.ASSEMBLY_OUTPUT: N_("Assembly Order, output"),
    EventKind.PLANNED_RECEIPT: N_("Planned Receipt"),
    EventKind.SALES: N_("Sales Order"),
    EventKind.ASSEMBLY_COMPONENT: N_("Assembly Order, component"),
    EventKind.PLANNED_COMPONENT: N_("Planned Component"),
}
"""What the user reads for each kind of event."""

KINDS_BEHIND: dict[str, frozenset[EventKind]] = {
    "gross_requirement": DEMAND,
    "reserved_requirement": DEMAND,
    "scheduled_receipt": SCHEDULED,
    "planned_receipt": PLANNED,
    "reserved_receipt": SUPPLY,
}
"""Which documents stand behind a figure; behind all others stand those of every kind."""

BUCKET_TEXTS: dict[TimeBucket, str] = {
    TimeBucket.DAY: N_("By Day"),
    TimeBucket.WEEK: N_("By Week"),
    TimeBucket.MONTH: N_("By Month"),
    TimeBucket.QUARTER: N_("By Quarter"),
    TimeBucket.YEAR: N_("By Year"),
}


def _is_short(row: AvailabilityRow) -> Tone | None:
    return Tone.DANGER if row.balance < 0 else None


def _when(row: AvailabilityRow) -> str:
    """The date of a row by event; what is there has none."""
    if row.day is None:
        return _("Inventory")
    day = user_localizer().date(row.day)
    return _("{date} · this line").format(date=day) if row.is_this_line else day


def _quantity(name: str, label: str, *, visible: bool = True) -> Column:
    return Column(
        name,
        label,
        lambda row: getattr(row.figures, name) or None,
        Kind.QUANTITY,
        width=108,
        sortable=False,
        visible=visible,
    )


_BALANCE = Column(
    "balance",
    N_("Projected Balance"),
    lambda row: row.balance,
    Kind.QUANTITY,
    width=128,
    sortable=False,
    colour=_is_short,
)
_REMAINING = Column(
    "remaining", N_("Free"), lambda row: row.remaining, Kind.QUANTITY, width=96, sortable=False
)
_MOVED = (
    _quantity("gross_requirement", N_("Gross Requirement")),
    _quantity("scheduled_receipt", N_("Scheduled Receipt")),
    _quantity("planned_receipt", N_("Planned Receipt")),
)
_RESERVED = (
    _quantity("reserved_requirement", N_("Reserved Requirement")),
    _quantity("reserved_receipt", N_("Reserved Receipt")),
)

EVENT_COLUMNS = (
    Column("day", N_("Date"), _when, width=132, sortable=False),
    *_MOVED,
    _BALANCE,
    _REMAINING,
    *_RESERVED,
)
PERIOD_COLUMNS = (
    Column("day", N_("From"), lambda row: row.day, Kind.DATE, width=96, sortable=False),
    Column("end", N_("To"), lambda row: row.end, Kind.DATE, width=96, sortable=False),
    Column(
        "opening", N_("Opening"), lambda row: row.opening, Kind.QUANTITY, width=80, sortable=False
    ),
    *_MOVED,
    _BALANCE,
)


def _place_columns(label: str, blank: str) -> tuple[Column, ...]:
    return (
        Column("code", label, lambda row: row.code or _(blank), width=140, sortable=False),
        Column("name", N_("Name"), lambda row: row.name, width=200, sortable=False),
        _quantity("inventory", N_("Inventory")),
        *_MOVED,
        _BALANCE,
        _REMAINING,
    )


LOCATION_COLUMNS = _place_columns(N_("Location"), N_("Without location"))
VARIANT_COLUMNS = _place_columns(N_("Variant"), N_("Without variant"))

LEVEL_COLUMNS = (
    Column("level", N_("Level"), lambda row: row.level, Kind.INTEGER, width=64, sortable=False),
    Column(
        "item_no",
        N_("Item No."),
        lambda row: "\u2003" * (row.level - 1) + row.part.item_no,
        width=132,
        sortable=False,
    ),
    Column(
        "bottleneck",
        N_("Bottleneck"),
        lambda row: _("Bottleneck") if row.is_bottleneck else "",
        Kind.STATUS,
        pill=lambda _row: Tone.WARN,
        sortable=False,
    ),
    Column(
        "description",
        N_("Description"),
        lambda row: row.part.description,
        width=200,
        sortable=False,
    ),
    Column(
        "quantity_per",
        N_("Quantity per"),
        lambda row: row.part.quantity_per,
        Kind.QUANTITY,
        width=92,
        sortable=False,
    ),
    Column("unit", N_("Unit"), lambda row: row.part.base_unit, Kind.CODE, width=64, sortable=False),
    Column("available", N_("Free"), lambda row: row.available, Kind.QUANTITY, sortable=False),
    Column(
        "able_to_make",
        N_("Able to Make"),
        lambda row: row.able_to_make,
        Kind.QUANTITY,
        width=96,
        sortable=False,
    ),
    Column(
        "enough_for",
        N_("Enough for"),
        lambda row: row.enough_for,
        Kind.QUANTITY,
        width=92,
        sortable=False,
    ),
)

DOCUMENT_COLUMNS = (
    Column("document_no", N_("Document No."), lambda row: row.document_no, Kind.LINK, width=128),
    Column("kind", N_("Kind"), lambda row: _(KIND_LABELS[row.kind]), width=200),
    Column("party", N_("Name"), lambda row: row.party, width=240),
    Column("due", N_("Date"), lambda row: row.due, Kind.DATE),
    Column("quantity", N_("Quantity (Base)"), lambda row: row.quantity, Kind.QUANTITY, width=120),
    Column("reserved", N_("Reserved"), lambda row: row.reserved, Kind.QUANTITY, width=108),
    Column("location", N_("Location"), lambda row: row.scope.location_code, Kind.CODE),
    Column("variant", N_("Variant"), lambda row: row.scope.variant_code, Kind.CODE),
)
