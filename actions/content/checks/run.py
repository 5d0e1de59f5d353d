"""All checks, run together; each one's docstring is its sentence in reports."""

from collections.abc import Callable, Iterable, Iterator

from actions.content.accepted import Accepted, without_accepted
from actions.content.checks import (
    almanac,
    conditions,
    consistency,
    contradictions,
    dates,
    facts,
    files,
    letters,
    questions,
    references,
    registers,
    training,
    translations,
    unconfirmed,
    untranslated,
    values,
)
from actions.content.checks.checked import Checked
from actions.content.problem import Problem

Check = Callable[[Checked], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    questions.enough_questions,
    questions.title_fits_button,
    questions.questions_are_messages,
    questions.one_entry_a_question,
    questions.said_once,
    questions.nothing_held_out,
    references.related_exist,
    references.desk_exists,
    references.topics_have_desks,
    references.source_is_address,
    references.id_fits_button,
    references.every_locale,
    files.every_file_is_read,
    files.plain_names,
    registers.first_exist,
    registers.names_in_known_languages,
    registers.direction_of_script,
    registers.hours_can_be_asked,
    registers.groups_are_used,
    conditions.variants_are_reached,
    conditions.cases_are_reached,
    training.known_intents,
    training.known_judgements,
    training.one_judgement_a_message,
    training.no_example_held_out,
    training.one_intent_a_message,
    dates.checked_within_a_year,
    dates.not_from_the_future,
    dates.still_valid,
    facts.facts_checked_within_a_year,
    facts.facts_still_valid,
    values.possible_values,
    values.whole_contacts,
    values.known_of_the_past,
    facts.facts_are_used,
    unconfirmed.nothing_unconfirmed_is_told,
    facts.facts_agree_in_every_language,
    facts.contacts_without_slips,
    facts.sites_without_slips,
    almanac.almanac_checked_within_a_year,
    almanac.events_are_not_long_over,
    almanac.events_are_near,
    almanac.agreements_still_run,
    registers.one_file_a_partner,
    translations.translations_are_fresh,
    translations.same_head,
    translations.translations_have_a_source,
    untranslated.translated_lines,
    contradictions.same_numbers,
    contradictions.same_units,
    contradictions.same_contacts,
    contradictions.same_facts,
    contradictions.same_variants,
    contradictions.same_sayings,
    consistency.one_number_a_rule,
    letters.no_direction_marks,
    letters.no_invisible_signs,
    letters.no_control_signs,
    letters.one_script_a_word,
    letters.plain_letters,
    letters.own_script,
    letters.own_keyboard,
    letters.one_kind_of_digits,
    letters.balanced_brackets,
)


def name_of(check: Check) -> str:
    """What a check is called in reports, in the reference and in `accepted.yml`."""
    return getattr(check, "__name__", type(check).__name__)


def run_checks(
    checked: Checked,
    checks: Iterable[Check] = CHECKS,
    accepted: Iterable[Accepted] = (),
    used: set[Accepted] | None = None,
) -> list[Problem]:
    """Every problem that any check finds and nobody has accepted, in the order of the files."""
    known, needed = list(accepted), set() if used is None else used
    return sorted(
        problem
        for check in checks
        for problem in without_accepted(name_of(check), check(checked), known, needed)
    )
