"""Run by test_architecture: imports modules, and tells what they did meanwhile."""

import importlib
import json
import os
import sys
from types import FrameType
from typing import Any

WATCHED = ("open", "socket.", "subprocess.Popen", "os.mkdir", "os.remove", "sqlite3.connect")
done: list[str] = []


def main() -> None:
    """The project's folder, then names of modules."""
    project, *names = sys.argv[1:]
    sys.path.insert(0, project)
    sys.addaudithook(lambda event, args: note(event, args, project))
    environment = Watched(os.environ._data, project)  # type: ignore[attr-defined]
    os.environ._data = environment  # type: ignore[attr-defined]
    for name in names:
        importlib.import_module(name)
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    print(json.dumps({"done": done, "loaded": loaded}))


class Watched(dict[Any, Any]):
    """The environment, which notices who reads it."""

    def __init__(self, variables: dict[Any, Any], project: str) -> None:
        super().__init__(variables)
        self._project = project

    def __getitem__(self, name: object) -> object:
        if is_ours(sys._getframe(), self._project):
            done.append(f"environment {name!r}")
        return super().__getitem__(name)


def note(event: str, args: tuple[object, ...], project: str) -> None:
    """Keep what touches the world, if one of our modules did it while it was imported."""
    if event.startswith(WATCHED) and is_ours(sys._getframe(), project):
        done.append(f"{event} {args[:1]}")


def is_ours(frame: FrameType | None, project: str) -> bool:
    """Whether a module of ours is nearer than the import of another one."""
    while frame := frame.f_back if frame else None:
        path = frame.f_code.co_filename
        if path.startswith("<frozen importlib"):
            return False
        if path.startswith(project) and "site-packages" not in path and path != __file__:
            return True
    return False


main()
