"""What forbids undoing a posted shipment (CB90–CB94, PF73)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
from desktop.supply_codes import AssemblyCode, TiedCode
from desktop.translation import N_


class ShipmentMissing(Refusal):
    """There is no such shipment."""

    code = TiedCode.UNDO_MISSING
    text = N_("There is no posted shipment {no}.")


class NothingOfShipmentToUndo(Refusal):
    """All of a shipment is invoiced or taken back already."""

    code = TiedCode.UNDO_NOTHING
    text = N_("Shipment {no} has nothing to undo: all of it is invoiced or undone already.")


class ShipmentOrderGone(Refusal):
    """The order that would wait for the goods again is not there any more."""

    code = TiedCode.UNDO_ORDER_GONE
    text = N_(
        "Shipment {no} cannot be undone: {order_no} line {line_no} is deleted. Take the goods back "
        "with a return order."
    )


class OnDraftInvoice(Refusal):
    """Somebody is about to invoice what would be undone."""

    code = TiedCode.UNDO_ON_DRAFT_INVOICE
    text = N_(
        "Shipment {no} line {line_no} is on {draft_type} {draft_no}, which is not posted yet. "
        "Delete the line there first."
    )


class OtherSideInvoiced(Refusal):
    """A drop shipment is undone on both sides, or not at all (PF73)."""

    code = TiedCode.UNDO_OTHER_SIDE_INVOICED
    text = N_(
        "{no} line {line_no} is a drop shipment, and {quantity} of {other_no} are invoiced. "
        "Reverse that invoice first; then both sides can be undone."
    )


class KitsInvoiced(FieldRefusal):
    """Of the kits of a line some are invoiced, so none are taken apart (PF128)."""

    code = AssemblyCode.UNDO_KITS_INVOICED
    text = N_(
        "Shipment {no} line {line_no}: {invoiced} of {quantity} kits are invoiced. Credit that "
        "invoice first; then the kits can be taken apart together."
    )
