"""What a report looks like: pictures, words, a page."""
