"""The people who work with Kontor and what they may do."""
