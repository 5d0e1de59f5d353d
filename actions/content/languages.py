"""Languages that are recognised but not spoken, as `nlu_data/languages.yml` lists them."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.content.problem import Problem
from actions.content.yaml_file import problem_at, read_mapping

LANGUAGES = "languages.yml"


@dataclass(frozen=True)
class OtherLanguage:
    """One language, what its speakers most likely read of ours, and how it looks."""

    code: str
    read: str  # a locale that we speak
    examples: tuple[str, ...]


def read_languages(
    nlu_data: Path, served: Collection[str] | None = None
) -> tuple[list[OtherLanguage], list[Problem]]:
    """The file's languages and what is wrong with it; no file means none.

    `served` are the locales that `read` may name; None leaves that unchecked.
    """
    path = nlu_data / LANGUAGES
    if not path.exists():
        return [], []
    fields = read_mapping(path)
    if isinstance(fields, Problem):
        return [], [fields]
    languages, problems = [], []
    for code, given in fields.items():
        found = _language(code, given, path)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        if served is not None and found.read not in served:
            message = f"`read:` of `{code}:` must be one of {', '.join(sorted(served))}"
            problems.append(problem_at(path, code, message))
        languages.append(found)
    return languages, problems


def _language(code: str, given: Any, path: Path) -> OtherLanguage | Problem:  # noqa: ANN401 -- YAML
    fields = given if isinstance(given, dict) else {}
    examples = fields.get("examples")
    if isinstance(examples, list) and all(isinstance(text, str) for text in examples):
        return OtherLanguage(code, str(fields.get("read", "")), tuple(examples))
    return problem_at(path, code, f"`{code}:` needs `read:` and a list of texts under `examples:`")
