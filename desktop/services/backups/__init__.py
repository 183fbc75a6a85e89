"""Copies of a company file: made by hand and daily, tried by a test restore, put back."""
