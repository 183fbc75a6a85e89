"""The contact of a customer: opened, made, or chosen among those that are there (CU162)."""

from __future__ import annotations

from functools import partial

from desktop.models.contact_words import MemberKind
from desktop.services.contacts.making import contact_for, link_contact
from desktop.services.contacts.queries import ContactRow, contacts_of_customer
from desktop.services.context import UserContext
from desktop.services.records import LookupRow, field_info, lookup_rows
from desktop.translation import N_, _
from desktop.views.fields.field import Deliver
from desktop.views.fields.lookup_picker import LookupPicker
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.lookups import MOST_SHOWN
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose
from desktop.views.tables.list_spec import Session

CONTACT = ActionSpec(
    id="customer_contact", text=N_("Contact"), icon="contact-round", place=Place.MORE
)
_NEW, _LINK = "new", "link"


def open_contact(page: CardPage) -> None:
    """Open the customer's contact; without one ask whether to make it or to choose it."""
    if page.record_key is not None:
        no = str(page.record_key[0])
        work = partial(contacts_of_customer, customer_no=no)
        page.read(work, done=partial(_go_on, page, no))


def _go_on(page: CardPage, no: str, rows: tuple[ContactRow, ...]) -> None:
    if rows:
        page.desk.navigation.open("contact_card", rows[0].no)
        return
    options = [
        Option(_NEW, _("Make a contact of this customer")),
        Option(_LINK, _("Choose a contact that is there")),
    ]
    title = _("Customer {no} has no contact").format(no=no)
    choose(page, title, options, verb=_("Continue"), done=partial(_do, page, no))


def _do(page: CardPage, no: str, what: str) -> None:
    if what == _NEW:
        page.write(
            partial(_make, customer_no=no, context=page.desk.context),
            done=lambda contact_no: page.desk.navigation.open("contact_card", contact_no),
        )
        return
    info = field_info("interaction", "contact_no")
    picker = LookupPicker(info, "", partial(_search, page), page.window())
    picker.picked.connect(partial(_ask_winner, page, no))
    picker.finished.connect(picker.deleteLater)
    picker.open()
    picker.ask()


def _make(session: Session, *, customer_no: str, context: UserContext) -> str:
    return contact_for(session, customer_no, context).no


def _search(page: CardPage, _info: object, text: str, deliver: Deliver) -> None:
    work = partial(lookup_rows, table="contact", text=text.strip(), limit=MOST_SHOWN)
    page.read(work, done=deliver)


def _ask_winner(page: CardPage, no: str, row: LookupRow) -> None:
    options = [
        Option(MemberKind.CUSTOMER, _("Keep the customer's values")),
        Option(MemberKind.CONTACT, _("Take the contact's values")),
    ]
    title = _("Link customer {no} with contact {contact_no}").format(no=no, contact_no=row.key)
    text = _("From now on both have the same name, address and phone.")
    done = partial(_link, page, no, str(row.key))
    choose(page, title, options, verb=_("Link"), done=done, text=text)


def _link(page: CardPage, no: str, contact_no: str, winner: MemberKind) -> None:
    work = partial(
        _join, customer_no=no, contact_no=contact_no, context=page.desk.context, winner=winner
    )
    page.write(work, done=lambda _done: page.reload())


def _join(
    session: Session, *, customer_no: str, contact_no: str, context: UserContext, winner: MemberKind
) -> None:
    link_contact(session, customer_no, contact_no, context, winner=winner)
