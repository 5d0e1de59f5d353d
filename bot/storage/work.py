"""One unit of work: every repository on the same transaction."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from actions import ports, registers
from bot.storage.announcements import SqlAnnouncements
from bot.storage.complaints import SqlComplaints
from bot.storage.deeds import SqlDeeds
from bot.storage.deliveries import SqlDeliveries
from bot.storage.erasures import SqlErasures
from bot.storage.feedback import SqlFeedback
from bot.storage.feeds import SqlFeeds
from bot.storage.inbox import SqlInbox
from bot.storage.introductions import SqlIntroductions
from bot.storage.letters import SqlLetters
from bot.storage.meanings import SqlBatches, SqlMeanings
from bot.storage.moves import SqlMoves
from bot.storage.outages import SqlOutages
from bot.storage.people import SqlPeople
from bot.storage.promises import SqlPromises
from bot.storage.ratings import SqlRatings
from bot.storage.records import SqlRecords
from bot.storage.stays import SqlStays
from bot.storage.subscriptions import SqlSubscriptions
from bot.storage.tickets import SqlTickets
from bot.storage.traces import SqlTraces
from bot.storage.turns import SqlTurns


class SqlWork:
    """Implements `ports.Work`: everything in it happens, or nothing does."""

    inbox: ports.Inbox
    people: ports.People
    tickets: ports.Tickets
    deliveries: ports.Deliveries
    turns: ports.Turns
    feedback: ports.FeedbackBook
    moves: ports.Moves
    letters: ports.Letters
    deeds: ports.Deeds
    outages: ports.Outages
    promises: registers.Promises
    ratings: registers.Ratings
    traces: registers.Traces
    erasures: registers.Erasures
    meanings: registers.Meanings
    batches: registers.Batches
    introductions: registers.Introductions
    complaints: registers.Complaints
    records: registers.Records
    stays: registers.Stays
    subscriptions: registers.Subscriptions
    announcements: registers.Announcements
    feeds: registers.Feeds

    def __init__(self, connection: AsyncConnection) -> None:
        self.inbox = inbox = SqlInbox(connection)
        self.people = SqlPeople(connection)
        self.tickets = tickets = SqlTickets(connection)
        self.deliveries = deliveries = SqlDeliveries(connection)
        self.turns = turns = SqlTurns(connection)
        self.feedback = SqlFeedback(connection)
        self.moves = SqlMoves(connection)
        self.letters = letters = SqlLetters(connection)
        self.deeds = SqlDeeds(connection)
        self.outages = SqlOutages(connection)
        self.promises = SqlPromises(connection)
        self.ratings = ratings = SqlRatings(connection)
        self.traces = SqlTraces(connection)
        self.erasures = SqlErasures(connection)
        self.meanings, self.batches = SqlMeanings(connection), SqlBatches(connection)
        self.subscriptions = SqlSubscriptions(connection)
        self.announcements, self.feeds = SqlAnnouncements(connection), SqlFeeds(connection)
        self.introductions = SqlIntroductions(connection)
        self.stays = SqlStays(connection)
        self.complaints = complaints = SqlComplaints(connection)
        self.records = records = SqlRecords(connection)
        told = (turns, letters, ratings, complaints, records)
        self._kept = (inbox, tickets, deliveries, *told)

    async def forget_before(self, moment: datetime) -> int:
        """Delete the words of conversations that are older, wherever they are kept; how many."""
        return sum([await kept.forget_before(moment) for kept in self._kept])
