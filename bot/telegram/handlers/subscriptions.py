"""Hears of which topics people want to be told, and of which not any more."""

from collections.abc import Mapping
from dataclasses import replace

from telegram import Update
from telegram.ext import CommandHandler

from actions.conversing import Effect
from actions.domain.delivery import Call
from actions.domain.locale_choice import served_locales
from actions.outbox import Outbox
from bot.telegram.announcement_words import ON, AnnouncementWords
from bot.telegram.app import PRIVATE, App
from bot.telegram.buttons import Tap, number_of
from bot.telegram.handlers.touch import Reaction, Touch
from bot.telegram.people import home_locale, who_commands
from bot.telegram.presenter import Presenter
from bot.telegram.unit import Units


class SubscriptionHandlers:
    """`/subscriptions`, its taps, and the one below every announcement."""

    def __init__(self, presenter: Presenter, words: AnnouncementWords) -> None:
        self._presenter, self._words = presenter, words

    @property
    def reactions(self) -> Mapping[Tap, Reaction]:
        """To taps."""
        return {Tap.SUBSCRIBE: self.on_topic, Tap.UNSUBSCRIBE: self.on_below}

    def register(self, app: App, units: Units) -> None:
        """Hear it in private chats."""
        handle = units.callback(self.on_subscriptions)
        app.add_handler(CommandHandler("subscriptions", handle, filters=PRIVATE))

    async def on_subscriptions(self, update: Update) -> Effect:
        """Show all topics, with those that are on."""

        async def effect(outbox: Outbox) -> None:
            person = await who_commands(update, outbox.work)
            locale = home_locale(person, self._presenter.kb)
            topics = await outbox.work.subscriptions.of(person.id)
            await outbox.post(person.id, self._words.subscriptions(topics, locale))

        return effect

    async def on_topic(self, touch: Touch, outbox: Outbox) -> str | None:
        """On, if it was off; off, if it was on."""
        topic, register = touch.tapped.argument(0), outbox.work.subscriptions
        person_id = touch.person.id
        topics = await register.of(person_id)
        if topic not in topics and self._presenter.kb.topic(topic) is None:
            return "too_old"
        if topic in topics:
            await register.end(person_id, topic)
        else:
            await register.begin(person_id, topic, outbox.now)
            await self._remember_locale(touch, outbox)
        [call] = self._words.subscriptions(topics ^ {topic}, touch.locale)
        params = {**call.params, "message_id": touch.message_id}
        await outbox.post(person_id, [Call("edit_message_text", params)])
        return "announcement_off_done" if topic in topics else "announcement_on_done"

    async def _remember_locale(self, touch: Touch, outbox: Outbox) -> None:
        """Who reads this screen reads its language, whatever their Telegram is set to."""
        if not served_locales(touch.person.known_locales, self._presenter.kb.locales):
            await outbox.work.people.save(replace(touch.person, last_locale=touch.locale))

    async def on_below(self, touch: Touch, outbox: Outbox) -> str | None:
        """No more of these, or again; as often as one likes, and as late."""
        is_on = touch.tapped.argument(1) == ON
        announcement = await outbox.work.announcements.get(number_of(touch.tapped.argument(0)))
        if announcement is None:
            return "too_old"
        person_id, register = touch.person.id, outbox.work.subscriptions
        for topic in sorted(announcement.audience.topics):
            if is_on:
                await register.begin(person_id, topic, outbox.now)
            else:
                await register.end(person_id, topic)
        markup = self._words.switch(announcement.id, touch.locale, is_on=is_on)
        params = {"message_id": touch.message_id, "reply_markup": markup}
        await outbox.post(person_id, [Call("edit_message_reply_markup", params)])
        return "announcement_on_done" if is_on else "announcement_off_done"
