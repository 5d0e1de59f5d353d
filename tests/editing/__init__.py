"""What editors do by command."""
