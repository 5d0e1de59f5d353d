"""The bridge to Rasa: client, child process, training."""
