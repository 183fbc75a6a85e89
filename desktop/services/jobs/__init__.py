"""Work for many documents, and work in the background."""
