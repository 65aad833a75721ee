"""A citizen's request, its pictures, and the steps of its life."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback_api.errors import StatusNotAllowed
from feedback_api.models.base import Base, one_of
from text.language import lazy_gettext


class Status(StrEnum):
    RECEIVED = "received"
    ROUTED = "routed"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_CITIZEN = "waiting_for_citizen"
    REFERRED = "referred"
    RESOLVED = "resolved"
    DECLINED = "declined"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in OPEN_STATUSES

    @property
    def label(self) -> str:
        """The state in the words that citizens and clerks read."""
        return str(_LABELS[self])


OPEN_STATUSES = frozenset(
    {
        Status.RECEIVED,
        Status.ROUTED,
        Status.IN_PROGRESS,
        Status.WAITING_FOR_CITIZEN,
        Status.REFERRED,
    }
)
_LABELS = {
    Status.RECEIVED: lazy_gettext("Received"),
    Status.ROUTED: lazy_gettext("Passed to the unit"),
    Status.IN_PROGRESS: lazy_gettext("Being looked into"),
    Status.WAITING_FOR_CITIZEN: lazy_gettext("Waiting for information from you"),
    Status.REFERRED: lazy_gettext("Referred to another institution"),
    Status.RESOLVED: lazy_gettext("Answered: done"),
    Status.DECLINED: lazy_gettext("Answered: could not be done"),
    Status.ANSWERED: lazy_gettext("Answered: information given"),
    Status.WITHDRAWN: lazy_gettext("You withdrew it"),
}
_ENDINGS = frozenset({Status.RESOLVED, Status.DECLINED, Status.ANSWERED, Status.WITHDRAWN})
_WORKING = frozenset({Status.IN_PROGRESS, Status.WAITING_FOR_CITIZEN, Status.REFERRED})

NEXT_STATUSES: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: _WORKING | _ENDINGS | {Status.ROUTED},
    Status.ROUTED: _WORKING | _ENDINGS | {Status.ROUTED},
    Status.IN_PROGRESS: _WORKING - {Status.IN_PROGRESS} | _ENDINGS | {Status.ROUTED},
    Status.WAITING_FOR_CITIZEN: _WORKING | _ENDINGS | {Status.ROUTED},
    Status.REFERRED: _WORKING | _ENDINGS | {Status.ROUTED},
    # An answer that was not one is taken up again.
    Status.RESOLVED: frozenset({Status.IN_PROGRESS}),
    Status.DECLINED: frozenset({Status.IN_PROGRESS}),
    Status.ANSWERED: frozenset({Status.IN_PROGRESS}),
    Status.WITHDRAWN: frozenset(),
}


class Track(StrEnum):
    """In which form the citizen asks."""

    LIGHT = "light"  # a wish or a complaint; may be without a name
    PETITION = "petition"  # law 3071: with name, surname and address, answered in a legal time


class ReplyBy(StrEnum):
    """How the citizen wants to hear from us."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    POST = "post"
    NONE = "none"


class Channel(StrEnum):
    """The way on which a request came."""

    FORM = "form"
    API = "api"
    TELEPHONE = "telephone"
    COUNTER = "counter"
    LETTER = "letter"
    NETWORK = "network"


class EventKind(StrEnum):
    """What happened to a request; the history is only added to."""

    STATUS = "status"  # moved along; `status` says where to
    NOTE = "note"  # among clerks, never shown to the citizen
    MESSAGE = "message"  # from the municipality to the citizen, between its states
    FROM_CITIZEN = "from_citizen"  # added by the citizen later
    ASSIGNED = "assigned"  # taken by, or given to, a clerk or a unit


CITIZEN = "citizen"  # `Event.by` of what the citizen did
SYSTEM = "system"  # `Event.by` of what nobody did by hand


