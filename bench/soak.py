"""Mixed traffic while the process is killed and calls fail; then every message is accounted for."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.processes import memory_of
from bench.traffic import newcomer, titles
from bot.storage.database import Database, open_database
from tests.double import Chat, Person, TelegramDouble
from tests.journeys.process import BotProcess

WANTS_A_PERSON = "I want to talk to a human being please, case {}"
PATIENCE = 600.0  # seconds at most for everything to settle at the end
HANDOFFS_A_MINUTE = 6  # a group gets 20 messages a minute, and each of these makes several
BREATH = (0.1, 0.6)  # seconds between two things that people do
LIFE = (4.0, 12.0)  # seconds between two kills
TOKEN = re.compile(r"case (\d+)")
TROUBLED = ("due", "failed")
FAULTED = ("sendMessage", "editMessageText", "getUpdates", "createForumTopic", "copyMessage")


@dataclass
class Account:
    """What was sent, and what is missing at the end."""

    seconds: float = 0.0
    questions: int = 0
    handoffs: int = 0
    replies: int = 0
    kills: int = 0
    faults: int = 0
    repeats: int = 0  # messages that arrived twice: better than never
    memory: list[float] = field(default_factory=list)  # MB, sampled each second
    missing: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is unaccounted for."""
        return not self.missing


class Soak:
    """One run against one database."""

    def __init__(
        self,
        telegram: TelegramDouble,
        bot: BotProcess,
        staff: Chat,
        url: str,
        random: Random,
        *,
        most_handoffs: int = 1000,
    ) -> None:
        self._telegram, self._bot, self._url = telegram, bot, url
        self._staff, self._random = staff, random
        self._askers: list[Person] = []
        self._cases: dict[int, Person] = {}
        self._replies: dict[str, Person] = {}
        self._texts, self._most_handoffs = titles(), most_handoffs
        self.account = Account()

    async def run(self, seconds: float, kills: int) -> Account:
        """Traffic, kills and faults for so long; then quiet, and the sum."""
        began, account = time.monotonic(), self.account
        async with asyncio.TaskGroup() as group:
            ending = began + seconds
            group.create_task(self._people(ending))
            group.create_task(self._killer(ending, kills, longest=seconds / (kills + 1)))
            group.create_task(self._faults(ending))
            group.create_task(self._sample(ending))
        account.seconds = time.monotonic() - began
        self._telegram.faults.heal()
        await self._settle()
        self._add_up()
        return account

    async def _people(self, ending: float) -> None:
        began = time.monotonic()
        while time.monotonic() < ending:
            what = self._random.random()
            if what < 0.12 and self._may_hand_off(time.monotonic() - began):
                await self._hand_off()
            elif what < 0.35:
                await self._reply()
            else:
                asker = newcomer(self._telegram)
                self._askers.append(asker)
                self.account.questions += 1
                await self._telegram.say(asker, self._random.choice(self._texts))
            await asyncio.sleep(self._random.uniform(*BREATH))

    def _may_hand_off(self, elapsed: float) -> bool:
        """No more than a group can take: else the end would wait for all of them, for hours."""
        most = min(self._most_handoffs, 3 + elapsed / 60 * HANDOFFS_A_MINUTE)
        return self.account.handoffs < most

    async def _hand_off(self) -> None:
        asker, number = newcomer(self._telegram), len(self._cases) + 1
        self._cases[number] = asker
        self.account.handoffs += 1
        await self._telegram.say(asker, WANTS_A_PERSON.format(number))

    async def _reply(self) -> None:
        """Staff answer a card that they see, once each."""
        for card in self._telegram.from_bot(self._staff):
            found = TOKEN.search(str(card.get("text", "")))
            thread = card.get("message_thread_id")
            if found and thread and f"answer to {found[1]}" not in self._replies:
                words = f"answer to {found[1]}"
                self._replies[words] = self._cases[int(found[1])]
                self.account.replies += 1
                await self._telegram.staff_writes(self._staff, words, thread=thread)
                return

    async def _killer(self, ending: float, kills: int, longest: float) -> None:
        for _ in range(kills):
            await asyncio.sleep(min(self._random.uniform(*LIFE), longest))
            if time.monotonic() >= ending:
                return
            await self._bot.kill()
            self.account.kills += 1
            await self._bot.start()

    async def _faults(self, ending: float) -> None:
        while time.monotonic() < ending:
            await asyncio.sleep(self._random.uniform(0.5, 2))
            method, faults = self._random.choice(FAULTED), self._telegram.faults
            if faults.waits_for(method):
                continue  # of a method that is seldom called they would pile up
            match self._random.randrange(4):
                case 0:
                    faults.fail(method, self._random.choice((500, 502)))
                case 1:
                    faults.fail(method, 429, retry_after=1)
                case 2:
                    faults.lose_reply(method)
                case 3:
                    faults.drop(method)
            self.account.faults += 1

    async def _sample(self, ending: float) -> None:
        while time.monotonic() < ending:
            await asyncio.sleep(1)
            process = self._bot.process
            if process and process.returncode is None and (used := memory_of(process.pid)):
                self.account.memory.append(used)

    async def _settle(self) -> None:
        """Until nothing is left to do, or for so long; only the database knows."""
        ending = time.monotonic() + PATIENCE
        while time.monotonic() < ending:
            if not self._lost() and not await unfinished(self._url):
                return
            await asyncio.sleep(1)

    def _lost(self) -> list[str]:
        """Whoever has no answer, and whatever did not reach the other side."""
        telegram = self._telegram
        lost = [f"question of {p.id}" for p in self._askers if not telegram.from_bot(p)]
        shown = " ".join(str(m.get("text", "")) for m in telegram.from_bot(self._staff))
        cases = {int(number) for number in TOKEN.findall(shown)}
        lost += [f"case {number}" for number in self._cases if number not in cases]
        for words, person in self._replies.items():
            if not telegram.from_bot(person, words):
                lost.append(f"{words} for {person.id}")
        return lost

    def _add_up(self) -> None:
        account, telegram = self.account, self._telegram
        account.missing = self._lost()
        told = [len(telegram.from_bot(person, words)) for words, person in self._replies.items()]
        account.repeats = sum(max(count - 1, 0) for count in told)


async def unfinished(url: str) -> list[str]:
    """What the database still has to do, or gave up, once the process has ended."""
    async with _opened(url) as database, database.workroom() as work:
        waiting = [f"update {item.update_id} waits" for item in await work.inbox.waiting()]
        failed = [f"update {item.update_id} failed" for item in await work.inbox.failed()]
        states = await work.deliveries.count()
        troubled = [f"{states[each]} deliveries {each}" for each in TROUBLED if states[each]]
        return [*waiting, *failed, *troubled]


@contextlib.asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


def sqlite_in(home: Path) -> str:
    """The database that a bot with this home uses by itself."""
    return f"sqlite:///{home / 'database' / 'beledci.sqlite3'}"
