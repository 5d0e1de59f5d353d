"""Words for people, in every language: gettext catalogues, read once; dates by Babel."""

import copy
import gettext
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "messages.po"
COUNTED = range(200)  # numbers that show every form of a plural
DOTTED = frozenset({"az", "tr"})  # languages with an i and an ı
LATIN_DIGITS = "0123456789"


def catalogue_path(project: Path, locale: str) -> Path:
    """Where the words of a language lie, or would."""
    folder = project / "bot" / "locale"
    return (folder if folder.is_dir() else CATALOGUES) / locale / "LC_MESSAGES" / DOMAIN


class Words:
    """What the assistant itself says, in one language.

    A message's id is a name such as `handed_off`; the words stand in the catalogue alone.
    """

    def __init__(
        self,
        locale: str,
        catalogue: gettext.NullTranslations,
        fallback: gettext.NullTranslations | None = None,
    ) -> None:
        self.locale, self._catalogue, self._own = locale, catalogue, catalogue
        if fallback is not None:
            self._catalogue = _with_fallback(catalogue, fallback)
        self._digits = str.maketrans(LATIN_DIGITS, self._setting("digits", LATIN_DIGITS))

    def __call__(self, message: str, /, **values: object) -> str:
        """The words for a message, with values in their places."""
        return self._catalogue.gettext(message).format(**self._written(values))

    def plural(self, message: str, count: int, /, **values: object) -> str:
        """The words for a message in the form that a number asks for."""
        form = self._catalogue.ngettext(message, f"{message}_plural", count)
        return form.format(**self._written({"count": count, **values}))

    def full_date(self, day: date) -> str:
        """A day with its weekday, such as “Monday, 23 November 2026”."""
        return self.in_digits(format_date(day, "full", locale=self.formats))

    def date(self, day: date) -> str:
        """A day as people write it, such as “23 noyabr 2026”."""
        return self.in_digits(format_date(day, "long", locale=self.formats))

    @cached_property
    def formats(self) -> Locale:
        """How days, numbers and countries are written, as Babel knows it."""
        return Locale.parse(self._setting("date_locale", self.locale))

    @property
    def numbering(self) -> str:
        """Babel's name for the signs between digits that suit the digits."""
        return "latn" if self._digits == str.maketrans(LATIN_DIGITS, LATIN_DIGITS) else "default"

    def language(self, code: str) -> str:
        """What a language is called in this one; its code, if nobody knows."""
        return str(self.formats.languages.get(code, code))

    def capitalised(self, text: str) -> str:
        """A text as it begins a line; where an i has its dot, a great one keeps it."""
        first = "İ" if text.startswith("i") and self.locale in DOTTED else text[:1].upper()
        return first + text[1:]

    def in_digits(self, text: str) -> str:
        """A text with the language's own digits."""
        return text.translate(self._digits)

    def moment(self, moment: datetime, zone: str) -> str:
        """A moment as people write it, in the time of a place, which is named."""
        locale = self.formats
        there = moment.astimezone(ZoneInfo(zone))
        values = {
            "date": format_date(there, "full", locale=locale),
            "time": format_time(there.time(), "HH:mm", locale=locale),
            "city": get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True),
        }
        return self.in_digits(self("moment", **values))

    def _setting(self, name: str, default: str) -> str:
        """What the catalogue says of the language itself."""
        given = self._own.gettext(name)
        return default if given == name else given

    def _written(self, values: Mapping[str, object]) -> dict[str, object]:
        """Values with whole numbers in the language's own digits."""
        return {
            name: str(value).translate(self._digits) if isinstance(value, int) else value
            for name, value in values.items()
        }


class Phrasebook:
    """The words of all languages; a language without a catalogue borrows the default's."""

    def __init__(self, catalogues: Mapping[str, Words], default: str) -> None:
        self._catalogues, self._default = catalogues, default

    @classmethod
    def load(cls, default: str = "en", folder: Path = CATALOGUES) -> "Phrasebook":
        """Read every catalogue in `folder`, straight from the files that translators edit."""
        paths = {path.parts[-3]: path for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}")}
        found = {
            code: _compiled(path, code, path.stat().st_mtime_ns) for code, path in paths.items()
        }
        return cls(
            {code: Words(code, own, found.get(default)) for code, own in found.items()}, default
        )

    def __getitem__(self, locale: str) -> Words:
        return self._catalogues.get(locale) or self._catalogues[self._default]

    @property
    def locales(self) -> list[str]:
        """The languages that have a catalogue."""
        return sorted(self._catalogues)


def _with_fallback(
    own: gettext.NullTranslations, fallback: gettext.NullTranslations
) -> gettext.NullTranslations:
    """A catalogue that borrows the words which it lacks; the given one stays as it is."""
    borrowing = copy.copy(own)
    if own is not fallback:
        borrowing.add_fallback(fallback)
    return borrowing


def form_of_each(catalogue: Catalog) -> list[int] | None:
    """Which plural form each counted number takes; None if the catalogue's rule is none."""
    try:
        return list(map(gettext.c2py(catalogue.plural_expr), COUNTED))
    except (ValueError, ArithmeticError, RecursionError):
        return None


@lru_cache(maxsize=32)
def _compiled(path: Path, locale: str, changed_at: int) -> gettext.GNUTranslations:  # noqa: ARG001 -- a key
    """A catalogue as gettext reads it; a message that lacks words is left out."""
    compiled = BytesIO()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=locale)
    if form_of_each(catalogue) is None:  # `bot check` names it; until then, that of the language
        catalogue.mime_headers = [("Plural-Forms", get_plural(locale).plural_forms)]
    for message in [each for each in catalogue if each.id and not all(each.string or ("",))]:
        catalogue.delete(message.id)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
