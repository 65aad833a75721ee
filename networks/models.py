"""The ledger's tables: what is to be posted where, how far it has come, and every step so far."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from database.columns import UtcDateTime
from municipality.model import Way


class Base(DeclarativeBase):
    metadata = MetaData()


class State(StrEnum):
    """How far a delivery has come (DESIGN, "Sharing")."""

    PLANNED = "planned"
    CLAIMED = "claimed"  # a sender has it, and prepares what nobody sees
    INTENDED = "intended"  # written down before the first byte of the post leaves
    ACCEPTED = "accepted"
    REJECTED = "rejected"  # the network refused it, and would again
    NOT_SENT = "not_sent"  # certainly not there: may be sent again
    UNKNOWN = "unknown"  # perhaps there: must be looked up first
    HELD = "held"  # waits for a person
    SKIPPED = "skipped"
    DELETED = "deleted"


DIGEST = "digest-"  # begins the uid of a day's digest, which is no item

# Certainly not on the network: the sender may take these up.
SENDABLE = (State.PLANNED, State.NOT_SENT)


# Nothing will become of it any more, unless a person says so.
SETTLED = (State.ACCEPTED, State.REJECTED, State.SKIPPED, State.DELETED)


class Purpose(StrEnum):
    POST = "post"
    UPDATE = "update"
    REPLY = "reply"
    DELETE = "delete"


# What they leave is the same however often they are done; the others make a post each time.
REPEATABLE = (Purpose.UPDATE, Purpose.DELETE)


def _code(kind: type[StrEnum], name: str) -> Enum:
    """A column of the enum's values, which the database checks too."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )


class Delivery(Base):
    """One thing to say on one account, once.

    It holds all that a sender needs, so that whoever sends it need not read the content.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("uid", "account", "purpose", "revision", name="delivery_is_made_once"),
        Index("delivery_by_turn", "account", "state", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(64))  # of the item
    account: Mapped[str] = mapped_column(String(64))  # slug
    purpose: Mapped[Purpose] = mapped_column(_code(Purpose, "delivery_purpose_known"))
    # 0 for the post itself, which a correction must not repeat; the item's for what follows.
    revision: Mapped[int] = mapped_column(default=0)

    via: Mapped[Way] = mapped_column(_code(Way, "delivery_via_known"))
    title: Mapped[str] = mapped_column(Text)  # of the item, for people who look at the ledger
    text: Mapped[str] = mapped_column(Text)  # whole, as it will appear
    link: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(16))
    media: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # PlannedPicture
    is_sample: Mapped[bool] = mapped_column(default=False)  # may reach stand-ins only
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # then it is no news any more
    is_urgent: Mapped[bool] = mapped_column(default=False)  # the hourly limit does not hold it up
    may_disturb: Mapped[bool] = mapped_column(default=False)  # nor do quiet hours
    # Which revision of the item the text says; None for what was planned before this was kept.
    item_revision: Mapped[int | None]
    length: Mapped[int] = mapped_column(default=0)  # of the text, as the network counts
    length_limit: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int] = mapped_column(default=0)  # thousandths of a US dollar

    state: Mapped[State] = mapped_column(_code(State, "delivery_state_known"))
    reason: Mapped[str | None] = mapped_column(Text)  # of the state, as a sentence
    # When the sender looks at it next: to send it, to try again or to look it up.
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)

    holder: Mapped[str | None] = mapped_column(String(200))  # host, process and its start
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fence: Mapped[int] = mapped_column(default=0)  # grows with every claim

    attempt_no: Mapped[int] = mapped_column(default=0)
    looks: Mapped[int] = mapped_column(default=0)  # since it became unknown
    prepared: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))  # media ids
    prepared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    anchor: Mapped[str | None] = mapped_column(Text)  # newest id of the account before the send
    payload_hash: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    remote_id: Mapped[str | None] = mapped_column(Text)
    remote_url: Mapped[str | None] = mapped_column(Text)

    @property
    def key(self) -> str:
        """The same for every attempt: networks that know idempotency keys get it."""
        return f"{self.uid}:{self.account}:{self.purpose}:{self.revision}"

    @property
    def is_digest(self) -> bool:
        return self.uid.startswith(DIGEST)

    @property
    def waits_for_release(self) -> bool:
        """A digest that a clerk has not let go yet."""
        return self.state is State.HELD and self.is_digest and self.via is not Way.PERSON


class DeliveryStep(Base):
    """One step of a delivery; rows are only ever added."""

    __tablename__ = "delivery_step"
    __table_args__ = (Index("delivery_step_by_delivery", "delivery_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(
        ForeignKey("delivery.id", name="delivery_step_of_delivery", ondelete="CASCADE")
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[State] = mapped_column(_code(State, "delivery_step_state_known"))
    attempt_no: Mapped[int]
    fence: Mapped[int]
    holder: Mapped[str | None] = mapped_column(String(200))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # anchor, reason, ids …


class AccountTrouble(Base):
    """An account whose sends fail one after the other: it is left alone for a while."""

    __tablename__ = "account_trouble"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]  # since the last success
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)


class SharingStop(Base):
    """Its one row says that a person has stopped all sharing."""

    __tablename__ = "sharing_stop"

    id: Mapped[int] = mapped_column(primary_key=True)  # always 1
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)


class LedgerOpening(Base):
    """Its one row says that sharing has begun here; else the machine may be a second clone."""

    __tablename__ = "ledger_opening"

    id: Mapped[int] = mapped_column(primary_key=True)  # always 1
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(200))
