"""What the assistant does, with fakes all around it."""
