"""A small sound project on disk: one club, in four languages, with facts and words.

Emma wrote it in English; Aynur, Ruslan and Farah translated it.
"""

from datetime import date
from pathlib import Path

from actions.content.checks import Checked
from actions.content.translation import body_digest
from bot.bootstrap import read_project
from tests.content_reading.files import write

TODAY = date(2026, 11, 23)
LOCALES = """\
default: en
staff: az
source: en
locales:
  az: { name: Azərbaycanca, direction: ltr }
  en: { name: English, direction: ltr }
  ru: { name: Русский, direction: ltr }
  fa: { name: فارسی, direction: rtl }
"""
TOPICS = """\
life:
  desk: office
  names: { az: Həyat, en: Life, ru: Жизнь, fa: زندگی }
"""
FACTS = """\
club_fee:
  amount: 40 AZN
  source: { title: "The club", url: "https://club.az" }
  certainty: official
  checked_on: 2026-11-01
  valid_until: 2027-01-31
  cases:
    - citizenship: KG
      amount: 50 AZN
    - citizenship: neighbours
      amount: 45 AZN
club_email:
  contact: chess@club.az
  source: { title: "The club", url: "https://club.az" }
  certainty: official
  checked_on: 2026-11-01
club_days:
  text:
    en: 3 evenings a week
    az: həftədə 3 axşam
    ru: 3 вечера в неделю
    fa: ۳ شب در هفته
  source: { title: "The club", url: "https://club.az" }
  certainty: official
  checked_on: 2026-11-01
"""
QUESTIONS = {
    "en": "may I join the chess club {}",
    "az": "şahmat klubuna yazılmaq olar {}",
    "ru": "можно вступить в шахматный клуб {}",
    "fa": "می‌توانم عضو باشگاه شطرنج شوم {}",
}
ANSWERS = {
    "en": """\
Yes, join within **15 days**. The fee is {club_fee}, open {club_days}. A board costs 25 AZN.

- Write to {club_email} by 8 September 2026 («early»).
- Call (012) 349 99 98 or see [the page](https://club.az/chess).
- Lessons begin after fifteen days.

=== level: phd
You pay nothing for 6 months: {club_email}""",
    "az": """\
Bəli, **15 gün** ərzində yazılın. Haqqı: {club_fee}, açıqdır: {club_days}. Lövhə 25 manatdır.

- 8 sentyabr 2026-dək bura yazın («tez»): {club_email}
- (012) 349 99 98 nömrəsinə zəng edin, ya da [səhifəyə](https://club.az/chess) baxın.
- Dərslər on beş gündən sonra başlayır.

=== level: phd
6 ay heç nə ödəmirsiniz: {club_email}""",
    "ru": """\
Да, вступайте в течение **15 дней**. Взнос: {club_fee}, открыто {club_days}. Доска стоит 25 манатов.

- Напишите на {club_email} до 8 сентября 2026 года («рано»).
- Звоните (012) 349 99 98 или смотрите [страницу](https://club.az/chess).
- Занятия начнутся через пятнадцать дней.

=== level: phd
Вы не платите 6 месяцев: {club_email}""",
    "fa": """\
بله، ظرف **۱۵ روز** عضو شوید. هزینه: {club_fee}، باز است: {club_days}. صفحه ۲۵ منات است.

- تا ۸ سپتامبر ۲۰۲۶ به این نشانی بنویسید («زود»): {club_email}
- با (012) 349 99 98 تماس بگیرید یا [صفحه](https://club.az/chess) را ببینید.
- درس‌ها پس از پانزده روز شروع می‌شود.

=== level: phd
تا ۶ ماه چیزی نمی‌پردازید: {club_email}""",
}
NUMBERS = {
    "en": ("15: fifteen\n  16: sixteen", "days: day*\n  months: month*\n  AZN: AZN", "September"),
    "az": ("15: on beş*\n  16: on altı*", "days: gün*\n  months: ay*\n  AZN: manat*", "sentyabr*"),
    "ru": (
        "15: пятнадцат*\n  16: шестнадцат*",
        "days: дн*\n  months: месяц*\n  AZN: манат*",
        "сентябр*",
    ),
    "fa": ("15: پانزده*\n  16: شانزده*", "days: روز*\n  months: ماه*\n  AZN: منات*", "سپتامبر"),
}
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {0}\\n"
"Plural-Forms: {1}\\n"

