"""What is refused on the item card (01 §6)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, RefusalCode
from desktop.supply_codes import AvailabilityCode
from desktop.translation import N_


class GtinCheckDigit(FieldRefusal):
    """The last digit of a GTIN does not fit the others."""

    code = RefusalCode.ITEM_GTIN_CHECK_DIGIT
    text = N_("GTIN {gtin}: check digit must be {digit}. Compare it with the package.")


class GtinLength(FieldRefusal):
    """A GTIN has none of the lengths that GTINs have."""

    code = RefusalCode.ITEM_GTIN_LENGTH
    text = N_("GTIN {gtin} must have 8, 12, 13 or 14 digits. Type all of them, and nothing else.")


class ItemLockedByLines(FieldRefusal):
    """What an item is stays while document lines count on it (CU52)."""

    code = RefusalCode.ITEM_LOCKED_BY_LINES
    text = N_(
        "{entered_field} of item {no} cannot change while {count} document lines use the item. "
        "Post or delete them first, or make a new item."
    )


class ItemLockedByBills(FieldRefusal):
    """What an item is stays while bills of materials count on it (CU52)."""

    code = RefusalCode.ITEM_LOCKED_BY_BILLS
    text = N_(
        "{entered_field} of item {no} cannot change while {count} lines of bills of materials are "
        "about the item. Remove them first, or make a new item."
    )


class ItemLockedByEntries(FieldRefusal):
    """A field that decides how entries are valued stays once there are entries (CU52, SD96)."""

    code = RefusalCode.ITEM_LOCKED_BY_ENTRIES
    text = N_(
        "{entered_field} of item {no} cannot change any more: it has {count} item ledger entries. "
        "Make a new item instead."
    )


class TypeHasNoStock(FieldRefusal):
    """Services and non-inventory items have no stock and so no inventory group (CU52)."""

    code = RefusalCode.ITEM_TYPE_HAS_NO_STOCK
    text = N_("Item {no} of type {type} has no stock. Clear {entered_field}.")


class UnitInUse(FieldRefusal):
    """A unit that lines or entries were counted in stays what it is (CU53)."""

    code = RefusalCode.ITEM_UNIT_IN_USE
    text = N_("Unit {unit} of item {no} is in use by {count} entries or lines. Add another unit.")


class ItemUnitUnknown(FieldRefusal):
    """An item would be sold or bought in a unit that it does not have (CU53)."""

    code = RefusalCode.ITEM_UNIT_UNKNOWN
    text = N_("Unit {unit} is none of the units of item {no}. Add it under Units first.")


class BaseUnitIsOne(FieldRefusal):
    """The base unit is what all others are counted in (CU53)."""

    code = RefusalCode.ITEM_BASE_UNIT_IS_ONE
    text = N_("Unit {unit} is the base unit of item {no}: Qty. per Unit must be 1.")


class JournalItemWithoutStock(FieldRefusal):
    """A service or non-inventory item has no stock to count."""

    code = RefusalCode.ITEM_JOURNAL_WITHOUT_STOCK
    text = N_("Item {no} of type {type} has no stock to count. Choose an inventory item.")


class JournalEntryType(FieldRefusal):
    """The journal only adjusts."""

    code = RefusalCode.ITEM_JOURNAL_ENTRY_TYPE
    text = N_(
        "The item journal counts stock in or out. Choose Positive Adjustment or "
        "Negative Adjustment; sales and purchases have documents of their own."
    )


class JournalUnitUnknown(FieldRefusal):
    """A unit is not one of the item's."""

    code = RefusalCode.ITEM_JOURNAL_UNIT
    text = N_("Unit {unit} is not a unit of item {no}. Choose one of the item's units.")


class AssembleToOrderWithoutAssembly(FieldRefusal):
    """What is bought cannot be put together for an order (03 §1)."""

    code = AvailabilityCode.ASSEMBLE_TO_ORDER_WITHOUT_ASSEMBLY
    text = N_(
        "Item {no} is replenished by {replenishment_system}: set Replenishment System to Assembly "
        "before Assemble-to-Order, or Assembly Policy to Assemble-to-Stock first."
    )
