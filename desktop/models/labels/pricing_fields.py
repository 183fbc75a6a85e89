"""The words for the fields of price lists."""

from desktop.translation import N_

PRICING_FIELDS: dict[str, str] = {
    "allow_edit_active_prices": N_("Allow Editing Active Prices"),
    "amount_after": N_("Amount Added After"),
    "amount_before": N_("Amount Added Before"),
    "change_pct": N_("Change %"),
    "default_price_list_code": N_("Price List for Special Prices"),
    "defines": N_("Defines"),
    "minimum_amount": N_("From Price"),
    "minimum_quantity": N_("Minimum Quantity"),
    "old_unit_price": N_("Old Unit Price"),
    "own_scope_per_line": N_("Lines Have Their Own Scope"),
    "precision": N_("Precision"),
    "price_list_nos": N_("Price List Nos."),
    "product_no": N_("Product No."),
    "product_type": N_("Product Type"),
    "rounding_type": N_("Rounding Type"),
}
