"""Replies that staff write often, in every language, as `knowledge/canned/` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from actions.content.problem import Problem, warning
from actions.content.yaml_file import problem_at, read_mapping

CANNED = "canned"
VARIABLES = frozenset({"name", "number", "desk"})  # who asks, the ticket's number, who answers
NAME_LIMIT = 32  # letters that one still types after /c
LONGEST = 3000  # characters, so that it fits a message with its signature


@dataclass(frozen=True)
class Canned:
    """One reply in several languages; its file's name is what staff type after `/c`."""

    name: str
    title: str  # for staff
    texts: Mapping[str, str]  # locale → Markdown with variables in braces

    def text(self, locale: str, default: str) -> str:
        """The words in a locale, or in the default one, or in any."""
        found = self.texts.get(locale) or self.texts.get(default)
        return found or next(iter(self.texts.values()), "")


def read_canned(
    folder: Path, locales: Mapping[str, object]
) -> tuple[dict[str, Canned], list[Problem]]:
    """Read all of them; what can't be read is left out and named."""
    found: dict[str, Canned] = {}
    problems: list[Problem] = []
    for path in sorted((folder / CANNED).glob("*.yml")):
        fields = read_mapping(path)
        if isinstance(fields, Problem):
            problems.append(fields)
            continue
        wrong = [*_wrong_fields(path, fields), *_wrong_texts(path, fields, locales)]
        problems.extend(wrong)
        if not any(problem.is_error for problem in wrong):
            texts = {str(code): str(text).strip() for code, text in fields["texts"].items()}
            found[path.stem] = Canned(path.stem, str(fields["title"]), texts)
    return found, problems


def _wrong_fields(path: Path, fields: Mapping[str, Any]) -> list[Problem]:
    problems = [
        problem_at(path, key, f"`{key}:` is not known here; use `title:` and `texts:`")
        for key in fields.keys() - {"title", "texts"}
    ]
    if not isinstance(fields.get("title"), str) or not fields["title"].strip():
        problems.append(problem_at(path, "title", "`title:` is missing; write what it is for"))
    if not isinstance(fields.get("texts"), dict):
        problems.append(problem_at(path, "texts", "`texts:` must have a text for each language"))
    if not path.stem.replace("-", "").isalnum() or len(path.stem) > NAME_LIMIT:
        message = f"the file's name is typed: use at most {NAME_LIMIT} letters, digits and hyphens"
        problems.append(Problem(path, 1, message))
    return problems


def _wrong_texts(
    path: Path, fields: Mapping[str, Any], locales: Mapping[str, object]
) -> list[Problem]:
    texts = fields.get("texts")
    if not isinstance(texts, dict):
        return []
    problems = [
        problem_at(path, str(code), f"`{code}:` {what}")
        for code, text in texts.items()
        if (what := _wrong_text(str(code), text, locales))
    ]
    missing = sorted(locales.keys() - {str(code) for code in texts})
    note = "has no text in {}; it is sent in the default language"
    return [*problems, *(warning(path, 1, note.format(code)) for code in missing)]


def _wrong_text(code: str, text: object, locales: Mapping[str, object]) -> str | None:
    if code not in locales:
        return "is not in locales.yml; correct the code"
    if not isinstance(text, str) or not text.strip():
        return "must be a text"
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters; shorten it"
    try:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return "has a brace without its partner; write {{ for a brace"
    if unknown := used - VARIABLES:
        known = ", ".join(f"{{{name}}}" for name in sorted(VARIABLES))
        return f"uses {{{min(unknown)}}}, which is none of {known}"
    return None
