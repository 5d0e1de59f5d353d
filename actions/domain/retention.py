"""How long each kind of data is kept; `/privacy` promises it, and it happens by itself.

Files go first: they are photos of documents more often than anything else.
"""

from datetime import timedelta

FILES = timedelta(days=7)  # in the staff group, after a ticket is closed
WORDS = timedelta(days=90)  # what was said and written
TOPICS = timedelta(days=90)  # the staff group's copy of a closed ticket
UPDATES = timedelta(days=30)  # the numbers of updates; Telegram repeats none after a day
PEOPLE = timedelta(days=365)  # who is idle since is forgotten as if they had asked
