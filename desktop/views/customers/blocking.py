"""Blocking a customer from its card: for nothing more, for shipments, or for invoices (CU44)."""

from __future__ import annotations

from desktop.models.labels import enum_label
from desktop.models.words import Blocked
from desktop.translation import N_, _
from desktop.views.pages.card_page import CardPage
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose

BLOCK = ActionSpec(
    id="block_customer", text=N_("Block…"), icon="ban", place=Place.MORE, group="record"
)


def ask_block(page: CardPage) -> None:
    """Ask how far the customer is blocked, and enter it as if it were typed."""
    if page.record is None:
        return
    present = page.record.values["blocked"]
    others = [one for one in Blocked if one != present]
    title = _("Block customer {no}").format(no=page.record.key[0])
    options = [Option(one, _(enum_label(one))) for one in others]
    choose(page, title, options, verb=_("Apply"), done=page.groups.fields["blocked"].take)
