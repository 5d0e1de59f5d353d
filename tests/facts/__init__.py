"""Facts as people read them."""
