"""Tests of buying."""
