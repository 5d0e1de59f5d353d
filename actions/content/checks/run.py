"""All checks, run together; each one's docstring is its sentence in reports."""

from collections.abc import Callable, Iterable, Iterator

from actions.content.checks import dates, questions, references, training
from actions.content.checks.checked import Checked
from actions.content.problem import Problem

Check = Callable[[Checked], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    questions.enough_questions,
    questions.title_fits_button,
    questions.one_entry_a_question,
    questions.said_once,
    questions.nothing_held_out,
    references.related_exist,
    references.desk_exists,
    references.topics_have_desks,
    references.source_is_address,
    references.id_fits_button,
    references.every_locale,
    training.known_intents,
    training.no_example_held_out,
    training.one_intent_a_message,
    dates.checked_within_a_year,
    dates.not_from_the_future,
    dates.still_valid,
)


def run_checks(checked: Checked, checks: Iterable[Check] = CHECKS) -> list[Problem]:
    """Every problem that any check finds, in the order of the files."""
    return sorted(problem for check in checks for problem in check(checked))
