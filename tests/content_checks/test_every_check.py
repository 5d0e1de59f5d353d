"""Each check finds what one careless change brings about, where it stands, and nothing else."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from actions.content.checks import CHECKS
from actions.content.checks.run import Check, name_of
from actions.content.problem import Problem, Severity
from bot.content_checks import SHOWN_CHECKS
from tests.content_checks.small_project import change, checked, entry_path, make_project

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True)
class Slip:
    """One change in one file, and what is found at its line."""

    check: str
    file: str  # a locale whose entry it is, or a path
    old: str
    new: str
    says: str
    severity: Severity = ERROR
    line: int = 0  # of the file; 0: the changed one


FACTS = "knowledge/facts/club.yml"
FIRST, HOURS = "knowledge/first.yml", "knowledge/office_hours.yml"
GROUPS, TOPICS, LOCALES = (f"knowledge/{name}.yml" for name in ("groups", "topics", "locales"))
JUDGED = "nlu_data/en/judged.yml"
CANNED = "knowledge/canned/come.yml"
EVENT, PARTNER = "knowledge/events/evening.yml", "knowledge/partners/school.yml"
RU_PO = "bot/locale/ru/LC_MESSAGES/messages.po"
TWICE = "related: [life/go, life/go]\nchecked_on:"
SLIPS = (
    Slip("same_numbers", "ru", "**15 дней**", "**16 дней**", "says “16” where az, en, fa say “15”"),
    Slip("same_numbers", "fa", "۱۵", "۱۶", "says “16” where az, en, ru say “15”"),
    Slip(
        "same_numbers", "en", "15 days", "16 days", "says “16” where az, fa, ru say “15”", WARNING
    ),
    Slip("same_numbers", "az", "**15 gün** ərzində ", "", "leaves out “15”"),
    Slip("same_numbers", "ru", "пятнадцать", "шестнадцать", "says “шестнадцать”", WARNING),
    Slip("same_numbers", "fa", "سپتامبر", "ماه", "leaves out"),
    Slip("same_units", "az", "**15 gün**", "**15 ay**", "“15” counts months here, but days"),
    Slip("same_units", "ru", "25 манатов", "25 рублей", "“25” counts nothing that is known here"),
    Slip("same_contacts", "ru", "(012) 349 99 98", "(012) 349 99 89", "says “(012) 349 99 89”"),
    Slip(
        "same_contacts",
        "fa",
        "(https://club.az/chess",
        "(https://club.az/ches",
        "says “https://club.az/ches”",
    ),
    Slip("same_facts", "az", "{club_fee}", "{club_days}", "lacks {club_fee}"),
    Slip(
        "same_head",
        "az",
        "source: https://club.az/chess",
        "source: https://club.az",
        "`source:` is",
        WARNING,
    ),
    Slip("same_variants", "ru", "level: phd", "level: master", "the variant “level: master”"),
    Slip("contacts_without_slips", "en", "{club_email} by", "ches@club.az by", "“ches@club.az”"),
    Slip(
        "facts_checked_within_a_year", FACTS, "2026-11-01", "2025-11-01", "`club_fee:` was", WARNING
    ),
    Slip("facts_checked_within_a_year", FACTS, "2026-11-01", "2027-11-01", "`checked_on:` lies"),
    Slip("facts_still_valid", FACTS, "2027-01-31", "2026-01-31", "`club_fee:` is past", WARNING),
    Slip("possible_values", FACTS, "40 AZN", "-40 AZN", "`club_fee:` is below zero"),
    Slip("possible_values", FACTS, "amount: 40 AZN", "duration: 0 days", "`club_fee:` takes no"),
    Slip("possible_values", FACTS, "amount: 40 AZN", "percent: 700", "`club_fee:` is over 100"),
    Slip("whole_contacts", FACTS, "chess@club.az", "chess@club", "“chess@club” is no whole"),
    Slip("whole_contacts", FACTS, "chess@club.az", "chess @club.az", "“chess @club.az” is no"),
    Slip("whole_contacts", FACTS, "chess@club.az", '"(O12) 349"', "“(O12) 349” is no whole"),
    Slip("whole_contacts", FACTS, "chess@club.az", "chess@clаb.az", "“chess@clаb.az” is no"),
    Slip("currencies_in_use", FACTS, "40 AZN", "40 AZM", "“AZM” is no currency of today"),
    Slip("known_of_the_past", FACTS, "valid_until: 2027-01-31", "as_of: 2027-01", "`as_of:` lies"),
    Slip("known_of_the_past", PARTNER, "until: 2027-06-30", "as_of: 2072", "`as_of:` lies"),
    Slip("facts_are_used", FACTS, "club_fee:", "club_fees:", "`club_fees:` stands in no", WARNING),
    Slip("facts_agree_in_every_language", FACTS, "3 вечера", "4 вечера", "`ru:` and `en:` differ"),
    Slip("sites_without_slips", FACTS, "chess@club.az", "chess@clab.az", "“clab.az” dif", WARNING),
    Slip("sites_without_slips", "ru", "https://club.az", "https://culb.az", "“culb.az”", WARNING),
    Slip("almanac_checked_within_a_year", EVENT, "2026-11-01", "2025-11-01", "was not", WARNING),
    Slip("almanac_checked_within_a_year", PARTNER, "2026-11-01", "2027-11-01", "`checked_on:` l"),
    Slip(
        "events_are_not_long_over",
        EVENT,
        "2026-12-01\nends: 2026-12-02",
        "2026-02-01\nends: 2026-02-02",
        "the event is long over",
        WARNING,
        4,
    ),
    Slip("events_are_near", EVENT, "ends: 2026-12-02", "ends: 2062-12-02", "the event la", WARNING),
    Slip(
        "events_are_near",
        EVENT,
        "starts: 2026-12-01\nends: 2026-12-02",
        "starts: 2062-12-01",
        "the event is years ahead",
        WARNING,
    ),
    Slip("languages_of_events_exist", EVENT, "languages: [az]", "languages: [az, eng]", "`lang"),
    Slip("formatting_telegram_has", CANNED, "Hello {name}", "<b>Hello</b> {name}", "Telegram"),
    Slip("formatting_telegram_has", "en", "Yes, join", "<Yes, join", "Telegram can't show HTML"),
    Slip("formatting_telegram_has", "en", "=== level", "== level", "Telegram can't show a rule"),
    Slip("nothing_left_open", CANNED, "Hello {name}", "**Hello {name}", "“**” has no partner"),
    Slip("agreements_still_run", PARTNER, "2027-06-30", "2026-06-30", "the agreement", WARNING),
    Slip(
        "cases_are_reached", FACTS, "neighbours", "KG", "nobody is told the case “KG”", WARNING, 7
    ),
    Slip("first_exist", FIRST, "life/chess", "life/ches", "“life/ches” is no entry"),
    Slip(
        "first_exist",
        FIRST,
        "  - life/chess",
        "  - life/chess\n  - life/chess",
        "“life/chess” stands here twice",
        WARNING,
        3,
    ),
    Slip("names_in_known_languages", TOPICS, "fa: زندگی", "fr: Vie", "`fr:` is not in locales.yml"),
    Slip("direction_of_script", LOCALES, "rtl", "ltr", "“فارسی” is written the other way; write `"),
    Slip("direction_of_script", LOCALES, "ltr", "rtl", "“Azərbaycanca” is written the other way"),
    Slip("hours_can_be_asked", HOURS, "https://club.az", "club.az", "`source:` must be one"),
    Slip("hours_can_be_asked", HOURS, "2026-11-01", "2027-11-01", "`checked_on:` must be the past"),
    Slip("hours_can_be_asked", HOURS, "2026-11-01", "autumn", "`checked_on:` must be the past day"),
    Slip("hours_can_be_asked", HOURS, "2027-08-07", "2027-08-02", "`open:` names 2027-08-02, and"),
    Slip("groups_are_used", GROUPS, "neighbours", "friends", "`friends:` stands in no", WARNING),
    Slip("groups_are_used", GROUPS, "[GE, IR", "[GE, GE", "names GE twice", WARNING),
    Slip("facts_checked_within_a_year", GROUPS, "2026-11", "2024-11", "`neighbours:` was", WARNING),
    Slip("facts_checked_within_a_year", GROUPS, "2026-11", "2027-11", "`checked_on:` lies"),
    Slip(
        "one_judgement_a_message", JUDGED, "we leave", "we come", "“may we come” is judged", line=2
    ),
    Slip(
        "translated_lines",
        "az",
        "Dərslər on beş gündən sonra başlayır",
        "Lessons begin after fifteen days",
        "says the same in az as in en",
        WARNING,
    ),
    Slip("title_fits_button", "en", "may I join", "may I **join**", "“**” would be seen", WARNING),
    Slip("related_exist", "en", "checked_on:", TWICE, "`related:` names life/go twice", WARNING),
    Slip("questions_are_messages", "en", "may I join the chess club 8", "?!", "“?!” ho", WARNING),
    Slip("questions_are_messages", "en", "club 8", "club " * 120, "“may I join the", WARNING),
    Slip("no_direction_marks", "fa", "بله", "\u202eبله", "holds an invisible “right-to-left ov"),
    Slip("no_invisible_signs", "az", "Bəli", "Bə\u200bli", "holds an invisible “zero w", WARNING),
    Slip("no_invisible_signs", "az", "Bəli", "Bə\u200cli", "holds an invisible “zero w", WARNING),
    Slip("no_direction_marks", EVENT, "شب باز", "\u202eشب باز", "holds an invisible “right-to-l"),
    Slip(
        "no_direction_marks", RU_PO, '"ru {name}', '"\u202eru {name}', "holds an invisible", line=8
    ),
    Slip("no_control_signs", "ru", "Занятия", "Заня\ufffdия", "holds the sign U+FFFD"),
    Slip("no_control_signs", "en", "Lessons", "Les\x08sons", "holds the sign U+0008"),
    Slip("plain_letters", "en", "fifteen", "ﬁfteen", "“ﬁ” only looks like “fi”", WARNING),
    Slip("plain_letters", "fa", "باشگاه", "باﺷگاه", "“ﺷ” only looks like", WARNING),
    Slip("one_script_a_word", FACTS, "həftədə", "həftədе", "“həftədе” holds a letter of another"),
    Slip("one_script_a_word", EVENT, "Open evening", "Opеn evening", "“Opеn” holds a letter"),
    Slip("one_script_a_word", "en", "Lessons", "Lessοns", "“Lessοns” holds a letter of another"),
    Slip("own_keyboard", FACTS, "شب در هفته", "شب در يک هفته", "“ي” is of another", WARNING),
    Slip("same_sayings", EVENT, "Открытый вечер", "Открытый вечер 305", "`ru:` differs from other"),
    Slip("same_sayings", CANNED, "8:30", "9:30", "`az:` differs from other languages in"),
    Slip(
        "same_sayings", CANNED, "Салам, {name}", "Салам", "`ru:` differs from other languages in {n"
    ),
    Slip(
        "contacts_without_slips", CANNED, "chess@club.az", "ches@club.az", "“ches@club.az” differs"
    ),
    Slip("one_script_a_word", "az", "Dərslər", "Dərslеr", "“Dərslеr” holds a letter of another"),
    Slip("own_script", "ru", "Занятия начнутся", "Занятия c начнутся", "“c” is written", WARNING),
    Slip("own_script", "az", "Dərslər", "Уроки", "“Уроки” is written in Cyrillic", WARNING),
    Slip("own_keyboard", "fa", "درس‌ها پس", "درس‌هاي پس", "“ي” is of another keyboard", WARNING),
    Slip("one_kind_of_digits", "fa", "۸ سپتامبر", "8 سپتامبر", "has latin digits", WARNING),
    Slip("balanced_brackets", "ru", "(«рано»)", "(«рано»", "“(” has no partner", WARNING),
    Slip("formatting_telegram_has", "en", "Yes, join", "# Yes, join", "Telegram can't show a head"),
    Slip(
        "formatting_telegram_has", "en", "Yes, join", "<b>Yes</b>, join", "Telegram can't show HTML"
    ),
    Slip(
        "formatting_telegram_has", "en", "Yes, join", "Yes&nbsp;, join", "Telegram can't show HTML"
    ),
    Slip(
        "formatting_telegram_has", "en", "Yes, join", "~~No~~, join", "Telegram can't show struck"
    ),
    Slip(
        "links_say_where_they_lead", "en", "[the page]", "[club.top]", "the link says club.top and"
    ),
    Slip("links_say_where_they_lead", "en", "[the page]", "[ ]", "the link has no words"),
    Slip("nothing_left_open", "ru", "**15 дней**", "**15 дней", "“**” has no partner"),
    Slip("complete_links", "az", "https://club.az/chess)", "club.az/chess)", "the link 'club.az"),
    Slip("fits_one_message", "en", "Yes, join", "Yes, " + "join " * 800, "is 4", line=14),
    Slip("begins_in_own_direction", "fa", "بله، ظرف", "Ж بله، ظرف", "begins with left", WARNING),
    Slip("begins_in_own_direction", "fa", "می‌توانم عضو", "BEU می‌توانم عضو", "the ti", WARNING),
    Slip("no_plain_facts", "en", "{club_fee}", "40 AZN", "“40 azn” is the value of a", WARNING),
    Slip("complete_catalogues", RU_PO, "ru {name}, chess@club.az", "", "“welcome” has no", WARNING),
    Slip(
        "complete_catalogues",
        RU_PO,
        'msgid "welcome"',
        'msgid "wlcome"',
        "“welcome” is",
        WARNING,
        1,
    ),
    Slip(
        "complete_catalogues",
        RU_PO,
        'msgstr[1] "ru {count}"',
        'msgstr[1] ""',
        "“moves”",
        WARNING,
        10,
    ),
    Slip("same_catalogue_values", RU_PO, "{name}", "{nam}", "“welcome” must hold these values"),
    Slip(
        "same_catalogue_values", RU_PO, '[1] "ru {count}', '[1] "ru', "“moves” must hold", line=10
    ),
    Slip("whole_catalogue_formatting", RU_PO, '"ru {name}', '"**ru {name}', "“welcome” has a “**”"),
    Slip("said_once_in_catalogues", RU_PO, 'msgid "moves"', 'msgid "welcome"', "“welcome” stands"),
    Slip(
        "said_once_in_catalogues",
        RU_PO,
        'msgid "moves"',
        'msgid "movs"',
        "“movs” is said nowhere",
        WARNING,
    ),
    Slip(
        "plurals_of_the_language", RU_PO, "n%10==1 &&", "n==1 &&", "`Plural-Forms:` is not", line=5
    ),
    Slip("plurals_of_the_language", RU_PO, "1 : 2);", "1 : 2;", "`Plural-Forms:` is no", line=5),
    Slip("plurals_of_the_language", RU_PO, "n%10==1", "n%0==1", "`Plural-Forms:` is no", line=5),
    Slip("same_catalogue_contacts", RU_PO, "chess@", "ches@", "“welcome” differs in"),
)
# Proven by tests of their own, with several entries or files.
ELSEWHERE = {
    *("translations_are_fresh", "translations_have_a_source", "one_number_a_rule"),
    *("every_file_is_read", "plain_names", "variants_are_reached", "one_file_a_partner"),
    "nothing_unconfirmed_is_told",
}
BY_NAME = {name_of(check): check for check in (*CHECKS, *SHOWN_CHECKS)}


def found_by(check: Check, folder: Path) -> list[Problem]:
    return sorted(check(checked(folder)))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.check}: {slip.says}")
def test_a_slip_is_found_at_its_line(slip: Slip, tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    path = entry_path(folder, slip.file) if len(slip.file) == 2 else folder / slip.file
    line = change(path, slip.old, slip.new)

    found = [
        problem
        for problem in found_by(BY_NAME[slip.check], folder)
        if (problem.path, problem.line) == (path, slip.line or line_of(slip, path, line))
    ]

    assert found, found_by(BY_NAME[slip.check], folder)
    assert found[0].message.startswith(slip.says)
    assert found[0].severity is slip.severity


def line_of(slip: Slip, path: Path, line: int) -> int:
    """A message of a catalogue is named where its id stands, above its words."""
    above = path.suffix == ".po" and "msgid" not in slip.old
    return line - 1 if above else line


@pytest.mark.parametrize("check", BY_NAME.values(), ids=name_of)
def test_a_sound_project_has_no_finding(check: Check, tmp_path: Path) -> None:
    assert found_by(check, make_project(tmp_path)) == []


def test_every_check_of_languages_facts_and_looks_has_its_slip() -> None:
    tested = {slip.check for slip in SLIPS} | ELSEWHERE
    told_before = {"questions", "references", "training", "dates"}
    new = {
        name
        for name, check in BY_NAME.items()
        if check.__module__.split(".")[-1] not in told_before
    }

    assert new <= tested <= BY_NAME.keys()
