"""One door for each kind of thing that people do."""
