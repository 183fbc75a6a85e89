"""Price lists, special prices, and why a line has its price."""
