"""The demo company's vendors and kits: what of whom, at which cost, made of what."""

from decimal import Decimal

from desktop.models.words import ItemType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.demo.item_list import BULK, GOODS
from desktop.services.demo.kits import KITS, MEETING, PARTS, WORKPLACE
from desktop.services.demo.wares import OLD_MODELS
from desktop.services.records import change_record
from tests.listing import record_rows


def test_all_goods_that_are_still_made_have_a_vendor_a_cost_a_policy_and_a_bin(
    offers: Database,
) -> None:
    bought = {row[0] for row in (*GOODS, *BULK)} - OLD_MODELS
    with offers.read() as session:
        items = {str(row.key[0]): row.values for row in record_rows(session, "item")}
        offered = {
            str(row.values["item_no"]): row.values for row in record_rows(session, "item_vendor")
        }
        places = {
            str(row.values["item_no"]): row.values for row in record_rows(session, "item_location")
        }
    assert set(offered) == bought
    for no in bought:
        assert offered[no]["vendor_no"] == items[no]["vendor_no"], no
        assert offered[no]["vendor_item_no"] == items[no]["vendor_item_no"] != "", no
        assert offered[no]["direct_unit_cost"], no
        assert items[no]["reordering_policy"] != "none", no
    assert set(places) == bought | {kit[0] for kit in KITS}
    bins = [place["default_bin"] for place in places.values()]
    assert all(bins)


def test_vendors_work_by_calendars_and_are_paid_in_their_currencies(offers: Database) -> None:
    with offers.read() as session:
        vendors = [row.values for row in record_rows(session, "vendor")]
        chairs = record_rows(session, "item_vendor", where={"item_no": "S-2203"})
    assert [(row["no"], row["country_code"], row["currency_code"]) for row in vendors] == [
        ("V10000", "SE", None),
        ("V10001", "PL", "EUR"),
        ("V10002", "DK", "DKK"),
        ("V10003", "SE", None),
        ("V10004", "SE", None),
        ("V10005", "SE", None),
    ]
    assert {row["base_calendar_code"] for row in vendors} == {"SWEDEN", "PL", None}
    assert all(row["lead_time_calculation"] for row in vendors)
    assert chairs[0].values["direct_unit_cost"] == Decimal("58.16")


def test_nothing_is_left_to_doubt_on_the_cards_of_vendors_and_of_what_they_sell(
    offers: Database, context: UserContext
) -> None:
    with offers.rehearse() as session:
        for table, field in (("vendor", "search_name"), ("item", "search_description")):
            for row in record_rows(session, table):
                view = change_record(session, table, row.key, (field, row.values[field]), context)
                assert view.notices == (), row.key


def test_kits_are_made_of_goods_and_work(offers: Database) -> None:
    with offers.read() as session:
        items = {str(row.key[0]): row.values for row in record_rows(session, "item")}
        parts = [row.values for row in record_rows(session, "bom_component")]
    assert (items[MEETING]["assembly_policy"], items[WORKPLACE]["assembly_policy"]) == (
        "assemble_to_order",
        "assemble_to_stock",
    )
    assert len(parts) == len(PARTS)
    for part in parts:
        is_work = part["type"] == "resource"
        assert is_work or items[str(part["no"])]["type"] is ItemType.INVENTORY, part
        assert part["description"], part
