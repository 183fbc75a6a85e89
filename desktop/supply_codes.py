"""The codes of refusals of supply, one set for each area."""

from enum import StrEnum
from typing import TypeAlias


class AvailabilityCode(StrEnum):
    """Stable names of the refusals of availability and lead times (03 §1, §2)."""

    NOT_A_PLAIN_DURATION = "availability.not_a_plain_duration"
    ASSEMBLE_TO_ORDER_WITHOUT_ASSEMBLY = "availability.assemble_to_order_without_assembly"


class PurchaseCode(StrEnum):
    """Stable names of the refusals of purchasing (03 §8)."""

    DOCUMENT_MISSING = "purchases.document_missing"
    LINE_MISSING = "purchases.line_missing"
    VENDOR_FIRST = "purchases.vendor_first"
    VENDOR_NEEDED = "purchases.vendor_needed"
    VENDOR_BLOCKED = "vendor.blocked"
    VENDOR_GROUP_WITH_OPEN_ENTRIES = "vendor.group_with_open_entries"
    STATUS_NOT_OPEN = "purchases.status_not_open"
    LINES_FROZEN = "purchases.lines_frozen"
    DOCUMENT_COMPLETED = "purchases.document_completed"
    PENDING_APPROVAL = "purchases.pending_approval"
    NOTHING_TO_RELEASE = "purchases.nothing_to_release"
    TYPE_FIRST = "purchases.type_first"
    NUMBER_FIRST = "purchases.number_first"
    TYPE_NOT_BOUGHT = "purchases.type_not_bought"
    NOT_FOR_THIS_TYPE = "purchases.not_for_this_type"
    FOLLOWS_QUANTITY = "purchases.follows_quantity"
    LINE_STARTED = "purchases.line_started"
    PARTIES_LOCKED = "purchases.parties_locked"
    LINE_LINKED = "purchases.line_linked"
    LINE_RESERVED = "purchases.line_reserved"
    RECEIVED_NOT_INVOICED = "purchases.received_not_invoiced"
    QUANTITY_NEGATIVE = "purchases.quantity_negative"
    QUANTITY_BELOW_RECEIVED = "purchases.quantity_below_received"
    COST_NEGATIVE = "purchases.cost_negative"
    ITEM_BLOCKED = "purchases.item_blocked"
    LOCAL_CURRENCY_RATE = "purchases.local_currency_rate"
    VENDOR_INVOICE_NO_MISSING = "purchases.vendor_invoice_no_missing"
    VENDOR_INVOICE_NO_USED = "purchases.vendor_invoice_no_used"
    NOTHING_TO_POST = "purchases.nothing_to_post"
    NOT_RECEIVED_YET = "purchases.not_received_yet"
    INVOICE_BELOW_ZERO = "purchases.invoice_below_zero"
    VENDOR_GROUP_BLANK = "purchases.vendor_group_blank"
    NOTHING_TO_UNDO = "purchases.nothing_to_undo"
    GOODS_RESERVED = "purchases.goods_reserved"
    GOODS_USED = "purchases.goods_used"
    ORDER_GONE = "purchases.order_gone"
    POSTED_MISSING = "purchases.posted_missing"
    ALREADY_REVERSED = "purchases.already_reversed"
    ENTRY_NOT_OPEN = "purchases.entry_not_open"
    DATE_BEFORE_POSTED = "purchases.date_before_posted"
    ITEM_WITHOUT_VENDOR = "purchases.item_without_vendor"
    NOTHING_SHORT = "purchases.nothing_short"


class WarehouseCode(StrEnum):
    """Stable names of the refusals of picking and shipping (03 §12, §13)."""

    PICK_NOTHING = "warehouse.pick_nothing"
    PICK_MISSING = "warehouse.pick_missing"
    PICK_LINE_MISSING = "warehouse.pick_line_missing"
    PICK_NOT_OPEN = "warehouse.pick_not_open"
    PICK_TOO_MUCH = "warehouse.pick_too_much"
    PICK_NEGATIVE = "warehouse.pick_negative"
    PICK_FIELD_LOCKED = "warehouse.pick_field_locked"
    PICK_REASON_MISSING = "warehouse.pick_reason_missing"
    PICK_KIT_INCOMPLETE = "warehouse.pick_kit_incomplete"
    PICK_ORDER_NOT_RELEASED = "warehouse.pick_order_not_released"
    PICK_ORDER_REOPENED = "warehouse.pick_order_reopened"
    PICK_LINE_CHANGED = "warehouse.pick_line_changed"
    PICK_LINE_GONE = "warehouse.pick_line_gone"
    PICK_REQUIRED = "warehouse.pick_required"
    SHIP_ABOVE_PICKED = "warehouse.ship_above_picked"
    LINE_ON_PICK = "warehouse.line_on_pick"
    QUANTITY_BELOW_PICK = "warehouse.quantity_below_pick"
    SCAN_UNKNOWN = "warehouse.scan_unknown"
    SCAN_ALL_PICKED = "warehouse.scan_all_picked"
    TRACK_NO_NUMBER = "warehouse.track_no_number"
    TRACK_NO_AGENT = "warehouse.track_no_agent"
    TRACK_NO_ADDRESS = "warehouse.track_no_address"


