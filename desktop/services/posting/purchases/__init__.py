"""Posting purchases: goods come in, invoices are owed; completely or not at all (PF59–PF61)."""
