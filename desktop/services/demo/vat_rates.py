"""VAT rates of Sweden, and the texts the law wants where no VAT is charged (06 §11)."""

from __future__ import annotations

from desktop.services.demo.clerk import ENGLISH, GERMAN, SWEDISH, Clerk
from desktop.services.standard_setup.vat_rates import CLAUSES, rate_records


def add_vat(clerk: Clerk) -> None:
    """Make the VAT clauses with their translations and the rate of each pair of groups."""
    for code, english, swedish, german in CLAUSES:
        clerk.add("vat_clause", code=code, description=english)
        for language, text in ((ENGLISH, english), (SWEDISH, swedish), (GERMAN, german)):
            clerk.add("vat_clause_translation", code=code, language_code=language, description=text)
    for record in rate_records():
        clerk.add(record.table, **record.values)
