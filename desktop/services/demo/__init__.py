"""The demo company: Fjell Furniture AB with a year behind it, made by the services alone."""
