"""Finding one request."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback_api.errors import RequestNotFound
from feedback_api.models.requests import ServiceRequest


def find_request(session: Session, reference: str) -> ServiceRequest | None:
    """By its canonical number, such as `EBB-7K4M-9RTA`."""
    return session.scalar(select(ServiceRequest).where(ServiceRequest.reference == reference))


def get_request(session: Session, reference: str) -> ServiceRequest:
    """Raises RequestNotFound."""
    found = find_request(session, reference)
    if found is None:
        raise RequestNotFound
    return found


def find_by_key(session: Session, idempotency_key: str) -> ServiceRequest | None:
    """The request that this sending became, if it arrived before."""
    return session.scalar(
        select(ServiceRequest).where(ServiceRequest.idempotency_key == idempotency_key)
    )
