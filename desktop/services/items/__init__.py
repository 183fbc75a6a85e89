"""Items: cards, stock, finding them."""
