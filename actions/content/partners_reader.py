"""Reading `partners/*.yml`, one university a file: every mistake is a problem at its line."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from actions.content.countries import COUNTRIES
from actions.content.facts import Source
from actions.content.facts_values import BRACES, Texts
from actions.content.partners import Partner, Programme
from actions.content.problem import Problem
from actions.content.reading_texts import TextsReading
from actions.content.written import Written, read_folder

FOLDER = "partners"
NAME_LIMIT = 100  # characters, so that it fits a line of a list
TEXT_LIMIT = 800  # characters, so that several partners fit one message
FIELDS = (
    *("name", "names", "country", "programmes", "fields", "about", "until", "link"),
    *("source", "certainty", "checked_on", "as_of"),
)


def read_partners(
    knowledge: Path, locales: Collection[str]
) -> tuple[dict[str, Partner], list[Problem]]:
    """Every partner by its file's name; what can't be read is left out and named."""
    found: dict[str, Partner] = {}
    problems: list[Problem] = []
    for path, written in read_folder(knowledge / FOLDER, problems):
        reading = _PartnerReading(path, locales)
        if partner := reading.partner(written):
            found[partner.id] = partner
        problems.extend(reading.problems)
    return found, problems


class _PartnerReading(TextsReading):
    """One file."""

    def partner(self, written: Written) -> Partner | None:
        """The university; None if it can't be used."""
        self.named_well()
        self.only(written, FIELDS)
        name, country = self._name(written), self._country(written)
        if not written.get("programmes"):
            self.wrong(
                written.line, f"`programmes:` is missing; list some of {', '.join(Programme)}"
            )
        programmes = self.choices(written, "programmes", Programme)
        names = self._names(written)
        fields = self.texts(written, "fields", TEXT_LIMIT, required=False)
        about = self.texts(written, "about", TEXT_LIMIT, required=False)
        source, certainty = self.source(written), self.certainty(written)
        checked_on = self.day(written, "checked_on", required=True)
        until, as_of = self.day(written, "until"), self.as_of(written)
        link = self.address(written)
        if any(problem.is_error for problem in self.problems):
            return None
        return Partner(
            self.path.stem,
            name,
            country,
            programmes,
            source or Source("", ""),
            certainty,
            checked_on or date.min,
            names,
            fields,
            about,
            until,
            link,
            as_of,
            self.path,
        )

    def _name(self, written: Written) -> str:
        found = written.get("name")
        text = (found.text or "") if found else ""
        if not text or len(text) > NAME_LIMIT or BRACES.search(text):
            line = found.line if found else written.line
            self.wrong(line, f"`name:` must be a name of at most {NAME_LIMIT} characters")
        return text

    def _names(self, written: Written) -> Texts:
        """A missing name is no gap: the university's own is right in every language."""
        found = written.get("names")
        if found is None:
            return Texts({})
        if found.fields is None:
            self.wrong(found.line, "`names:` needs a name for each locale, such as `az: …`")
            return Texts({})
        self.only(found, self._locales)
        return Texts(dict(self._words("names", found.fields, NAME_LIMIT)))

    def _country(self, written: Written) -> str:
        found = written.get("country")
        if found and found.text in COUNTRIES:
            return found.text or ""
        line = found.line if found else written.line
        self.wrong(line, "`country:` must be a country's two letters such as PL")
        return ""
