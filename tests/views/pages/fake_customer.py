"""A customer in memory with services like the general ones, and the card that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.errors import Conflict, FieldRefusal, Notice, RecordRef, RefusalCode
from desktop.services.context import UserContext
from desktop.services.records import RecordView
from desktop.views.pages.card_spec import CardSpec
from desktop.views.pages.field_groups import Group

EDITABLE = frozenset({"name", "address", "post_code", "city", "email", "blocked", "currency_code"})


class NoPostCode(FieldRefusal):
    code = RefusalCode.CONFLICT
    text = "There is no post code {post_code} in Sweden. Correct it or choose the country first."


class NameMissing(FieldRefusal):
    code = RefusalCode.CONFLICT
    text = "A customer needs a name. Enter it first."


def a_view(values: Mapping[str, object], version: int, *notices: Notice) -> RecordView:
    return RecordView(
        "customer", (str(values["no"]),), dict(values), version, EDITABLE, tuple(notices)
    )


@dataclass
class FakeCustomers:
    """The services of one customer; `calls` lists what was called."""

    values: dict[str, object] = field(
        default_factory=lambda: {
            "no": "C10000", "name": "Birkholm Interiors AB", "city": "Uppsala",
            "currency_code": "SEK",
        }
    )  # fmt: skip
    version: int = 1
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def load(self, session: object, key: tuple[str | int, ...]) -> RecordView:
        self.calls.append(("load", key))
        return a_view(self.values, self.version)

    def change(
        self, session: object, key: tuple[str | int, ...], name: str, value: object,
        context: UserContext, *, row_version: int | None,
    ) -> RecordView:  # fmt: skip
        self.calls.append(("change", name, value, row_version))
        if name == "post_code":
            raise NoPostCode(field=name, post_code=value)
        if row_version != self.version:
            raise Conflict(
                record=RecordRef("customer", key), table="customer", record_key="C10000",
                changed_by="Eva",
            )  # fmt: skip
        self.values[name] = value
        self.version += 1
        return a_view(self.values, self.version)

    def new(
        self, session: object, values: Mapping[str, object], context: UserContext
    ) -> RecordView:
        self.calls.append(("new", dict(values)))
        if not values.get("name"):
            raise NameMissing(field="name")
        self.values = {"no": "C20000", **values}
        return a_view(self.values, self.version)

    def delete(self, session: object, key: tuple[str | int, ...], context: UserContext) -> None:
        self.calls.append(("delete", key))


def customer_card(fake: FakeCustomers, **more: Any) -> CardSpec:  # noqa: ANN401  # fields of the declaration
    return CardSpec(
        name="customer_card",
        title="Customer",
        table="customer",
        list_page="customer_list",
        list_title="Customers",
        groups=(
            Group("General", ("no", "name", "blocked"), more_fields=("name_2",)),
            Group("Address and Contact", ("address", "post_code", "city", "email")),
            Group("Invoicing", ("currency_code", "payment_terms_code"), is_open=False),
        ),
        load=fake.load,
        change=fake.change,
        new=fake.new,
        delete=fake.delete,
        has_papers=False,
        **more,
    )
