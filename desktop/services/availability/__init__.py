"""How much of an item is there on a day, what moves it, and when more can come (03 §1, §2)."""
