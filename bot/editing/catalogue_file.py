"""The catalogue of a new language: every message of another one, without words."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import normalize, read_po

HEAD = """\
# What the assistant itself says, in {name}. The names on the left are fixed; translate the right
# side only. {{name}} and the like are filled in by the program. **bold**, *italic* and
# [links](https://…) may be used. What has no words yet is said in another language. Lines with
# `{source}:` show what it is there.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {code}\\n"
"Plural-Forms: nplurals={count}; plural={rule};\\n"
"""


def catalogue_text(path: Path, source: str, code: str, name: str) -> str:
    """A catalogue to fill in, with plural forms as the language has them."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=source) if message.id]
    plural = get_plural(code)
    head = HEAD.format(
        name=name, source=source, code=code, count=plural.num_plurals, rule=plural.plural_expr
    )
    blocks = ("\n".join(_block(each, source, plural.num_plurals)) for each in messages)
    return "\n\n".join((head.rstrip("\n"), *blocks)) + "\n"


def _block(message: Message, source: str, forms: int) -> Iterator[str]:
    yield from (f"#. {comment}" for comment in message.auto_comments)
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    words = message.string if isinstance(message.string, str) else (message.string or ("",))[-1]
    yield from (f"#. {source}: {line}".rstrip() for line in str(words).split("\n"))
    yield f"msgid {normalize(ids[0])}"
    if len(ids) > 1:
        yield f"msgid_plural {normalize(ids[1])}"
        yield from (f'msgstr[{form}] ""' for form in range(forms))
    else:
        yield 'msgstr ""'
