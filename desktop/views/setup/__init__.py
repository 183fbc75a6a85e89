"""The pages of set-up tables."""
