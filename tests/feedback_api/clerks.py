"""Clerks for tests, and the browsers in which they are signed in."""

from functools import cache

from argon2 import PasswordHasher

from feedback_api.actions.people import create_clerk
from feedback_api.models.people import SignInSession, hash_token
from feedback_api.queries.casework import get_case
from tests.feedback_api.browsing import Citizen
from tests.moments import NOON

PASSWORD = "doğru at pil zımba"


@cache
def hash_cheaply():
    """A hash says how much work it is to check; the real one takes the tests too long."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def make_clerk(database, username="ayse", *, at=NOON, **given):
    """A clerk who cannot sign in unless the test gives a `password_hash`."""
    facts = {"display_name": username.title(), "language": "tr", "password_hash": "none", **given}
    with database.transaction() as session:
        return create_clerk(session, username, at=at, **facts)


def open_session(database, clerk, *, at=NOON):
    """As signing in does, without a password; gives the token."""
    token = f"a token of 256 random bits for {clerk.username}"
    with database.transaction() as session:
        session.add(
            SignInSession(
                token_hash=hash_token(token), clerk_id=clerk.id, started_at=at, seen_at=at
            )
        )
    return token


def make_desk(app, database, clerk, **given):
    """A browser in which the clerk is signed in."""
    client = app.test_client()
    client.set_cookie("meydan-desk", open_session(database, clerk, **given))
    return Citizen(client)


def last_line(database, reference, clerk):
    """What a clerk who opens the case now has seen of its history."""
    with database.reading() as session:
        return get_case(session, reference, clerk=clerk).history[-1].id


def read_case(database, reference, clerk):
    with database.reading() as session:
        return get_case(session, reference, clerk=clerk)
