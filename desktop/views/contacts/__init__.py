"""Contacts, interactions and campaigns."""
