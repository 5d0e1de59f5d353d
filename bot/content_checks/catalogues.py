"""Words of the program itself: complete in every language, with the same values."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from actions.content.checks.checked import Checked
from actions.content.problem import Problem, warning
from actions.content.quantities import Kind, quantities
from actions.content.yaml_file import read_text
from bot.content_checks.rendered import left_open
from bot.i18n import COUNTED, catalogue_path, form_of_each

CONTACTS = {Kind.PHONE, Kind.EMAIL, Kind.ADDRESS}
MSGID = re.compile(r'msgid "(.+)"')
OF_THE_LANGUAGE = {"digits", "date_locale"}  # say how a language is written; may be left out


@dataclass(frozen=True)
class Words:
    """A catalogue and where it lies."""

    path: Path
    locale: str
    catalogue: Catalog

    def pairs(self, other: "Words") -> Iterator[tuple[Message, Message]]:
        """Its messages that have words, with those of another catalogue."""
        for message in self.catalogue:
            same = other.catalogue.get(message.id) if message.id else None
            if same and all(forms_of(message)) and all(forms_of(same)):
                yield message, same


def complete_catalogues(checked: Checked) -> Iterator[Problem]:
    """Every language has words for everything that the program says, in all plural forms."""
    source = _source(checked)
    for locale in checked.kb.locales:
        own = _read(checked.project, locale)
        if isinstance(own, Problem):
            yield own
        elif isinstance(source, Words):
            yield from _gaps(own, source)


def same_catalogue_values(checked: Checked) -> Iterator[Problem]:
    """A message has places for the same values in every language."""
    for own, message, same in _pairs(checked):
        here, there = _values(*forms_of(message)), _values(*forms_of(same))
        if here != there or any(_values(form) != there for form in _for_several(own, message)):
            wanted = ", ".join(f"{{{name}}}" for name in sorted(there)) or "none"
            text = f"“{_id(message)}” must hold these values, and no others: {wanted}"
            yield Problem(own.path, message.lineno or 1, text)


def whole_catalogue_formatting(checked: Checked) -> Iterator[Problem]:
    """Bold, italic, code and links end where they should in the program's words, too."""
    for own in _all(checked):
        for message in own.catalogue:
            if message.id and (sign := next(filter(None, map(left_open, forms_of(message))), "")):
                text = f"“{_id(message)}” has a “{sign}” without partner; close or delete it"
                yield Problem(own.path, message.lineno or 1, text)


def said_once_in_catalogues(checked: Checked) -> Iterator[Problem]:
    """A message stands once in a catalogue, and is one that the program says."""
    source = _source(checked)
    for own in _all(checked):
        seen: set[str] = set()
        for line, name in _names(own.path):
            if name in seen:
                yield Problem(own.path, line, f"“{name}” stands here twice; keep one of them")
            elif isinstance(source, Words) and source.catalogue.get(name) is None:
                yield warning(own.path, line, f"“{name}” is said nowhere; correct or delete it")
            seen.add(name)


def plurals_of_the_language(checked: Checked) -> Iterator[Problem]:
    """A catalogue has the plural forms of its language, each for the right numbers."""
    for own in _all(checked):
        if message := _wrong_plurals(own):
            yield Problem(own.path, _line_of(own.path, "Plural-Forms:"), message)


def same_catalogue_contacts(checked: Checked) -> Iterator[Problem]:
    """A message names the same phone numbers, e-mail and web addresses in every language."""
    for own, message, same in _pairs(checked):
        here, there = _contacts(message), _contacts(same)
        if here != there:
            differing = ", ".join(sorted(here ^ there))
            text = f"“{_id(message)}” differs in {differing}; make all languages agree"
            yield Problem(own.path, message.lineno or 1, text)


