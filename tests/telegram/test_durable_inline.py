"""What somebody types in other chats is heard, and never written down."""

from bot.telegram.durable_queue import DurableQueue
from tests.builders import BO, inline
from tests.fakes import FakeWorkroom
from tests.virtual_time import clock


async def test_an_inline_query_is_queued_and_not_kept() -> None:
    workroom = FakeWorkroom()
    queue = DurableQueue(workroom, clock)

    await queue.put(inline("my secret", person=BO))

    assert queue.qsize() == 1
    assert workroom.work.inbox.items == {}
