"""The words for the choices of buying, assembling, promising and picking."""

from enum import StrEnum

from desktop.models.supply_words import (
    AssemblyPolicy,
    AssemblyType,
    Binding,
    BomLineType,
    CatalogNumbering,
    DeliverTo,
    DemandType,
    DropShipmentStatus,
    PickStatus,
    PurchaseType,
    ReorderingPolicy,
    RequisitionOrigin,
    ResourceEntryType,
    ResourceUsage,
    ShortReason,
    SpecialOrderStatus,
    SupplyType,
    TimeBucket,
    VendorBlocked,
)
from desktop.translation import N_

SUPPLY_CHOICES: dict[type[StrEnum], dict[str, str]] = {
    AssemblyPolicy: {
        "assemble_to_stock": N_("Assemble to Stock"),
        "assemble_to_order": N_("Assemble to Order"),
    },
    AssemblyType: {
        "quote": N_("Assembly Quote"),
        "blanket_order": N_("Blanket Assembly Order"),
        "order": N_("Assembly Order"),
    },
    Binding: {
        "normal": N_("Normal"),
        "order_promise": N_("Promise"),
        "order_to_order": N_("Order to Order"),
    },
    BomLineType: {
        "item": N_("Item"),
        "resource": N_("Resource"),
        "text": N_("Text"),
    },
    CatalogNumbering: {
        "vendor_item_no": N_("Vendor Item No."),
        "vendor_and_item_no": N_("Vendor No. and Vendor Item No."),
        "number_series": N_("Number Series"),
    },
    DeliverTo: {
        "location": N_("Location"),
        "customer": N_("Customer"),
    },
    DemandType: {
        "sales": N_("Sales Order"),
        "assembly_component": N_("Assembly Component"),
        "requisition_component": N_("Requisition Component"),
    },
    DropShipmentStatus: {
        "to_be_ordered": N_("To Be Ordered"),
        "ordered": N_("Ordered"),
        "shipped": N_("Shipped"),
        "invoiced": N_("Invoiced"),
    },
    PickStatus: {
        "open": N_("Open"),
        "registered": N_("Registered"),
        "cancelled": N_("Cancelled"),
    },
    PurchaseType: {
        "order": N_("Purchase Order"),
        "invoice": N_("Purchase Invoice"),
    },
    ReorderingPolicy: {
        "none": N_("None"),
        "lot_for_lot": N_("Lot for Lot"),
        "fixed_qty": N_("Fixed Quantity"),
        "max_qty": N_("Maximum Quantity"),
    },
    RequisitionOrigin: {
        "order_promising": N_("Order Promising"),
        "drop_shipment": N_("Drop Shipment"),
        "special_order": N_("Special Order"),
        "order_plan": N_("Order Plan"),
        "reorder_plan": N_("Reorder Plan"),
        "manual": N_("By Hand"),
    },
    ResourceEntryType: {
        "sale": N_("Sale"),
        "usage": N_("Usage"),
    },
    ResourceUsage: {
        "direct": N_("For Each Kit"),
        "fixed": N_("Once per Order"),
    },
    ShortReason: {
        "none": N_("None"),
        "missing": N_("Missing"),
        "damaged": N_("Damaged"),
        "later": N_("Later"),
    },
    SpecialOrderStatus: {
        "to_be_ordered": N_("To Be Ordered"),
        "ordered": N_("Ordered"),
        "received": N_("Received"),
    },
    SupplyType: {
        "inventory": N_("Inventory"),
        "purchase": N_("Purchase Order"),
        "sales_return": N_("Sales Return Order"),
        "assembly_output": N_("Assembly Order"),
        "requisition": N_("Requisition Line"),
    },
    TimeBucket: {
        "day": N_("Day"),
        "week": N_("Week"),
        "month": N_("Month"),
        "quarter": N_("Quarter"),
        "year": N_("Year"),
    },
    VendorBlocked: {
        "none": N_("Not Blocked"),
        "payment": N_("Payment"),
        "all": N_("All"),
    },
}
