"""How a company's tables came to be what they are, step by step and back."""
