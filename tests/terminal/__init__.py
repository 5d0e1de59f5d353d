"""Tests of the assistant in a terminal."""
