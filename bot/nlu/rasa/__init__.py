"""What runs inside Rasa: the importer of our content, and our own pipeline steps."""
