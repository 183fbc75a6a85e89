"""What kits brought that were put together to order, and what they cost (03 §11)."""

from decimal import Decimal

from desktop.services.assembly.kit_sales import kit_sales
from desktop.services.posting.undo_shipment import undo_shipment
from desktop.services.reports.kit_sales_paper import kit_sales_pdf
from tests.builders.kits import KitWorld
from tests.services.assembly.test_shipping_kits import sold
from tests.services.reports.reading import text_of

D = Decimal
PCT = D("0.01")


def test_a_kit_stands_with_its_margin_above_what_went_into_it(kits: KitWorld) -> None:
    order = sold(kits, 5, 3, unit_price=100)
    kits.receive("Z", 2, "20")
    kits.post(order)
    rows = kit_sales(kits.session, PCT)
    assert [(row.no, row.quantity, row.sales, row.cost) for row in rows] == [
        ("Z", D(3), D(300), D(115)),
        ("A", D(6), None, D(24)),
        ("B", D(3), None, D(21)),
        ("WORK", D("1.5"), None, D(60)),
        ("SETUP", D(1), None, D(10)),
    ]
    assert (rows[0].margin, rows[0].margin_pct) == (D(185), D("61.67"))
    assert rows[0].order_no == order.no


def test_what_was_not_invoiced_yet_counts_as_expected(kits: KitWorld) -> None:
    kits.post(sold(kits, 2, 2, unit_price=100), invoice=False)
    [kit, *_parts] = kit_sales(kits.session, PCT)
    assert (kit.sales, kit.cost) == (D(200), D(80))


def test_what_was_taken_apart_again_was_not_sold(kits: KitWorld) -> None:
    shipped = kits.post(sold(kits, 2, 2), invoice=False)
    undo_shipment(kits.session, shipped.shipment_no or "", kits.context)
    assert kit_sales(kits.session, PCT) == ()


def test_a_component_that_becomes_dearer_makes_the_margin_less(kits: KitWorld) -> None:
    kits.receive("A", 1, "4")
    kits.receive("B", 9, "7")
    order = kits.order({"type": "item", "no": "Z", "quantity": 1, "qty_to_assemble_to_order": 1})
    kits.post(order)
    kits.receive("A", 5, "6")
    kit, component, *_rest = kit_sales(kits.session, PCT)
    assert component.cost == D(10)
    assert kit.cost == D(10) + D(7) + D(20) + D(10)


def test_the_list_is_printed_with_its_total(kits: KitWorld) -> None:
    kits.post(sold(kits, 3, 3, unit_price=100))
    text = text_of(kit_sales_pdf(kits.session, kit_sales(kits.session, PCT), kits.context))
    for part in ("Assemble-to-Order Sales", "300.00", "115.00", "61.67", "SETUP", "Total"):
        assert part in text
