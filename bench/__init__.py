"""How fast, how steady: measured with the real process. `make bench` writes the report."""