class ServiceRequest(Base):
    __tablename__ = "service_request"
    __table_args__ = (
        UniqueConstraint("reference", name="uq_service_request_reference"),
        UniqueConstraint("idempotency_key", name="uq_service_request_idempotency_key"),
        Index("ix_service_request_status_deadline_on", "status", "deadline_on"),
        Index("ix_service_request_unit", "unit"),
        Index("ix_service_request_received_at", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Citizens quote it on the phone: short, and never given to another request.
    reference: Mapped[str] = mapped_column(String(32))
    # The secret itself is nowhere in the database (feedback_api/actions/references.py).
    secret_hash: Mapped[str] = mapped_column(String(64))
    # The same sending, arriving twice, is one request.
    idempotency_key: Mapped[str] = mapped_column(String(128))
    content_hash: Mapped[str] = mapped_column(String(64))

    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    track: Mapped[Track] = mapped_column(one_of(Track))
    language: Mapped[str] = mapped_column(String(8))
    # None: the citizen was not sure. Else the code of a category of the municipality.
    category: Mapped[str | None] = mapped_column(String(64))
    description: Mapped[str]
    place: Mapped[str | None]
    district: Mapped[str | None] = mapped_column(String(64))  # its slug
    neighbourhood: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    # Answers to the category's extra questions: {code of the question: what was answered}.
    extra_answers: Mapped[dict[str, str]] = mapped_column(default=dict)
    # All that clerks search in, by text.turkish.fold: no database folds Turkish by itself.
    words_folded: Mapped[str] = mapped_column(default="")

    reply_by: Mapped[ReplyBy] = mapped_column(one_of(ReplyBy))
    reporter_name: Mapped[str | None]
    reporter_email: Mapped[str | None]
    reporter_telephone: Mapped[str | None] = mapped_column(String(32))  # E.164
    reporter_address: Mapped[str | None]

    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.RECEIVED)
    unit: Mapped[str | None] = mapped_column(String(64))  # its slug
    institution: Mapped[str | None] = mapped_column(String(64))  # to which it was referred
    # The clerk who took it. Clerks are disabled, never deleted.
    clerk_id: Mapped[int | None]
    answer: Mapped[str | None]
    received_at: Mapped[datetime]
    deadline_on: Mapped[date]
    closed_at: Mapped[datetime | None]

    history: Mapped[list["Event"]] = relationship(
        order_by="Event.id", back_populates="service_request", cascade="all, delete-orphan"
    )
    attachments: Mapped[list["Attachment"]] = relationship(
        order_by="Attachment.position", cascade="all, delete-orphan"
    )

    def move_to(self, status: Status, *, by: str, at: datetime, text: str | None = None) -> "Event":
        """Append the move to the history; `text` is what the citizen reads with it."""
        if status not in NEXT_STATUSES[self.status]:
            raise StatusNotAllowed(self.status.label, status.label)
        self.status = status
        self.closed_at = None if status.is_open else at
        return self.record(EventKind.STATUS, by=by, at=at, status=status, text=text)

    def record(
        self,
        kind: EventKind,
        *,
        by: str,
        at: datetime,
        status: Status | None = None,
        text: str | None = None,
    ) -> "Event":
        """Append to the history. Notes stay among clerks; the rest is for the citizen too."""
        event = Event(
            kind=kind,
            status=status,
            text=text,
            by=by,
            at=at,
            is_public=kind not in {EventKind.NOTE, EventKind.ASSIGNED},
        )
        self.history.append(event)
        return event

    def needs_reason(self, status: Status) -> bool:
        """Whether the citizen must be told why: a refusal (law 3071 art. 7), or to open it anew."""
        return status is Status.DECLINED or (status.is_open and not self.status.is_open)

    def is_overdue(self, today: date) -> bool:
        return self.status.is_open and today > self.deadline_on


class Event(Base):
    """One line of a request's history."""

    __tablename__ = "request_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_request_id: Mapped[int] = mapped_column(
        ForeignKey("service_request.id", ondelete="CASCADE", name="fk_request_event_request"),
        index=True,
    )
    kind: Mapped[EventKind] = mapped_column(one_of(EventKind))
    status: Mapped[Status | None] = mapped_column(one_of(Status))
    text: Mapped[str | None]
    by: Mapped[str]  # CITIZEN, SYSTEM or a clerk's username
    at: Mapped[datetime]
    is_public: Mapped[bool]

    service_request: Mapped[ServiceRequest] = relationship(back_populates="history")


class Attachment(Base):
    """A picture as we drew it anew; the file itself is kept under `key` (attachments.py)."""

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("key", name="uq_attachment_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_request_id: Mapped[int] = mapped_column(
        ForeignKey("service_request.id", ondelete="CASCADE", name="fk_attachment_request"),
        index=True,
    )
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(32))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]  # bytes
    sha256: Mapped[str] = mapped_column(String(64))
