"""The people of the desk: who they are, and the sessions in which they are signed in."""

import hashlib
import re
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback_api.models.base import Base, one_of

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
# Only the 26 ASCII capitals: lower() would make two characters of İ, and upper() an I of ı, and
# so give somebody else's name to “admın”.
_ASCII_LOWER = {ord(letter): ord(letter) + 32 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}

IDLE_LIMIT = timedelta(hours=2)
SESSION_LIMIT = timedelta(hours=12)
# Every page a clerk opens would otherwise write to the database.
SEEN_EVERY = timedelta(minutes=1)


def fold_username(typed: str) -> str:
    """A username as it is stored and compared: only ASCII capitals are made small."""
    return typed.strip().translate(_ASCII_LOWER)


def hash_token(token: str) -> str:
    """What we keep of a session's token: of 256 random bits a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Role(StrEnum):
    """What a clerk may do; each may also do what stands above it."""

    CLERK = "clerk"  # works on requests
    EDITOR = "editor"  # also publishes on the site
    ADMINISTRATOR = "administrator"  # also sees every unit and manages the clerks


class ClerkUnit(Base):
    """A unit whose requests a clerk works on."""

    __tablename__ = "clerk_unit"

    clerk_id: Mapped[int] = mapped_column(
        ForeignKey("clerk.id", name="fk_clerk_unit_clerk", ondelete="CASCADE"), primary_key=True
    )
    unit: Mapped[str] = mapped_column(String(80), primary_key=True)


class Clerk(Base):
    """Someone who works at the desk. Never deleted, because the history names them: disabled."""

    __tablename__ = "clerk"
    __table_args__ = (UniqueConstraint("username", name="uq_clerk_username"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(40))
    display_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(one_of(Role))
    language: Mapped[str] = mapped_column(String(10))
    password_hash: Mapped[str] = mapped_column(String(255))
    is_disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    unit_rows: Mapped[list[ClerkUnit]] = relationship(
        lazy="selectin", order_by=ClerkUnit.unit, cascade="all, delete-orphan"
    )

    @property
    def units(self) -> tuple[str, ...]:
        """Slugs of the clerk's units; none means the desk that serves the whole municipality."""
        return tuple(row.unit for row in self.unit_rows)

    @property
    def sees_every_unit(self) -> bool:
        return not self.unit_rows or self.role == Role.ADMINISTRATOR

    def can_see(self, unit: str | None) -> bool:
        """Whether this unit's requests, and the personal data in them, are for the clerk's eyes."""
        return self.sees_every_unit or unit in self.units


class SignInSession(Base):
    """A clerk signed in on one browser: without this row the cookie is nothing."""

    __tablename__ = "sign_in_session"
    __table_args__ = (
        UniqueConstraint("token_hash", name="uq_sign_in_session_token_hash"),
        Index("ix_sign_in_session_clerk_id", "clerk_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    clerk_id: Mapped[int] = mapped_column(
        ForeignKey("clerk.id", name="fk_sign_in_session_clerk", ondelete="CASCADE")
    )
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    clerk: Mapped[Clerk] = relationship(lazy="joined", innerjoin=True)

    def is_alive(self, at: datetime) -> bool:
        """Neither idle for too long, nor open since yesterday, nor of a clerk who was disabled."""
        return (
            at - self.seen_at < IDLE_LIMIT
            and at - self.started_at < SESSION_LIMIT
            and not self.clerk.is_disabled
        )
