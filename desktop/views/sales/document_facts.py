"""What stands beside a sales document: its customer and the item under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.values.keys import DocumentKey
from desktop.models.words import LineType
from desktop.services.availability.line_facts import LineFacts, ReservedFromStock
from desktop.services.contacts.queries import contact_overview
from desktop.services.context import UserContext
from desktop.services.promising.line_facts import PromisedFacts, facts_of_line
from desktop.services.sales.line_availability import asked_for
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.list_spec import Session


def document_facts(
    session: Session, key: DocumentKey, line_no: int | None, context: UserContext
) -> Sequence[FactBlock]:
    """The customer who pays, or the contact of a quote; then the item of the current line."""
    view = document_view(session, key, context)
    buyer = _customer(session, view, context) or _contact(session, view)
    return (*buyer, *_item(session, view, line_no, context))


def _customer(session: Session, view: DocumentView, context: UserContext) -> Sequence[FactBlock]:
    no = view.header.get("bill_to_customer_no")
    if not no:
        return ()
    name = f"{no} · {view.header.get('bill_to_name')}"
    link = Fact("", name, target=Target("customer", no))
    return customer_facts(session, str(no), context, link=link)


def _contact(session: Session, view: DocumentView) -> Sequence[FactBlock]:
    no = view.header.get("sell_to_contact_no")
    found = contact_overview(session, str(no)) if no else None
    if found is None:
        return ()
    name = f"{no} · {view.header.get('sell_to_name')}"
    facts = (
        Fact("", name, target=Target("contact_card", no)),
        Fact(N_("Customer"), found.customer_name or _("Not yet a customer")),
        Fact(N_("Phone"), view.header.get("sell_to_phone")),
        Fact(N_("Email"), view.header.get("sell_to_email")),
        Fact(N_("Last interaction"), found.last_interaction, Kind.DATE),
    )
    said = tuple(fact for fact in facts if fact.value)
    return (FactBlock(title=N_("Contact"), facts=said),)


def _item(
    session: Session, view: DocumentView, line_no: int | None, context: UserContext
) -> Sequence[FactBlock]:
    line = next((each for each in view.lines if each.line_no == line_no), None)
    if line is None or line.values["type"] is not LineType.ITEM or not line.values["no"]:
        return ()
    no = str(line.values["no"])
    link = Fact("", f"{no} · {line.values['description']}", target=Target("item", no))
    found = facts_of_line(session, view.key, line.line_no, context)
    if found is None:
        return (FactBlock(title=N_("Item on this line"), link=link, facts=()),)
    asked = asked_for(view.key, line, context.work_date)
    by_event = Target("availability_by_event", asked)
    title = N_("Item on this line") if found.facts.scope.location_code else N_("Item, no location")
    shown = (*_line_facts(found.facts, no, by_event), *_relied_on(found))
    return (FactBlock(title=title, link=link, facts=shown),)


def _line_facts(facts: LineFacts, no: str, by_event: Target) -> tuple[Fact, ...]:
    """The figures of a line in its own unit (PF8)."""
    entries = Target("item_ledger_entry_list", Entries((("item_no", no),), no))
    left = facts.item_availability
    tone = Tone.OK if left >= 0 else Tone.DANGER
    substitutes = Target("item_substitutes", Entries((("item_no", no),), no))
    found = [
        Fact(N_("Shipment Date"), facts.shipment_date, Kind.DATE),
        Fact(N_("Available Inventory"), facts.available_inventory, Kind.QUANTITY, target=entries),
        Fact(N_("Required"), facts.gross_requirement, Kind.QUANTITY, target=by_event),
        Fact(N_("Expected"), facts.scheduled_receipt, Kind.QUANTITY, target=by_event),
        Fact(N_("Available"), left, Kind.QUANTITY, tone=tone, target=by_event),
        Fact(N_("Reserved from Stock"), _(RESERVED_LABELS[facts.reserved_from_stock])),
        _earliest(facts),
    ]
    if facts.substitutes:
        found.append(Fact(N_("Substitutes"), facts.substitutes, Kind.INTEGER, target=substitutes))
    if facts.able_to_assemble is not None:
        kit = Target("availability_by_bom_level", by_event.key)
        found.append(
            Fact(N_("Able to Assemble"), facts.able_to_assemble, Kind.QUANTITY, target=kit)
        )
    return tuple(found)


def _earliest(facts: LineFacts) -> Fact:
    """The first date on which the line can be met for good."""
    if facts.earliest is None:
        return Fact(N_("Earliest Date"), _("Not known"))
    return Fact(N_("Earliest Date"), facts.earliest, Kind.DATE)


def _relied_on(found: PromisedFacts) -> Sequence[Fact]:
    """The receipt that should have come already, and on which the date relies (PF3)."""
    if found.overdue_document is None:
        return ()
    return (Fact(N_("Relies on Overdue"), found.overdue_document, tone=Tone.WARN),)


RESERVED_LABELS: dict[ReservedFromStock, str] = {
    ReservedFromStock.NONE: N_("Nothing"),
    ReservedFromStock.PARTIAL: N_("Partly"),
    ReservedFromStock.FULL: N_("All"),
}
"""How much of a line is reserved from stock, in words."""
