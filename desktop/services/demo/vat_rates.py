"""VAT rates of Sweden, and the texts the law wants where no VAT is charged (06 §11)."""

from __future__ import annotations

from decimal import Decimal

from desktop.models.words import VatCalculationType
from desktop.services.demo.clerk import ENGLISH, GERMAN, SWEDISH, Clerk

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


def add_vat(clerk: Clerk) -> None:
    """Make the VAT clauses with their translations and the rate of each pair of groups."""
    for code, english, swedish, german in CLAUSES:
        clerk.add("vat_clause", code=code, description=english)
        for language, text in ((ENGLISH, english), (SWEDISH, swedish), (GERMAN, german)):
            clerk.add("vat_clause_translation", code=code, language_code=language, description=text)
    for product, pct, account, domestic, union, export in PRODUCTS:
        _add_rate(clerk, ("DOMESTIC", product), (NORMAL, pct), account, domestic)
        union_kind = NORMAL if product == "ZERO" else REVERSE
        _add_rate(clerk, ("EU", product), (union_kind, 0), account, union)
        _add_rate(clerk, ("EXPORT", product), (NORMAL, 0), account, export)


def _add_rate(
    clerk: Clerk,
    groups: tuple[str, str],
    rate: tuple[VatCalculationType, int],
    account: str,
    clause: str | None,
) -> None:
    business, product = groups
    kind, pct = rate
    clerk.add(
        "vat_posting_setup",
        vat_bus_posting_group=business,
        vat_prod_posting_group=product,
        description=f"{business} {product}",
        vat_calculation_type=kind,
        vat_pct=Decimal(pct),
        vat_identifier=f"VAT{pct}" if business == "DOMESTIC" else f"{business}-{product}",
        sales_vat_account=account,
        purchase_vat_account=PURCHASE_ACCOUNT,
        vat_clause_code=clause,
    )
