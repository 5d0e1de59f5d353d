"""The knowledge base as it is now; swapped whole, never changed."""

from actions.content.knowledge_base import KnowledgeBase


class Library:
    """Holds the current snapshot; whoever asks twice may get two."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    @property
    def kb(self) -> KnowledgeBase:
        """Today's snapshot."""
        return self._kb

    def swap(self, kb: KnowledgeBase) -> None:
        """From now on, this is what we know."""
        self._kb = kb
