"""Plain values: numbers, dates and keys, in pure Python."""
