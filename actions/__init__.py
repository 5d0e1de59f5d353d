"""What the assistant does: answer, clarify, hand off, deliver."""
