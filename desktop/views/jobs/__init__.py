"""Batch runs and the posting queue on the screen."""
