"""Words for people, in every language: gettext catalogues, read once; dates by Babel."""

import gettext
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "messages.po"
LATIN_DIGITS = "0123456789"


class Words:
    """What the assistant itself says, in one language.

    A message's id is a name such as `handed_off`; the words stand in the catalogue alone.
    """

    def __init__(self, locale: str, catalogue: gettext.NullTranslations) -> None:
        self.locale, self._catalogue = locale, catalogue
        self._digits = str.maketrans(LATIN_DIGITS, self._setting("digits", LATIN_DIGITS))

    def __call__(self, message: str, /, **values: object) -> str:
        """The words for a message, with values in their places."""
        return self._catalogue.gettext(message).format(**self._written(values))

    def plural(self, message: str, count: int, /, **values: object) -> str:
        """The words for a message in the form that a number asks for."""
        form = self._catalogue.ngettext(message, f"{message}_plural", count)
        return form.format(**self._written({"count": count, **values}))

    def date(self, day: date) -> str:
        """A day as people write it, such as “23 noyabr 2026”."""
        written = format_date(
            day, "long", locale=Locale.parse(self._setting("date_locale", self.locale))
        )
        return written.translate(self._digits)

    def moment(self, moment: datetime, zone: str) -> str:
        """A moment as people write it, in the time of a place, which is named."""
        locale = Locale.parse(self._setting("date_locale", self.locale))
        there = moment.astimezone(ZoneInfo(zone))
        values = {
            "date": format_date(there, "full", locale=locale),
            "time": format_time(there.time(), "HH:mm", locale=locale),
            "city": get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True),
        }
        return self("moment", **values).translate(self._digits)

    def _setting(self, name: str, default: str) -> str:
        """What the catalogue says of the language itself."""
        given = self._catalogue.gettext(name)
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
        found = {path.parts[-3]: path for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}")}
        return cls(
            {code: Words(code, _compiled(path, code)) for code, path in found.items()}, default
        )

    def __getitem__(self, locale: str) -> Words:
        return self._catalogues.get(locale) or self._catalogues[self._default]

    @property
    def locales(self) -> list[str]:
        """The languages that have a catalogue."""
        return sorted(self._catalogues)


def _compiled(path: Path, locale: str) -> gettext.GNUTranslations:
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
