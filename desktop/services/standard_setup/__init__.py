"""A ready set-up for a wholesaler in Sweden, for a company that has none of its own yet."""
