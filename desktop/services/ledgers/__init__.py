"""The ledgers: what stands in them, how stock is valued, and the proof that all of it agrees."""
