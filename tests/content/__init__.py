"""What we ship is sound."""