class AssemblyCode(StrEnum):
    """Stable names of the refusals of bills of materials and assembly orders."""

    BOM_PARENT_IN_ITSELF = "bom.parent_in_itself"
    BOM_CYCLE = "bom.cycle"
    BOM_TOO_DEEP = "bom.too_deep"
    BOM_FIELD_BLANK = "bom.field_blank"
    BOM_TEXT_HAS_NUMBER = "bom.text_has_number"
    BOM_NUMBER_BLANK = "bom.number_blank"
    BOM_UNIT_UNKNOWN = "bom.unit_unknown"
    BOM_VARIANT_UNKNOWN = "bom.variant_unknown"
    SALES_NOT_ASSEMBLED_HERE = "sales.not_assembled_here"
    SALES_BOUGHT_NOT_ASSEMBLED = "sales.bought_not_assembled"
    SALES_APPLIED_NOT_ASSEMBLED = "sales.applied_not_assembled"
    SALES_ASSEMBLE_OUTSIDE = "sales.assemble_outside"
    SALES_ASSEMBLE_ALL_OR_NOTHING = "sales.assemble_all_or_nothing"
    SALES_QUANTITY_TO_ASSEMBLE_OUTSIDE = "sales.quantity_to_assemble_outside"
    SALES_ASSEMBLED_KEEPS_NUMBER = "sales.assembled_keeps_number"
    SALES_NOTHING_TO_EXPLODE = "sales.nothing_to_explode"
    POSTING_KITS_DIFFER = "posting.kits_differ"
    ASSEMBLY_NOT_FOUND = "assembly.not_found"
    ASSEMBLY_NO_SUCH_FIELD = "assembly.no_such_field"
    ASSEMBLY_RELEASED = "assembly.released"
    ASSEMBLY_STARTED = "assembly.started"
    ASSEMBLY_FOR_SALES_LINE = "assembly.for_sales_line"
    ASSEMBLY_FIELD_BLANK = "assembly.field_blank"
    ASSEMBLY_ITEM_NOT_STOCKED = "assembly.item_not_stocked"
    ASSEMBLY_CARD_BLOCKED = "assembly.card_blocked"
    ASSEMBLY_COMPONENT_IS_KIT = "assembly.component_is_kit"
    ASSEMBLY_QUANTITY_OUTSIDE = "assembly.quantity_outside"
    ASSEMBLY_NO_BASE_QUANTITY = "assembly.no_base_quantity"
    ASSEMBLY_LINE_CONSUMED = "assembly.line_consumed"
    ASSEMBLY_NOTHING_TO_EXPLODE = "assembly.nothing_to_explode"
    ASSEMBLY_NOTHING_TO_ROLL_UP = "assembly.nothing_to_roll_up"
    ASSEMBLY_NOTHING_TO_RELEASE = "assembly.nothing_to_release"
    ASSEMBLY_NOT_POSTABLE = "assembly.not_postable"
    ASSEMBLY_POST_SHIPMENT = "assembly.post_shipment"
    ASSEMBLY_NOTHING_TO_POST = "assembly.nothing_to_post"
    ASSEMBLY_COMPONENT_MISSING = "assembly.component_missing"
    UNDO_KITS_INVOICED = "shipment.kits_invoiced"
    ASSEMBLY_UNDONE_ALREADY = "assembly.undone_already"
    ASSEMBLY_UNDO_SHIPMENT = "assembly.undo_shipment"
    ASSEMBLY_OUTPUT_USED = "assembly.output_used"
    ASSEMBLY_OUTPUT_RESERVED = "assembly.output_reserved"
    ASSEMBLY_ORDER_CHANGED = "assembly.order_changed"


