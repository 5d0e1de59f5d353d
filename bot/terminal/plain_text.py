"""Telegram's HTML as a terminal shows it."""

from html.parser import HTMLParser

FIRST_LINK = "href"


class _Reader(HTMLParser):
    """Collects text; links are written out behind their words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where a link leads."""
        if tag == "a":
            self._address = dict(attrs).get(FIRST_LINK) or ""

    def handle_endtag(self, tag: str) -> None:
        """Write out where it leads, if the words do not say so."""
        if tag == "a" and self._address and self._address not in "".join(self.parts[-1:]):
            self.parts.append(f" <{self._address}>")

    def handle_data(self, data: str) -> None:
        """Text is text."""
        self.parts.append(data)


def plain_text(html: str) -> str:
    """The words of a message."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)
