"""What stands beside a sales document: its customer and the item under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.models.values.keys import DocumentKey
from desktop.models.words import LineType
from desktop.services.contacts.queries import contact_overview
from desktop.services.context import UserContext
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.pages.item_block import stock_block
from desktop.views.tables.columns import Kind, Target
from desktop.views.tables.list_spec import Session


def document_facts(
    session: Session, key: DocumentKey, line_no: int | None, context: UserContext
) -> Sequence[FactBlock]:
    """The customer who pays, or the contact of a quote; then the item of the current line."""
    view = document_view(session, key, context)
    buyer = _customer(session, view, context) or _contact(session, view)
    return (*buyer, *_item(session, view, line_no))


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


def _item(session: Session, view: DocumentView, line_no: int | None) -> Sequence[FactBlock]:
    line = next((each for each in view.lines if each.line_no == line_no), None)
    if line is None or line.values["type"] is not LineType.ITEM or not line.values["no"]:
        return ()
    no = str(line.values["no"])
    location = line.values["location_code"]
    day = line.values["shipment_date"]
    if not isinstance(day, date):
        return ()
    link = Fact("", f"{no} · {line.values['description']}", target=Target("item", no))
    block = stock_block(
        session,
        no,
        day,
        title=N_("Item on this line") if location else N_("Item on this line, all locations"),
        location=str(location) if location else None,
        link=link,
    )
    return (block,)
