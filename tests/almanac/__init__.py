"""What the office knows besides answers: deadlines, events, partners."""
