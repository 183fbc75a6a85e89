"""Where stock is counted; what is there and what moves it stands in `services/availability`."""

from __future__ import annotations

from typing import NamedTuple


class Scope(NamedTuple):
    """Where stock is counted: item, variant, location; blank ones are scopes of their own."""

    item_no: str
    variant_code: str | None = None
    location_code: str | None = None
