"""The documentation names everything that there is, and nothing that there is not."""
