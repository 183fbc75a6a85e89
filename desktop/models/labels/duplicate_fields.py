"""The words for fields of duplicates and merges."""

from desktop.translation import N_

DUPLICATE_FIELDS: dict[str, str] = {
    "party": N_("Party"),
    "value": N_("Value"),
    "no_a": N_("First No."),
    "no_b": N_("Second No."),
    "decision": N_("Decision"),
    "decided_at": N_("Decided at"),
    "survivor": N_("Survivor"),
    "duplicate": N_("Duplicate"),
    "merged_at": N_("Merged at"),
    "survivor_image": N_("Survivor Before"),
    "duplicate_image": N_("Duplicate Before"),
    "merge_id": N_("Merge"),
    "row_key": N_("Record Key"),
    "column_name": N_("Column"),
    "former_no": N_("Former No."),
    "duplicate_threshold": N_("Duplicate Threshold"),
    "duplicate_check": N_("Duplicate Check"),
}
