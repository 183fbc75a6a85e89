"""Contacts, interactions and campaigns: their lists and cards."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from desktop.models.duplicate_words import PartyKind
from desktop.models.labels import table_label
from desktop.services.contacts.interactions import cancel_interaction
from desktop.services.contacts.making import add_missing_contacts
from desktop.services.contacts.queries import customer_no_of
from desktop.services.records import RecordView
from desktop.services.sales.contact_quotes import make_customer_of
from desktop.translation import N_, _, ngettext
from desktop.views.contacts.contact_facts import contact_facts
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.contact_groups import CONTACT_GROUPS
from desktop.views.pages.contact_lookups import find_member, find_related
from desktop.views.pages.duplicate_banner import DuplicateBanner
from desktop.views.pages.field_groups import Group
from desktop.views.pages.merge_actions import (
    FIND_DUPLICATES,
    MERGE_WITH,
    merge_card_with,
    merge_row_with,
    open_duplicates,
)
from desktop.views.pages.record_pages import RecordPages, page_specs, record_card
from desktop.views.pages.template_choice import with_template
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec, QuickAction
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, NewRecord, PageAction

CREATE_CUSTOMER = ActionSpec(
    id="create_customer", text=N_("Create Customer"), icon="user-plus", framed=True
)
NEW_QUOTE = ActionSpec(id="new_quote", text=N_("New Sales Quote"), icon="file-pen", group="new")
NEW_INTERACTION = ActionSpec(
    id="new_interaction", text=N_("New Interaction"), icon="sticky-note", group="new"
)
INTERACTIONS = ActionSpec(id="interactions", text=N_("Interactions"), icon="history")
RELATIONS = ActionSpec(
    id="business_relations", text=N_("Business Relations"), icon="network", place=Place.MORE
)
CREATE_CONTACTS = ActionSpec(
    id="create_contacts",
    text=N_("Create Contacts from Customers"),
    icon="users",
    place=Place.MORE,
)
CANCEL = ActionSpec(id="cancel_interaction", text=N_("Cancel Interaction"), icon="ban")
MEMBERS = ActionSpec(id="campaign_members", text=N_("Members"), icon="users")

_SHOWN_WITH_CONTACT = frozenset({"contact_business_relation", "interaction", "duplicate_decision"})


def _create_customer(page: CardPage) -> None:
    if page.record_key is not None:
        make = partial(_make_customer, page, str(page.record_key[0]))
        with_template(page, "customer", chosen=make, without=partial(make, ""))


def _make_customer(page: CardPage, no: str, code: str) -> None:
    work = partial(
        make_customer_of,
        contact_no=no,
        context=page.desk.context,
        template_code=code or None,
    )
    page.write(work, done=partial(_on_customer, page))


def _on_customer(page: CardPage, view: RecordView) -> None:
    page.reload()
    named = {"table": _(table_label("customer")), "no": view.key[0]}
    remedy = Remedy(
        _("Open {table} {no}").format(**named),
        partial(page.desk.navigation.open, "customer", view.key[0]),
    )
    text = _("{table} {no} was made. Fill in what is still missing.")
    page.notices.done(text.format(**named), remedy)


def _new_interaction(page: CardPage) -> None:
    if page.record_key is not None:
        values = {"contact_no": page.record_key[0]}
        page.desk.navigation.open("interaction_card", NewRecord(values))


def _new_quote(page: CardPage) -> None:
    if page.record_key is not None:
        values = {"sell_to_contact_no": page.record_key[0]}
        page.desk.navigation.open("sales_quote", NewRecord(values))


def _open_of(page: CardPage, target: str, field: str) -> None:
    if page.record_key is not None:
        filters = {field: str(page.record_key[0])}
        page.desk.navigation.open(target, ListOpening(filters=filters))


def _create_contacts(page: ListPage) -> None:
    work = partial(add_missing_contacts, context=page.desk.context)
    page.write(work, done=partial(_tell_made, page))


def _tell_made(page: ListPage, count: int) -> None:
    text = ngettext("{count} contact was made.", "{count} contacts were made.", count)
    page.notices.done(text.format(count=count))


def _cancel(page: CardPage) -> None:
    if page.record_key is not None:
        entry_no = int(page.record_key[0])
        work = partial(cancel_interaction, entry_no=entry_no, context=page.desk.context)
        page.write(work, done=lambda _done: page.reload())


CONTACTS = RecordPages(
    table="contact",
    title=N_("Contacts"),
    record=N_("Contact"),
    new=N_("New Contact"),
    name_field="name",
    icon="contact-round",
    in_menu=True,
    columns=("no", "name", "type", "company_no", "city", "phone", "email", "salesperson_code"),
    facts=contact_facts,
    list_actions=(
        PageAction(CREATE_CONTACTS, _create_contacts),
        PageAction(MERGE_WITH, partial(merge_row_with, kind=PartyKind.CONTACT), Needs.ROW),
        PageAction(FIND_DUPLICATES, partial(open_duplicates, kind=PartyKind.CONTACT)),
    ),
    card_actions=(
        PageAction(CREATE_CUSTOMER, _create_customer, Needs.ROW),
        PageAction(NEW_QUOTE, _new_quote, Needs.ROW),
        PageAction(NEW_INTERACTION, _new_interaction, Needs.ROW),
        PageAction(
            INTERACTIONS,
            lambda page: _open_of(page, "interaction_list", "contact_no"),
            Needs.ROW,
        ),
        PageAction(
            RELATIONS,
            lambda page: _open_of(page, "contact_business_relation_list", "contact_no"),
            Needs.ROW,
        ),
        PageAction(MERGE_WITH, partial(merge_card_with, kind=PartyKind.CONTACT), Needs.ROW),
    ),
    groups=CONTACT_GROUPS,
)

INTERACTION_PAGES = RecordPages(
    table="interaction",
    title=N_("Interactions"),
    record=N_("Interaction"),
    new=N_("New Interaction"),
    name_field="subject",
    icon="history",
    columns=(
        "entry_no",
        "date",
        "contact_no",
        "template",
        "subject",
        "salesperson_code",
        "document_no",
        "cancelled",
    ),
    card_actions=(PageAction(CANCEL, _cancel, Needs.ROW),),
    groups=(
        Group(
            N_("General"),
            (
                "contact_no",
                "template",
                "direction",
                "date",
                "time",
                "salesperson_code",
                "subject",
                "text",
            ),
            (
                "duration_minutes",
                "cost",
                "evaluation",
                "campaign_no",
                "document_type",
                "document_no",
                "document_version",
                "cancelled",
            ),
        ),
    ),
)

OTHER_PAGES = (
    RecordPages(
        table="contact_business_relation",
        title=N_("Business Relations"),
        record=N_("Business Relation"),
        name_field="no",
        icon="network",
        lookups={"no": find_related},
        groups=(Group(N_("General"), ("contact_no", "no", "kind")),),
    ),
    RecordPages(
        table="campaign",
        title=N_("Campaigns"),
        record=N_("Campaign"),
        new=N_("New Campaign"),
        icon="flag",
        card_actions=(
            PageAction(
                MEMBERS,
                lambda page: _open_of(page, "campaign_member_list", "campaign_no"),
                Needs.ROW,
            ),
        ),
        groups=(
            Group(
                N_("General"),
                (
                    "no",
                    "description",
                    "starting_date",
                    "ending_date",
                    "status",
                    "salesperson_code",
                    "activated",
                ),
            ),
        ),
    ),
    RecordPages(
        table="campaign_member",
        title=N_("Campaign Members"),
        record=N_("Campaign Member"),
        new=N_("New Member"),
        name_field="no",
        icon="users",
        lookups={"no": find_member},
    ),
)


class ContactCard(CardPage):
    """The card of a contact; it becomes a customer once."""

    def __init__(self, desk: Desk, key: object) -> None:
        spec = replace(record_card(CONTACTS), tables=_SHOWN_WITH_CONTACT)
        self._customer: tuple[object, str | None] = (None, None)
        super().__init__(desk, spec, key)
        self.editor.answered.connect(self._ask_customer)
        DuplicateBanner(self)

    def _ask_customer(self, view: RecordView) -> None:
        """Ask whether the contact, or its company, is a customer already."""
        self._allow(view.key)
        work = partial(customer_no_of, contact_no=str(view.key[0]))
        self.read(work, done=partial(self._on_customer, view.key))

    def _on_customer(self, key: object, customer_no: str | None) -> None:
        self._customer = (key, customer_no)
        if key == self.record_key:
            self._allow(key)

    def _allow(self, key: object) -> None:
        asked, customer_no = self._customer
        free = asked == key and customer_no is None
        why = _("The contact is customer {no} already.").format(no=customer_no)
        self.commands.set_enabled(CREATE_CUSTOMER.id, free, why if customer_no else "")


def _contact_card(desk: Desk, key: object) -> Page:
    return ContactCard(desk, key)


QUICK_ACTIONS = (
    QuickAction(
        text=N_("New Contact"), icon="contact-round", page=CONTACTS.card_name, alone=NewRecord
    ),
)


def contact_pages() -> tuple[PageSpec, ...]:
    """The lists and cards of contacts, interactions and campaigns."""
    listed, card = page_specs(CONTACTS)
    others = (INTERACTION_PAGES, *OTHER_PAGES)
    return (
        listed,
        replace(card, factory=_contact_card, quick_actions=QUICK_ACTIONS),
        *(spec for pages in others for spec in page_specs(pages)),
    )
