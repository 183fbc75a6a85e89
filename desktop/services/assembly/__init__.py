"""Assembly: kits that are put together, for stock or for an order (03 §11)."""
