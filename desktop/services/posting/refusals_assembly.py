"""What forbids putting kits together, and taking them apart again (PF115, PF116)."""

from __future__ import annotations

from desktop.errors import ConfirmationCode, FieldRefusal, NeedsConfirmation, Refusal
from desktop.supply_codes import AssemblyCode
from desktop.translation import N_


class AssemblyNotPostable(Refusal):
    """Quotes and blanket orders only plan, and a sales line's kits come with its shipment."""

    code = AssemblyCode.ASSEMBLY_NOT_POSTABLE
    text = N_("A {assembly_type} is not posted. Make an order of it first.")


class PostTheShipment(Refusal):
    """Kits that are made for a sales line are posted with its shipment (PF120)."""

    code = AssemblyCode.ASSEMBLY_POST_SHIPMENT
    text = N_(
        "{assembly_type} {no} is not posted by itself: post the shipment of order {order_no}."
    )


class NothingToAssemble(Refusal):
    """No kits are to be put together now."""

    code = AssemblyCode.ASSEMBLY_NOTHING_TO_POST
    text = N_("There is nothing to post on {assembly_type} {no}. Enter a quantity to assemble.")


class ComponentMissing(FieldRefusal):
    """There is less of a component than the kits take, and that is not allowed (V16, SD98)."""

    code = AssemblyCode.ASSEMBLY_COMPONENT_MISSING
    text = N_(
        "Component {item} of kit {kit}: {available} available at {location}, {needed} needed on "
        "line {line_no}. Assemble fewer, or receive the goods first."
    )


class KitsDiffer(FieldRefusal):
    """The assembly order of a line is not what the line sells (PF119)."""

    code = AssemblyCode.POSTING_KITS_DIFFER
    text = N_(
        "Line {line_no} and assembly order {assembly_no}, which is made for it, differ: "
        "{differing_field} is {sold} on the line, {made} on the assembly order. Set Qty. to "
        "Assemble to Order to 0 and enter it again."
    )


class UndoneAlready(Refusal):
    """A posted assembly was undone before."""

    code = AssemblyCode.ASSEMBLY_UNDONE_ALREADY
    text = N_("Posted assembly {no} does not exist, or it is undone already.")


class UndoTheShipment(Refusal):
    """Kits that went out with a shipment come back with it (PF128)."""

    code = AssemblyCode.ASSEMBLY_UNDO_SHIPMENT
    text = N_("Posted assembly {no} belongs to a shipment. Undo the shipment.")


class OutputUsed(FieldRefusal):
    """Kits that are sold or used cannot be taken apart (PF116)."""

    code = AssemblyCode.ASSEMBLY_OUTPUT_USED
    text = N_(
        "Posted assembly {no} cannot be undone: of {quantity} item {item} only {left} are left."
    )


class OutputReserved(FieldRefusal):
    """Kits that are kept for somebody cannot be taken apart (PF116)."""

    code = AssemblyCode.ASSEMBLY_OUTPUT_RESERVED
    text = N_(
        "Posted assembly {no} cannot be undone: {reserved} of item {item} are reserved. Cancel the "
        "reservation first."
    )


class OrderChanged(FieldRefusal):
    """The order is of other components by now (PF116)."""

    code = AssemblyCode.ASSEMBLY_ORDER_CHANGED
    text = N_(
        "Posted assembly {no} cannot be undone: {changed_field} of line {line_no} of assembly "
        "order {order_no} has changed since. Set it back first."
    )


class RecreateOrder(NeedsConfirmation):
    """The order of a posted assembly is gone (PF116)."""

    question = ConfirmationCode.RECREATE_ORDER
    safe_answer = True
    text = N_(
        "Assembly order {order_no} does not exist any more. Make it again, with the kits that are "
        "taken apart?"
    )
