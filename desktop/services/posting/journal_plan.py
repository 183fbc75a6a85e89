"""Planning adjustments of stock: entries in and out without a sales document (SD97)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal, SeveralRefusals
from desktop.models.items import Item, ItemVariant
from desktop.models.ledger_words import ItemEntryType
from desktop.models.setup import GeneralLedgerSetup, InventorySetup
from desktop.models.values.numbers import ZERO, Quantity, UnitPrice, round_to
from desktop.models.words import DefaultYesNo, ItemType
from desktop.services.context import UserContext
from desktop.services.items.card_refusals import JournalEntryType, JournalItemWithoutStock
from desktop.services.items.stock import Scope
from desktop.services.ledgers.gl_entries import GlSource, check_balance
from desktop.services.ledgers.item_entries import (
    CostTerms,
    ItemEntryPlanner,
    LineWords,
    Movement,
)
from desktop.services.ledgers.kit_costs import follow_kits
from desktop.services.ledgers.rows import Booking, LedgerRows
from desktop.services.ledgers.stock import EntryOrigin
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.adjustment_groups import adjustment_groups
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.claim_rows import add_cost_entries
from desktop.services.posting.kept_stock import load_kept_stock
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.reading import AnyRow, lock_items, stock_items
from desktop.services.posting.refusals import CardMissing
from desktop.services.posting.refusals_journal import (
    AdjustmentAccountMissing,
    JournalFieldBlank,
)
from desktop.services.posting.setups import WantedSetups, load_setups, want_costs
from desktop.services.sales.refusals_lines import ItemBlocked, VariantUnknown
from desktop.translation import _

ADJUSTMENTS = frozenset({ItemEntryType.POSITIVE_ADJMT, ItemEntryType.NEGATIVE_ADJMT})
ONE = Decimal(1)

_PRODUCT_GROUPS = select(Item.no, Item.gen_prod_posting_group).where(
    Item.no.in_(bindparam("nos", expanding=True))
)
_VARIANTS = select(ItemVariant.item_no, ItemVariant.code).where(
    ItemVariant.item_no.in_(bindparam("nos", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A quantity that is counted in or out, always positive; `unit_cost` is per `quantity`.

    `quantity_base` is the quantity in the base unit, the quantity itself when None. `unit_cost`
    None means the item's own. `record` names the journal line for refusals.
    """

    item_no: str | None
    quantity: Quantity
    posting_date: date | None
    entry_type: ItemEntryType = ItemEntryType.POSITIVE_ADJMT
    document_no: str = ""
    variant_code: str | None = None
    location_code: str | None = None
    unit_cost: UnitPrice | None = None
    quantity_base: Quantity | None = None
    unit_of_measure_code: str | None = None
    qty_per_unit: Quantity = ONE
    description: str = ""
    external_document_no: str = ""
    gen_bus_posting_group: str | None = None
    gen_prod_posting_group: str | None = None
    applies_to_entry_no: int | None = None
    reason_code: str | None = None
    line_no: int = 0
    is_counted: bool = False
    record: RecordRef | None = None

    @property
    def base(self) -> Quantity:
        """The quantity in the base unit."""
        return self.quantity if self.quantity_base is None else self.quantity_base


@dataclass(slots=True)
class JournalPlan:
    """All entries that adjustments will write."""

    ledgers: LedgerRows
    stamp: Stamp


@dataclass(slots=True)
class JournalGround:
    """What the adjustments are decided on; items locked, sorted by number."""

    inventory: InventorySetup
    ledger: GeneralLedgerSetup
    items: dict[str, AnyRow]
    product_groups: dict[str, str | None]
    variants: set[tuple[str, str]]
    business_groups: dict[str, str] = field(default_factory=dict)
    """For a product group, whose setup names an adjustment account: the first by code."""


def plan_adjustments(
    session: Session, lines: Sequence[Adjustment], context: UserContext
) -> JournalPlan:
    """Check adjustments and compute their entries, in the order given.

    Lines with one document number and date share a transaction. Raises the one refusal found,
    or SeveralRefusals.
    """
    ground = _read(session, lines)
    refusals = [r for line in lines for r in _failures(line, ground, context)]
    _raise(refusals)
    stamp = Stamp(context.user, context.now())
    rows = LedgerRows()
    book = load_kept_stock(session, stock_items(ground.items.values(), ground.inventory))
    wanted = WantedSetups()
    movements = []
    bookings = _bookings(lines, stamp)
    for line in lines:
        booking = bookings[line.document_no, line.posting_date]
        movement = _movement(line, ground, booking)
        wanted.general.add(
            (movement.origin.gen_bus_posting_group, movement.origin.gen_prod_posting_group)
        )
        wanted.inventory.add((line.location_code or "", movement.origin.inventory_posting_group))
        movements.append(movement)
    terms = CostTerms(ground.ledger.amount_precision, ground.ledger.unit_amount_precision)
    planner = ItemEntryPlanner(book, terms, rows)
    for movement in movements:
        planner.move(movement)
    follow_kits(session, planner)
    planner.finish()
    want_costs(wanted, rows.value)
    accounts = AccountFinder(load_setups(session, wanted), refusals)
    rows.transactions = len(bookings)
    source = GlSource(_("Item journal"))
    add_cost_entries(rows, tuple(bookings.values()), accounts, source)
    _raise([*refusals, *planner.refusals])
    check_balance(rows.gl, "item journal")
    return JournalPlan(rows, stamp)


