"""Ends processes of ours so that nothing of them is left."""

import asyncio
import contextlib
from asyncio.subprocess import Process

PATIENCE = 5.0  # seconds to end by itself


async def end(process: Process, patience: float = PATIENCE) -> None:
    """End it, at once without `patience`, and wait until it is gone.

    What it still says is read: while a pipe is full, nobody is told that the process ended. A
    process that was killed only, and not waited for, outlives the event loop as a warning.
    Nobody else may be reading from it.
    """
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate() if patience else process.kill()
    try:
        async with asyncio.timeout(patience or None):
            await process.communicate()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()
