"""The words for fields, tables and choices; every column of one name has one label."""

from desktop.models.labels.choices import ENUM_LABELS
from desktop.models.labels.tables import TABLE_LABELS
from desktop.models.labels.words import FIELD_LABELS, enum_label, field_label, table_label

__all__ = [
    "ENUM_LABELS",
    "FIELD_LABELS",
    "TABLE_LABELS",
    "enum_label",
    "field_label",
    "table_label",
]
