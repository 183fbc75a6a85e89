"""What "new invoice birk" means: an action and the object that it is for."""

import pytest

from desktop.translation import Localizer, install
from desktop.views.shell.phrases import best_phrase, matched_share, understood
from desktop.views.shell.theme import Theme

ACTIONS = ("New Sales Invoice", "New Sales Order", "Posted Invoices", "Customer Ledger Entries")
SWEDISH = {
    "New Sales Invoice": "Ny försäljningsfaktura",
    "New Sales Order": "Ny försäljningsorder",
    "Posted Invoices": "Bokförda fakturor",
    "Customer Ledger Entries": "Kundreskontratransaktioner",
    "for to of the a": "för till åt",
}


@pytest.mark.parametrize(
    ("typed", "words", "actions"),
    [
        ("new invoice birk", ("birk",), ["New Sales Invoice"]),
        ("birk inv", ("birk",), ["New Sales Invoice", "Posted Invoices"]),
        ("birk new inv", ("birk",), ["New Sales Invoice"]),
        ("new invoice for birk interiors", ("birk", "interiors"), ["New Sales Invoice"]),
        ("new york new order", ("york", "new"), ["New Sales Order"]),
        ("ledger birk", ("birk",), ["Customer Ledger Entries"]),
        ("new birk", ("birk",), ["New Sales Invoice", "New Sales Order"]),
        ("birk", (), []),
        ("new invoice", (), []),
        ("", (), []),
    ],
)
def test_words_name_an_action_and_its_object(
    theme: Theme, typed: str, words: tuple[str, ...], actions: list[str]
) -> None:
    found, named = best_phrase(ACTIONS, typed)
    assert (found, list(named)) == (words, actions)


class Swedish(Localizer):
    """The few texts of this test, whatever the catalogs say."""

    def gettext(self, text: str) -> str:
        return SWEDISH.get(text, text)

    def pgettext(self, context: str, text: str) -> str:
        return SWEDISH.get(text, text)


@pytest.mark.parametrize(
    "typed", ["ny faktura birk", "birk fakt ny", "ny faktura till birk", "new invoice birk"]
)
def test_joined_words_and_english_are_understood_too(theme: Theme, typed: str) -> None:
    install(Swedish("sv"))
    found, named = best_phrase(ACTIONS, typed)
    assert found == ("birk",)
    assert next(iter(named)) == "New Sales Invoice"
    install(Localizer("en"))


def test_an_action_alone_is_named_by_its_words_only(theme: Theme) -> None:
    assert matched_share("New Sales Invoice", "inv new") > matched_share("New Sales Invoice", "inv")
    assert matched_share("New Sales Invoice", "new birk") == 0
    assert matched_share("New Sales Invoice", "") == 0


def test_a_word_names_one_word_of_the_action(theme: Theme) -> None:
    phrase = understood("New Sales Invoice", "new new")
    assert (phrase.matched, phrase.object_words) == (1, ("new",))
