"""Where customers and contacts are shown, and what the pages about their duplicates say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.models.duplicate_words import PartyKind
from desktop.translation import N_


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The pages of a kind of card, and the texts that name it; `other` is the kind beside it."""

    list_page: str
    list_title: str
    card_page: str
    duplicates_page: str
    duplicates_title: str
    duplicates_action: str
    decisions_page: str
    other: PartyKind
    being_read: str
    merging: str
    empty: str
    none_decided: str
    looks_like: str


WORDS: Mapping[PartyKind, PartyWords] = MappingProxyType(
    {
        PartyKind.CUSTOMER: PartyWords(
            list_page="customers",
            list_title=N_("Customers"),
            card_page="customer",
            duplicates_page="duplicates",
            duplicates_title=N_("Duplicates"),
            duplicates_action=N_("Duplicate Customers"),
            decisions_page="duplicate_decisions",
            other=PartyKind.CONTACT,
            being_read=N_("The two customers are still being read."),
            merging=N_("Merging the customers…"),
            empty=N_(
                "Pairs of customers that look alike stand here once they have been looked for."
            ),
            none_decided=N_("No pair of customers was decided not to be the same."),
            looks_like=N_("This customer looks like {other_no} {name} (score {score}: {reasons})."),
        ),
        PartyKind.CONTACT: PartyWords(
            list_page="contact_list",
            list_title=N_("Contacts"),
            card_page="contact_card",
            duplicates_page="duplicate_contacts",
            duplicates_title=N_("Duplicate Contacts"),
            duplicates_action=N_("Duplicate Contacts"),
            decisions_page="separate_contacts",
            other=PartyKind.CUSTOMER,
            being_read=N_("The two contacts are still being read."),
            merging=N_("Merging the contacts…"),
            empty=N_(
                "Pairs of contacts that look alike stand here once they have been looked for."
            ),
            none_decided=N_("No pair of contacts was decided not to be the same."),
            looks_like=N_("This contact looks like {other_no} {name} (score {score}: {reasons})."),
        ),
    }
)
