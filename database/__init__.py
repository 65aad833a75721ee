"""One database for requests, people and the ledger: SQLite or PostgreSQL behind one door."""

from database.connection import Database, UrlNotUsable

__all__ = ["Database", "UrlNotUsable"]
