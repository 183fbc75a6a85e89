"""Countries, post codes and languages."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.record_pages import RecordPages
from desktop.views.setup.translations import translations_action

REGIONS_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="country_region",
        title=N_("Countries"),
        record=N_("Country"),
        name_field="name",
        icon="globe",
        card_actions=(translations_action("country_region"),),
    ),
    RecordPages(
        table="post_code",
        title=N_("Post Codes"),
        record=N_("Post Code"),
        name_field="city",
        icon="globe",
    ),
    RecordPages(
        table="language",
        title=N_("Languages"),
        record=N_("Language"),
        name_field="name",
        icon="globe",
    ),
    RecordPages(
        table="vat_registration_format",
        title=N_("VAT Registration Formats"),
        record=N_("VAT Registration Format"),
        name_field="format",
        icon="globe",
    ),
)
