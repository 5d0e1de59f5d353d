"""Tests of the bridge to Rasa, without Rasa."""
