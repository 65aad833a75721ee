"""What a citizen does with a request that was sent: read it, add to it, take it back."""

from datetime import datetime

from sqlalchemy.orm import Session

from feedback_api.actions.references import is_secret_of, read_reference
from feedback_api.errors import RequestNotFound
from feedback_api.models.requests import CITIZEN, EventKind, ServiceRequest, Status
from feedback_api.queries.requests import find_request
from municipality import Municipality

# Compared with when there is no such number, so that both wrong answers take the same time.
_NO_HASH = "0" * 64


def get_tracked(
    session: Session, reference: str, secret: str, municipality: Municipality
) -> ServiceRequest:
    """The request with this number and this secret, as they were typed.

    Raises RequestNotFound, whichever of the two is wrong.
    """
    canonical = read_reference(reference, municipality.reference_prefix)
    found = find_request(session, canonical) if canonical else None
    is_right = is_secret_of(secret, found.secret_hash if found else _NO_HASH)
    if found is None or not is_right:
        raise RequestNotFound
    return found


def withdraw(service_request: ServiceRequest, *, at: datetime) -> None:
    """Raises StatusNotAllowed if it has been answered meanwhile."""
    service_request.move_to(Status.WITHDRAWN, by=CITIZEN, at=at)


def add_information(service_request: ServiceRequest, text: str, *, at: datetime) -> None:
    """Append what the citizen adds; a request that waited for it is taken up again."""
    newest = service_request.history[-2:]
    if any((event.kind, event.text) == (EventKind.FROM_CITIZEN, text) for event in newest):
        return  # a double click
    service_request.record(EventKind.FROM_CITIZEN, by=CITIZEN, at=at, text=text)
    if service_request.status is Status.WAITING_FOR_CITIZEN:
        service_request.move_to(Status.IN_PROGRESS, by=CITIZEN, at=at)
