"""Salespeople and users."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.record_pages import RecordPages

PEOPLE_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="salesperson",
        title=N_("Salespeople"),
        record=N_("Salesperson"),
        name_field="name",
        icon="users",
    ),
    RecordPages(
        table="user_setup",
        title=N_("Users"),
        record=N_("User"),
        name_field="name",
        icon="user",
    ),
)
