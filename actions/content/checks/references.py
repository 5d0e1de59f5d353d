"""What an entry names must exist."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from actions.content.checks.checked import Checked
from actions.content.problem import Problem, warning
from actions.content.web_address import is_web_address

LONGEST_ID = 54  # bytes; Telegram's buttons carry 64, and ours say "c:az:" before, ":KZ:m" behind


def related_exist(checked: Checked) -> Iterator[Problem]:
    """Related entries exist, each is named once, and none is its own relation."""
    for entry in checked.entries:
        for related in entry.related:
            if related not in checked.kb.all_ids or related == entry.id:
                known = "itself" if related == entry.id else "no entry"
                message = f"`related:` names {related}, which is {known}; name another entry"
                yield Problem(entry.path, entry.line_of(related), message)
        for related, count in Counter(entry.related).items():
            if count > 1:
                message = f"`related:` names {related} twice; name another entry"
                yield warning(entry.path, entry.line_of(related), message)


def desk_exists(checked: Checked) -> Iterator[Problem]:
    """A desk named by an entry is in `desks.yml`, or owns at least one topic."""
    owners = {topic.desk for topic in checked.kb.registry.topics.values()}
    desks = owners | checked.kb.desks.by_id.keys()
    for entry in checked.entries:
        if entry.desk is not None and entry.desk not in desks:
            message = f"`desk: {entry.desk}` is none of {', '.join(sorted(desks))}"
            yield Problem(entry.path, entry.line_of("desk:"), message)


def topics_have_desks(checked: Checked) -> Iterator[Problem]:
    """A topic's desk is in `desks.yml`, if there is that file."""
    desks = checked.kb.desks.by_id
    for topic in checked.kb.registry.topics.values():
        if desks and topic.desk not in desks:
            folder = next((e.path.parents[2] for e in checked.entries), Path("knowledge"))
            message = f"the desk of {topic.id}, {topic.desk}, is none of {', '.join(sorted(desks))}"
            yield Problem(folder / "topics.yml", 1, message)


def source_is_address(checked: Checked) -> Iterator[Problem]:
    """The source is a complete web address."""
    for entry in checked.entries:
        if not is_web_address(entry.source):
            message = "`source:` must be one complete address such as https://beu.edu.az/en/…"
            yield Problem(entry.path, entry.line_of("source:"), message)


def id_fits_button(checked: Checked) -> Iterator[Problem]:
    """An entry's path is short enough for a Telegram button."""
    for entry in checked.entries:
        if len(entry.id.encode()) > LONGEST_ID:
            message = f"{entry.id} is over {LONGEST_ID} bytes; give the file a shorter name"
            yield Problem(entry.path, 1, message)


def every_locale(checked: Checked) -> Iterator[Problem]:
    """An entry exists in every locale."""
    for entry_id in sorted(checked.kb.ids):
        present = {loc for loc in checked.kb.locales if (entry_id, loc) in checked.kb.entries}
        begun = {loc for loc in checked.kb.locales if (entry_id, loc) in checked.kb.todo}
        for missing in sorted(checked.kb.locales.keys() - present - begun):
            path = checked.kb.entries[entry_id, min(present)].path
            target = path.parents[2] / missing / f"{entry_id}.md"
            yield warning(target, 1, f"{entry_id} is missing in {missing}; translate {path}")
