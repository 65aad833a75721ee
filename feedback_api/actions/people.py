"""Who may come to the desk: making clerks, signing them in and out, turning them away."""

import hashlib
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from database import Database
from feedback_api.actions.limits import Limit, check_limit, subject_of
from feedback_api.errors import (
    ClerkNotFound,
    DeskIsBusy,
    SignInRefused,
    UsernameNotUsable,
    UsernameTaken,
)
from feedback_api.models.drafts import Attempt
from feedback_api.models.people import (
    SEEN_EVERY,
    SESSION_LIMIT,
    USERNAME,
    Clerk,
    ClerkUnit,
    Role,
    SignInSession,
    fold_username,
    hash_token,
)
from feedback_api.models.requests import CITIZEN, SYSTEM

# One person who mistypes; an office behind one address; an account that is guessed from everywhere.
OF_PERSON = Limit("sign-in as a person", most=5, window=timedelta(minutes=15))
OF_ADDRESS = Limit("sign-in from an address", most=40, window=timedelta(minutes=15))
OF_ACCOUNT = Limit("sign-in to an account", most=60, window=timedelta(minutes=15))

# No letter or digit that is taken for another when it is read out.
_CLEAR_LETTERS = "23456789abcdefghjkmnprstvyz"
# Under this name the attempts are counted whose name nobody could have.
NOBODY = ""
_hasher = PasswordHasher()
# Of a password that was thrown away; hashed with the same settings, so that it takes as long.
_HASH_OF_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4"
    "$/JP7ZZpyWGSQUdZfAu/r3g$Vh1N2Hio0tbb5tM4AwzV2uq6c3D/Jla6KtY9acriAYU"
)
# One hash takes 64 MiB and a core for 0.2 s: a flood of sign-ins must not take the machine.
_hashing = threading.BoundedSemaphore(2)
_HASHING_PATIENCE = 5  # seconds


@dataclass(frozen=True)
class SignedIn:
    """A session as it was just opened. The token is shown to the browser once and not kept."""

    clerk: Clerk
    token: str


