"""Keys and codes: how records are named and found again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LINE_NO_STEP = 10000
"""Distance between two lines, so that a line can be inserted between them."""

_ALLOWED = re.compile(r"[\w\-/.+&# ]+")


class DocumentType(StrEnum):
    """The six documents of sales that are worked on before they are posted."""

    QUOTE = "quote"
    ORDER = "order"
    INVOICE = "invoice"
    CREDIT_MEMO = "credit_memo"
    BLANKET_ORDER = "blanket_order"
    RETURN_ORDER = "return_order"

    @property
    def is_return(self) -> bool:
        """Whether positive quantities are goods that come back."""
        return self in {DocumentType.CREDIT_MEMO, DocumentType.RETURN_ORDER}


DELIVERED = frozenset({DocumentType.ORDER, DocumentType.RETURN_ORDER})
"""Documents whose goods are delivered from them."""


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """Names one document: its type and number."""

    type: DocumentType
    no: str

    @classmethod
    def parse(cls, text: str) -> DocumentKey:
        """Read `order SO00001` back; raises ValueError on anything else."""
        word, _, no = text.partition(" ")
        if not no:
            raise ValueError(text)
        return cls(DocumentType(word), no)

    def __str__(self) -> str:
        return f"{self.type} {self.no}"


class CodeError(ValueError):
    """A text cannot be a code: it is too long or has characters that codes do not have."""


def code(text: str | None, length: int) -> str | None:
    """A code as it is stored: trimmed, upper-case, 1…length characters; blank is None (CU1).

    Raises CodeError when the text is too long or has a character outside letters, digits,
    `- _ / . + & #` and inner blanks.
    """
    value = (text or "").strip().upper()
    if not value:
        return None
    if len(value) > length or not _ALLOWED.fullmatch(value):
        raise CodeError(value)
    return value
