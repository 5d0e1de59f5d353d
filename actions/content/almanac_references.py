"""What rules of deadlines refer to: facts, entries, groups of countries."""

from collections.abc import Iterator

from actions.content.deadline_rules import DeadlineRule, is_term
from actions.content.facts import Fact
from actions.content.knowledge_base import KnowledgeBase
from actions.content.problem import Problem


def almanac_problems(kb: KnowledgeBase) -> Iterator[Problem]:
    """What rules name and nobody has written: facts, entries, groups of countries."""
    for rule in kb.almanac.rules.values():
        if rule.entry not in kb.ids:
            message = f"“{rule.entry}” is no entry; write it, or correct `entry:`"
            yield Problem(rule.path, rule.line, message)
        for name in _groups_in(rule):
            if name not in kb.groups:
                yield Problem(rule.path, rule.line, f"“{name}” is no group; see groups.yml")
        if rule.fact and (wrong := _wrong_term(rule, kb.facts.get(rule.fact))):
            yield Problem(rule.path, rule.line, wrong)


def _groups_in(rule: DeadlineRule) -> Iterator[str]:
    yield from rule.condition.groups
    yield from rule.unsure.groups if rule.unsure else ()


def _wrong_term(rule: DeadlineRule, fact: Fact | None) -> str:
    if fact is None:
        return f"“{rule.fact}” is no fact; write it into knowledge/facts/, or correct the name"
    if all(is_term(value) for value in fact.values):
        return ""
    return f"“{rule.fact}” is no term in whole days, weeks, months or years; name one that is"
