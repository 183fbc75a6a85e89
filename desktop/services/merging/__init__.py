"""Merging two customers who are one: the choice, the obstacles, the moves, the proof (01 §10)."""
