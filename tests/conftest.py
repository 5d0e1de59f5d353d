"""For all tests in the bot's environment."""

import gc


def pytest_collection_finish() -> None:
    """What was imported and read stays: looking through it for garbage again and again is slow."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
