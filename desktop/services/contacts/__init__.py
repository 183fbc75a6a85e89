"""Contacts: whom one knows, before and beside being a customer (01 §12)."""
