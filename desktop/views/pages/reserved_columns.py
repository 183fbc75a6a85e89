"""What is reserved for lines that want goods, as columns of their documents."""

from __future__ import annotations

from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import N_
from desktop.views.tables.line_columns import LineField

RESERVED = (
    LineField("reserved_quantity", width=88, visible=False),
    LineField("reserved_from_stock", width=120, visible=False),
)
RESERVED_INFOS = (
    FieldInfo("reserved_quantity", N_("Reserved"), FieldKind.QUANTITY, editable=False),
    FieldInfo("reserved_from_stock", N_("Reserved from Stock"), FieldKind.QUANTITY, editable=False),
)
"""What is kept for a line; no columns of the line."""
