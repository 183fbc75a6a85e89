"""Giving a record another number or code: everything that names it follows (CU5)."""
