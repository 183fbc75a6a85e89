"""Kits that are put together for sales lines follow them (PF117–PF124)."""

from decimal import Decimal

import pytest
from sqlalchemy import event

from desktop.errors import ConfirmationCode
from desktop.models.assembly import AssemblyHeader, AtoLink
from desktop.models.promising import Reservation
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.models.values.keys import DocumentKey
from desktop.services.assembly.documents import release_assembly
from desktop.services.assembly.load import AssemblyKey
from desktop.services.assembly.refusals import AssemblyReleased, ReopenAssembly
from desktop.services.assembly.sales_lines import assembly_order
from desktop.services.sales.line_fields import change_line, delete_line, move_line
from desktop.services.sales.restoring import restore
from tests.builders.kits import KitWorld
from tests.builders.posting_world import sale
from tests.builders.rows import a_row

D = Decimal


def made_for(kits: KitWorld, key: DocumentKey, line_no: int = 10000) -> AssemblyKey:
    return assembly_order(kits.session, key, line_no, kits.context).key


def test_what_is_undone_on_the_sales_order_is_undone_on_what_is_made_for_it(
    kits: KitWorld,
) -> None:
    order = kits.order(sale("Z", 5))
    field = "qty_to_assemble_to_order"
    view = change_line(kits.session, order, 10000, field, D(3), kits.context)
    assert kits.column(AssemblyHeader, "quantity") == [D(3)]
    back = restore(kits.session, order, view.difference, kits.context)
    assert kits.rows(AssemblyHeader) == []
    restore(kits.session, order, back.difference, kits.context)
    assert kits.column(AssemblyHeader, "quantity") == [D(3)]
    gone = delete_line(kits.session, order, 10000, kits.context)
    assert (kits.rows(AssemblyHeader), kits.rows(Reservation)) == ([], [])
    restore(kits.session, order, gone.difference, kits.context)
    assert kits.column(AtoLink, "document_line_no") == [10000]


def test_the_link_moves_with_its_line(kits: KitWorld) -> None:
    order = kits.order(sale("Z", 5), sale("A", 1))
    made_for(kits, order)
    move_line(kits.session, order, 10000, kits.context, down=True)
    assert kits.column(AtoLink, "document_line_no") == [20000]
    assert kits.column(Reservation, "demand_line_no") == [20000]


def test_what_is_released_by_itself_is_not_changed_in_passing(kits: KitWorld) -> None:
    order = kits.order(sale("Z", 5))
    release_assembly(kits.session, made_for(kits, order), kits.context)
    entry = (kits.session, order, 10000, "location_code", "EAST")
    with pytest.raises(ReopenAssembly):
        change_line(*entry, kits.context)
    no = kits.context.with_answer(ConfirmationCode.REOPEN_ASSEMBLY, yes=False)
    with pytest.raises(AssemblyReleased):
        change_line(*entry, no)


def test_an_entry_takes_as_many_statements_for_ten_kits_as_for_one(kits: KitWorld) -> None:
    assert _statements(kits, 1) == _statements(kits, 10)


def _statements(kits: KitWorld, lines: int) -> int:
    order = kits.order(*(sale("Z", 5, qty_to_assemble_to_order=5) for _line in range(lines)))
    kits.session.expire_all()
    count = 0

    def counted(*_args: object) -> None:
        nonlocal count
        count += 1

    engine = kits.session.get_bind()
    event.listen(engine, "before_cursor_execute", counted)
    change_line(kits.session, order, 10000, "qty_to_assemble_to_order", D(4), kits.context)
    event.remove(engine, "before_cursor_execute", counted)
    return count


def test_what_planning_bound_to_another_line_stays_bound(kits: KitWorld) -> None:
    order = kits.order(sale("Z", 5, qty_to_assemble_to_order=5), sale("A", 4))
    bound = {
        "item_no": "A",
        "quantity": D(4),
        "demand_type": DemandType.SALES,
        "demand_document_no": order.no,
        "demand_line_no": 20000,
        "binding": Binding.ORDER_TO_ORDER,
    }
    a_row(
        kits.session,
        "reservation",
        **bound,
        supply_type=SupplyType.PURCHASE,
        supply_document_no="PO7",
        id=99,
        supply_line_no=10000,
    )
    change_line(kits.session, order, 10000, "qty_to_assemble_to_order", D(4), kits.context)
    kept = {(row.item_no, row.quantity) for row in kits.rows(Reservation)}
    assert kept == {("Z", D(4)), ("A", D(4))}
