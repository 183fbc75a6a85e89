"""Numbers of cards, documents and ledgers, drawn from number series."""
