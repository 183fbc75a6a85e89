"""The pages of items and stock."""
