"""Accounts, posting groups, VAT and currencies."""

from __future__ import annotations

from desktop.models.labels import field_label
from desktop.models.values.filter_expression import quoted
from desktop.models.words import TextOwner
from desktop.services.current_rates import RATE, SINCE, currencies
from desktop.services.posting_matrix_lists import (
    MISSING,
    OPEN_LINES,
    general_pairs,
    missing_in,
    vat_pairs,
)
from desktop.services.records import RecordRow
from desktop.translation import N_, _
from desktop.views.pages.record_pages import RecordPages
from desktop.views.setup.posting_grids import edit_grid_action
from desktop.views.setup.setup_helpers import matrix_card_actions, matrix_list_actions
from desktop.views.setup.text_tables import texts_action
from desktop.views.setup.translations import translations_action
from desktop.views.shell.actions import ActionSpec
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, PageAction


def _missing(row: RecordRow) -> str:
    """What the open documents of a pair of groups miss, in words."""
    return ", ".join(_(field_label(name)) for name in missing_in(row))


USED_BY_DOCUMENTS = (
    Column(OPEN_LINES, N_("Open Lines"), lambda row: row.values[OPEN_LINES], Kind.INTEGER),
    Column(
        MISSING,
        N_("Missing for Documents"),
        _missing,
        Kind.STATUS,
        width=220,
        sortable=False,
        pill=lambda _row: Tone.DANGER,
    ),
)
"""How many lines of open documents use a pair, and what it lacks for them (CU25)."""

RATES = ActionSpec(id="exchange_rates", text=N_("Exchange Rates"), icon="coins")


def _open_rates(page: ListPage) -> None:
    row = page.current_row()
    if row is not None:
        opening = ListOpening(filters={"currency_code": quoted(str(row.key[0]))})
        page.desk.navigation.open("currency_exchange_rate_list", opening)


FINANCE_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="gl_account",
        title=N_("Chart of Accounts"),
        record=N_("G/L Account"),
        new=N_("New Account"),
        name_field="name",
        icon="landmark",
        card_actions=(texts_action(TextOwner.GL_ACCOUNT),),
        columns=(
            "no",
            "name",
            "income_balance",
            "account_type",
            "direct_posting",
            "gen_prod_posting_group",
            "vat_prod_posting_group",
            "blocked",
        ),
    ),
    RecordPages(
        table="gen_bus_posting_group",
        title=N_("General Business Posting Groups"),
        record=N_("General Business Posting Group"),
        icon="landmark",
    ),
    RecordPages(
        table="gen_prod_posting_group",
        title=N_("General Product Posting Groups"),
        record=N_("General Product Posting Group"),
        icon="landmark",
    ),
    RecordPages(
        table="general_posting_setup",
        title=N_("General Posting Setup"),
        record=N_("General Posting Setup"),
        name_field="gen_prod_posting_group",
        icon="landmark",
        source=general_pairs,
        beside=USED_BY_DOCUMENTS,
        tables=frozenset({"sales_line", "sales_header", "sales_setup"}),
        list_actions=(
            edit_grid_action("general_posting_setup"),
            *matrix_list_actions("general_posting_setup"),
        ),
        card_actions=matrix_card_actions("general_posting_setup"),
    ),
    RecordPages(
        table="vat_bus_posting_group",
        title=N_("VAT Business Posting Groups"),
        record=N_("VAT Business Posting Group"),
        icon="percent",
    ),
    RecordPages(
        table="vat_prod_posting_group",
        title=N_("VAT Product Posting Groups"),
        record=N_("VAT Product Posting Group"),
        icon="percent",
    ),
    RecordPages(
        table="vat_posting_setup",
        title=N_("VAT Posting Setup"),
        record=N_("VAT Posting Setup"),
        icon="percent",
        source=vat_pairs,
        beside=USED_BY_DOCUMENTS,
        tables=frozenset({"sales_line", "sales_header"}),
        list_actions=(
            edit_grid_action("vat_posting_setup"),
            *matrix_list_actions("vat_posting_setup"),
        ),
        card_actions=matrix_card_actions("vat_posting_setup"),
    ),
    RecordPages(
        table="vat_clause",
        title=N_("VAT Clauses"),
        record=N_("VAT Clause"),
        icon="percent",
        card_actions=(translations_action("vat_clause"),),
    ),
    RecordPages(
        table="customer_posting_group",
        title=N_("Customer Posting Groups"),
        record=N_("Customer Posting Group"),
        icon="users",
    ),
    RecordPages(
        table="currency",
        title=N_("Currencies"),
        record=N_("Currency"),
        new=N_("New Currency"),
        icon="coins",
        columns=("code", "description", "iso_code", "symbol"),
        source=currencies,
        beside=(
            Column(
                RATE,
                N_("Current Rate (LCY)"),
                lambda row: row.values[RATE],
                Kind.QUANTITY,
                width=150,
                sortable=False,
            ),
            Column(SINCE, N_("Rate Since"), lambda row: row.values[SINCE], Kind.DATE),
        ),
        tables=frozenset({"currency_exchange_rate"}),
        list_actions=(PageAction(RATES, _open_rates, Needs.ROW),),
    ),
    RecordPages(
        table="currency_exchange_rate",
        title=N_("Exchange Rates"),
        record=N_("Exchange Rate"),
        new=N_("New Rate"),
        name_field="starting_date",
        icon="coins",
    ),
)