msgid "welcome"
msgstr "{0} {{name}}, chess@club.az"

msgid "moves"
msgid_plural "moves_plural"
msgstr[0] "{0} {{count}}"
msgstr[1] "{0} {{count}}"
"""
PLURALS = "nplurals=2; plural=(n != 1);"
PLURALS_OF_RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)
PLURALS_OF_PERSIAN = "nplurals=2; plural=(n > 1);"
EVENT = """\
kind: meeting
titles: { en: Open evening, az: Açıq axşam, ru: Открытый вечер, fa: شب باز }
starts: 2026-12-01
ends: 2026-12-02
languages: [az]
source: { title: "The club", url: "https://club.az" }
certainty: official
checked_on: 2026-11-01
"""
PARTNER = """\
name: Chess School
country: TR
programmes: [bilateral]
until: 2027-06-30
source: { title: "The club", url: "https://club.az" }
certainty: official
checked_on: 2026-11-01
"""
REPLY = """\
title: Come
texts:
  az: "Salam, {name}! 8:30-da gəlin: chess@club.az"
  en: "Hello {name}! Come at 8:30: chess@club.az"
  ru: "Салам, {name}! Приходите в 8:30: chess@club.az"
  fa: "سلام {name}! ساعت ۸:۳۰ بیایید: chess@club.az"
"""
FIRST = """\
entries:
  - life/chess
"""
HOURS = """\
week:
  monday: 10:00-13:00
closed: [2027-08-02]
open: [2027-08-07]
source: https://club.az
checked_on: 2026-11-01
"""
GROUPS = """\
neighbours:
  countries: [GE, IR, TR]
  source: { title: "The club", url: "https://club.az" }
  checked_on: 2026-11-01
"""
ENTRY = "life/chess"


def make_project(folder: Path) -> Path:
    """Write everything; `bot check` has nothing to say of it."""
    knowledge = folder / "knowledge"
    write(knowledge / "locales.yml", LOCALES)
    write(knowledge / "topics.yml", TOPICS)
    write(knowledge / "facts" / "club.yml", FACTS)
    write(knowledge / "events" / "evening.yml", EVENT)
    write(knowledge / "partners" / "school.yml", PARTNER)
    write(knowledge / "canned" / "come.yml", REPLY)
    write(knowledge / "first.yml", FIRST)
    write(knowledge / "office_hours.yml", HOURS)
    write(knowledge / "groups.yml", GROUPS)
    for code in ANSWERS:
        words, units, month = NUMBERS[code]
        numbers = f"words:\n  {words}\nunits:\n  {units}\nmonths:\n  9: {month}\n"
        write(knowledge / code / "numbers.yml", numbers)
        write(entry_path(folder, code), entry_text(code))
        catalogue = folder / "bot" / "locale" / code / "LC_MESSAGES" / "messages.po"
        write(catalogue, catalogue_text(code))
    write(folder / "nlu_data" / "en" / "intents.yml", 'thanks:\n  - "thank you"\n')
    judged = 'life/chess:\n  - "may we come"\nnone:\n  - "may we leave"\n'
    write(folder / "nlu_data" / "en" / "judged.yml", judged)
    return folder


def catalogue_text(code: str) -> str:
    """The words of the program: Russian has three forms of a plural."""
    plurals = {"ru": PLURALS_OF_RUSSIAN, "fa": PLURALS_OF_PERSIAN}.get(code, PLURALS)
    third = 'msgstr[2] "ru {count}"\n' if code == "ru" else ""
    return CATALOGUE.format(code, plurals) + third


def entry_path(folder: Path, code: str) -> Path:
    return folder / "knowledge" / code / f"{ENTRY}.md"


def entry_text(code: str) -> str:
    questions = (f'  - "{QUESTIONS[code].format(which).strip()}"' for which in ("", *range(2, 9)))
    based_on = f'based_on: "{body_digest(ANSWERS["en"])}"\n' if code != "en" else ""
    head = "source: https://club.az/chess\nchecked_on: 2026-11-01\n"
    listed = "\n".join(questions)
    return f"---\nquestions:\n{listed}\n{head}{based_on}---\n{ANSWERS[code]}\n"


def change(path: Path, old: str, new: str) -> int:
    """Change a text in a file; on which line it stood."""
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.find(old)].count("\n") + 1


def checked(folder: Path) -> Checked:
    return read_project(folder, TODAY)[0]
