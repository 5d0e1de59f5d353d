"""Of whom a message speaks."""

import pytest

from actions.content.circumstances import Circumstances, Level, Role, Stage
from actions.domain.interpretation import Entity, EntityKind
from actions.domain.mentions import asked_about, told_of_self

KZ = Entity(EntityKind.CITIZENSHIP, "KZ")
TR = Entity(EntityKind.CITIZENSHIP, "TR")
OWN_TR = Entity(EntityKind.CITIZENSHIP, "TR", is_self=True)
PHD = Entity(EntityKind.LEVEL, "phd")
MASTER = Entity(EntityKind.LEVEL, "master")
ADMITTED = Entity(EntityKind.STAGE, "admitted", is_self=True)
STUDYING = Entity(EntityKind.STAGE, "studying", is_self=True)
TEACHER = Entity(EntityKind.ROLE, "teacher", is_self=True)


@pytest.mark.parametrize(
    ("entities", "asked", "told"),
    [
        ((), Circumstances(), Circumstances()),
        ((KZ,), Circumstances("KZ"), Circumstances()),
        ((KZ, KZ, PHD), Circumstances("KZ", Level.PHD), Circumstances()),
        ((KZ, TR), Circumstances(), Circumstances()),
        ((KZ, OWN_TR), Circumstances("TR"), Circumstances("TR")),
        ((PHD, MASTER, KZ), Circumstances("KZ"), Circumstances()),
        (
            (TEACHER, PHD),
            Circumstances(None, Level.PHD, Role.TEACHER),
            Circumstances(role=Role.TEACHER),
        ),
        (
            (ADMITTED, KZ),
            Circumstances("KZ", stage=Stage.ADMITTED),
            Circumstances(stage=Stage.ADMITTED),
        ),
        ((ADMITTED, STUDYING), Circumstances(), Circumstances()),
        ((Entity(EntityKind.LEVEL, "dr"),), Circumstances(), Circumstances()),
    ],
)
def test_what_is_said_once_is_known_and_what_is_said_of_oneself_comes_first(
    entities: tuple[Entity, ...], asked: Circumstances, told: Circumstances
) -> None:
    assert asked_about(entities) == asked
    assert told_of_self(entities) == told
