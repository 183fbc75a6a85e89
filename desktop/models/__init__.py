"""What is stored, and plain values."""
