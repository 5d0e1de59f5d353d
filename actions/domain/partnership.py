"""To which universities one can go, by country and programme."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from actions.content.facts import Certainty
from actions.content.partners import Partner, Programme


def current_partners(
    partners: Iterable[Partner],
    today: date,
    country: str | None = None,
    programme: Programme | None = None,
) -> list[Partner]:
    """Those whose agreement runs and that are confirmed, by country, then name."""
    found = (
        each
        for each in partners
        if is_current(each, today)
        and country in (None, each.country)
        and (programme is None or programme in each.programmes)
    )
    return sorted(found, key=lambda each: (each.country, each.name.casefold()))


def is_current(partner: Partner, today: date) -> bool:
    """Whether students may see it."""
    is_running = partner.until is None or partner.until >= today
    return partner.certainty is not Certainty.TO_CONFIRM and is_running


def countries_of(partners: Iterable[Partner], today: date) -> Mapping[str, int]:
    """How many partners there are in each country, the most first."""
    counts = Counter(each.country for each in partners if is_current(each, today))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def programmes_of(partners: Iterable[Partner], today: date) -> list[Programme]:
    """The programmes that have at least one partner, in their usual order."""
    used = {
        each for partner in partners if is_current(partner, today) for each in partner.programmes
    }
    return [programme for programme in Programme if programme in used]
