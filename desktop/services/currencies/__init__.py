"""Exchange rates of currencies (01 §3, 02 §4)."""
