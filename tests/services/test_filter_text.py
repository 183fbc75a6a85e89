"""A filter typed as one text (SD103)."""

import pytest

from desktop.services.filter_text import filters_of
from desktop.services.list_filters import FilterNotUnderstood

NAMES = {"no", "sell_to_customer_no", "order_date", "amount"}


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("", {}),
        ("SO1..SO9", {"no": "SO1..SO9"}),
        ("SO1|SO3", {"no": "SO1|SO3"}),
        (">SO1", {"no": ">SO1"}),
        ("no>=SO1", {"no": ">=SO1"}),
        ("sell_to_customer_no=C1", {"sell_to_customer_no": "C1"}),
        ('sell_to_customer_no is "C1|C2"', {"sell_to_customer_no": "C1|C2"}),
        ("order_date: ..t; amount>=100", {"order_date": "..t", "amount": ">=100"}),
        ("no is SO* and amount<>0", {"no": "SO*", "amount": "<>0"}),
        ("order_date=2026-01-01\nno=SO1", {"order_date": "2026-01-01", "no": "SO1"}),
    ],
)
def test_a_text_names_its_fields_or_means_the_number(text: str, filters: dict[str, str]) -> None:
    assert filters_of(text, NAMES) == filters


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(FilterNotUnderstood) as refused:
        filters_of("colour=red", NAMES)
    assert refused.value.parameters["expression"] == "colour=red"
