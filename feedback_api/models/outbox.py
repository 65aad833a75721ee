"""Messages that wait to be sent: written in the transaction of what they tell about."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback_api.models.base import Base, one_of
from feedback_api.models.requests import Event, ServiceRequest


class MailStatus(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"  # given up; the desk shows it


class OutgoingEmail(Base):
    """One e-mail to one person. It is composed when it is sent, from the request as it is then."""

    __tablename__ = "outgoing_email"
    __table_args__ = (
        UniqueConstraint("message_id", name="uq_outgoing_email_message_id"),
        Index("ix_outgoing_email_status_next_attempt_at", "status", "next_attempt_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_request_id: Mapped[int] = mapped_column(
        ForeignKey("service_request.id", ondelete="CASCADE", name="fk_outgoing_email_request"),
        index=True,
    )
    # The change that it tells about; None for the acknowledgement.
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("request_event.id", ondelete="CASCADE", name="fk_outgoing_email_event")
    )
    template: Mapped[str] = mapped_column(String(32))  # a folder of theme/templates/mail/
    recipient: Mapped[str]
    language: Mapped[str] = mapped_column(String(8))
    # Made with the row: a message that is sent twice by accident is one message to its reader.
    message_id: Mapped[str] = mapped_column(String(128))

    status: Mapped[MailStatus] = mapped_column(one_of(MailStatus), default=MailStatus.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    # Whoever holds the lease sends; its token is the fence against a sender that woke up late.
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    service_request: Mapped[ServiceRequest] = relationship()
    event: Mapped[Event | None] = relationship()