def _read(session: Session, lines: Sequence[Adjustment]) -> JournalGround:
    nos = {line.item_no for line in lines if line.item_no}
    items = lock_items(session, nos)
    names = {"nos": sorted(nos)}
    groups = {row[0]: row[1] for row in session.execute(_PRODUCT_GROUPS, names)} if nos else {}
    variants: set[tuple[str, str]] = set()
    if any(line.variant_code for line in lines):
        variants = {(row.item_no, row.code) for row in session.execute(_VARIANTS, names)}
    wanted = {line.gen_prod_posting_group or groups.get(line.item_no or "") for line in lines}
    return JournalGround(
        session.get_one(InventorySetup, 1),
        session.get_one(GeneralLedgerSetup, 1),
        items,
        groups,
        variants,
        adjustment_groups(session, wanted),
    )


def _failures(line: Adjustment, ground: JournalGround, context: UserContext) -> Iterable[Refusal]:
    """What is wrong with one line."""
    location_needed = ground.inventory.location_mandatory
    blank = [
        name
        for name, is_blank in (
            ("item_no", not line.item_no),
            ("posting_date", line.posting_date is None),
            ("quantity", not line.quantity or not line.base),
            ("location_code", location_needed and not line.location_code),
        )
        if is_blank
    ]
    for name in blank:
        yield JournalFieldBlank(
            record=line.record, field=name, blank_field=name, line_no=line.line_no
        )
    if line.entry_type not in ADJUSTMENTS:
        yield JournalEntryType(record=line.record, field="entry_type")
    if line.posting_date is not None:
        refusal = date_refusal(line.posting_date, ground.ledger, context, document=line.document_no)
        if refusal is not None:
            yield refusal
    if line.item_no:
        yield from _item_failures(line, ground)


def _item_failures(line: Adjustment, ground: JournalGround) -> Iterable[Refusal]:
    item = ground.items.get(line.item_no or "")
    if item is None:
        yield CardMissing(
            record=line.record,
            field="item_no",
            line_no=line.line_no,
            line_type=ItemType.INVENTORY,
            no=line.item_no,
        )
        return
    names = {"no": item.no, "line_no": line.line_no}
    if item.type is not ItemType.INVENTORY:
        yield JournalItemWithoutStock(
            record=line.record, field="item_no", no=item.no, type=item.type
        )
    if item.blocked:
        reason = item.block_reason or _("no reason given")
        yield ItemBlocked(record=line.record, field="item_no", reason=reason, **names)
    yield from _variant_failures(line, ground, item)
    group = line.gen_prod_posting_group or ground.product_groups.get(item.no)
    for name, value in (
        ("gen_prod_posting_group", group),
        ("inventory_posting_group", item.inventory_posting_group),
    ):
        if not value:
            yield JournalFieldBlank(
                record=RecordRef("item", (item.no,)),
                field=name,
                blank_field=name,
                line_no=line.line_no,
            )
    if group and not (line.gen_bus_posting_group or ground.business_groups.get(group)):
        yield AdjustmentAccountMissing(
            record=RecordRef("gen_prod_posting_group", (group,)),
            field="inventory_adjmt_account",
            gen_prod_posting_group=group,
            account_field="inventory_adjmt_account",
            line_no=line.line_no,
        )


def _variant_failures(line: Adjustment, ground: JournalGround, item: AnyRow) -> Iterable[Refusal]:
    is_needed = item.variant_mandatory is DefaultYesNo.YES or (
        item.variant_mandatory is DefaultYesNo.DEFAULT and ground.inventory.variant_mandatory
    )
    if line.variant_code is None and is_needed:
        yield JournalFieldBlank(
            record=line.record,
            field="variant_code",
            blank_field="variant_code",
            line_no=line.line_no,
        )
    if line.variant_code and (item.no, line.variant_code) not in ground.variants:
        yield VariantUnknown(
            record=line.record,
            field="variant_code",
            no=item.no,
            line_no=line.line_no,
            variant_code=line.variant_code,
        )


def _bookings(lines: Sequence[Adjustment], stamp: Stamp) -> dict[tuple[str, date | None], Booking]:
    """One transaction for each document number and date, in the order of their first lines."""
    found: dict[tuple[str, date | None], Booking] = {}
    for line in lines:
        name = (line.document_no, line.posting_date)
        if name not in found and line.posting_date is not None:
            found[name] = Booking(
                posting_date=line.posting_date,
                document_type=None,
                document_no=line.document_no,
                transaction=len(found) + 1,
                user=stamp.user,
                created_at=stamp.created_at,
                document_date=line.posting_date,
                external_document_no=line.external_document_no,
            )
    return found


def _movement(line: Adjustment, ground: JournalGround, booking: Booking) -> Movement:
    item = ground.items[line.item_no or ""]
    group = line.gen_prod_posting_group or ground.product_groups.get(item.no)
    quantity, cost = line.base, None
    if line.entry_type is ItemEntryType.NEGATIVE_ADJMT:
        quantity = -quantity
    elif line.unit_cost is not None:
        cost = round_to(line.quantity, ground.ledger.amount_precision, times=line.unit_cost)
    origin = EntryOrigin(
        line.entry_type,
        line.gen_bus_posting_group or ground.business_groups.get(group or ""),
        group,
        item.inventory_posting_group,
        line.line_no or None,
    )
    return Movement(
        scope=Scope(item.no, line.variant_code, line.location_code),
        quantity=quantity,
        origin=origin,
        entry=booking,
        value=booking,
        words=LineWords(line.line_no, line.record),
        invoiced=quantity,
        cost=cost,
        description=line.description,
        reason_code=line.reason_code,
        unit_of_measure_code=line.unit_of_measure_code or item.base_unit,
        qty_per_unit=line.qty_per_unit,
        applies_to_entry_no=line.applies_to_entry_no if quantity < ZERO else None,
    )


def _raise(refusals: Sequence[Refusal]) -> None:
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefusals(refusals)
