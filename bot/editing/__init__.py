"""What editors do by command: begin entries and languages, exchange texts with translators."""
