"""The closed sets of words of supply: buying, assembling, promising and picking (03)."""

from enum import StrEnum


class VendorBlocked(StrEnum):
    """What may no longer be done with a vendor."""

    NONE = "none"
    PAYMENT = "payment"
    ALL = "all"


class AssemblyPolicy(StrEnum):
    """Whether a kit is put together beforehand or for the order that sells it (03 §11)."""

    ASSEMBLE_TO_STOCK = "assemble_to_stock"
    ASSEMBLE_TO_ORDER = "assemble_to_order"


class ReorderingPolicy(StrEnum):
    """How the reorder plan proposes quantities of an item (PF53)."""

    NONE = "none"
    LOT_FOR_LOT = "lot_for_lot"
    FIXED_QTY = "fixed_qty"
    MAX_QTY = "max_qty"


class TimeBucket(StrEnum):
    """The span of days in which supply and demand are netted (PF24)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class CatalogNumbering(StrEnum):
    """How an item that is made from the catalog gets its number (PF105)."""

    VENDOR_ITEM_NO = "vendor_item_no"
    VENDOR_AND_ITEM_NO = "vendor_and_item_no"
    NUMBER_SERIES = "number_series"


class PurchaseType(StrEnum):
    """The purchase documents that are worked on before they are posted."""

    ORDER = "order"
    INVOICE = "invoice"


class DeliverTo(StrEnum):
    """Where a vendor delivers: to a location of our own, or to the customer."""

    LOCATION = "location"
    CUSTOMER = "customer"


class DropShipmentStatus(StrEnum):
    """How far an order has come whose goods the vendor ships (03 §9)."""

    TO_BE_ORDERED = "to_be_ordered"
    ORDERED = "ordered"
    SHIPPED = "shipped"
    INVOICED = "invoiced"


class SpecialOrderStatus(StrEnum):
    """How far an order has come whose goods are bought for it (03 §10)."""

    TO_BE_ORDERED = "to_be_ordered"
    ORDERED = "ordered"
    RECEIVED = "received"


class BomLineType(StrEnum):
    """What stands on a line of a bill of materials; a text has only words."""

    ITEM = "item"
    RESOURCE = "resource"
    TEXT = "text"


class ResourceUsage(StrEnum):
    """Whether time is needed for each kit, or once for the whole order (PF112)."""

    DIRECT = "direct"
    FIXED = "fixed"


class AssemblyType(StrEnum):
    """The assembly documents, named like the sales documents that they belong to."""

    QUOTE = "quote"
    BLANKET_ORDER = "blanket_order"
    ORDER = "order"


class DemandType(StrEnum):
    """What wants goods that are reserved."""

    SALES = "sales"
    ASSEMBLY_COMPONENT = "assembly_component"
    REQUISITION_COMPONENT = "requisition_component"


class SupplyType(StrEnum):
    """Where reserved goods come from."""

    INVENTORY = "inventory"
    PURCHASE = "purchase"
    SALES_RETURN = "sales_return"
    ASSEMBLY_OUTPUT = "assembly_output"
    REQUISITION = "requisition"


class Binding(StrEnum):
    """What holds a reservation: a wish, a promise, or the order that the kit is made for."""

    NORMAL = "normal"
    ORDER_PROMISE = "order_promise"
    ORDER_TO_ORDER = "order_to_order"


class RequisitionOrigin(StrEnum):
    """Why something stands in the requisition worksheet."""

    ORDER_PROMISING = "order_promising"
    DROP_SHIPMENT = "drop_shipment"
    SPECIAL_ORDER = "special_order"
    ORDER_PLAN = "order_plan"
    REORDER_PLAN = "reorder_plan"
    MANUAL = "manual"


class PickStatus(StrEnum):
    """How far a pick has come."""

    OPEN = "open"
    REGISTERED = "registered"
    CANCELLED = "cancelled"


class ShortReason(StrEnum):
    """Why less was picked than was wanted (PF135)."""

    NONE = "none"
    MISSING = "missing"
    DAMAGED = "damaged"
    LATER = "later"


class ResourceEntryType(StrEnum):
    """Whether a resource's time was sold (−) or used up by an assembly (+)."""

    SALE = "sale"
    USAGE = "usage"
