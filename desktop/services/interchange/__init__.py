"""Tables of Kontor out to spreadsheets, and back in from them."""
