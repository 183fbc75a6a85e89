"""Programs for those who build Kontor; the product does not use them."""
