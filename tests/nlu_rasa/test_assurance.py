"""How sure is sure: what judged messages prove."""

import numpy as np
import pytest

from bot.nlu.rasa.assurance import ANY, NEVER, TARGETS, Evidence, measure, pairs, upper_bound

THREE = TARGETS.index(0.03)


def evidence(right: list[bool], locale: str = "en") -> Evidence:
    """Messages of falling confidence."""
    return Evidence(
        np.linspace(0.99, 0.01, len(right)), np.array(right), np.array([locale] * len(right))
    )


def joined(*parts: Evidence) -> Evidence:
    """The messages of all."""
    return Evidence(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("confidences", "right", "locales")
        )
    )


def test_the_bound_is_that_of_clopper_and_pearson() -> None:
    bounds = upper_bound(np.array([0.0, 0.0, 5.0]), np.array([1.0, 100.0, 100.0]))

    assert bounds == pytest.approx([0.95, 0.02951, 0.10225], abs=1e-4)  # R: binom.test


def test_with_hardly_any_judged_messages_nothing_is_known() -> None:
    assert measure(Evidence(np.empty(0), np.empty(0, np.bool_), np.empty(0, np.str_))) == {}
    assert measure(evidence([True] * 299)) == {}


def test_few_right_answers_prove_little() -> None:
    assert measure(evidence([True] * 90 + [False] * 300))["en"][THREE] == NEVER
    assert measure(evidence([True] * 110 + [False] * 300))["en"][THREE] == pytest.approx(
        0.73, abs=0.01
    )


def test_the_more_may_be_wrong_the_less_sure_the_model_must_be() -> None:
    chance = np.random.default_rng(1)
    confidences = chance.random(2000)
    mixed = Evidence(confidences, chance.random(2000) < confidences**0.2, np.array(["en"] * 2000))

    needed = measure(mixed)["en"]

    assert needed == sorted(needed, reverse=True)
    answered = confidences >= needed[THREE]
    assert 0 < (answered & ~mixed.right).sum() <= 0.03 * answered.sum()


def test_a_language_that_goes_wrong_more_often_must_be_surer() -> None:
    good, poor = evidence([True] * 800), evidence([True] * 60 + [False, True] * 20, "az")

    needed = measure(joined(good, poor))

    assert needed["az"][THREE] > needed["en"][THREE]


def test_a_language_without_judged_messages_must_be_surer() -> None:
    needed = measure(evidence([True] * 300 + [False] + [True] * 50 + [False] * 20))

    assert needed[ANY][THREE] > needed["en"][THREE]


def test_each_share_of_wrong_answers_has_its_confidence() -> None:
    assert pairs([0.123456] * len(TARGETS))[2] == [0.03, 0.1235]
