"""What is shown before a company is open."""
