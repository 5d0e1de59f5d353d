"""Prepares a process for Rasa: what must be set before its first import."""

import ctypes
import logging
import os
import sys

from bot.nlu.rasa import absences

DEFAULTS = {
    "OMP_NUM_THREADS": "1",  # with more, idle threads spin and a busy machine crawls
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # files are read anew each time: nothing would be found
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


def prepare(level: int = logging.WARNING) -> None:
    """Quiet, one thread, nothing unused; what the environment says already stands."""
    for key, value in DEFAULTS.items():
        os.environ.setdefault(key, value)
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(
        logging.ERROR
    )  # of libraries that Rasa pins: nobody here can act on them
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    absences.install()
    import structlog  # noqa: PLC0415 -- not part of Python: it must come after the settings above

    # Unconfigured, Rasa's structlog writes every user's words to stdout.
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def give_back_memory() -> None:
    """What loading a model took for a moment, a tenth of all, goes back to the system."""
    c_library = ctypes.CDLL(None)
    if hasattr(c_library, "malloc_trim"):  # glibc
        c_library.malloc_trim(0)
