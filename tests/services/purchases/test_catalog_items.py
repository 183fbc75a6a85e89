"""Items made of the catalog: what is refused, and what the set-up says of their numbers (PF105)."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.items import Item
from desktop.models.values.keys import DocumentType
from desktop.models.vendors import CatalogItem, ItemVendor
from desktop.services.catalog_items import catalog_item, create_item
from desktop.services.context import UserContext
from desktop.services.purchases.refusals_catalog import (
    CatalogFieldMissing,
    CatalogItemUnknown,
    CatalogLineNotBlank,
    CatalogNotHere,
    CatalogNumberTaken,
    CatalogNumberTooLong,
    OfferExists,
)
from desktop.services.records import add_record, change_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line

OFFER = {
    "entry_no": "CI1",
    "vendor_no": "V1",
    "vendor_item_no": "X-100/7",
    "description": "Lamp",
    "unit_of_measure_code": "PCS",
    "negotiated_cost": Decimal(40),
    "unit_price": Decimal(75),
    "item_template_code": "WARE",
}


class Catalog:
    """A vendor's offer, and what is done with it."""

    def __init__(self, session: Session, context: UserContext) -> None:
        self.session, self.context = session, context
        goods = {
            "gen_prod_posting_group": "RETAIL",
            "vat_prod_posting_group": "VAT25",
            "inventory_posting_group": "RESALE",
        }
        add_record(session, "item_template", {"code": "WARE", **goods}, context)
        add_record(session, "catalog_item", OFFER, context)
        groups = {"gen_bus_posting_group": "DOMESTIC", "vat_bus_posting_group": "DOMESTIC"}
        customer = {"no": "C1", "name": "Customer", "customer_posting_group": "DOMESTIC"}
        add_record(session, "customer", {**customer, **groups}, context)
        session.flush()

    def has(self, field: str, value: object) -> None:
        change_record(self.session, "catalog_item", ("CI1",), (field, value), self.context)

    def numbered_by(self, word: str) -> None:
        change = ("catalog_item_no_format", word)
        change_record(self.session, "inventory_setup", (1,), change, self.context)

    def makes(self, entry_no: str = "CI1") -> str:
        return str(create_item(self.session, entry_no, self.context).values["no"])

    def sells(
        self, document_type: DocumentType = DocumentType.ORDER, *values: tuple[str, object]
    ) -> object:
        key = create_document(self.session, document_type, self.context, "C1").key
        add_line(self.session, key, [("type", "item"), *values], self.context)
        return catalog_item(self.session, key, 10000, self.context, entry_no="CI1")


@pytest.fixture
def catalog(session: Session, buyer: UserContext) -> Catalog:
    return Catalog(session, buyer)


def _again(catalog: Catalog) -> None:
    add_record(catalog.session, "catalog_item", {**OFFER, "entry_no": "CI2"}, catalog.context)


def _too_long(catalog: Catalog) -> None:
    catalog.has("vendor_item_no", "LONG-ITEM-NUMBER-1234")
    catalog.makes()


def _taken(catalog: Catalog) -> None:
    catalog.has("vendor_item_no", "B")
    catalog.makes()


def _without_vendor(catalog: Catalog) -> None:
    catalog.has("vendor_no", None)
    catalog.makes()


CASES: list[tuple[type[Refusal], Callable[[Catalog], object]]] = [
    (CatalogItemUnknown, lambda catalog: catalog.makes("CI9")),
    (CatalogFieldMissing, _without_vendor),
    (CatalogNumberTaken, _taken),
    (CatalogNumberTooLong, _too_long),
    (OfferExists, _again),
    (CatalogNotHere, lambda catalog: catalog.sells(DocumentType.INVOICE)),
    (CatalogLineNotBlank, lambda catalog: catalog.sells(DocumentType.ORDER, ("no", "A"))),
]


@pytest.mark.parametrize(("kind", "act"), CASES, ids=[kind.__name__ for kind, _act in CASES])
def test_it_is_refused(
    catalog: Catalog, kind: type[Refusal], act: Callable[[Catalog], object]
) -> None:
    with pytest.raises(kind) as refused:
        act(catalog)
    assert "{" not in str(refused.value)
    assert refused.value.record is not None


def test_the_set_up_says_how_the_item_is_numbered(catalog: Catalog) -> None:
    catalog.numbered_by("vendor_and_item_no")
    assert catalog.makes() == "V1-X-100/7"
    entry = catalog.session.get_one(CatalogItem, "CI1")
    assert entry.item_no == "V1-X-100/7"


def test_an_item_that_was_made_already_is_sold(catalog: Catalog) -> None:
    no = catalog.makes()
    catalog.sells()
    assert catalog.makes() == no


def test_a_cost_in_local_currency_is_not_told_of_a_vendor_abroad(catalog: Catalog) -> None:
    change = ("currency_code", "EUR")
    change_record(catalog.session, "vendor", ("V1",), change, catalog.context)
    no = catalog.makes()
    assert catalog.session.get_one(ItemVendor, (no, "V1", "")).direct_unit_cost == 0
    assert catalog.session.get_one(Item, no).last_direct_cost == 40
