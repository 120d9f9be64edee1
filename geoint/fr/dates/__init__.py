"""Time rules of French, each module with its examples and traps."""
