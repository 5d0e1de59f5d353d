"""Signs that look right and are not: invisible ones, letters of another script, mixed digits."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from actions.content.checks.checked import Checked
from actions.content.entry import Entry
from actions.content.placeholders import PLACEHOLDER
from actions.content.problem import Problem, warning
from actions.content.quantities import ADDRESS, EMAIL, HOST, LIST_MARK, PHONE
from actions.content.registry import Locale
from actions.content.scripts import (
    ARABIC,
    CYRILLIC,
    IDEOGRAPH,
    LATIN,
    LATIN_LIKE_CYRILLIC,
    main_script,
    script_of,
)
from actions.content.yaml_file import read_text

WORD = re.compile(r"[^\W\d_]+")
WHOLE_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")  # not the “e” of “e-visa”
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u180e\u200b\u200d\u2060-\u2064\u206a-\u206f\ufeff\U000e0000-\U000e007f]"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\uffff]")
# Ligatures, letters of mathematics, full-width ones, and shapes of Arabic letters.
FANCY = re.compile("[\ufb00-\ufb06\ufb50-\ufbff\ufe70-\ufefc\uff10-\uff5a\U0001d400-\U0001d7ff]+")
CATALOGUES, EXAMPLES = "bot/locale/*/LC_MESSAGES/messages.po", "nlu_data/*/*.yml"
ESCAPED = re.compile(r"\\[nt\"\\]")  # in catalogues: the n of a line end is no letter
NON_JOINER = "\u200c"  # Persian writes it between letters, and nobody elsewhere
# The same key on another keyboard; readers see a difference, and a search does.
OTHER_KEYBOARD = {"fa": str.maketrans("يىك", "ییک"), "ar": str.maketrans("یک", "يك")}
LATIN_PHONE = re.compile(PHONE.pattern, re.ASCII)  # is shown so in every language
NOT_WORDS = (PLACEHOLDER, ADDRESS, EMAIL, HOST, LATIN_PHONE, LIST_MARK)
IN_A_CODE = re.compile(r"[A-Za-z][\w.-]*\d[\w.-]*|\d[\w.-]*[A-Za-z][\w.-]*", re.ASCII)
LOOKING_ALIKE = {LATIN, CYRILLIC, "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"}
PAIRS = {")": "(", "]": "[", "»": "«", "”": "“"}
QUOTED_LOW = "„"  # „ … “ closes with the sign that opens elsewhere


def no_direction_marks(checked: Checked) -> Iterator[Problem]:
    """No sign turns the direction of writing around: the program sees to that."""
    for path, text in _files(checked):
        for line, words in enumerate(text.split("\n"), 1):
            if found := DIRECTIONS.search(words):
                name = unicodedata.name(found[0]).lower()
                message = f"holds an invisible “{name}”; delete it and write the line anew"
                yield Problem(path, line, message)


def no_invisible_signs(checked: Checked) -> Iterator[Problem]:
    """Nothing invisible stands in a text: no soft hyphens, no blanks without width."""
    for path, text in _shown(checked):
        for line, words in enumerate(text.split("\n"), 1):
            found = INVISIBLE.search(words)
            sign = found[0] if found else _misplaced_joiner(words)
            if sign:
                name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
                yield warning(path, line, f"holds an invisible “{name}”; delete it")


def one_script_a_word(checked: Checked) -> Iterator[Problem]:
    """A word is written in one script: a Cyrillic “а” in a Latin word looks the same."""
    for path, whole in _files(checked):
        for line, text in enumerate(whole.split("\n"), 1):
            for word in () if text.isascii() else WORD.findall(text):
                if _is_mixed(word):
                    few = _fewest(word)
                    message = f"“{word}” holds a letter of another script: {few}; type it anew"
                    yield Problem(path, line, message)


def plain_letters(checked: Checked) -> Iterator[Problem]:
    """Letters are plain: no ligatures or fancy alphabets, as copied from a PDF or a joke."""
    for path, whole in _files(checked):
        for line, text in enumerate(whole.split("\n"), 1):
            found = FANCY.search(text)
            if found and not IDEOGRAPH.search(text):  # whose signs are as wide as it is, rightly
                plain = unicodedata.normalize("NFKC", found[0])
                yield warning(path, line, f"“{found[0]}” only looks like “{plain}”; type it anew")


def no_control_signs(checked: Checked) -> Iterator[Problem]:
    """No control character stands in a text, and no � where a letter was lost."""
    for path, whole in _files(checked):
        for line, text in enumerate(whole.split("\n"), 1):
            if found := CONTROL.search(text):
                message = f"holds the sign U+{ord(found[0]):04X}, which is no letter"
                yield Problem(path, line, f"{message}; delete it and write the word anew")


def own_script(checked: Checked) -> Iterator[Problem]:
    """What students read is written in the script of its language."""
    scripts = {code: _script(locale) for code, locale in checked.kb.locales.items()}
    for path, line, code, text in _told(checked):
        for word in WHOLE_WORD.findall(text):
            if _is_foreign(word, scripts.get(code, "")):
                message = f"“{word}” is written in {main_script(word).title()} letters here"
                yield warning(path, line, f"{message}; type it anew")
                break


def own_keyboard(checked: Checked) -> Iterator[Problem]:
    """Persian ی and ک stand in Persian, Arabic ي and ك in Arabic texts that students read."""
    for path, line, code, text in _told(checked):
        table = OTHER_KEYBOARD.get(code, {})
        wrong = next((char for char in text if ord(char) in table), None) if table else None
        if wrong:
            message = f"“{wrong}” is of another keyboard; write “{wrong.translate(table)}”"
            yield warning(path, line, message)


def one_kind_of_digits(checked: Checked) -> Iterator[Problem]:
    """An answer has the digits that its language mostly has, and no others."""
    counts: dict[str, Counter[str]] = {}
    found: list[tuple[Entry, int, str]] = []
    for entry in checked.entries:
        for line, text in _lines(entry):
            for system in {_system(char) for char in IN_A_CODE.sub(" ", text) if char.isdigit()}:
                counts.setdefault(entry.locale, Counter())[system] += 1
                found.append((entry, line, system))
    for entry, line, system in found:
        usual = counts[entry.locale].most_common(1)[0][0]
        if system != usual:
            message = f"has {system} digits, the other answers {usual} ones; write those here, too"
            yield warning(entry.path, line, message)


def balanced_brackets(checked: Checked) -> Iterator[Problem]:
    """Every bracket and quotation mark has its partner: a lone one turns Arabic text over."""
    for entry in checked.entries:
        for first, body in entry.texts:
            for number, text in enumerate(body.split("\n")):
                if lone := _lone(LIST_MARK.sub("", text)):
                    message = f"“{lone}” has no partner in this line; close or delete it"
                    yield warning(entry.path, first + number, message)


def _files(checked: Checked) -> Iterator[tuple[Path, str]]:
    """Everything that editors write: what is shown, and training examples."""
    yield from _shown(checked)
    yield from _at(checked, EXAMPLES)


def _shown(checked: Checked) -> Iterator[tuple[Path, str]]:
    """Entries, facts, names, and the program's own words."""
    yield from ((entry.path, entry.text) for entry in checked.entries)
    yield from checked.files
    for path, text in _at(checked, CATALOGUES):
        yield path, ESCAPED.sub("  ", text)


