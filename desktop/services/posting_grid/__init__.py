"""A matrix of posting groups as a grid: each pair of groups is a row that is entered in place."""
