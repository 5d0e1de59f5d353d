"""The assistant in a terminal: for trying, measuring, and watching it learn."""
