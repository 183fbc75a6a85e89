"""What is refused about putting kits together for a sales line (PF117, PF123)."""

from __future__ import annotations

from desktop.errors import FieldRefusal
from desktop.supply_codes import AssemblyCode
from desktop.translation import N_


class NotAssembledHere(FieldRefusal):
    """Only goods that are ordered or offered are put together for a line."""

    code = AssemblyCode.SALES_NOT_ASSEMBLED_HERE
    text = N_(
        "Nothing is assembled to order on line {line_no}, item {no}: that needs an item and a "
        "quantity above zero, on a quote, an order or a blanket order."
    )


class BoughtLineNotAssembled(FieldRefusal):
    """What a vendor ships, or what is bought for the order, is not put together here."""

    code = AssemblyCode.SALES_BOUGHT_NOT_ASSEMBLED
    text = N_(
        "Line {line_no}, item {no}, is a drop shipment or a special order, so it cannot be "
        "assembled to order. Clear that field first."
    )


class AppliedLineNotAssembled(FieldRefusal):
    """What is bound to goods in stock is not put together."""

    code = AssemblyCode.SALES_APPLIED_NOT_ASSEMBLED
    text = N_(
        "Line {line_no}, item {no}, is bound to item entry {entry_no}, so it cannot be assembled "
        "to order. Clear Applies-to Item Entry first."
    )


class AssembleToOrderOutside(FieldRefusal):
    """More is to be put together than is sold, or less than is put together already."""

    code = AssemblyCode.SALES_ASSEMBLE_OUTSIDE
    text = N_(
        "{entered_field} must be between {smallest} and {largest} on line {line_no}, item {no}."
    )


class AllOrNothingAssembled(FieldRefusal):
    """A quote or a blanket order has its kits put together, or taken from stock."""

    code = AssemblyCode.SALES_ASSEMBLE_ALL_OR_NOTHING
    text = N_(
        "{entered_field} must be 0 or {quantity} on line {line_no}, item {no}: a quote or a "
        "blanket order is assembled wholly or not at all."
    )


class QuantityToAssembleOutside(FieldRefusal):
    """More or less is to be put together now than what is shipped allows (PF123)."""

    code = AssemblyCode.SALES_QUANTITY_TO_ASSEMBLE_OUTSIDE
    text = N_(
        "{entered_field} must be between {smallest} and {largest} on line {line_no}, item {no}; "
        "the limits come from Qty. to Ship."
    )


class NothingToExplodeOnLine(FieldRefusal):
    """A line that sells no kit has no components to take its place (CU61)."""

    code = AssemblyCode.SALES_NOTHING_TO_EXPLODE
    text = N_(
        "Line {line_no}, {no}, sells nothing that has a bill of materials, so there is nothing to "
        "explode. Choose a line of a kit."
    )


class AssembledLineKeepsNumber(FieldRefusal):
    """What is put together for a line is not exchanged in passing (PF119)."""

    code = AssemblyCode.SALES_ASSEMBLED_KEEPS_NUMBER
    text = N_(
        "Line {line_no}, item {no}, is assembled to order. Set Qty. to Assemble to Order to 0 "
        "before changing {entered_field}."
    )