class TiedCode(StrEnum):
    """Stable names of the refusals of drop shipments and special orders (03 §9, §10)."""

    SALES_LINE_TIED = "sales.line_tied"
    SALES_PARTIES_TIED = "sales.parties_tied"
    SALES_NOT_BOUGHT_NOW = "sales.not_bought_now"
    SALES_SERVICE_NOT_DROPPED = "sales.service_not_dropped"
    SALES_RESERVED_NOT_BOUGHT = "sales.reserved_not_bought"
    SALES_NEVER_RESERVED = "sales.never_reserved"
    PURCHASE_PARTIES_TIED = "purchases.parties_tied"
    PURCHASE_ONLY_DROP_SHIPMENTS = "purchases.only_drop_shipments"
    LINK_CUSTOMER_MISSING = "purchases.link_customer_missing"
    LINK_DIFFERS = "purchases.link_differs"
    LINK_ADDRESS_DIFFERS = "purchases.link_address_differs"
    LINK_UNIT_CHANGED = "purchases.link_unit_changed"
    LINK_TAKEN = "purchases.link_taken"
    LINK_NO_DROP_SHIPMENT = "purchases.link_no_drop_shipment"
    LINK_NO_SPECIAL_ORDER = "purchases.link_no_special_order"
    POSTING_ABOVE_OTHER_SIDE = "posting.above_other_side"
    POSTING_OTHER_SIDE_GONE = "posting.other_side_gone"
    POSTING_SPECIAL_NOT_RECEIVED = "posting.special_not_received"
    STOCK_KEPT_FOR_ORDER = "stock.kept_for_order"
    UNDO_NOTHING = "shipment.nothing_to_undo"
    UNDO_MISSING = "shipment.missing"
    UNDO_ORDER_GONE = "shipment.order_gone"
    UNDO_ON_DRAFT_INVOICE = "shipment.on_draft_invoice"
    UNDO_OTHER_SIDE_INVOICED = "shipment.drop_shipment"


class CatalogCode(StrEnum):
    """Stable names of the refusals of catalog items (03 §10)."""

    FIELD_MISSING = "catalog.field_missing"
    NUMBER_TAKEN = "catalog.number_taken"
    NUMBER_TOO_LONG = "catalog.number_too_long"
    OFFER_EXISTS = "catalog.offer_exists"
    NOT_ON_THIS_DOCUMENT = "catalog.not_on_this_document"
    LINE_NOT_BLANK = "catalog.line_not_blank"
    UNKNOWN = "catalog.unknown"


class PromisingCode(StrEnum):
    """Stable names of the refusals of order promising (03 §3–§5)."""

    BOM_CYCLE = "promising.bom_cycle"
    BOM_TOO_DEEP = "promising.bom_too_deep"
    ORDER_NOT_OPEN = "promising.order_not_open"
    NO_LONGER_POSSIBLE = "promising.no_longer_possible"
    NEVER_POSSIBLE = "promising.never_possible"
    LINE_CHANGED = "promising.line_changed"
    TYPED_TOO_EARLY = "promising.typed_too_early"
    TYPED_NEVER = "promising.typed_never"
    NOTHING_TO_ACCEPT = "promising.nothing_to_accept"
    NOT_FOUND = "promising.not_found"
    NOTHING_TO_SPLIT = "promising.nothing_to_split"


class RequisitionCode(StrEnum):
    """Stable names of the refusals of the requisition worksheet (03 §7)."""

    NO_SALES_LINES = "requisitions.no_sales_lines"
    NOTHING_ACCEPTED = "requisitions.nothing_accepted"
    NOTHING_TO_PLAN = "requisitions.nothing_to_plan"
    FIELD_BLANK = "requisitions.field_blank"
    QUANTITY_ZERO = "requisitions.quantity_zero"
    ALREADY_ORDERED = "requisitions.already_ordered"
    SALES_LINE_GONE = "requisitions.sales_line_gone"
    SALES_LINE_DIFFERS = "requisitions.sales_line_differs"
    BELOW_SALES_LINE = "requisitions.below_sales_line"
    BELOW_RESERVED = "requisitions.below_reserved"
    LATER_THAN_RESERVED = "requisitions.later_than_reserved"
    UNIT_UNKNOWN = "requisitions.unit_unknown"
    PROMISE_RESTS = "requisitions.promise_rests"


class ReservationCode(StrEnum):
    """Stable names of the refusals of reservations (03 §6)."""

    RESERVE_NEVER = "reservations.reserve_never"
    RESERVE_DATE_MISSING = "reservations.date_missing"
    RESERVE_NOTHING = "reservations.nothing_to_reserve"
    RESERVE_ONLY = "reservations.only_so_much"
    RESERVE_SUPPLY_GONE = "reservations.supply_gone"
    RESERVE_OTHER_SCOPE = "reservations.other_scope"
    RESERVE_TOO_LATE = "reservations.too_late"
    RESERVE_FOLLOWS_KIT = "reservations.follows_kit"
    RESERVATION_GONE = "reservations.gone"
    RESERVED_DATE = "reservations.reserved_date"
    RESERVED_SUPPLY_DATE = "reservations.reserved_supply_date"
    RESERVED_FIELD = "reservations.reserved_field"
    RESERVED_DEMAND = "reservations.reserved_demand"
    RESERVED_SUPPLY = "reservations.reserved_supply"
    RESERVED_SUPPLY_QUANTITY = "reservations.reserved_supply_quantity"
    KEPT_FOR_OTHERS = "reservations.kept_for_others"


SupplyCode: TypeAlias = (
    AssemblyCode
    | AvailabilityCode
    | CatalogCode
    | PromisingCode
    | PurchaseCode
    | RequisitionCode
    | ReservationCode
    | TiedCode
    | WarehouseCode
)
"""A stable name of a refusal of supply."""
