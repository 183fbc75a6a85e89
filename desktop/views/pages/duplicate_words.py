"""How scores, reasons and pairs of duplicates are told."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from desktop.models.labels import field_label
from desktop.services.customers.similarity import MatchField
from desktop.translation import N_, _, user_localizer

_REASONS = {
    # Words of their own where the label of the field would be too long or another one.
    MatchField.ADDRESS: N_("Address"),
    MatchField.EMAIL: N_("E-mail"),
    MatchField.IBAN: N_("IBAN"),
}


def reasons_text(reasons: Iterable[MatchField]) -> str:
    """The fields that speak for two records being one, the strongest first."""
    return ", ".join(_(_REASONS.get(each) or field_label(each.value)) for each in reasons)


def score_text(score: Decimal) -> str:
    """A score in tenths."""
    return user_localizer().amount(score, 1)
