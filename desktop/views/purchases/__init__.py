"""The pages of buying: vendors, purchase documents and what was posted from them."""
