"""VAT rates of Sweden, and the texts the law wants where no VAT is charged (06 §11)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.models.words import VatCalculationType
from desktop.services.standard_setup.words import SetRecord, Words, translations

NORMAL, REVERSE = VatCalculationType.NORMAL, VatCalculationType.REVERSE_CHARGE

# code, English, Swedish, German
CLAUSES = (
    (
        "EU-GOODS",
        (
            "Reverse charge. Intra-Community supply of goods, exempt under Article 138 of "
            "Directive 2006/112/EC."
        ),
        (
            "Omvänd betalningsskyldighet. Unionsintern varuleverans, undantagen enligt artikel "
            "138 i direktiv 2006/112/EG."
        ),
        (
            "Steuerschuldnerschaft des Leistungsempfängers. Steuerfreie innergemeinschaftliche "
            "Lieferung, Artikel 138 der Richtlinie 2006/112/EG."
        ),
    ),
    (
        "EU-SERVICE",
        "Reverse charge, Articles 44 and 196 of Directive 2006/112/EC.",
        "Omvänd betalningsskyldighet, artiklarna 44 och 196 i direktiv 2006/112/EG.",
        (
            "Steuerschuldnerschaft des Leistungsempfängers, Artikel 44 und 196 der Richtlinie "
            "2006/112/EG."
        ),
    ),
    (
        "EXPORT",
        "Export of goods, exempt under Article 146 of Directive 2006/112/EC.",
        "Export av varor, undantagen enligt artikel 146 i direktiv 2006/112/EG.",
        "Steuerfreie Ausfuhrlieferung, Artikel 146 der Richtlinie 2006/112/EG.",
    ),
    (
        "EXP-SERV",
        "Service supplied outside the EU, Article 44 of Directive 2006/112/EC.",
        "Tjänst omsatt utanför EU, artikel 44 i direktiv 2006/112/EG.",
        "Nicht im Inland steuerbare Leistung, Artikel 44 der Richtlinie 2006/112/EG.",
    ),
    (
        "EXEMPT",
        "Insurance, exempt under Article 135(1)(a) of Directive 2006/112/EC.",
        "Försäkring, undantagen enligt artikel 135.1 a i direktiv 2006/112/EG.",
        (
            "Steuerfreie Versicherungsleistung, Artikel 135 Absatz 1 Buchstabe a der Richtlinie "
            "2006/112/EG."
        ),
    ),
)

# product group, percent and VAT account in Sweden, clause in Sweden, in the EU, outside
PRODUCTS = (
    ("VAT25", 25, "2611", None, "EU-GOODS", "EXPORT"),
    ("SERV25", 25, "2611", None, "EU-SERVICE", "EXP-SERV"),
    ("VAT12", 12, "2621", None, "EU-SERVICE", "EXP-SERV"),
    ("VAT6", 6, "2631", None, "EU-GOODS", "EXPORT"),
    ("ZERO", 0, "2611", "EXEMPT", "EXEMPT", "EXEMPT"),
)

PURCHASE_ACCOUNT = "2641"


def vat_records(words: Words) -> Iterator[SetRecord]:
    """The clauses with their translations, then the rate of each pair of groups."""
    for code, *texts in CLAUSES:
        yield SetRecord("vat_clause", {"code": code, "description": words.of(*texts)})
        yield from translations("vat_clause", code, texts)
    yield from rate_records()


def rate_records() -> Iterator[SetRecord]:
    """The rate of each pair of groups: in Sweden, within the EU (reverse charge), outside."""
    for product, pct, account, domestic, union, export in PRODUCTS:
        union_kind = NORMAL if product == "ZERO" else REVERSE
        for business, kind, rate, clause in (
            ("DOMESTIC", NORMAL, pct, domestic),
            ("EU", union_kind, 0, union),
            ("EXPORT", NORMAL, 0, export),
        ):
            is_domestic = business == "DOMESTIC"
            values = {
                "vat_bus_posting_group": business,
                "vat_prod_posting_group": product,
                "description": f"{business} {product}",
                "vat_calculation_type": kind,
                "vat_pct": Decimal(rate),
                "vat_identifier": f"VAT{rate}" if is_domestic else f"{business}-{product}",
                "sales_vat_account": account,
                "purchase_vat_account": PURCHASE_ACCOUNT,
                "vat_clause_code": clause,
            }
            yield SetRecord("vat_posting_setup", values)
