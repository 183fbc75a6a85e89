"""What the demo company's cards say, on both kinds of database."""

import pytest

from desktop.models.words import CostingMethod, ItemType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import change_record, read_record
from tests.listing import count_records, record_rows

MASTER_TABLES = (
    "base_calendar",
    "base_calendar_change",
    "comment",
    "country_region",
    "country_region_translation",
    "currency",
    "currency_exchange_rate",
    "customer",
    "customer_bank_account",
    "customer_disc_group",
    "customer_posting_group",
    "customer_price_group",
    "gen_bus_posting_group",
    "gen_prod_posting_group",
    "general_posting_setup",
    "gl_account",
    "inventory_posting_group",
    "inventory_posting_setup",
    "item",
    "item_category",
    "item_disc_group",
    "item_reference",
    "item_translation",
    "item_unit_of_measure",
    "item_variant",
    "language",
    "location",
    "number_series",
    "number_series_line",
    "payment_method",
    "payment_method_translation",
    "payment_terms",
    "payment_terms_translation",
    "post_code",
    "reason_code",
    "resource",
    "resource_unit_of_measure",
    "responsibility_center",
    "salesperson",
    "ship_to_address",
    "shipment_method",
    "shipment_method_translation",
    "shipping_agent",
    "shipping_agent_service",
    "unit_of_measure",
    "unit_of_measure_translation",
    "user_setup",
    "vat_bus_posting_group",
    "vat_clause",
    "vat_clause_translation",
    "vat_posting_setup",
    "vat_prod_posting_group",
    "vat_registration_format",
)

OFFERED_TABLES = (
    "bom_component",
    "campaign",
    "campaign_member",
    "catalog_item",
    "contact",
    "contact_business_relation",
    "customer_standard_code",
    "customer_template",
    "document_comment",
    "extended_text",
    "extended_text_line",
    "interaction",
    "invoice_discount_terms",
    "item_location",
    "item_substitution",
    "item_template",
    "item_vendor",
    "price_list",
    "price_list_line",
    "purchasing_code",
    "rounding_method",
    "sales_header",
    "sales_header_archive",
    "sales_line",
    "sales_line_archive",
    "standard_sales_code",
    "standard_sales_line",
    "standard_text",
    "vendor",
)


def test_every_list_has_something_in_it(offers: Database) -> None:
    with offers.read() as session:
        tables = (*MASTER_TABLES, *OFFERED_TABLES)
        empty = [table for table in tables if not count_records(session, table)]
    assert empty == []


@pytest.mark.parametrize("table", ["customer", "item"])
def test_nothing_is_left_to_do_or_to_doubt_on_any_card(
    cards: Database, context: UserContext, table: str
) -> None:
    with cards.rehearse() as session:
        for row in record_rows(session, table):
            unchanged = ("search_name", row.values.get("search_name"))
            if table == "item":
                unchanged = ("search_description", row.values["search_description"])
            view = change_record(session, table, row.key, unchanged, context)
            assert view.notices == (), row.key


def test_there_is_an_item_of_every_kind(cards: Database) -> None:
    with cards.read() as session:
        rows = [row.values for row in record_rows(session, "item")]
    assert {row["type"] for row in rows} == set(ItemType)
    assert {row["costing_method"] for row in rows} == set(CostingMethod)
    assert any(row["critical"] for row in rows)
    assert any(row["price_includes_vat"] for row in rows)
    assert len(rows) > 70


def test_the_company_may_issue_invoices_and_is_marked_as_a_demo(cards: Database) -> None:
    with cards.read() as session:
        values = read_record(session, "company_information", (1,)).values
    assert values["is_demo"] is True
    assert values["f_tax_approved"] is True
    for field in ("name", "address", "registration_no", "registered_office", "bankgiro", "iban"):
        assert values[field], field


@pytest.mark.parametrize("table", ["sales_setup", "purchase_setup", "inventory_setup"])
def test_setup_names_a_series_for_every_document(cards: Database, table: str) -> None:
    with cards.read() as session:
        values = read_record(session, table, (1,)).values
    assert [name for name in values if name.endswith("_nos") and not values[name]] == []


def test_posted_numbers_begin_anew_each_year_without_gaps(cards: Database) -> None:
    with cards.read() as session:
        rows = record_rows(session, "number_series_line", where={"series_code": "P-INV"})
    assert [row.values["starting_no"] for row in rows] == ["PSI-250001", "PSI-260001", "PSI-270001"]
    assert not any(row.values["allow_gaps"] for row in rows)
