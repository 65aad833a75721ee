"""Takes in a request: stored whole, once, before its number is shown to anybody."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from database import Database
from feedback_api.actions.clock import deadline_on
from feedback_api.actions.contacts import read_email, read_telephone
from feedback_api.actions.intake import EXTRA, Values, find_category
from feedback_api.actions.outbox import queue_email
from feedback_api.actions.references import (
    hash_secret,
    is_secret_of,
    make_reference,
    make_secret,
)
from feedback_api.errors import KeyAlreadyUsed
from feedback_api.models.drafts import Draft
from feedback_api.models.requests import (
    CITIZEN,
    SYSTEM,
    Attachment,
    Channel,
    EventKind,
    ReplyBy,
    ServiceRequest,
    Status,
    Track,
)
from feedback_api.queries.requests import find_by_key, find_request
from municipality import Category, Municipality
from text.language import speaking
from text.turkish import fold


@dataclass(frozen=True)
class StoredPicture:
    """A picture whose file is on the disk already."""

    key: str
    width: int
    height: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Submission:
    """One sending of a request, checked by actions/intake.py."""

    values: Values
    # The same for every repetition of one sending: double click, Back, a retry of the network.
    idempotency_key: str
    channel: Channel
    language: str
    pictures: tuple[StoredPicture, ...] = ()
    location: tuple[float, float] | None = None  # latitude, longitude

    @property
    def content_hash(self) -> str:
        content = [
            {name: said for name, said in self.values.items() if said},
            [picture.sha256 for picture in self.pictures],
            self.location,
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Receipt:
    """What the citizen keeps."""

    reference: str
    # None if SECRET_KEY has changed since: the secret in the citizen's e-mail still works.
    secret: str | None
    deadline_on: date
    is_new: bool


def submit(
    database: Database,
    submission: Submission,
    *,
    municipality: Municipality,
    secret_key: str,
    at: datetime,
    draft_id: str | None = None,
) -> Receipt:
    """Store the request, or find that this sending has arrived before.

    When this returns, request, pictures, history and acknowledgement are on the disk together.
    Raises KeyAlreadyUsed.
    """
    for is_last in (False, True):
        try:
            with database.transaction() as session:
                receipt = submit_request(
                    session, submission, municipality=municipality, secret_key=secret_key, at=at
                )
                if draft_id is not None:
                    _close_draft(session, draft_id, receipt.reference)
        except IntegrityError:
            # The same sending, or the same random number, was stored at this very moment.
            if is_last:
                raise
        else:
            return receipt
    raise AssertionError("unreachable")


def submit_request(
    session: Session,
    submission: Submission,
    *,
    municipality: Municipality,
    secret_key: str,
    at: datetime,
) -> Receipt:
    """The same inside a transaction of the caller, who tries again after an IntegrityError."""
    earlier = find_by_key(session, submission.idempotency_key)
    if earlier is not None:
        if earlier.content_hash != submission.content_hash:
            raise KeyAlreadyUsed
        return receipt_of(earlier, secret_key)
    secret = make_secret(secret_key, submission.idempotency_key)
    category = find_category(submission.values["category"], municipality)
    service_request = _make_request(submission, category, municipality, at)
    service_request.reference = _free_reference(session, municipality)
    service_request.secret_hash = hash_secret(secret)
    service_request.words_folded = _words(service_request)
    session.add(service_request)
    _begin_history(service_request, category, at)
    queue_email(session, service_request, "acknowledgement", at=at)
    session.flush()
    return Receipt(service_request.reference, secret, service_request.deadline_on, is_new=True)


def receipt_of(service_request: ServiceRequest, secret_key: str) -> Receipt:
    """The receipt of a request that was stored before."""
    secret = make_secret(secret_key, service_request.idempotency_key)
    known = is_secret_of(secret, service_request.secret_hash)
    return Receipt(
        service_request.reference,
        secret if known else None,
        service_request.deadline_on,
        is_new=False,
    )


def _make_request(
    submission: Submission, category: Category | None, municipality: Municipality, at: datetime
) -> ServiceRequest:
    values = submission.values
    track = Track(values["track"])
    latitude, longitude = submission.location or (None, None)
    return ServiceRequest(
        idempotency_key=submission.idempotency_key,
        content_hash=submission.content_hash,
        channel=submission.channel,
        track=track,
        language=submission.language,
        category=category.code if category else None,
        description=values["description"],
        place=values.get("place") or None,
        district=values.get("district") or None,
        neighbourhood=values.get("neighbourhood") or None,
        latitude=latitude,
        longitude=longitude,
        extra_answers=_extra_answers(values, category),
        reply_by=ReplyBy(values["reply_by"]),
        reporter_name=values.get("name") or None,
        reporter_email=read_email(values.get("email", "")),
        reporter_telephone=read_telephone(values.get("telephone", ""), municipality.country),
        reporter_address=values.get("address") or None,
        status=Status.RECEIVED,
        unit=category.unit.slug if category else None,
        received_at=at,
        deadline_on=deadline_on(track, category, at, municipality),
        attachments=[
            Attachment(position=position, **vars(picture))
            for position, picture in enumerate(submission.pictures)
        ],
    )


def _extra_answers(values: Values, category: Category | None) -> dict[str, str]:
    questions = category.extra_questions if category else ()
    answers = {question.code: values.get(EXTRA + question.code, "") for question in questions}
    return {code: said for code, said in answers.items() if said}


def _begin_history(
    service_request: ServiceRequest, category: Category | None, at: datetime
) -> None:
    service_request.record(EventKind.STATUS, by=CITIZEN, at=at, status=Status.RECEIVED)
    if category is None or is_anothers_job(category):
        # A person decides: which unit it is for, or to whom it is sent on (law 3071 art. 5).
        return
    with speaking(service_request.language):
        unit = str(category.unit.name)
    service_request.move_to(Status.ROUTED, by=SYSTEM, at=at, text=unit)


def is_anothers_job(category: Category) -> bool:
    """True if another institution answers for it, and none that belongs to the municipality."""
    return not category.is_ours


def _words(service_request: ServiceRequest) -> str:
    """All that clerks may look for it by."""
    words = (
        service_request.reference,
        service_request.description,
        service_request.place,
        service_request.neighbourhood,
        service_request.reporter_name,
        service_request.reporter_email,
        service_request.reporter_telephone,
    )
    return fold(" ".join(word for word in words if word))


def _free_reference(session: Session, municipality: Municipality) -> str:
    while True:
        reference = make_reference(municipality.reference_prefix)
        if find_request(session, reference) is None:
            return reference


def _close_draft(session: Session, draft_id: str, reference: str) -> None:
    draft = session.get(Draft, draft_id)
    service_request = find_request(session, reference)
    if draft is not None and service_request is not None:
        draft.service_request_id = service_request.id
        # What was typed is in the request now; the draft only leads to its receipt.
        draft.answers = {}


def picture_of(stored: Mapping[str, str | int]) -> StoredPicture:
    """A picture as a draft keeps it."""
    return StoredPicture(
        key=str(stored["key"]),
        width=int(stored["width"]),
        height=int(stored["height"]),
        size=int(stored["size"]),
        sha256=str(stored["sha256"]),
    )
