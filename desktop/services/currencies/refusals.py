"""What is refused about currencies and their rates."""

from __future__ import annotations

from desktop.errors import Refusal, RefusalCode
from desktop.translation import N_


class ExchangeRateMissing(Refusal):
    """A currency has no rate for a date (SD57, CU24)."""

    code = RefusalCode.SALES_EXCHANGE_RATE_MISSING
    text = N_(
        "There is no exchange rate for {currency_code} on or before {date}. "
        "Add one on the page Exchange Rates."
    )
