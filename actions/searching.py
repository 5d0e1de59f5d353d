"""Searching the snapshot of today by words, prepared once for each."""

import asyncio

from actions.content.word_index import WordIndex
from actions.library import Library


class Searching:
    """Keeps the index of the present snapshot."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._index: WordIndex | None = None

    async def index(self) -> WordIndex:
        """That of today's snapshot; a new one is prepared beside everything else that goes on."""
        kb = self._library.kb
        if self._index is None or self._index.kb is not kb:
            self._index = await asyncio.to_thread(WordIndex.of, kb)
        return self._index
