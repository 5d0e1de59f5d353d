"""What a message says of somebody's circumstances: their own, or those it asks about."""

from collections.abc import Iterable

from actions.content.circumstances import Circumstances
from actions.domain.interpretation import Entity, EntityKind


def asked_about(entities: Iterable[Entity]) -> Circumstances:
    """For whom the message wants to know; two countries at once say nothing.

    What people say about themselves comes first: “I am from Turkey, my friend from Iran”.
    """
    found = list(entities)
    return told_of_self(found).or_else(_only(found))


def told_of_self(entities: Iterable[Entity]) -> Circumstances:
    """What people clearly say about themselves; worth remembering."""
    return _only([entity for entity in entities if entity.is_self])


def _only(entities: list[Entity]) -> Circumstances:
    """The values of those kinds of which there is exactly one."""
    known = Circumstances()
    for kind in EntityKind:
        values = {entity.value for entity in entities if entity.kind is kind}
        known = known.having(values.pop()) if len(values) == 1 else known
    return known
