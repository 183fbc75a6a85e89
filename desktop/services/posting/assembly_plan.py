"""Planning that kits are put together: what goes in, what comes out, what it costs (PF115)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal, SeveralRefusals
from desktop.models.assembly import AssembledItem, AssemblyLine, AssemblyPart
from desktop.models.ledger_words import ItemEntryType, SourceType
from desktop.models.setup import InventorySetup
from desktop.models.supply_words import BomLineType, DemandType
from desktop.models.values.numbers import ZERO, Amount, round_to
from desktop.models.words import DefaultYesNo
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.refusals import AssemblyFieldBlank, CardBlocked
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.ledgers.gl_entries import GlSource, check_balance
from desktop.services.ledgers.item_entries import (
    CostTerms,
    ItemEntryPlanner,
    LineWords,
    Movement,
)
from desktop.services.ledgers.kit_costs import follow_kits
from desktop.services.ledgers.refusals import NotEnoughStock
from desktop.services.ledgers.resource_entries import UsedTime, add_resource_usage
from desktop.services.ledgers.rows import Booking, LedgerRows, PlannedNo, Row
from desktop.services.ledgers.stock import EntryOrigin
from desktop.services.numbering.number_series import check_number_available, series_named
from desktop.services.posting.accounts import AccountFinder
from desktop.services.posting.adjustment_groups import adjustment_groups
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.claim_rows import add_cost_entries
from desktop.services.posting.kept_stock import load_kept_stock
from desktop.services.posting.kit_ground import item_nos
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.reading import lock_items, stock_items
from desktop.services.posting.refusals_assembly import (
    AssemblyNotPostable,
    ComponentMissing,
    NothingToAssemble,
    PostTheShipment,
)
from desktop.services.posting.refusals_journal import AdjustmentAccountMissing
from desktop.services.posting.setups import WantedSetups, load_setups, want_costs
from desktop.services.reservations.keys import Demand
from desktop.translation import _

HEADER_COLUMNS = tuple(AssembledItem.__annotations__)
LINE_COLUMNS = tuple(AssemblyPart.__annotations__)


@dataclass(slots=True)
class PlannedAssembly:
    """What putting kits together will write: the posted document and its entries.

    `output_entry_no` is provisional, as are the `item_entry_no` of the lines.
    """

    document: AssemblyDocument
    no: PlannedNo
    ledgers: LedgerRows
    stamp: Stamp
    header: Row = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    output_entry_no: int = 0


def plan_assembly(
    session: Session,
    key: AssemblyKey,
    context: UserContext,
    *,
    posting_date: date | None = None,
    posting_id: str = "",
) -> PlannedAssembly:
    """Lock an order, its items sorted by number, and plan its posting.

    Raises the one refusal found, or SeveralRefusals; nothing is changed in any case.
    """
    document = load_assembly(session, key, context, for_update=True)
    _check_kind(document)
    day = posting_date or document.header.posting_date
    items = lock_items(session, item_nos(document))
    refusals = [*_day_failures(document, day), *kit_failures(document, day)]
    group = document.header.gen_prod_posting_group or ""
    business = adjustment_groups(session, [group])
    if group not in business:
        refusals.append(no_account(group))
    raise_found(refusals, document.ref)
    series = series_for(document, day or context.work_date)
    stamp = Stamp(context.user, context.now(), posting_id)
    planned = PlannedAssembly(document, PlannedNo(series), LedgerRows(), stamp)
    booking = booking_of(planned, day or context.work_date)
    book = load_kept_stock(session, stock_items(items.values(), document.inventory))
    terms = CostTerms(document.ledger.amount_precision, document.ledger.unit_amount_precision)
    planner = ItemEntryPlanner(book, terms, planned.ledgers)
    put_together(planned, planner, booking, business[group])
    follow_kits(session, planner)
    planner.finish()
    add_entries_to_gl(session, planned.ledgers, booking, refusals)
    raise_found([*refusals, *named(planner.refusals, document)], document.ref)
    check_balance(planned.ledgers.gl, str(document.key))
    return planned


def put_together(
    planned: PlannedAssembly, planner: ItemEntryPlanner, booking: Booking, business_group: str
) -> None:
    """Plan what goes into the kits that are put together now, and the kits (PF115).

    The kits cost exactly what went into them. All entries go by the kit's product group, so that
    what goes in and what comes out net on one account.
    """
    document = planned.document
    cost: Amount = ZERO
    for line in document.lines:
        if not line.quantity_to_consume:
            planned.lines += [_text_row(planned, line)] if line.type is BomLineType.TEXT else []
            continue
        entry_no = None
        if line.type is BomLineType.ITEM:
            entry_no = planner.move(_consumption(document, line, booking, business_group))
            taken = -planned.ledgers.value[-1]["cost_amount_actual"]
        else:
            taken = _use(planned, line, booking, business_group)
        cost += taken
        planned.lines.append(_line_row(planned, line, taken, entry_no))
    planned.output_entry_no = planner.move(_output(document, cost, booking, business_group))
    planned.header = _header_row(planned, booking, cost)


def add_entries_to_gl(
    session: Session, rows: LedgerRows, booking: Booking, refusals: list[Refusal]
) -> None:
    """Plan what the value entries post; what is wrong with the set-up is noted."""
    wanted = WantedSetups()
    want_costs(wanted, rows.value)
    accounts = AccountFinder(load_setups(session, wanted), refusals)
    add_cost_entries(rows, (booking,), accounts, GlSource(_("Assembly")))


def raise_found(refusals: Sequence[Refusal], record: RecordRef) -> None:
    """Raise the one refusal, or all of them together."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefusals(refusals, record=record)


