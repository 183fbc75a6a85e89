"""Working days and the delivery dates counted in them."""
