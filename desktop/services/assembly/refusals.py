"""What is refused, and asked, about assembly documents (PF112–PF121)."""

from __future__ import annotations

from desktop.errors import (
    ConfirmationCode,
    FieldRefusal,
    NeedsConfirmation,
    Refusal,
)
from desktop.supply_codes import AssemblyCode
from desktop.translation import N_


class AssemblyNotFound(Refusal):
    """There is no such document any more."""

    code = AssemblyCode.ASSEMBLY_NOT_FOUND
    text = N_("{assembly_type} {no} does not exist. It may have been posted or deleted.")


class AssemblyFieldUnknown(FieldRefusal):
    """A field that nobody types, because it follows from others."""

    code = AssemblyCode.ASSEMBLY_NO_SUCH_FIELD
    text = N_("{entered_field} of {assembly_type} {no} follows from other fields. Change those.")


class AssemblyReleased(FieldRefusal):
    """A released document is not changed any more."""

    code = AssemblyCode.ASSEMBLY_RELEASED
    text = N_("{assembly_type} {no} is released. Reopen it before changing {entered_field}.")


class AssemblyStarted(FieldRefusal):
    """Some of the kits are put together already."""

    code = AssemblyCode.ASSEMBLY_STARTED
    text = N_(
        "{entered_field} of {assembly_type} {no} cannot be changed, because {assembled} of the "
        "kits are put together already. Post the rest, or undo the posted assembly."
    )


class AssemblyForSalesLine(FieldRefusal):
    """The sales line rules over the document that is made for it (PF120)."""

    code = AssemblyCode.ASSEMBLY_FOR_SALES_LINE
    text = N_(
        "{assembly_type} {no} is made for line {line_no} of order {order_no}. Change "
        "{entered_field} there."
    )


class AssemblyFieldBlank(FieldRefusal):
    """A document lacks its item, its quantity or a date."""

    code = AssemblyCode.ASSEMBLY_FIELD_BLANK
    text = N_("{blank_field} of {assembly_type} {no} must be filled in.")


class KitNotStocked(FieldRefusal):
    """Only goods that are kept in stock are put together."""

    code = AssemblyCode.ASSEMBLY_ITEM_NOT_STOCKED
    text = N_("Item {item} is not kept in stock, so it cannot be assembled. Choose another item.")


class CardBlocked(FieldRefusal):
    """An item or a resource may not be used."""

    code = AssemblyCode.ASSEMBLY_CARD_BLOCKED
    text = N_("{card} is blocked. Choose another one, or unblock it on its card.")


class ComponentIsKit(FieldRefusal):
    """A kit is to be a component of itself."""

    code = AssemblyCode.ASSEMBLY_COMPONENT_IS_KIT
    text = N_("Item {item} cannot be a component of itself. Choose another item.")


class AssemblyQuantityOutside(FieldRefusal):
    """A quantity is too small or too large."""

    code = AssemblyCode.ASSEMBLY_QUANTITY_OUTSIDE
    text = N_("{entered_field} must be between {smallest} and {largest} on {assembly_type} {no}.")


class NoBaseQuantity(FieldRefusal):
    """Nothing is left of a quantity in the base unit (SD31)."""

    code = AssemblyCode.ASSEMBLY_NO_BASE_QUANTITY
    text = N_("Quantity {quantity} of item {item} is nothing in its base unit. Enter more.")


class LineConsumed(FieldRefusal):
    """Some of a line went into kits already."""

    code = AssemblyCode.ASSEMBLY_LINE_CONSUMED
    text = N_(
        "{consumed} of {component} on line {line_no} went into kits already. Leave the line as it "
        "is, or undo the posted assembly."
    )


class NothingToExplode(FieldRefusal):
    """Only an item with a bill of materials can be replaced by its components."""

    code = AssemblyCode.ASSEMBLY_NOTHING_TO_EXPLODE
    text = N_("{component} on line {line_no} has no bill of materials to explode.")


class AssemblyNothingToRelease(Refusal):
    """A document without components has nothing to agree on."""

    code = AssemblyCode.ASSEMBLY_NOTHING_TO_RELEASE
    text = N_("{assembly_type} {no} has no components. Enter at least one before releasing it.")


class RebuildAssembly(NeedsConfirmation):
    """Another item is put together, of other components."""

    question = ConfirmationCode.REBUILD_ASSEMBLY
    text = N_(
        "Changing {entered_field} on {assembly_type} {no} replaces its lines by the bill of "
        "materials. Go on?"
    )


class ReopenAssembly(NeedsConfirmation):
    """What is put together for a line is released, and the line is changed (PF119)."""

    question = ConfirmationCode.REOPEN_ASSEMBLY
    text = N_("{assembly_type} {no} is released. Reopen it, so that it follows the sales line?")


class MoveDueDate(NeedsConfirmation):
    """The work is moved, and with it the day the kit is ready (PF114)."""

    question = ConfirmationCode.MOVE_DUE_DATE
    text = N_(
        "The kits of {assembly_type} {no} will then be ready on {due_date}. Move the due date to "
        "that day, too?"
    )


class NothingToRollUp(FieldRefusal):
    """Nothing is put together for a line, so its price and cost are not those of components."""

    code = AssemblyCode.ASSEMBLY_NOTHING_TO_ROLL_UP
    text = N_(
        "Nothing is assembled to order on line {line_no}, item {item}, that price or cost could be "
        "rolled up from. Enter Qty. to Assemble to Order first."
    )


class RollUpPrice(NeedsConfirmation):
    """The price of a line becomes that of its components (PF125)."""

    question = ConfirmationCode.ROLL_UP_PRICE
    text = N_(
        "Line {line_no}, item {item}: the components cost the customer {after} per unit, the line "
        "{before}. Take over the price of the components?"
    )


class RollUpCost(NeedsConfirmation):
    """The cost of a line becomes that of its components (PF125)."""

    question = ConfirmationCode.ROLL_UP_COST
    text = N_(
        "Line {line_no}, item {item}: the components cost {after} per unit, the line {before}. "
        "Take over the cost of the components?"
    )
