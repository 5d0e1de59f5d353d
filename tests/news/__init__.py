"""Feeds: friendly, broken and hostile ones."""
