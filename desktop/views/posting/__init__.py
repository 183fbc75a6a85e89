"""Posting from the screen: choice, preview, what was posted."""