# --------------------------------------------------------------------------------------- checks


def _check_kind(document: AssemblyDocument) -> None:
    if not document.is_order:
        raise AssemblyNotPostable(record=document.ref, **document.names)
    if document.link is not None:
        raise PostTheShipment(
            record=document.ref, order_no=document.link.document_no, **document.names
        )


def kit_failures(document: AssemblyDocument, day: date | None) -> Iterator[Refusal]:
    """What is wrong with the header, and with the lines of which something goes in."""
    header = document.header
    needed = {
        "item_no": header.item_no,
        "posting_date": day,
        "gen_prod_posting_group": header.gen_prod_posting_group,
        "inventory_posting_group": header.inventory_posting_group,
    }
    if document.inventory.location_mandatory:
        needed["location_code"] = header.location_code
    if _needs_variant(document, header.item_no):
        needed["variant_code"] = header.variant_code
    for name, value in needed.items():
        if not value:
            yield AssemblyFieldBlank(
                record=document.ref, field=name, blank_field=name, **document.names
            )
    item = document.cards.item(header.item_no)
    if item is not None and item.blocked:
        yield CardBlocked(record=document.ref, field="item_no", card=item.no)
    if not header.quantity_to_assemble:
        yield NothingToAssemble(record=document.ref, **document.names)
    yield from _line_failures(document)


def _day_failures(document: AssemblyDocument, day: date | None) -> Iterator[Refusal]:
    if day is not None:
        no = document.header.no
        refusal = date_refusal(day, document.ledger, document.context, document=no)
        if refusal is not None:
            yield refusal


def _line_failures(document: AssemblyDocument) -> Iterator[Refusal]:
    for line in document.lines:
        if not line.quantity_to_consume:
            continue
        ref = document.line_ref(line)
        needed: dict[str, object] = {"no": line.no}
        if line.type is BomLineType.ITEM:
            if _is_stocked(document, line):
                needed["inventory_posting_group"] = line.inventory_posting_group
            if document.inventory.location_mandatory:
                needed["location_code"] = line.location_code
            if _needs_variant(document, line.no):
                needed["variant_code"] = line.variant_code
        for name, value in needed.items():
            if not value:
                yield AssemblyFieldBlank(record=ref, field=name, blank_field=name, **document.names)
        card = (
            document.cards.item(line.no)
            if line.type is BomLineType.ITEM
            else document.cards.resource(line.no)
        )
        if card is not None and card.blocked:
            yield CardBlocked(record=ref, field="no", card=card.no)


def _is_stocked(document: AssemblyDocument, line: AssemblyLine) -> bool:
    item = document.cards.item(line.no)
    return item is not None and item.is_stocked


def _needs_variant(document: AssemblyDocument, no: str | None) -> bool:
    item = document.cards.item(no)
    setup: InventorySetup = document.inventory
    return item is not None and (
        item.variant_mandatory is DefaultYesNo.YES
        or (item.variant_mandatory is DefaultYesNo.DEFAULT and setup.variant_mandatory)
    )


def no_account(group: str) -> AdjustmentAccountMissing:
    """No set-up of a product group says where the time in kits is charged."""
    return AdjustmentAccountMissing(
        record=RecordRef("gen_prod_posting_group", (group,)),
        field="inventory_adjmt_account",
        gen_prod_posting_group=group,
        account_field="inventory_adjmt_account",
        line_no=0,
    )


def named(refusals: Iterable[Refusal], document: AssemblyDocument) -> Iterator[Refusal]:
    """What the ledgers refuse, with the name of the kit (V16)."""
    for refusal in refusals:
        if isinstance(refusal, NotEnoughStock):
            yield ComponentMissing(
                record=refusal.record,
                field="quantity_to_consume",
                kit=document.header.item_no,
                **refusal.parameters,
            )
        else:
            yield refusal


# --------------------------------------------------------------------------------------- making


def series_for(document: AssemblyDocument, day: date) -> str:
    """The series of posted assemblies, which has a number for the day (V15)."""
    field_name = "posted_assembly_nos"
    series = series_named(
        document.inventory.posted_assembly_nos,
        setup=InventorySetup.__tablename__,
        field=field_name,
    )
    check_number_available(document.session, series, day)
    return series


