"""What is asked most comes first on menus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

HEAD_START = 20  # times that an entry of `first.yml` counts as asked before anybody asked


@dataclass(frozen=True)
class Popularity:
    """How often each entry was shown lately, and what editors know to be asked most."""

    asked: Mapping[str, int] = field(default_factory=dict)
    first: Sequence[str] = ()

    def sorted(self, ids: Iterable[str]) -> list[str]:
        """The most asked first; where nothing tells them apart, in order of their ids."""
        places = {entry_id: place for place, entry_id in enumerate(self.first)}

        def rank(entry_id: str) -> tuple[int, int, str]:
            head_start = HEAD_START if entry_id in places else 0
            asked = self.asked.get(entry_id, 0) + head_start
            return -asked, places.get(entry_id, len(places)), entry_id

        return sorted(ids, key=rank)


NOTHING_ASKED = Popularity()
