"""Checks of content, each on a small project with one slip in it."""
