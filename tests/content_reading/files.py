"""A small knowledge base on disk, written by editors with names.

Aynur edits Azerbaijani, Emma English.
"""

from pathlib import Path

from actions.content.entry import Entry
from actions.content.reader import parse_entry
from actions.content.translation import body_digest

LOCALES = """\
default: en
staff: az
locales:
  az: { name: Azərbaycanca, direction: ltr }
  en: { name: English, direction: ltr }
"""
TOPICS = """\
fees:
  desk: admission
  names: { az: Ödənişlər, en: Fees }
life:
  desk: office
  names: { az: Həyat, en: Life }
"""
HEAD = """\
questions:
  - "What does a year cost?"
  - "tuition fee"
source: https://beu.edu.az/en/fees
checked_on: 2026-11-01
"""
BODY = "A year costs **2500 AZN**.\n"
INTENTS = 'thanks:\n  - "thank you"\nhandoff:\n  - "a person please"\n'
OFFICE = 'university/about:\n  - "what is BEU"\n'


def entry_text(head: str = HEAD, body: str = BODY) -> str:
    return f"---\n{head}---\n{body}"


def based_on(body: str) -> str:
    """The line of a head that says from what a translation was made."""
    return f'based_on: "{body_digest(body)}"\n'


def parsed(text: str, path: str = "knowledge/en/fees/tuition.md") -> Entry:
    entry = parse_entry(text, Path(path))
    assert isinstance(entry, Entry), entry
    return entry


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def knowledge(folder: Path) -> Path:
    """What Aynur and Emma have written so far: one entry in two languages."""
    write(folder / "locales.yml", LOCALES)
    write(folder / "topics.yml", TOPICS)
    write(folder / "en/fees/tuition.md", entry_text())
    in_azerbaijani = HEAD.replace("What does a year cost?", "Bir il neçəyədir?") + based_on(BODY)
    write(folder / "az/fees/tuition.md", entry_text(in_azerbaijani, "Bir il **2500 AZN**.\n"))
    return folder
