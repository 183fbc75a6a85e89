"""Posting: documents become facts, in one step that happens completely or not at all."""
