"""News of the office's site: fetched over HTTP, read by a process of its own."""
