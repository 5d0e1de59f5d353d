"""Whole journeys: the real bot process, the real model, and a double of Telegram that refuses."""
