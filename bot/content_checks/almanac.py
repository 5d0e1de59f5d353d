"""Events whose languages nobody speaks."""

from collections.abc import Iterator

from babel.core import Locale

from actions.content.checks.checked import Checked
from actions.content.problem import Problem
from actions.content.yaml_file import problem_at


def languages_of_events_exist(checked: Checked) -> Iterator[Problem]:
    """The languages of an event exist."""
    known = Locale("en").languages  # the longest list, whatever our own languages are
    for event in checked.kb.almanac.events.values():
        if wrong := [code for code in event.languages if code not in known]:
            message = f"`languages:` names {', '.join(wrong)}, which is no language; en is English"
            yield problem_at(event.path, "languages", message)
