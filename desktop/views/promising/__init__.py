"""Screens about delivery dates: the promising window and the promise board."""
