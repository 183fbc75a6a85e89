"""The groups of a contact's card, in whose order two contacts are compared too."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.field_groups import Group

CONTACT_GROUPS = (
    Group(
        N_("General"),
        (
            "no",
            "name",
            "type",
            "company_no",
            "job_title",
            "salesperson_code",
        ),
        (
            "name_2",
            "search_name",
            "first_name",
            "middle_name",
            "surname",
            "privacy_blocked",
            "minor",
            "consent_note",
        ),
    ),
    Group(
        N_("Address and Contact"),
        (
            "address",
            "post_code",
            "city",
            "country_code",
            "phone",
            "mobile",
            "email",
            "language_code",
        ),
        ("address_2", "county", "home_page"),
    ),
    Group(
        N_("Registration"),
        ("registration_no", "vat_registration_no", "currency_code"),
        is_open=False,
    ),
)
