"""The environment in which Rasa runs, apart from the bot's."""

import os
from pathlib import Path

from actions.errors import ModelUnavailable

CODE = Path(__file__).resolve().parents[2]  # where the packages `bot` and `actions` lie
# What the training prints and the server reads; everything else is passed on as it is.
SECRETS = ("TELEGRAM_TOKEN", "DATABASE_URL", "STAFF_CHAT_ID")

# Trainings and checks make and drop large arrays all the time: a sixth of their time went into
# giving memory back to the system and taking it again.
KEEPS_MEMORY = {
    "MALLOC_TOP_PAD_": str(2**28),
    "MALLOC_MMAP_THRESHOLD_": str(2**32),
    "MALLOC_TRIM_THRESHOLD_": str(2**32),
}


def python_of(project: Path) -> Path:
    """Rasa's Python; raises `ModelUnavailable` if `make setup` did not run."""
    python = project / ".venv-nlu" / "bin" / "python"
    if not python.exists():
        raise ModelUnavailable(f"{python} is missing; run `make setup` in {project}")
    return python


def environment_of(project: Path, **more: str) -> dict[str, str]:
    """Environment variables for Rasa: none of the bot's secrets."""
    inherited = {key: value for key, value in os.environ.items() if key not in SECRETS}
    usual = {"OMP_NUM_THREADS": "1"}  # must be known before NumPy is; two processes fill two cores
    own = {"PYTHONPATH": str(CODE), "PYTHONUNBUFFERED": "1"}
    folders = {
        "KNOWLEDGE_DIR": str(project / "knowledge"),
        "NLU_DATA_DIR": str(project / "nlu_data"),
    }
    return {**usual, **inherited, **own, **folders, **more}
