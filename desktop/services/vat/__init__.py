"""Value added tax: how it is computed and set up."""
