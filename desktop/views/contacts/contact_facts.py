"""What the fact pane says beside a contact: whose it is, its persons, its time line (CU165)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.duplicate_words import PartyKind
from desktop.models.labels import enum_label
from desktop.services.contacts.queries import ContactOverview, InteractionRow, contact_overview
from desktop.services.context import UserContext
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.duplicate_banner import duplicate_facts
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.tables.columns import Kind, Target
from desktop.views.tables.list_spec import Session


def contact_facts(
    session: Session, key: tuple[str | int, ...], _context: UserContext
) -> Sequence[FactBlock]:
    """The blocks beside a contact's card."""
    found = contact_overview(session, str(key[0]))
    if found is None:
        return ()
    blocks = [*duplicate_facts(session, str(key[0]), PartyKind.CONTACT), _relations(found)]
    if found.persons:
        persons = tuple(
            Fact(each.name, each.job_title or each.no, target=Target("contact_card", each.no))
            for each in found.persons
        )
        blocks.append(FactBlock(title=N_("Persons"), facts=persons))
    lines = tuple(_entry(row) for row in found.interactions)
    nothing = "" if lines else _("No interactions yet.")
    blocks.append(FactBlock(title=N_("Time Line"), text=nothing, facts=lines))
    return blocks


def _relations(found: ContactOverview) -> FactBlock:
    facts = []
    if found.company_no is not None:
        target = Target("contact_card", found.company_no)
        facts.append(Fact(N_("Company"), found.company_name, target=target))
    if found.customer_no is not None:
        target = Target("customer", found.customer_no)
        facts.append(Fact(N_("Customer"), found.customer_name, target=target, strong=True))
    else:
        facts.append(Fact(N_("Customer"), _("Not yet a customer")))
    facts.append(Fact(N_("Last interaction"), found.last_interaction, Kind.DATE))
    return FactBlock(title=N_("Contact"), facts=tuple(facts))


def _entry(row: InteractionRow) -> Fact:
    day = user_localizer().value(row.date)
    kind = _(enum_label(row.template))
    label = _("{date} {kind}").format(date=day, kind=kind)
    said = row.subject or row.contact_name
    if row.cancelled:
        said = _("{subject} (cancelled)").format(subject=said)
    return Fact(label, said, target=Target("interaction_card", row.entry_no))
