"""The steps: one file per change, with the way there and the way back."""
