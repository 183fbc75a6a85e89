"""Screens about what people are told."""
