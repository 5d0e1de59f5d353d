"""Answers Rasa's imports of packages that are not installed, because nothing of ours uses them.

Rasa imports TensorFlow, seven messengers and four databases at every start, used or not: that costs
11 of 15 seconds, 400 MB of memory and 2 GB of disk, and each is one more old package to worry about.
`RASA_STOCK=1` turns the stand-in off: then all of them must be installed, and Rasa is as published.
"""

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

SETTING = "RASA_STOCK"
# By the names they are imported under; pyproject.toml excludes their packages.
ABSENT = frozenset(
    (
        *("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "jax"),
        *("jaxlib", "aiogram", "fbmessenger", "mattermostwrapper", "rocketchat_API", "slack_sdk"),
        *(
            "socketio",
            "engineio",
            "twilio",
            "webexteamssdk",
            "boto3",
            "botocore",
            "confluent_kafka",
        ),
        *("psycopg2", "pymongo", "redis", "matplotlib", "prompt_toolkit", "questionary"),
    )
)


def install() -> None:
    """Stand in from now on; call it before the first `import rasa`. Twice is once."""
    if os.environ.get(SETTING) == "1" or any(isinstance(each, _Finder) for each in sys.meta_path):
        return
    sys.meta_path.insert(0, _Finder())


def _is_special(name: str) -> bool:
    """Python asks for such names to learn what a thing can do; the answer must be the true one."""
    return name.startswith("__") and name.endswith("__")


class _AnyName(type):
    """A class that has every attribute: each is the class `Nothing`."""

    def __getattr__(cls, name: str) -> Any:
        if _is_special(name):
            raise AttributeError(name)
        return Nothing


class Nothing(metaclass=_AnyName):
    """Whatever was imported: base class, decorator, type or constant; it never does anything."""

    def __new__(cls, *given: Any, **options: Any) -> Any:
        """Make one; or give back what is decorated."""
        if cls is Nothing and len(given) == 1 and callable(given[0]) and not options:
            return given[0]
        return super().__new__(cls)

    def __init__(self, *given: Any, **options: Any) -> None:
        """Take what the real one would."""

    def __call__(self, *given: Any, **options: Any) -> Any:
        """Decorate with the thing itself: `@tf.function(…)` leaves the function as it is."""
        return given[0] if given and callable(given[0]) else self

    def __getattr__(self, name: str) -> Any:
        if _is_special(name):
            raise AttributeError(name)
        return Nothing

    def __class_getitem__(cls, _item: object) -> type:
        return cls


class _AbsentModule(ModuleType):
    """A package in which every name can be imported."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []  # makes it a package
        self.__version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if _is_special(name):
            raise AttributeError(name)
        return Nothing


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the absent packages before Python looks for real ones."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""
