"""Checks of content that need to know how it is shown: by Telegram, by Babel, by gettext."""

from actions.content.checks.run import Check
from bot.content_checks import almanac, catalogues, facts, rendered

SHOWN_CHECKS: tuple[Check, ...] = (
    rendered.formatting_telegram_has,
    rendered.nothing_left_open,
    rendered.complete_links,
    rendered.links_say_where_they_lead,
    rendered.fits_one_message,
    rendered.begins_in_own_direction,
    facts.no_plain_facts,
    facts.currencies_in_use,
    almanac.languages_of_events_exist,
    catalogues.complete_catalogues,
    catalogues.same_catalogue_values,
    catalogues.same_catalogue_contacts,
    catalogues.whole_catalogue_formatting,
    catalogues.said_once_in_catalogues,
    catalogues.plurals_of_the_language,
)