def forms_of(message: Message) -> tuple[str, ...]:
    """The words of a message; several if it has plural forms."""
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def _gaps(own: Words, source: Words) -> Iterator[Problem]:
    for wanted in source.catalogue:
        if not wanted.id or _id(wanted) in OF_THE_LANGUAGE:
            continue
        message = own.catalogue.get(wanted.id)
        if message is None:
            yield warning(own.path, 1, f"“{_id(wanted)}” is missing; write it, and its words")
            continue
        line, forms = message.lineno or 1, forms_of(message)
        if message.fuzzy:
            yield warning(own.path, line, f"“{_id(wanted)}” is unsure; correct it, drop `fuzzy`")
        elif not all(form.strip() for form in forms):
            some = "all plural forms" if len(forms) > 1 else "its words"
            yield warning(own.path, line, f"“{_id(wanted)}” has no words yet; write {some}")
        elif message.pluralizable and len(forms) != own.catalogue.num_plurals:
            text = f"“{_id(wanted)}” has {len(forms)} plural forms, not {own.catalogue.num_plurals}"
            yield Problem(own.path, line, f"{text}; write one for each")


def _pairs(checked: Checked) -> Iterator[tuple[Words, Message, Message]]:
    source = _source(checked)
    for locale in checked.kb.locales:
        own = _read(checked.project, locale)
        if isinstance(own, Words) and isinstance(source, Words) and locale != source.locale:
            yield from ((own, message, same) for message, same in own.pairs(source))


def _source(checked: Checked) -> Words | Problem:
    return _read(checked.project, checked.kb.source_locale)


def _read(project: Path, locale: str) -> Words | Problem:
    path = catalogue_path(project, locale)
    try:
        return _parsed(path, locale, path.stat().st_mtime_ns)
    except FileNotFoundError:
        message = f"is missing; `bot new-locale` makes it. Until then {locale} borrows other words"
        return warning(path, 1, message)
    except PoFileError as error:
        return Problem(path, getattr(error, "lineno", None) or 1, f"is no catalogue: {error}")
    except (OSError, ValueError) as error:
        return Problem(path, 1, f"can't be read as a catalogue: {error}")


@cache
def _parsed(path: Path, locale: str, _changed: int) -> Words:
    with path.open("rb") as file:
        return Words(path, locale, read_po(file, locale=locale, abort_invalid=True))


def _all(checked: Checked) -> Iterator[Words]:
    found = (_read(checked.project, locale) for locale in checked.kb.locales)
    return (each for each in found if isinstance(each, Words))


def _names(path: Path) -> Iterator[tuple[int, str]]:
    """The names of messages as they stand in the file; a reader keeps the last of each."""
    text = read_text(path)
    for number, line in enumerate(text.split("\n") if isinstance(text, str) else (), 1):
        if found := MSGID.fullmatch(line.strip()):
            yield number, found[1]


def _line_of(path: Path, words: str) -> int:
    text = read_text(path)
    before, found, _ = ("" if isinstance(text, Problem) else text).partition(words)
    return before.count("\n") + 1 if found else 1


def _id(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _wrong_plurals(own: Words) -> str:
    """What is wrong with a catalogue's rule for plurals; empty if nothing is."""
    advice = "copy it from a tool such as Poedit"
    forms = form_of_each(own.catalogue)
    if forms is None:
        return f"`Plural-Forms:` is no rule that can be counted with; {advice}"
    try:
        kind = Locale.parse(own.locale).plural_form
    except (UnknownLocaleError, ValueError):
        return f"nobody knows the plural forms of {own.locale}; correct the language's code"
    kinds: dict[int, set[str]] = {}
    for number, form in zip(COUNTED, forms, strict=True):
        kinds.setdefault(form, set()).add(kind(number))
    if any(len(some) > 1 for some in kinds.values()):
        return f"`Plural-Forms:` is not that of {own.locale}: one form stands for two; {advice}"
    return ""


def _for_several(own: Words, message: Message) -> Iterator[str]:
    """The forms of a plural that stand for more than one number, and so must name it."""
    numbers = Counter(form_of_each(own.catalogue) or () if message.pluralizable else ())
    return (form for place, form in enumerate(forms_of(message)) if numbers[place] > 1)


def _values(*forms: str) -> set[str]:
    try:
        return {
            name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None
        }
    except ValueError:
        return {"a { or } without partner"}


def _contacts(message: Message) -> set[str]:
    found = (one for form in forms_of(message) for one in quantities(form))
    return {one.value for one in found if one.kind in CONTACTS}
