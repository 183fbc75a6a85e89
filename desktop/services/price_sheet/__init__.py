"""A price list as one sheet: its head and its lines, entered like a document."""
