"""What students and staff see, and how their messages come in."""
