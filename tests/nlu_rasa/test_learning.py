"""The learners, their folds and their balance."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.nlu.rasa.calibration import Balance, family, fit_balance
from bot.nlu.rasa.folds import folds
from bot.nlu.rasa.grams import Grams, Kind
from bot.nlu.rasa.heads import fit_margins, margins
from bot.nlu.rasa.intent_model import Examples, IntentModel
from bot.nlu.rasa.learners import Lesson, Scores, learn_and_try
from bot.nlu.rasa.many_texts import ManyTexts
from bot.nlu.rasa.neighbours import NOTHING, Neighbours, unit
from bot.nlu.rasa.network import Network
from bot.nlu.rasa.ratios import SMOOTHING, Ratios

KINDS = (Kind("char_wb", 2, 3), Kind("word", 1, 1))
TEXTS = ["visa for study", "study visa please", "room in the dorm", "dorm room price"] * 5
INTENTS = ["migration/visa", "migration/visa", "life/dormitory", "life/dormitory"] * 5
LABELS = np.array([0, 0, 1, 1] * 5)
LABELS_OF_CORNERS = np.array([0, 0, 1, 1] * 10)
CHANCE = np.random.default_rng(0)
CENTRES = CHANCE.normal(size=(2, 16))
VECTORS = unit((CENTRES[LABELS] + CHANCE.normal(size=(20, 16)) / 5).astype(np.float32))


def test_rows_of_sequences_are_of_unit_length_and_repeatable() -> None:
    grams, rows = Grams.learn(KINDS, TEXTS)

    assert np.allclose(np.linalg.norm(rows.toarray(), axis=1), 1, atol=1e-5)
    assert np.allclose(grams.of(TEXTS).toarray(), rows.toarray())


def test_an_unknown_text_is_a_row_of_zeros() -> None:
    grams, _ = Grams.learn(KINDS, TEXTS)

    assert grams.of(["ლლლ"]).nnz == 0


def test_all_learners_learn() -> None:
    _, rows = Grams.learn(KINDS, TEXTS)

    assert (Network.learn(VECTORS, LABELS, 2).scores(VECTORS).argmax(axis=1) == LABELS).all()
    assert (margins(rows, fit_margins(rows, LABELS, 2)).argmax(axis=1) == LABELS).all()
    assert (Ratios.learn(rows, LABELS, 2).scores(rows).argmax(axis=1) == LABELS).all()


def test_a_class_without_examples_is_never_meant() -> None:
    _, rows = Grams.learn(KINDS, TEXTS)

    scores = Ratios.learn(rows, LABELS * 2, 3).scores(rows)

    assert set(scores.argmax(axis=1)) == {0, 2}
    assert set(margins(rows, fit_margins(rows, LABELS * 2, 3)).argmax(axis=1)) == {0, 2}


def test_ratios_are_those_of_smoothed_shares() -> None:
    rows = csr_matrix(np.array([[1, 0, 2], [0, 3, 0], [1, 1, 0]], np.float32))

    found = Ratios.learn(rows, np.array([0, 1, 1]), 2).scores(rows)

    counts = np.array([[1, 0, 2], [1, 4, 0]]) + SMOOTHING
    others = counts[::-1] - SMOOTHING + 2 * SMOOTHING
    log_shares = [np.log(each / each.sum(axis=1, keepdims=True)) for each in (counts, others)]
    exact = rows @ (log_shares[0] - log_shares[1]).T
    assert np.diff(found) == pytest.approx(np.diff(exact), rel=1e-4)


def test_the_network_learns_what_no_straight_border_tells_apart() -> None:
    corners = np.array([[1, 1], [-1, -1], [1, -1], [-1, 1]] * 10, np.float32)
    rows = unit(corners + CHANCE.normal(size=(40, 2)).astype(np.float32) / 10)

    network = Network.learn(rows, LABELS_OF_CORNERS, 2)

    assert (network.scores(rows).argmax(axis=1) == LABELS_OF_CORNERS).all()


def test_the_network_follows_the_slope_of_its_loss() -> None:
    network = Network.learn(VECTORS, LABELS[::-1].copy(), 2)  # so that there is something to mend
    slopes = network.slopes(VECTORS, LABELS)

    for layer, slope in zip((network.hidden, network.output), slopes, strict=True):
        steepest = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        measured = (
            loss_with(network, layer, steepest, 0.01) - loss_with(network, layer, steepest, -0.01)
        ) / 0.02
        assert measured == pytest.approx(slope[steepest], rel=0.02)


def loss_with(
    network: Network, layer: np.ndarray, place: tuple[np.intp, ...], change: float
) -> float:
    layer[place] += change
    loss = -float(network.scores(VECTORS)[np.arange(len(LABELS)), LABELS].mean())
    layer[place] -= change
    return loss


def test_near_copies_share_a_fold() -> None:
    rows = unit(CHANCE.normal(size=(12, 16)).astype(np.float32))
    copies = np.vstack([rows, rows + 0.001])

    parts = folds(copies, np.zeros(24, np.int64), 3)

    assert (parts[:12] == parts[12:]).all()
    assert set(parts) == {0, 1, 2}


def test_the_balance_trusts_the_learner_that_is_right() -> None:
    right = np.log(np.where(np.eye(2)[LABELS] > 0, 0.9, 0.1)).astype(np.float32)
    noise = CHANCE.normal(size=(20, 2)).astype(np.float32)

    balance = fit_balance(Scores(right, noise, noise), LABELS, ("a/b", "office/c"))

    assert balance.dense > max(balance.sparse, balance.near)
    assert (balance.confidences(Scores(right, noise, noise)).argmax(axis=1) == LABELS).all()


def test_confidences_are_shares() -> None:
    scores = Scores(*CHANCE.normal(size=(3, 5, 3)).astype(np.float32))

    confidences = Balance(1.0, 2.0, 3.0, np.zeros(3, np.float32)).confidences(scores)

    assert np.allclose(confidences.sum(axis=1), 1)


@pytest.mark.parametrize(
    ("intent", "name"),
    [
        ("migration/e-visa", "entry"),
        ("office/life/transport", "office"),
        ("urgent", "urgent"),
        ("greeting", "other"),
    ],
)
def test_an_intent_tells_its_family(intent: str, name: str) -> None:
    assert family(intent) == name


def test_an_example_is_its_own_nearest_neighbour() -> None:
    neighbours, order = Neighbours.learn(VECTORS, LABELS)

    near = neighbours.near(VECTORS, 2, few=5)

    assert np.allclose(near.intents[np.arange(20), LABELS], 1, atol=0.01)
    assert (order[near.places[:, 0]] == np.arange(20)).all()
    assert np.allclose(near.cosines[:, 0], 1, atol=0.01)
    assert (np.diff(near.cosines, axis=1) <= 0).all()


def test_whole_numbers_give_nearly_the_exact_cosines() -> None:
    rows = unit(CHANCE.normal(size=(300, 384)).astype(np.float32))
    labels = np.arange(300) % 7
    asked = unit(CHANCE.normal(size=(200, 384)).astype(np.float32))

    neighbours, order = Neighbours.learn(rows, labels)
    near = neighbours.near(asked, 7, few=3)

    axes = neighbours.axes
    exact = unit(asked @ axes) @ unit(rows[order] @ axes).T
    assert near.cosines[:, 0] == pytest.approx(exact.max(axis=1), abs=0.01)
    best = np.stack([exact[:, labels[order] == label].max(axis=1) for label in range(7)], axis=1)
    assert near.intents == pytest.approx(best, abs=0.01)


def test_the_largest_numbers_do_not_overflow() -> None:
    signs = np.where(np.arange(384) % 2, -1, 1).astype(np.float32)
    rows = unit(np.stack([signs, -signs, np.ones(384, np.float32)]))

    near = Neighbours.learn(rows, np.arange(3))[0].near(rows, 3)

    exact = np.array([[1, -1, 0], [-1, 1, 0], [0, 0, 1]])
    assert near.intents == pytest.approx(exact, abs=0.01)


def test_who_only_compares_needs_no_numbers() -> None:
    neighbours, _ = Neighbours.learn(VECTORS, LABELS)

    alone = neighbours.for_comparing()

    assert alone.numbers.size == 0
    near, same = neighbours.near(VECTORS, 2, few=3), alone.near(VECTORS, 2, few=3)
    assert (near.intents == same.intents).all()
    assert (near.places == same.places).all()


def test_an_intent_without_examples_is_near_nothing() -> None:
    neighbours, _ = Neighbours.learn(VECTORS, LABELS * 2)

    assert (neighbours.near(VECTORS, 4).intents[:, [1, 3]] == NOTHING).all()


def test_what_is_tried_was_never_seen() -> None:
    _, rows = Grams.learn(KINDS, TEXTS)
    lesson = Lesson(VECTORS, rows, LABELS, 2, np.arange(20) % 2)

    _, scores, labels = learn_and_try(lesson, lambda *_step: None)

    assert sorted(labels) == sorted(LABELS[np.arange(20) % 2 == 0])
    assert (scores.near.argmax(axis=1) == labels).all()
    assert (scores.near.max(axis=1) < 0.999).all()


def test_a_model_says_the_same_after_it_was_kept() -> None:
    examples = Examples(TEXTS, VECTORS, INTENTS, np.arange(20, dtype=np.uint64))
    model = IntentModel.learn(examples, lambda *_step: None)
    again = IntentModel.of_arrays(model.names(), model.arrays())

    [said], like = model.read(["visa for study"], VECTORS[:1], 5)
    [said_again], like_again = again.read(["visa for study"], VECTORS[:1], 5)
    _, unlike = model.read(["visa for study"], -VECTORS[:1], 5)

    assert model.ranked(said, 1)[0][0] == "migration/visa"
    assert said_again == pytest.approx(said, abs=0.01)
    assert like_again.similarity == pytest.approx(like.similarity, abs=0.01)
    assert like.similarity > unlike.similarity
    assert again.nearest(like_again, 0, 1)[0][1:] == ("migration/visa", pytest.approx(1, abs=0.01))
    assert model.best_entries(np.array([[0.2, 0.8]])) == (["migration/visa"], np.array([0.8]))


def test_many_texts_are_what_they_were() -> None:
    texts = ["visa", "", "بطاقة", "👍 ok", "\ud800"]

    many = ManyTexts(texts)

    assert list(many) == texts
    assert (many[-1], many[1:3], len(many)) == (texts[-1], texts[1:3], 5)
    with pytest.raises(IndexError):
        many[5]
    assert len(ManyTexts([])) == 0
