"""Files become entries, registries and problems."""
