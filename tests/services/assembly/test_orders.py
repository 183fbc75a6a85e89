"""Assembly documents: entered, released, deleted, undone (PF112–PF114)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, Refusal
from desktop.models.assembly import AtoLink
from desktop.models.supply_words import AssemblyType, DemandType
from desktop.models.values.keys import DocumentType
from desktop.services.assembly.bom_lines import explode
from desktop.services.assembly.documents import (
    assembly_series,
    blank_assembly,
    create_assembly,
    delete_assembly,
    next_assembly,
    release_assembly,
    reopen_assembly,
    restore_assembly,
)
from desktop.services.assembly.header_fields import change_assembly_header
from desktop.services.assembly.line_fields import (
    add_assembly_line,
    change_assembly_line,
    delete_assembly_lines,
)
from desktop.services.assembly.load import AssemblyKey
from desktop.services.assembly.refusals import (
    AssemblyFieldBlank,
    AssemblyFieldUnknown,
    AssemblyForSalesLine,
    AssemblyNotFound,
    AssemblyNothingToRelease,
    AssemblyQuantityOutside,
    AssemblyReleased,
    AssemblyStarted,
    CardBlocked,
    ComponentIsKit,
    KitNotStocked,
    LineConsumed,
    MoveDueDate,
    NoBaseQuantity,
    NothingToExplode,
    RebuildAssembly,
)
from desktop.services.assembly.views import assembly_view
from desktop.services.items.bom_refusals import (
    BomCycle,
    BomFieldBlank,
    BomNumberBlank,
    BomTextHasNumber,
    BomTooDeep,
    BomUnitUnknown,
    BomVariantUnknown,
    ParentInItself,
)
from desktop.services.reservations.commands import reserve_line
from desktop.services.reservations.keys import Demand
from tests.builders.items import a_unit, a_variant, an_item, some_stock
from tests.builders.kits import KitWorld

D = Decimal
Act = Callable[[KitWorld, AssemblyKey], object]


def released(kits: KitWorld, key: AssemblyKey) -> None:
    release_assembly(kits.session, key, kits.context)
    kits.head(key, quantity=4)


def half_made(kits: KitWorld, key: AssemblyKey) -> None:
    kits.head(key, quantity_to_assemble=1)
    kits.assemble(key)


def for_a_sales_line(kits: KitWorld, key: AssemblyKey) -> None:
    order = kits.order({"type": "item", "no": "Z", "quantity": 3})
    link = AtoLink(
        assembly_type=key.type,
        assembly_no=key.no,
        document_type=DocumentType.ORDER,
        document_no=order.no,
        document_line_no=10000,
    )
    kits.session.add(link)
    kits.session.flush()


def no_goods(kits: KitWorld, key: AssemblyKey) -> None:
    an_item(kits.session, "S", type="service")
    kits.head(key, item_no="S")


def blocked(kits: KitWorld, key: AssemblyKey) -> None:
    kits.put("item", {"no": "B"}, blocked=True)
    kits.put_line(key, 10000, no="B")


def coarse(kits: KitWorld, key: AssemblyKey) -> None:
    a_unit(kits.session, "A", "PCS", precision="1")
    kits.put_line(key, 10000, quantity=D("0.2"))


def coarse_kit(kits: KitWorld, key: AssemblyKey) -> None:
    a_unit(kits.session, "Z", "PCS", precision="1")
    kits.head(key, quantity=D("0.2"))


def both(first: Act, then: Act) -> Act:
    """One act after the other."""

    def run(kits: KitWorld, key: AssemblyKey) -> None:
        first(kits, key)
        then(kits, key)

    return run


def emptied(kits: KitWorld, key: AssemblyKey) -> None:
    kits.head(key, quantity=0)
    release_assembly(kits.session, key, kits.context)


REFUSED: list[tuple[type[Refusal], Act]] = [
    (AssemblyNotFound, lambda k, key: k.head(key._replace(no="AO9"), quantity=1)),
    (AssemblyFieldUnknown, lambda k, key: k.head(key, remaining_quantity=1)),
    (AssemblyFieldUnknown, lambda k, key: k.put_line(key, 10000, consumed=1)),
    (AssemblyReleased, released),
    (AssemblyStarted, both(half_made, lambda k, key: k.head(key, item_no="A"))),
    (AssemblyForSalesLine, both(for_a_sales_line, lambda k, key: k.head(key, quantity=1))),
    (
        AssemblyForSalesLine,
        both(for_a_sales_line, lambda k, key: delete_assembly(k.session, key, k.context)),
    ),
    (AssemblyFieldBlank, emptied),
    (KitNotStocked, no_goods),
    (CardBlocked, blocked),
    (ComponentIsKit, lambda k, key: k.put_line(key, 10000, no="Z")),
    (AssemblyQuantityOutside, lambda k, key: k.head(key, quantity_to_assemble=4)),
    (AssemblyQuantityOutside, lambda k, key: k.head(key, quantity=-1)),
    (AssemblyQuantityOutside, lambda k, key: k.put_line(key, 10000, quantity_to_consume=7)),
    (AssemblyQuantityOutside, both(half_made, lambda k, key: k.head(key, quantity=D("0.5")))),
    (NoBaseQuantity, coarse),
    (NoBaseQuantity, coarse_kit),
    (LineConsumed, both(half_made, lambda k, key: k.drop_line(key, 10000))),
    (LineConsumed, both(half_made, lambda k, key: k.put_line(key, 20000, no="A"))),
    (NothingToExplode, lambda k, key: explode(k.session, key, 10000, k.context)),
    (BomUnitUnknown, lambda k, key: k.put_line(key, 10000, unit_of_measure_code="HOUR")),
    (BomVariantUnknown, lambda k, key: k.head(key, variant_code="RED")),
    (BomTextHasNumber, lambda k, key: k.new_line(key, type="text", no="A")),
    (MoveDueDate, lambda k, key: k.head(key, starting_date=date(2026, 1, 20))),
    (RebuildAssembly, lambda k, key: k.head(key, item_no="A")),
]


@pytest.mark.parametrize(("kind", "act"), REFUSED)
def test_what_cannot_be_is_refused(kits: KitWorld, kind: type[Refusal], act: Act) -> None:
    key = kits.kit_order(3)
    with pytest.raises(kind):
        act(kits, key)


def test_a_document_without_components_is_not_released(kits: KitWorld) -> None:
    kits.item("EMPTY")
    key = kits.kit_order(3, "EMPTY")
    with pytest.raises(AssemblyNothingToRelease):
        release_assembly(kits.session, key, kits.context)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (ParentInItself, {"no": "Z"}),
        (BomFieldBlank, {"no": "A", "quantity_per": 0}),
        (BomNumberBlank, {"no": None}),
        (BomTextHasNumber, {"type": "text", "no": "A"}),
        (BomUnitUnknown, {"no": "A", "unit_of_measure_code": "HOUR"}),
        (BomVariantUnknown, {"no": "A", "variant_code": "RED"}),
    ],
)
def test_a_bill_of_materials_is_checked(
    kits: KitWorld, kind: type[Refusal], line: dict[str, Any]
) -> None:
    values = {"quantity_per": 1, **line}
    with pytest.raises(kind):
        kits.component("Z", **values)


def test_bills_of_materials_stand_in_each_other_fifty_levels_deep(kits: KitWorld) -> None:
    for level in range(51):
        kits.item(f"L{level}")
    for level in range(50):
        kits.component(f"L{level}", f"L{level + 1}", 1)
    kits.item("L51")
    with pytest.raises(BomTooDeep):
        kits.component("L50", "L51", 1)
    with pytest.raises(BomCycle) as refused:
        kits.component("L2", "L0", 1)
    assert refused.value.parameters["path"] == "L2 → L0 → L1 → L2"


def test_other_kits_have_other_components_if_the_user_agrees(kits: KitWorld) -> None:
    kits.item("Y")
    kits.component("Y", "B", 5)
    key = kits.kit_order(3)
    no = kits.context.with_answer(ConfirmationCode.REBUILD_ASSEMBLY, yes=False)
    view = change_assembly_header(kits.session, key, "item_no", "Y", no)
    assert view.header["item_no"] == "Z"
    yes = kits.context.with_answer(ConfirmationCode.REBUILD_ASSEMBLY, yes=True)
    view = change_assembly_header(kits.session, key, "item_no", "Y", yes)
    assert [(line.values["no"], line.values["quantity"]) for line in view.lines] == [("B", D(15))]


def test_a_typed_quantity_grows_with_the_kits(kits: KitWorld) -> None:
    a_unit(kits.session, "A", "PCS", precision="1")
    key = kits.kit_order(3)
    kits.put_line(key, 10000, quantity=7)
    kits.head(key, quantity=6)
    assert kits.kit_lines(key)[0].quantity == D(14)
    kits.put_line(key, 20000, quantity_per=D("0.5"))
    kits.put_line(key, 40000, resource_usage="direct")
    assert [line.quantity for line in kits.kit_lines(key)] == [D(14), D(3), D(3), D(6)]


def test_kits_in_boxes_need_the_components_of_all_pieces(kits: KitWorld) -> None:
    a_unit(kits.session, "Z", "BOX", "12")
    a_unit(kits.session, "A", "BOX", "4")
    key = kits.kit_order(2)
    kits.head(key, unit_of_measure_code="BOX")
    kits.put_line(key, 20000, no="A", unit_of_measure_code="BOX")
    header = kits.kit_header(key)
    assert (header.quantity_base, header.remaining_quantity_base) == (D(24), D(24))
    lines = kits.kit_lines(key)
    assert (lines[0].quantity, lines[1].quantity, lines[1].quantity_base) == (D(48), D(24), D(96))


def test_variants_and_locations_of_kit_and_components(kits: KitWorld) -> None:
    a_variant(kits.session, "Z", "RED")
    a_variant(kits.session, "A", "BIG")
    key = kits.kit_order(1, variant_code="RED")
    kits.put_line(key, 20000, location_code="EAST")
    kits.put_line(key, 10000, variant_code="BIG", lead_time_offset="3D")
    kits.head(key, location_code="MAIN")
    lines = kits.kit_lines(key)
    assert [line.location_code for line in lines] == ["MAIN", "EAST", None, None]
    assert (lines[0].variant_code, lines[0].due_date) == ("BIG", date(2026, 1, 12))


def test_lines_come_before_others_and_go_together(kits: KitWorld) -> None:
    key = kits.kit_order(3)
    values = [("type", "text"), ("description", "Glue it")]
    view = add_assembly_line(kits.session, key, values, kits.context, before=20000)
    assert [line.line_no for line in view.lines][:3] == [10000, 15000, 20000]
    view = delete_assembly_lines(kits.session, key, [15000, 20000], kits.context)
    assert [line.line_no for line in view.lines] == [10000, 30000, 40000]
    back = restore_assembly(kits.session, key, view.difference, kits.context)
    assert [line.line_no for line in back.lines] == [10000, 15000, 20000, 30000, 40000]
    assert back.lines[1].values["description"] == "Glue it"
    again = restore_assembly(kits.session, key, back.difference, kits.context)
    assert [line.line_no for line in again.lines] == [10000, 30000, 40000]


def test_components_show_what_is_reserved_for_them_in_their_unit(kits: KitWorld) -> None:
    key = kits.kit_order(3)
    some_stock(kits.session, "A", "4")
    component = Demand(DemandType.ASSEMBLY_COMPONENT, key.no, 10000)
    reserve_line(kits.session, component, kits.context, quantity=D(4))
    view = assembly_view(kits.session, key, kits.context)
    shown = [
        (line.values["reserved_quantity"], line.values["reserved_from_stock"])
        for line in view.lines
    ]
    assert shown == [(D(4), D(4)), *[(D(0), D(0))] * (len(shown) - 1)]


def test_a_changed_quantity_comes_back_with_all_that_followed(kits: KitWorld) -> None:
    key = kits.kit_order(3)
    view = change_assembly_header(kits.session, key, "quantity", D(5), kits.context)
    assert view.difference.entered == ((None, "quantity"),)
    back = restore_assembly(kits.session, key, view.difference, kits.context)
    assert (back.header["quantity"], back.header["quantity_to_assemble"]) == (D(3), D(3))
    assert [line.values["quantity_to_consume"] for line in back.lines][:2] == [D(6), D(3)]


def test_what_was_made_meanwhile_forbids_to_bring_back_fewer_kits(kits: KitWorld) -> None:
    key = kits.kit_order(3)
    view = change_assembly_header(kits.session, key, "quantity", D(5), kits.context)
    kits.head(key, quantity_to_assemble=4)
    kits.assemble(key)
    with pytest.raises(AssemblyQuantityOutside):
        restore_assembly(kits.session, key, view.difference, kits.context)


def test_a_document_says_what_may_be_changed_and_why_the_rest_may_not(kits: KitWorld) -> None:
    key = kits.kit_order(3)
    view = assembly_view(kits.session, key, kits.context)
    assert {"item_no", "quantity", "due_date"} <= view.editable
    assert view.lines[0].locks.keys() == {"resource_usage"}
    view = release_assembly(kits.session, key, kits.context)
    assert view.editable == {"quantity_to_assemble", "posting_date"}
    assert view.locks["quantity"].code == "assembly.released"
    assert reopen_assembly(kits.session, key, kits.context).is_open


def test_a_line_in_another_version_is_a_conflict(kits: KitWorld) -> None:
    key = kits.kit_order(3)
    version = assembly_view(kits.session, key, kits.context).lines[0].row_version
    kits.put_line(key, 10000, quantity=9)
    with pytest.raises(Refusal) as refused:
        change_assembly_line(
            kits.session, key, 10000, "quantity", D(8), kits.context, row_version=version
        )
    assert refused.value.code.value == "conflict"


def test_documents_of_each_kind_have_their_own_numbers(kits: KitWorld, session: Session) -> None:
    keys = [create_assembly(session, kits.context, kind).key for kind in AssemblyType]
    assert [key.no[:2] for key in keys] == ["AQ", "AB", "AO"]
    second = create_assembly(session, kits.context).key
    assert next_assembly(session, keys[2], 1) == second
    assert next_assembly(session, keys[0], 1) is None
    assert assembly_series(session) == ()
    blank = blank_assembly(session, kits.context)
    assert (blank.key.no, blank.header["due_date"]) == ("", kits.context.work_date)
    delete_assembly(session, second, kits.context)
    assert next_assembly(session, keys[2], 1) is None
