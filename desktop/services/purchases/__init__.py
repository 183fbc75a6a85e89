"""Buying: vendors, purchase orders and what they need before they are posted (03 §8)."""
