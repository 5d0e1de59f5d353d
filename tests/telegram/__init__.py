"""Tests of what Telegram users see."""
