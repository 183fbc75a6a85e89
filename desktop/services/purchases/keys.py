"""How a purchase document is named."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.errors import RecordRef
from desktop.models.supply_words import PurchaseType


@dataclass(frozen=True, slots=True)
class PurchaseKey:
    """Names one purchase document: its type and number."""

    type: PurchaseType
    no: str

    @property
    def ref(self) -> RecordRef:
        """How refusals and notices name the document."""
        return RecordRef("purchase_header", (self.type.value, self.no))

    def __str__(self) -> str:
        return f"{self.type} {self.no}"
