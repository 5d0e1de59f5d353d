"""The rules, which know nothing of the world."""
