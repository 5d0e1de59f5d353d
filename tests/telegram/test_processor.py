"""Many chats at once, each in order."""

import asyncio
from collections.abc import Coroutine

from telegram import Update

from bot.telegram.processor import PerChat
from tests.builders import ADA, BO, text
from tests.double import Person


class Diary:
    """What began and ended, in which order."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def work(self, name: str, seconds: float) -> None:
        """Something that takes a while."""
        self.lines.append(f"{name} begins")
        await asyncio.sleep(seconds)
        self.lines.append(f"{name} ends")


def of(person: Person) -> Update:
    """Some update of hers or his."""
    return text(person=person)


async def test_what_one_person_wrote_first_is_done_with_first() -> None:
    diary, processor = Diary(), PerChat()
    work: list[Coroutine[None, None, None]] = [
        processor.process_update(of(ADA), diary.work("slow", 30)),
        processor.process_update(of(ADA), diary.work("quick", 0)),
        processor.process_update(of(ADA), diary.work("last", 0)),
    ]

    await asyncio.gather(*work)

    assert [line for line in diary.lines if "ends" in line] == [
        *("slow ends", "quick ends", "last ends"),
    ]
    assert diary.lines.index("quick begins") > diary.lines.index("slow ends")


async def test_nobody_waits_for_somebody_else() -> None:
    diary, processor = Diary(), PerChat()

    await asyncio.gather(
        processor.process_update(of(ADA), diary.work("Ada", 30)),
        processor.process_update(of(BO), diary.work("Bo", 1)),
    )

    assert diary.lines == ["Ada begins", "Bo begins", "Bo ends", "Ada ends"]


async def test_a_failure_does_not_block_the_chat() -> None:
    diary, processor = Diary(), PerChat()

    async def fail() -> None:
        raise ValueError

    results = await asyncio.gather(
        processor.process_update(of(ADA), fail()),
        processor.process_update(of(ADA), diary.work("next", 0)),
        return_exceptions=True,
    )

    assert isinstance(results[0], ValueError)
    assert diary.lines[-1] == "next ends"


async def test_what_belongs_to_no_chat_is_processed_at_once() -> None:
    diary, processor = Diary(), PerChat()

    await processor.process_update(object(), diary.work("something", 0))

    assert diary.lines[-1] == "something ends"


async def test_chats_that_are_done_with_are_forgotten() -> None:
    diary, processor = Diary(), PerChat()

    await processor.process_update(of(ADA), diary.work("Ada", 0))

    assert not processor._locks
    assert not processor._waiting