def booking_of(planned: PlannedAssembly, day: date, *, transaction: int = 1) -> Booking:
    """What all entries of an assembly share."""
    return Booking(
        posting_date=day,
        document_type=None,
        document_no=planned.no,
        transaction=transaction,
        user=planned.stamp.user,
        created_at=planned.stamp.created_at,
        document_date=day,
    )


def _origin(
    document: AssemblyDocument, kind: ItemEntryType, groups: tuple[str, str | None], line_no: int
) -> EntryOrigin:
    header = document.header
    business_group, inventory_group = groups
    return EntryOrigin(
        kind,
        business_group,
        header.gen_prod_posting_group,
        inventory_group,
        line_no or None,
        header.no,
        line_no or None,
        SourceType.ITEM,
        header.item_no,
    )


def _consumption(
    document: AssemblyDocument, line: AssemblyLine, booking: Booking, business_group: str
) -> Movement:
    quantity = -line.quantity_to_consume_base
    return Movement(
        scope=Scope(line.no or "", line.variant_code, line.location_code),
        quantity=quantity,
        origin=_origin(
            document,
            ItemEntryType.ASSEMBLY_CONSUMPTION,
            (business_group, line.inventory_posting_group),
            line.line_no,
        ),
        entry=booking,
        value=booking,
        words=LineWords(line.line_no, document.line_ref(line)),
        invoiced=quantity,
        owner=Demand(DemandType.ASSEMBLY_COMPONENT, document.header.no, line.line_no),
        description=line.description,
        unit_of_measure_code=line.unit_of_measure_code,
        qty_per_unit=line.qty_per_unit,
    )


def _output(
    document: AssemblyDocument, cost: Amount, booking: Booking, business_group: str
) -> Movement:
    header = document.header
    quantity = header.quantity_to_assemble_base
    return Movement(
        scope=Scope(header.item_no or "", header.variant_code, header.location_code),
        quantity=quantity,
        origin=_origin(
            document,
            ItemEntryType.ASSEMBLY_OUTPUT,
            (business_group, header.inventory_posting_group),
            0,
        ),
        entry=booking,
        value=booking,
        words=LineWords(0, document.ref),
        invoiced=quantity,
        cost=cost,
        is_kept=document.link is not None,
        description=header.description,
        unit_of_measure_code=header.unit_of_measure_code,
        qty_per_unit=header.qty_per_unit,
    )


def _use(
    planned: PlannedAssembly, line: AssemblyLine, booking: Booking, business_group: str
) -> Amount:
    """Plan the time that goes in, at what it costs today; returns the cost."""
    document = planned.document
    ledger = document.ledger
    unit_cost = round_to(
        document.cards.base_cost(line.type, line.no),
        ledger.unit_amount_precision,
        times=line.qty_per_unit,
    )
    cost = round_to(line.quantity_to_consume, ledger.amount_precision, times=unit_cost)
    used = UsedTime(
        resource_no=line.no or "",
        description=line.description,
        unit_of_measure_code=line.unit_of_measure_code,
        quantity=line.quantity_to_consume,
        unit_cost=unit_cost,
        total_cost=cost,
        gen_bus_posting_group=business_group,
        gen_prod_posting_group=document.header.gen_prod_posting_group,
        order_no=document.header.no,
        order_line_no=line.line_no,
        item_no=document.header.item_no,
    )
    add_resource_usage(planned.ledgers.resource, booking, used)
    return cost


def _header_row(planned: PlannedAssembly, booking: Booking, cost: Amount) -> Row:
    header = planned.document.header
    precision = planned.document.ledger.unit_amount_precision
    row = {name: getattr(header, name) for name in HEADER_COLUMNS}
    row.update(
        no=planned.no,
        quantity=header.quantity_to_assemble,
        quantity_base=header.quantity_to_assemble_base,
        posting_date=booking.posting_date,
        unit_cost=round_to(cost, precision, over=header.quantity_to_assemble),
        cost_amount=cost,
        order_no=header.no,
        assemble_to_order=planned.document.link is not None,
        item_output_entry_no=planned.output_entry_no,
        reversed=False,
        user=planned.stamp.user,
        created_at=planned.stamp.created_at,
        posting_id=planned.stamp.posting_id,
    )
    return row


def _line_row(
    planned: PlannedAssembly, line: AssemblyLine, cost: Amount, entry_no: int | None
) -> Row:
    precision = planned.document.ledger.unit_amount_precision
    row = _text_row(planned, line)
    row.update(
        quantity=line.quantity_to_consume,
        quantity_base=line.quantity_to_consume_base,
        unit_cost=round_to(cost, precision, over=line.quantity_to_consume),
        cost_amount=cost,
        item_entry_no=entry_no,
    )
    return row


def _text_row(planned: PlannedAssembly, line: AssemblyLine) -> Row:
    row = {name: getattr(line, name) for name in LINE_COLUMNS}
    row.update(
        document_no=planned.no,
        line_no=line.line_no,
        order_no=planned.document.header.no,
        order_line_no=line.line_no,
        item_entry_no=None,
    )
    return row
