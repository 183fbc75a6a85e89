"""Customers: cards, credit, finding them."""
