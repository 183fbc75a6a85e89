"""A kit with its components, and what can be done with orders for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.models.assembly import AssemblyHeader, AssemblyLine
from desktop.services.assembly.documents import create_assembly
from desktop.services.assembly.header_fields import change_assembly_header
from desktop.services.assembly.line_fields import (
    add_assembly_line,
    change_assembly_line,
    delete_assembly_line,
)
from desktop.services.assembly.load import AssemblyKey
from desktop.services.posting.post_assembly import post_assembly
from desktop.services.records import add_record
from tests.builders.items import a_resource
from tests.builders.posting_world import PostingWorld

SERIES = {
    "assembly_quote_nos": "AQ",
    "blanket_assembly_order_nos": "AB",
    "assembly_order_nos": "AO",
    "posted_assembly_nos": "PA",
}


@dataclass
class KitWorld(PostingWorld):
    """The kit of PX29: Z of 2 A, 1 B, half an hour at 40.00 and a set-up of 10.00."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for field, code in SERIES.items():
            add_record(self.session, "number_series", {"code": code}, self.context)
            line = {"series_code": code, "starting_no": f"{code}00001"}
            add_record(self.session, "number_series_line", line, self.context)
            self.put("inventory_setup", {"id": 1}, **{field: code})
        for no, cost in (("A", "4"), ("B", "7"), ("Z", "0")):
            self.item(no, unit_cost=cost)
        a_resource(self.session, "WORK", unit_cost=Decimal(40))
        a_resource(self.session, "SETUP", unit_cost=Decimal(10))
        self.component("Z", "A", 2)
        self.component("Z", "B", 1)
        self.component("Z", "WORK", "0.5", type="resource")
        self.component("Z", "SETUP", 1, type="resource", resource_usage="fixed")

    def component(self, parent: str, no: str | None, quantity_per: object, **more: Any) -> None:  # noqa: ANN401  (any field)
        """Add a line to the bill of materials of an item."""
        values = {"parent_item_no": parent, "type": more.pop("type", "item"), "no": no, **more}
        values["quantity_per"] = Decimal(str(quantity_per))
        add_record(self.session, "bom_component", values, self.context)

    def kit_order(self, quantity: object = 1, no: str = "Z", **header: object) -> AssemblyKey:
        """An order for so many kits; further header fields are entered in their order."""
        key = create_assembly(self.session, self.context, item_no=no).key
        self.head(key, quantity=quantity, **header)
        return key

    def head(self, key: AssemblyKey, **fields: object) -> None:
        """Enter fields of an order's header."""
        for name, value in fields.items():
            change_assembly_header(self.session, key, name, _typed(value), self.context)

    def put_line(self, key: AssemblyKey, line_no: int, **fields: object) -> None:
        """Enter fields of an order's line."""
        for name, value in fields.items():
            change_assembly_line(self.session, key, line_no, name, _typed(value), self.context)

    def new_line(self, key: AssemblyKey, **fields: object) -> None:
        """Add a line at the end of an order."""
        values = [(name, _typed(value)) for name, value in fields.items()]
        add_assembly_line(self.session, key, values, self.context)

    def drop_line(self, key: AssemblyKey, line_no: int) -> None:
        """Delete a line of an order."""
        delete_assembly_line(self.session, key, line_no, self.context)

    def assemble(self, key: AssemblyKey, **more: Any) -> str:  # noqa: ANN401  (any parameter)
        """Post an order; returns the number of the posted assembly."""
        no = post_assembly(self.session, key, self.context, **more).assembly_no
        assert no is not None
        return no

    def kit_header(self, key: AssemblyKey) -> AssemblyHeader:
        """The header of an order as it is stored."""
        [header] = self.rows(AssemblyHeader, document_type=key.type, no=key.no)
        return header

    def kit_lines(self, key: AssemblyKey) -> list[AssemblyLine]:
        """The lines of an order as they are stored."""
        return self.rows(AssemblyLine, document_type=key.type, document_no=key.no)


def _typed(value: object) -> object:
    """Whole numbers are entered as figures, all else as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value
