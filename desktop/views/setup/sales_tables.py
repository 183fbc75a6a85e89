"""Terms, methods, number series and groups that sales choose from."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.record_pages import RecordPages
from desktop.views.setup.setup_helpers import series_actions
from desktop.views.setup.translations import translations_action

SALES_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="payment_terms",
        title=N_("Payment Terms"),
        record=N_("Payment Terms"),
        icon="calendar",
        card_actions=(translations_action("payment_terms"),),
    ),
    RecordPages(
        table="payment_method",
        title=N_("Payment Methods"),
        record=N_("Payment Method"),
        icon="banknote",
        card_actions=(translations_action("payment_method"),),
    ),
    RecordPages(
        table="number_series",
        title=N_("Number Series"),
        record=N_("Number Series"),
        new=N_("New Series"),
        icon="hash",
        list_actions=series_actions(),
    ),
    RecordPages(
        table="number_series_line",
        title=N_("Number Series Lines"),
        record=N_("Number Series Line"),
        new=N_("New Line"),
        name_field="starting_no",
        icon="hash",
    ),
    RecordPages(
        table="number_series_relation",
        title=N_("Related Number Series"),
        record=N_("Related Number Series"),
        name_field="related_series_code",
        icon="hash",
    ),
    RecordPages(
        table="customer_bank_account",
        title=N_("Customer Bank Accounts"),
        record=N_("Customer Bank Account"),
        name_field="name",
        icon="landmark",
    ),
    RecordPages(
        table="customer_price_group",
        title=N_("Customer Price Groups"),
        record=N_("Customer Price Group"),
        icon="tag",
    ),
    RecordPages(
        table="customer_disc_group",
        title=N_("Customer Discount Groups"),
        record=N_("Customer Discount Group"),
        icon="tag",
    ),
    RecordPages(
        table="item_disc_group",
        title=N_("Item Discount Groups"),
        record=N_("Item Discount Group"),
        icon="tag",
    ),
    RecordPages(
        table="rounding_method",
        title=N_("Rounding Methods"),
        record=N_("Rounding Method"),
        name_field="minimum_amount",
        icon="calculator",
    ),
    RecordPages(
        table="reason_code", title=N_("Reason Codes"), record=N_("Reason Code"), icon="info"
    ),
    RecordPages(
        table="responsibility_center",
        title=N_("Responsibility Centers"),
        record=N_("Responsibility Center"),
        name_field="name",
        icon="building-2",
    ),
)
