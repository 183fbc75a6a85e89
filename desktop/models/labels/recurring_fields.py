"""The words for the fields of invoice discount terms and recurring sales lines."""

from desktop.translation import N_

RECURRING_FIELDS: dict[str, str] = {
    "amount_excl_vat": N_("Amount Excl. VAT"),
    "insert_on_credit_memos": N_("Insert on Credit Memos"),
    "insert_on_invoices": N_("Insert on Invoices"),
    "insert_on_orders": N_("Insert on Orders"),
    "insert_on_quotes": N_("Insert on Quotes"),
    "minimum_amount": N_("Minimum Amount"),
    "next_date": N_("Next Date"),
    "service_charge": N_("Service Charge"),
    "valid_from": N_("Valid From"),
    "valid_to": N_("Valid to"),
}
