"""Sales prices and line discounts: kept in lists, found for lines (01 §7)."""