def make_password() -> str:
    """A password of 95 random bits in groups of five, which can be read out on the telephone."""
    groups = ("".join(secrets.choice(_CLEAR_LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def hash_password(password: str) -> str:
    """Argon2id. Takes 0.2 s, so never call it inside a transaction."""
    with _turn_to_hash():
        return _hasher.hash(password)


def create_clerk(
    session: Session,
    username: str,
    *,
    display_name: str,
    password_hash: str,
    language: str,
    at: datetime,
    role: Role = Role.CLERK,
    units: Sequence[str] = (),
) -> Clerk:
    """A new clerk. Raises UsernameNotUsable or UsernameTaken."""
    username = fold_username(username)
    # The history says “citizen” and “system” of what no clerk did.
    if not USERNAME.fullmatch(username) or username in {CITIZEN, SYSTEM}:
        raise UsernameNotUsable(username)
    if _find_clerk(session, username):
        raise UsernameTaken(username)
    clerk = Clerk(
        username=username,
        display_name=display_name,
        role=role,
        language=language,
        password_hash=password_hash,
        is_disabled=False,
        created_at=at,
        unit_rows=[ClerkUnit(unit=unit) for unit in sorted(set(units))],
    )
    session.add(clerk)
    session.flush()
    return clerk


def reset_password(session: Session, username: str, *, password_hash: str) -> Clerk:
    """A new password, which also opens a disabled account again and ends its old sessions."""
    clerk = _get_clerk(session, username)
    clerk.password_hash = password_hash
    clerk.is_disabled = False
    end_all_sessions(session, clerk)
    return clerk


def disable_clerk(session: Session, username: str) -> Clerk:
    """The clerk cannot sign in any more, and is signed out everywhere at once."""
    clerk = _get_clerk(session, username)
    clerk.is_disabled = True
    end_all_sessions(session, clerk)
    return clerk


def sign_in(
    database: Database,
    username: str,
    password: str,
    *,
    address: str,
    secret_key: str,
    at: datetime,
) -> SignedIn:
    """Open a session, or raise SignInRefused, TooManyAttempts or DeskIsBusy.

    Takes the database and not a session, because the password is checked between two
    transactions. A name that does not exist takes as long as a wrong password, and gets the same
    answer.
    """
    username = fold_username(username)
    if not USERNAME.fullmatch(username):
        username = NOBODY
    tries = _tries(username, address, secret_key=secret_key, at=at)
    with _turn_to_hash():
        with database.transaction() as session:
            # Counted before it is tried: a thousand guesses at the same moment are a thousand.
            counted = _count_attempt(session, tries, at)
            clerk = _find_clerk(session, username)
            tried_hash = clerk.password_hash if clerk else _HASH_OF_NOBODY
        is_right = _verify(tried_hash, password)
    if not is_right:
        raise SignInRefused

    with database.transaction() as session:
        clerk = _find_clerk(session, username)
        # While we were hashing, the password may have been reset or the clerk disabled.
        if clerk is None or clerk.password_hash != tried_hash or clerk.is_disabled:
            raise SignInRefused
        _forget_attempt(session, counted)
        return SignedIn(clerk, _open_session(session, clerk, at))


def see_session(database: Database, token: str, *, at: datetime) -> Clerk | None:
    """The clerk who is signed in with this token, if the session is still alive."""
    query = select(SignInSession).where(SignInSession.token_hash == hash_token(token))
    with database.reading() as session:
        found = session.scalar(query)
    if found is None or not found.is_alive(at):
        return None
    if at - found.seen_at >= SEEN_EVERY:
        with database.transaction() as session:
            if again := session.scalar(query):
                again.seen_at = at
    return found.clerk


def sign_out(session: Session, token: str) -> None:
    """The token is worth nothing from now on, in whatever browser or copy it is."""
    session.execute(delete(SignInSession).where(SignInSession.token_hash == hash_token(token)))


def end_all_sessions(session: Session, clerk: Clerk) -> None:
    session.execute(delete(SignInSession).where(SignInSession.clerk_id == clerk.id))


def _open_session(session: Session, clerk: Clerk, at: datetime) -> str:
    session.execute(delete(SignInSession).where(SignInSession.started_at <= at - SESSION_LIMIT))
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(token_hash=hash_token(token), clerk_id=clerk.id, started_at=at, seen_at=at)
    )
    return token


def _tries(
    username: str, address: str, *, secret_key: str, at: datetime
) -> list[tuple[Limit, str]]:
    """The limits that a try counts against, with whom it is counted for."""
    network = subject_of(OF_ADDRESS, address, secret_key=secret_key, at=at)
    person = hashlib.sha256(f"{network}\0{username}".encode()).hexdigest()
    account = hashlib.sha256(f"{OF_ACCOUNT.purpose}\0{username}".encode()).hexdigest()
    return [(OF_PERSON, person), (OF_ADDRESS, network), (OF_ACCOUNT, account)]


def _count_attempt(session: Session, tries: list[tuple[Limit, str]], at: datetime) -> list[Attempt]:
    for limit, subject in tries:
        check_limit(session, limit, subject, at=at)
    counted = [Attempt(subject=subject, at=at) for _, subject in tries]
    session.add_all(counted)
    session.flush()
    return counted


def _forget_attempt(session: Session, counted: list[Attempt]) -> None:
    """A right password was no attempt: an office behind one address signs in at half past eight."""
    person = counted[0].subject
    ids = [attempt.id for attempt in counted]
    session.execute(delete(Attempt).where(Attempt.id.in_(ids) | (Attempt.subject == person)))


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password.encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return False


@contextmanager
def _turn_to_hash() -> Iterator[None]:
    if not _hashing.acquire(timeout=_HASHING_PATIENCE):
        raise DeskIsBusy
    try:
        yield
    finally:
        _hashing.release()


def _find_clerk(session: Session, username: str) -> Clerk | None:
    return session.scalar(select(Clerk).where(Clerk.username == username))


def _get_clerk(session: Session, username: str) -> Clerk:
    clerk = _find_clerk(session, fold_username(username))
    if clerk is None:
        raise ClerkNotFound(username)
    return clerk
