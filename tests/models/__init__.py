"""Tests of what is stored and of plain values."""
