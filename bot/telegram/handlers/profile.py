"""Hears what people want others not to ask them again: their profile."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler

from actions.content.circumstances import NOTHING_KNOWN, Circumstances
from actions.conversing import Effect, Taker
from actions.domain.delivery import Call
from actions.domain.person import Awaiting, Person
from actions.domain.profile import TYPED, Trait, read_value, telling, telling_nothing
from actions.domain.stay import newcomer
from actions.outbox import Outbox
from actions.staying import Staying
from bot.telegram.app import PRIVATE, App
from bot.telegram.buttons import Tap
from bot.telegram.handlers.touch import Reaction, Touch, show_in_place
from bot.telegram.names import countries_named
from bot.telegram.people import heard, home_locale
from bot.telegram.presenter import Presenter
from bot.telegram.profile_words import ALL, ALL_YES, NOTHING, TRAITS
from bot.telegram.unit import Units


class ProfileHandlers:
    """`/profile`, the taps on it, and what is typed for it."""

    def __init__(self, presenter: Presenter, staying: Staying) -> None:
        self._presenter, self._staying = presenter, staying

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """To taps."""
        return {Tap.PROFILE: self.on_profile_tap, Tap.TRAIT: self.on_trait}

    @property
    def takers(self) -> Mapping[Awaiting, Taker]:
        """Of what is typed."""
        return {Awaiting.CITIZENSHIP: CitizenshipTaker(self)}

    def register(self, app: App, units: Units) -> None:
        """Hear the command in private chats."""
        handler = CommandHandler("profile", units.callback(self.on_profile), filters=PRIVATE)
        app.add_handler(handler)

    async def on_profile(self, update: Update) -> Effect:
        """Show all of it."""

        async def effect(outbox: Outbox) -> None:
            seen = heard(update).person
            known = seen.remembering(await outbox.work.people.get(seen.id))
            await self._keep(replace(known, awaiting=Awaiting.QUESTION), outbox)

        return effect

    async def on_profile_tap(self, touch: Touch, outbox: Outbox) -> str | None:
        """Show all of it, delete all of it, or ask whether that is meant."""
        wanted = touch.tapped.argument(1)
        if wanted == ALL:
            await show_in_place(touch, self._presenter.delete_profile_sure(touch.locale), outbox)
            return None
        if wanted not in ("", ALL_YES):
            return "too_old"
        person = replace(touch.person, awaiting=Awaiting.QUESTION)
        person = telling_nothing(person) if wanted == ALL_YES else person
        await outbox.work.people.save(person)
        stay = newcomer(person.id)
        if wanted == ALL_YES:
            await self._staying.save(outbox.work, stay, person, outbox.now)
        else:
            stay = await self._staying.of(outbox.work, person.id)
        await show_in_place(touch, self._presenter.profile(person, stay, touch.locale), outbox)
        return "profile_deleted" if wanted == ALL_YES else None

    async def on_trait(self, touch: Touch, outbox: Outbox) -> str | None:
        """Ask for one thing, keep it, or delete it."""
        trait, said = TRAITS.get(touch.tapped.argument(1)), touch.tapped.argument(2)
        if trait is None:
            return "too_old"
        if not said:
            await self._ask(trait, touch, outbox)
            return None
        value = read_value(trait, said, frozenset(self._presenter.kb.locales))
        if value is None and said != NOTHING:
            return "too_old"
        person = telling(touch.person, trait, value)
        await outbox.work.people.save(person)
        locale = str(value) if trait is Trait.LANGUAGE and value else touch.locale
        stay = await self._staying.of(outbox.work, person.id)
        await show_in_place(touch, self._presenter.profile(person, stay, locale), outbox)
        return "profile_saved" if value else "profile_deleted"

    async def _ask(self, trait: Trait, touch: Touch, outbox: Outbox) -> None:
        person = replace(touch.person, awaiting=TYPED.get(trait, Awaiting.QUESTION))
        await outbox.work.people.save(person)
        await show_in_place(touch, self._presenter.trait(person, trait, touch.locale), outbox)

    async def _keep(self, person: Person, outbox: Outbox, head: str = "profile_head") -> None:
        await outbox.work.people.save(person)
        locale = self.locale(person)
        stay = await self._staying.of(outbox.work, person.id)
        await outbox.post(person.id, self._presenter.profile(person, stay, locale, head))

    def locale(self, person: Person) -> str:
        """The language to speak with them."""
        return home_locale(person, self._presenter.kb)

    def meant(self, text: str, mentioned: Circumstances) -> Sequence[str]:
        """The countries that somebody may mean by what they typed."""
        named = countries_named(text, tuple(self._presenter.kb.locales))
        return named or tuple(filter(None, (mentioned.citizenship,)))

    def answer(self, person: Person, meant: Sequence[str]) -> Effect:
        """Keep what is sure; ask back where it is not."""

        async def effect(outbox: Outbox) -> None:
            if len(meant) == 1:
                told = telling(person, Trait.CITIZENSHIP, meant[0])
                await self._keep(told, outbox, "profile_kept")
                return
            await outbox.work.people.save(person)
            await outbox.post(person.id, self._back(meant, self.locale(person)))

        return effect

    def _back(self, possible: Sequence[str], locale: str) -> list[Call]:
        if possible:
            return self._presenter.which(Trait.CITIZENSHIP, possible, locale)
        return self._presenter.country_not_found(locale)


class CitizenshipTaker:
    """Takes a country's name; implements `conversing.Taker`."""

    def __init__(self, profile: ProfileHandlers) -> None:
        self._profile = profile

    def take(
        self, person: Person, text: str, mentioned: Circumstances = NOTHING_KNOWN
    ) -> Effect | None:
        """What it leads to; None if it names no country."""
        meant = self._profile.meant(text, mentioned)
        return self._profile.answer(person, meant) if meant else None

    def again(self, person: Person) -> Effect:
        """It could not be understood."""
        return self._profile.answer(person, ())
