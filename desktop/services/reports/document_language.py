"""The language and the formats of a paper: the customer's, whoever prints it (AO59)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.codes import Language
from desktop.translation import Localizer, localizer_for

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class DocumentLanguage:
    """What decides how a paper reads.

    Attributes:
        codes: language codes whose translations are looked up, the best first (AO60).
        locale: the language as catalogs and number formats know it, such as sv_SE.
        region: the customer's own region of numbers and dates; blank for the language's.

    """

    codes: tuple[str, ...]
    locale: str
    region: str

    def localizer(self) -> Localizer:
        """The texts and formats of the paper."""
        return localizer_for(self.locale, self.region)


def document_language(
    session: Session, codes: Sequence[str | None], format_region: str
) -> DocumentLanguage:
    """The language of a paper from the codes of document, customer and company, in this order.

    A language without a locale is known by its code. Without any code the paper is English.
    """
    given = tuple(dict.fromkeys(code for code in codes if code))
    found = session.execute(select(Language.code, Language.locale).where(Language.code.in_(given)))
    locales = {code: locale for code, locale in found if locale}
    locale = locales.get(given[0], given[0]) if given else SOURCE_LANGUAGE
    # The languages in between speak for nobody: a text comes in the paper's or the company's.
    looked_up = tuple(dict.fromkeys(code for code in (*given[:1], codes[-1]) if code))
    return DocumentLanguage(looked_up, locale, format_region)
