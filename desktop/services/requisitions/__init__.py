"""The requisition worksheet: what to buy or put together, and the orders made of it (03 §7)."""