def _at(checked: Checked, pattern: str) -> Iterator[tuple[Path, str]]:
    for path in sorted(checked.project.glob(pattern)) if checked.project != Path() else ():
        text = read_text(path)
        if isinstance(text, str):
            yield path, text


def _told(checked: Checked) -> Iterator[tuple[Path, int, str, str]]:
    """What students read, line by line: (file, line, language, text)."""
    for entry in checked.entries:
        yield from ((entry.path, line, entry.locale, text) for line, text in _lines(entry))
    for path, line, locale, text in checked.said():
        yield path, line, locale, _words_of(text)


def _lines(entry: Entry) -> Iterator[tuple[int, str]]:
    """The title and the lines of all answers, without addresses, contacts and facts."""
    yield entry.line_of(entry.title), entry.title
    for first, body in entry.texts:
        for number, text in enumerate(body.split("\n")):
            yield first + number, _words_of(text)


@lru_cache(maxsize=1 << 15)  # every line, for every check and after every edit
def _words_of(line: str) -> str:
    for pattern in NOT_WORDS:
        line = pattern.sub(" ", line)
    return line


@lru_cache(maxsize=1 << 16)
def _is_mixed(word: str) -> bool:
    return not word.isascii() and len(LOOKING_ALIKE & set(map(script_of, word))) > 1


def _script(locale: Locale | None) -> str:
    """The script of a language is that of its own name."""
    return main_script(locale.name) if locale else ""


def _is_foreign(word: str, script: str) -> bool:
    """Words in another script than their language's, if that is not plainly meant."""
    written = main_script(word)
    if written in {CYRILLIC, ARABIC}:
        return written != script
    looks_cyrillic = set(word) <= LATIN_LIKE_CYRILLIC and word.islower()
    return script == CYRILLIC and written == LATIN and looks_cyrillic


def _fewest(word: str) -> str:
    """The letters of the script that has fewer of them in a word."""
    counts = Counter(script_of(letter) for letter in word)
    script = min(counts, key=counts.__getitem__)
    return " ".join(letter for letter in word if script_of(letter) == script)


def _misplaced_joiner(text: str) -> str:
    """A zero width non-joiner that does not stand between Arabic letters."""
    for place, char in enumerate(text) if NON_JOINER in text else ():
        if char == NON_JOINER:
            beside = text[place - 1 : place] + text[place + 1 : place + 2]
            if any(script_of(each) != ARABIC for each in beside) or len(beside) < len("من"):
                return char
    return ""


def _system(digit: str) -> str:
    """Of which numbers a digit is: latin, arabic-indic, extended arabic-indic."""
    name = unicodedata.name(digit, "").lower().partition(" digit ")[0]
    return "latin" if digit.isascii() else name


def _lone(text: str) -> str:
    """The first bracket without a partner."""
    opened: list[str] = []
    for char in text:
        if char in PAIRS.values():
            if char == "“" and QUOTED_LOW in opened:
                opened.remove(QUOTED_LOW)
                continue
            opened.append(char)
        elif char == QUOTED_LOW:
            opened.append(char)
        elif char in PAIRS:
            if not opened or opened[-1] != PAIRS[char]:
                return char
            opened.pop()
    return opened[0] if opened else ""
