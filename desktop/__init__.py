"""Kontor: a sales office on the desktop, from customers and quotes to invoices and payments."""
