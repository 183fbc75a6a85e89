"""Templates have their card's columns, and fill what nobody has filled (CU7, CU8)."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.every_table import Base
from desktop.models.templates import (
    CUSTOMER_TEMPLATE_FIELDS,
    ITEM_TEMPLATE_FIELDS,
    NOT_IN_CUSTOMER_TEMPLATE,
    NOT_IN_ITEM_TEMPLATE,
)
from desktop.services.context import UserContext
from desktop.services.records import add_record, read_record
from desktop.services.setup.filling import TEMPLATE_KINDS
from desktop.services.setup.refusals import TemplateNotChosen, ValueNegative
from desktop.services.templates import (
    OverwriteFilled,
    apply_template,
    blank_record,
    new_record,
    save_as_template,
    templates_for,
)
from tests.builders.customers import a_customer
from tests.scenarios.standard_company import WORK_DATE
from tests.services.office import office, session

__all__ = ["office", "session"]

CARDS = {
    "customer": (CUSTOMER_TEMPLATE_FIELDS, NOT_IN_CUSTOMER_TEMPLATE),
    "item": (ITEM_TEMPLATE_FIELDS, NOT_IN_ITEM_TEMPLATE),
}


@pytest.mark.parametrize("card", CARDS)
def test_each_column_of_a_card_is_in_its_template_or_left_out_on_purpose(card: str) -> None:
    inside, outside = CARDS[card]
    assert len(set(inside)) == len(inside)
    assert not set(inside) & outside
    assert set(inside) | outside == set(Base.metadata.tables[card].columns.keys())


@pytest.mark.parametrize("card", CARDS)
def test_a_templates_columns_are_those_of_its_card(card: str) -> None:
    template = Base.metadata.tables[TEMPLATE_KINDS[card].table].columns
    for column in Base.metadata.tables[card].columns:
        if column.name in TEMPLATE_KINDS[card].fields:
            same = template[column.name]
            assert same.type is column.type
            assert _targets(same) == _targets(column)


def _targets(column: sa.Column[object]) -> list[str]:
    return [key.target_fullname for key in column.foreign_keys]


@pytest.fixture
def template(session: Session, context: UserContext) -> str:
    """The template of foreign customers."""
    values = {"code": "EU", "gen_bus_posting_group": "EU", "payment_terms_code": "30D"}
    add_record(session, "customer_template", values, context)
    return "EU"


def test_the_only_template_is_used_without_asking(
    session: Session, context: UserContext, template: str
) -> None:
    made = new_record(session, "customer", {"no": "C1", "name": "Nova"}, context)
    assert made.values["payment_terms_code"] == "30D"
    assert [row.code for row in templates_for(session, "customer")] == [template]


def test_without_templates_a_card_is_blank(session: Session, context: UserContext) -> None:
    made = new_record(session, "customer", {"no": "C1"}, context)
    assert made.values["payment_terms_code"] is None
    assert templates_for(session, "location") == ()


@pytest.mark.usefixtures("template")
def test_of_several_templates_one_must_be_chosen(session: Session, context: UserContext) -> None:
    add_record(session, "customer_template", {"code": "US"}, context)
    with pytest.raises(TemplateNotChosen):
        new_record(session, "customer", {"name": "Nova"}, context)
    made = new_record(session, "customer", {"no": "C1"}, context, template_code="us")
    assert made.values["payment_terms_code"] is None


def test_several_records_are_filled_at_once_and_asked_about_once(
    session: Session, context: UserContext, template: str
) -> None:
    a_customer(session, "C1", payment_terms_code="14D")
    a_customer(session, "C2", payment_terms_code=None)
    keys = [("C1",), ("C2",)]
    with pytest.raises(OverwriteFilled) as asked:
        apply_template(session, "customer", keys, template, context)
    # C1: terms and group; C2: the group.
    assert asked.value.parameters["count"] == 3
    declined = context.with_answer(ConfirmationCode.OVERWRITE_FILLED_FIELDS, yes=False)
    views = apply_template(session, "customer", keys, template, declined)
    assert [view.values["payment_terms_code"] for view in views] == ["14D", "30D"]
    agreed = context.with_answer(ConfirmationCode.OVERWRITE_FILLED_FIELDS, yes=True)
    views = apply_template(session, "customer", keys, template, agreed)
    assert [view.values["payment_terms_code"] for view in views] == ["30D", "30D"]
    assert [view.values["gen_bus_posting_group"] for view in views] == ["EU", "EU"]


def test_a_template_that_says_nothing_new_does_not_ask(
    session: Session, context: UserContext, template: str
) -> None:
    a_customer(session, "C1", gen_bus_posting_group="EU")
    [view] = apply_template(session, "customer", [("C1",)], template, context)
    assert view.values["gen_bus_posting_group"] == "EU"


def test_a_service_of_another_agent_is_left_out(session: Session, context: UserContext) -> None:
    add_record(session, "shipping_agent", {"code": "UPS"}, context)
    values = {"code": "T", "shipping_agent_code": "DHL", "shipping_agent_service_code": "STD"}
    add_record(session, "customer_template", values, context)
    typed = {"no": "C1", "shipping_agent_code": "UPS"}
    ups = new_record(session, "customer", typed, context).values
    assert (ups["shipping_agent_code"], ups["shipping_agent_service_code"]) == ("UPS", None)
    dhl = new_record(session, "customer", {"no": "C2"}, context).values
    assert dhl["shipping_agent_service_code"] == "STD"
    assert dhl["shipping_time"] == "2D"


def test_the_templates_salesperson_comes_before_the_users(
    session: Session, context: UserContext
) -> None:
    for code in ("PS", "LS"):
        add_record(session, "salesperson", {"code": f"{code}2"}, context)
    add_record(session, "user_setup", {"user": "EVA", "salesperson_code": "PS2"}, context)
    add_record(session, "customer_template", {"code": "T", "salesperson_code": "LS2"}, context)
    eva = UserContext(user="EVA", work_date=context.work_date)
    assert new_record(session, "customer", {"no": "C1"}, eva).values["salesperson_code"] == "LS2"


def test_a_saved_template_says_what_the_card_says(session: Session, context: UserContext) -> None:
    a_customer(session, "C1", name="Nova", credit_limit_lcy=Decimal(500))
    add_record(session, "customer_template", {"code": "CUST000009"}, context)
    saved = save_as_template(session, "customer", ("C1",), context)
    assert saved.key == ("CUST000010",)
    assert saved.values["description"] == "Nova"
    card = read_record(session, "customer", ("C1",)).values
    for name in CUSTOMER_TEMPLATE_FIELDS:
        assert saved.values[name] == card[name]


def test_a_template_refuses_what_its_card_would(session: Session, context: UserContext) -> None:
    with pytest.raises(ValueNegative):
        add_record(session, "item_template", {"code": "T", "unit_price": Decimal(-1)}, context)


@pytest.mark.usefixtures("template")
def test_what_a_new_card_shows_is_what_it_gets(session: Session, context: UserContext) -> None:
    before = set(session.new)
    shown = blank_record(session, "customer", {"name": "Nova"}, context)
    assert set(session.new) == before
    assert shown["no"] is None
    assert shown["payment_terms_code"] == "30D"
    made = new_record(session, "customer", {"no": "C1", "name": "Nova"}, context)
    kept = {"no", "created_by", "created_at", "changed_by", "changed_at", "row_version"}
    assert {name: made.values[name] for name in shown if name not in kept} == {
        name: value for name, value in shown.items() if name not in kept
    }


@pytest.mark.usefixtures("template")
def test_a_new_card_waits_for_the_choice_of_a_template(
    session: Session, context: UserContext
) -> None:
    add_record(session, "customer_template", {"code": "US", "payment_terms_code": "14D"}, context)
    assert blank_record(session, "customer", {}, context)["payment_terms_code"] is None
    chosen = blank_record(session, "customer", {}, context, template_code="US")
    assert chosen["payment_terms_code"] == "14D"


def test_a_new_item_shows_its_unit_without_making_it(
    session: Session, context: UserContext
) -> None:
    add_record(session, "item_template", {"code": "WARE", "base_unit": "PCS"}, context)
    before = set(session.new)
    assert blank_record(session, "item", {}, context)["base_unit"] == "PCS"
    assert set(session.new) == before


@pytest.mark.parametrize(
    ("table", "values", "field", "value"),
    [
        ("price_list", {}, "source_type", "all_customers"),
        ("price_list", {}, "defines", "price_and_discount"),
        ("price_list", {}, "status", "draft"),
        ("price_list", {}, "allow_line_disc", True),
        ("price_list", {"source_type": "customer"}, "source_type", "customer"),
        ("campaign", {}, "activated", False),
        ("contact", {}, "type", "company"),
        ("interaction", {}, "date", WORK_DATE),
        ("interaction", {}, "user", "ADMIN"),
        ("item_journal_line", {}, "posting_date", WORK_DATE),
    ],
)
def test_a_new_record_shows_its_defaults(
    session: Session,
    context: UserContext,
    table: str,
    values: dict[str, object],
    field: str,
    value: object,
) -> None:
    assert blank_record(session, table, values, context)[field] == value
