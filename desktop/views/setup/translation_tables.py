"""Texts of codes in the languages of customers, as papers print them (CU27)."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.record_pages import RecordPages


def _texts(table: str, title: str, record: str) -> RecordPages:
    return RecordPages(
        table=table,
        title=title,
        record=record,
        new=N_("New Translation"),
        name_field="language_code",
        icon="languages",
    )


TRANSLATION_TABLES: tuple[RecordPages, ...] = (
    _texts(
        "payment_terms_translation",
        N_("Payment Terms Translations"),
        N_("Payment Terms Translation"),
    ),
    _texts(
        "payment_method_translation",
        N_("Payment Method Translations"),
        N_("Payment Method Translation"),
    ),
    _texts(
        "shipment_method_translation",
        N_("Shipment Method Translations"),
        N_("Shipment Method Translation"),
    ),
    _texts(
        "unit_of_measure_translation",
        N_("Unit of Measure Translations"),
        N_("Unit of Measure Translation"),
    ),
    _texts("vat_clause_translation", N_("VAT Clause Translations"), N_("VAT Clause Translation")),
    _texts("country_region_translation", N_("Country Translations"), N_("Country Translation")),
    _texts("item_translation", N_("Item Translations"), N_("Item Translation")),
)
