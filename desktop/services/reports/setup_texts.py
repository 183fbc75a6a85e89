"""Texts of set-up codes in the language of a paper: terms, methods, units, VAT clauses (CU27)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models.codes import (
    PaymentMethod,
    PaymentMethodTranslation,
    PaymentTerms,
    PaymentTermsTranslation,
    ShipmentMethod,
    ShipmentMethodTranslation,
    UnitOfMeasure,
    UnitOfMeasureTranslation,
)
from desktop.models.vat import VatClause, VatClauseTranslation


class TextKind(StrEnum):
    """The tables of codes whose texts are printed."""

    PAYMENT_TERMS = "payment_terms"
    PAYMENT_METHOD = "payment_method"
    SHIPMENT_METHOD = "shipment_method"
    UNIT = "unit_of_measure"
    VAT_CLAUSE = "vat_clause"


_TABLES: dict[TextKind, tuple[Any, Any]] = {
    TextKind.PAYMENT_TERMS: (PaymentTerms, PaymentTermsTranslation),
    TextKind.PAYMENT_METHOD: (PaymentMethod, PaymentMethodTranslation),
    TextKind.SHIPMENT_METHOD: (ShipmentMethod, ShipmentMethodTranslation),
    TextKind.UNIT: (UnitOfMeasure, UnitOfMeasureTranslation),
    TextKind.VAT_CLAUSE: (VatClause, VatClauseTranslation),
}


@dataclass(frozen=True, slots=True)
class SetupTexts:
    """The texts of one paper, found once."""

    languages: tuple[str, ...]
    texts: Mapping[tuple[TextKind, str], Mapping[str, str]]

    def text(self, kind: TextKind, code: str | None) -> str:
        """The text of a code: in the paper's language, the company's, its own, or the code."""
        if not code:
            return ""
        found = self.texts.get((kind, code), {})
        candidates = (found.get(language) for language in (*self.languages, ""))
        return next((text for text in candidates if text), code)


def setup_texts(
    session: Session, codes: Mapping[TextKind, Collection[str | None]], languages: Sequence[str]
) -> SetupTexts:
    """Read the texts of the codes in one statement; None and blank codes are left out."""
    parts = [
        _texts_of(kind, wanted, languages)
        for kind, given in codes.items()
        if (wanted := sorted(code for code in set(given) if code))
    ]
    texts: dict[tuple[TextKind, str], dict[str, str]] = {}
    if parts:
        for kind, code, own, language, translated in session.execute(union_all(*parts)):
            known = texts.setdefault((TextKind(kind), code), {"": own})
            if language:
                known[language] = translated
    return SetupTexts(tuple(languages), texts)


def _texts_of(kind: TextKind, codes: Sequence[str], languages: Sequence[str]) -> Select[Any]:
    table, translation = _TABLES[kind]
    code: InstrumentedAttribute[str] = table.code
    is_wanted = and_(translation.code == code, translation.language_code.in_(languages))
    return (
        select(
            literal(kind.value),
            code,
            table.description,
            translation.language_code,
            translation.description,
        )
        .outerjoin(translation, is_wanted)
        .where(code.in_(codes))
    )
