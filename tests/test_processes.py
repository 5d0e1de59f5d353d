"""Processes of ours end, and nothing of them is left."""

import asyncio
import gc
import os
import sys
from asyncio.subprocess import PIPE, Process

import pytest

from bot.processes import end

STUBBORN = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("began", flush=True)
time.sleep(60)
"""
LOUD = 'import sys\nwhile True: sys.stdout.write("x" * 100_000)'
DONE = "print('began')"


async def start(program: str) -> Process:
    """A process that runs this."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", program), stdout=PIPE, stderr=PIPE
    )


@pytest.mark.parametrize("patience", [0.0, 0.05])
@pytest.mark.parametrize("program", [STUBBORN, LOUD, DONE])
async def test_it_is_gone_whatever_it_does(program: str, patience: float) -> None:
    process = await start(program)
    assert process.stdout
    await process.stdout.read(5)  # it has begun

    await asyncio.wait_for(end(process, patience), 10)

    assert process.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


async def test_what_ended_before_is_left_alone() -> None:
    process = await start(DONE)
    await process.communicate()

    await end(process)

    assert process.returncode == 0


def test_a_loop_that_ends_next_has_no_process_open() -> None:
    async def start_and_end() -> None:
        await end(await start(STUBBORN), patience=0)

    asyncio.run(start_and_end())

    gc.collect()  # what was left open is warned of here, and a warning is an error
