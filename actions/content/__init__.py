"""The knowledge base as files: reading, checking, looking up."""
