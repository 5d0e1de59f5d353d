"""What a person told of themselves, and how they change it."""

from collections.abc import Sequence

from actions.content.circumstances import KINDS, Named
from actions.content.deadline_rules import Milestone
from actions.domain.delivery import Call
from actions.domain.person import Person
from actions.domain.profile import TYPED, Trait, told
from actions.domain.stay import Stay
from bot.telegram.buttons import Tap, button, keyboard
from bot.telegram.choosing import country_name, name_of
from bot.telegram.menu_words import Row, in_rows
from bot.telegram.rendering.messages import GAP, messages
from bot.telegram.rendering.runs import Run
from bot.telegram.stay_words import CITIZENSHIP, DAYS, StayWords

# Short, since a button carries 64 bytes; fixed, since old messages keep their buttons.
CODES = {
    Trait.CITIZENSHIP: CITIZENSHIP,
    Trait.LEVEL: "l",
    Trait.ROLE: "r",
    Trait.STAGE: "s",
    Trait.LANGUAGE: "g",
}
TRAITS = {code: trait for trait, code in CODES.items()}
NOTHING = "-"  # a button's value: delete this
ALL, ALL_YES = "all", "yes"  # the same of the whole profile
# Whose languages we speak, and their neighbours: anybody else writes a name.
NEAR = ("TR", "IR", "RU", "GE", "KZ", "TM", "PK", "IN", "IQ")
LINE = Run("\n")


class ProfileWords(StayWords):
    """The part of `Presenter` that shows a profile."""

    def profile(
        self, person: Person, stay: Stay, locale: str, head: str = "profile_head"
    ) -> list[Call]:
        """Everything, with why it is asked."""
        voice = self.voice(locale)
        runs = voice.say(head)
        for trait in Trait:
            said = voice.say("profile_line", trait=self._name(trait, locale))
            value = self.value_of(told(person, trait), trait, locale)
            why = voice.say(f"why_{trait}")
            runs = [*runs, GAP, *said, *voice.directed([Run(f" {value}")]), LINE, *why]
        days = [run for each in Milestone for run in (LINE, *self.day_line(each, stay, locale))]
        runs = [*runs, GAP, *voice.say("profile_days"), *days]
        rows = in_rows(
            [button(self._name(t, locale), Tap.TRAIT, locale, CODES[t]) for t in Trait], 2
        )
        rows.append([button(voice.label("days_change"), Tap.DEADLINES, locale, DAYS)])
        if not stay.is_empty or any(told(person, trait) for trait in Trait):
            label = voice.label("profile_delete_all")
            rows.append([button(label, Tap.PROFILE, locale, ALL)])
        return messages(runs, keyboard(rows))

    def trait(self, person: Person, trait: Trait, locale: str) -> list[Call]:
        """One thing: what is known, why it is asked, what can be said."""
        voice, value = self.voice(locale), told(person, trait)
        said = voice.say("profile_line", trait=self._name(trait, locale))
        shown = voice.directed([Run(f" {self.value_of(value, trait, locale)}")])
        ask = voice.say(_asking(trait))
        rows = self._choices(trait, locale)
        if value:
            label = voice.label("profile_delete_one")
            rows.append([button(label, Tap.TRAIT, locale, CODES[trait], NOTHING)])
        rows.append([self._leave(locale, is_known=bool(value))])
        return messages(
            [*said, *shown, LINE, *voice.say(f"why_{trait}"), GAP, *ask], keyboard(rows)
        )

    def delete_profile_sure(self, locale: str) -> list[Call]:
        """Asks whether all of it is meant."""
        voice = self.voice(locale)
        row = [
            button(voice.label("profile_delete_yes"), Tap.PROFILE, locale, ALL_YES),
            self._leave(locale, is_known=True),
        ]
        return messages(voice.say("profile_delete_sure"), keyboard([row]))

    def which(self, trait: Trait, values: Sequence[str], locale: str) -> list[Call]:
        """What was typed may mean several things."""
        buttons = [self._choice(trait, value, locale) for value in values]
        rows = [*in_rows(buttons, 2), [self._leave(locale, is_known=False)]]
        return messages(self.voice(locale).say("profile_which"), keyboard(rows))

    def country_not_found(self, locale: str) -> list[Call]:
        """What was typed is no country."""
        row = [self._leave(locale, is_known=False)]
        return messages(self.voice(locale).say("country_not_found"), keyboard([row]))

    def value_of(self, value: str | None, trait: Trait, locale: str) -> str:
        """A value as one reads it."""
        words = self._phrasebook[locale]
        if value is None:
            return words("profile_unknown")
        if isinstance(value, Named):
            return name_of(value, words)
        if trait is Trait.LANGUAGE:
            known = self.kb.locales.get(value)
            return known.name if known else value
        return country_name(value, words)

    def _name(self, trait: Trait, locale: str) -> str:
        return self.voice(locale).label(f"trait_{trait}")

    def _choices(self, trait: Trait, locale: str) -> list[Row]:
        values: Sequence[str] = NEAR
        if kind := KINDS.get(trait):
            values = tuple(kind)
        elif trait is Trait.LANGUAGE:
            values = tuple(self.kb.locales)
        buttons = [self._choice(trait, value, locale) for value in values]
        return in_rows(buttons, 3 if trait in (Trait.CITIZENSHIP, Trait.LANGUAGE) else 2)

    def _choice(self, trait: Trait, value: str, locale: str) -> dict[str, str]:
        shown = self.value_of(value, trait, locale)
        return button(shown, Tap.TRAIT, locale, CODES[trait], str(value))

    def _leave(self, locale: str, *, is_known: bool) -> dict[str, str]:
        label = self.voice(locale).label("profile_back" if is_known else "profile_skip")
        return button(label, Tap.PROFILE, locale)


def _asking(trait: Trait) -> str:
    """What to do: tap, or write."""
    return "profile_country" if trait in TYPED else "profile_choose"
