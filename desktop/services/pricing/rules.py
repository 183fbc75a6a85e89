"""What the general record services must know about price lists."""

from __future__ import annotations

from desktop.services.pricing.line_checks import SCOPE
from desktop.services.pricing.line_rules import (
    after_defines,
    after_line_source,
    after_product_no,
    after_product_type,
    begin_line,
    check_line,
    delete_line,
    line_locks,
    new_line,
    of_line,
    put_line_status,
)
from desktop.services.pricing.list_rules import (
    DATES,
    after_source,
    after_source_no,
    begin_list,
    check_list,
    delete_list,
    new_list,
    of_list,
    push_date,
    put_status,
)
from desktop.services.setup.record_rules import FieldRule, RecordRules
from desktop.services.setup.rules import not_negatives, percentages, positive

_LIST_FIELDS = (
    "description",
    "defines",
    "allow_line_disc",
    "allow_invoice_disc",
    "own_scope_per_line",
    *SCOPE,
)
_LINE_FIELDS = (
    "product_type",
    "product_no",
    "variant_code",
    "unit_code",
    "minimum_quantity",
    "defines",
    "unit_price",
    "line_discount_pct",
    "allow_line_disc",
    "allow_invoice_disc",
    "old_unit_price",
    *SCOPE,
)
_LINE_CHECKS: dict[str, FieldRule] = {
    **not_negatives("minimum_quantity", "unit_price"),
    **percentages("line_discount_pct"),
}

PRICING_RULES: dict[str, RecordRules] = {
    "price_list": RecordRules(
        independent=True,
        begins=begin_list,
        new=new_list,
        check=check_list,
        deleting=delete_list,
        fields={**{name: of_list(name) for name in _LIST_FIELDS}, "status": put_status},
        follow_ups={
            "source_type": after_source,
            "source_no": after_source_no,
            **{name: push_date(name) for name in DATES},
        },
    ),
    "price_list_line": RecordRules(
        independent=True,
        begins=begin_line,
        new=new_line,
        check=check_line,
        deleting=delete_line,
        locked=line_locks,
        fields={
            **{name: of_line(name, _LINE_CHECKS.get(name)) for name in _LINE_FIELDS},
            "status": put_line_status,
        },
        follow_ups={
            "source_type": after_line_source,
            "product_type": after_product_type,
            "product_no": after_product_no,
            "defines": after_defines,
        },
    ),
    "rounding_method": RecordRules(
        independent=True,
        fields={**not_negatives("minimum_amount"), "precision": positive("precision")},
    ),
}
"""The rules of price lists, their lines and rounding methods, by table."""
