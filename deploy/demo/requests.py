"""Sixty sample requests over sixty days, made by the same actions as everybody's."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from database import Database
from feedback_api.actions import casework, tracking
from feedback_api.actions.people import create_clerk, hash_password, reset_password
from feedback_api.actions.submit import Receipt, StoredPicture, Submission, submit
from feedback_api.attachments import Attachments
from feedback_api.errors import UsernameTaken
from feedback_api.models.people import Clerk, Role
from feedback_api.models.requests import Channel, ReplyBy, ServiceRequest, Status, Track
from feedback_api.pictures import Redrawn, redraw
from feedback_api.queries.requests import find_request
from municipality import Municipality
from text.slugs import slugify

REQUESTS = Path(__file__).with_name("requests.toml")
USERNAME = "masa"
# How long after the request a clerk took it, and then moved it on.
TAKEN_AFTER = timedelta(minutes=40)
MOVED_AFTER = timedelta(hours=2)


def open_desk(database: Database, password: str, *, language: str, at: datetime) -> None:
    """Make the demo's clerk, or give the one of an earlier start a new password."""
    password_hash = hash_password(password)
    try:
        with database.transaction() as session:
            create_clerk(
                session,
                USERNAME,
                display_name="Örnek Görevli",
                password_hash=password_hash,
                language=language,
                role=Role.ADMINISTRATOR,
                at=at,
            )
    except UsernameTaken:
        with database.transaction() as session:
            reset_password(session, USERNAME, password_hash=password_hash)


class Sower:
    """Puts the sample requests into a database."""

    def __init__(
        self,
        database: Database,
        attachments: Attachments,
        municipality: Municipality,
        *,
        pictures: Path,
        secret_key: str,
    ) -> None:
        self._database = database
        self._attachments = attachments
        self._municipality = municipality
        self._pictures = pictures
        self._secret_key = secret_key

    def sow(self, *, now: datetime) -> Receipt:
        """Make all of them as of `now`; gives the receipt of one that has been answered."""
        samples = tomllib.loads(REQUESTS.read_text(encoding="utf-8"))["request"]
        samples.sort(key=lambda sample: -sample["days"])
        answered = [self._sow(sample, now) for sample in samples if sample["end"] == "answered"]
        for sample in samples:
            if sample["end"] != "answered":
                self._sow(sample, now)
        return answered[-1]

    def _sow(self, sample: dict[str, Any], now: datetime) -> Receipt:
        received_at = now - timedelta(days=sample["days"])
        receipt = submit(
            self._database,
            self._submission(sample),
            municipality=self._municipality,
            secret_key=self._secret_key,
            at=received_at,
        )
        with self._database.transaction() as session:
            self._work(session, receipt.reference, sample, received_at)
        return receipt

    def _submission(self, sample: dict[str, Any]) -> Submission:
        name = sample.get("name", "")
        track = Track(sample.get("track", "light"))
        values = {
            "category": sample["category"],
            "district": sample["district"],
            "description": sample["text"],
            "track": track,
            "reply_by": ReplyBy.EMAIL if name else ReplyBy.NONE,
            "name": name,
            "email": f"{slugify(name).replace('-', '.')}@example.org" if name else "",
            "address": "Örnek Mahallesi, Erzurum" if track is Track.PETITION else "",
        }
        extra = {f"extra_{code}": said for code, said in sample.get("extra", {}).items()}
        return Submission(
            values=values | extra,
            idempotency_key=f"demo {sample['days']} {sample['category']}",
            channel=Channel.FORM,
            language=self._municipality.language,
            pictures=self._store(sample.get("picture")),
        )

    def _store(self, picture: str | None) -> tuple[StoredPicture, ...]:
        if picture is None:
            return ()
        redrawn = _redraw(self._pictures / f"{picture}.png")
        key = self._attachments.save(redrawn.content)
        self._attachments.save_thumbnail(key, redrawn.thumbnail)
        stored = StoredPicture(
            key=key,
            width=redrawn.width,
            height=redrawn.height,
            size=len(redrawn.content),
            sha256=redrawn.sha256,
        )
        return (stored,)

    def _work(
        self, session: Session, reference: str, sample: dict[str, Any], received_at: datetime
    ) -> None:
        end = Status(sample["end"])
        moved_at = received_at + MOVED_AFTER
        if end is Status.WITHDRAWN:
            tracking.withdraw(_get(session, reference), at=moved_at)
        if end in {Status.RECEIVED, Status.ROUTED, Status.WITHDRAWN}:
            return
        clerk = session.query(Clerk).filter_by(username=USERNAME).one()
        casework.take(
            session,
            reference,
            by=clerk,
            seen=_last_seen(session, reference),
            at=received_at + TAKEN_AFTER,
        )
        if end is Status.IN_PROGRESS:
            return
        self._finish(session, reference, sample, clerk, moved_at)

    def _finish(
        self, session: Session, reference: str, sample: dict[str, Any], clerk: Clerk, at: datetime
    ) -> None:
        end, reply = Status(sample["end"]), sample["reply"]
        seen = _last_seen(session, reference)
        if end is Status.REFERRED:
            institution = next(
                known
                for known in self._municipality.institutions
                if known.slug == sample["institution"]
            )
            casework.refer(session, reference, institution, note=reply, by=clerk, seen=seen, at=at)
        elif end is Status.WAITING_FOR_CITIZEN:
            casework.ask(session, reference, reply, by=clerk, seen=seen, at=at)
        else:
            reason, text = reply, reply
            if end is Status.DECLINED:
                text, _, reason = reply.partition(". ")
                text += "."
            casework.answer(
                session, reference, end, text, reason=reason, by=clerk, seen=seen, at=at
            )


@cache
def _redraw(path: Path) -> Redrawn:
    """Several requests share a sample picture, and drawing it anew takes long."""
    return redraw(path.read_bytes())


def _get(session: Session, reference: str) -> ServiceRequest:
    service_request = find_request(session, reference)
    assert service_request is not None  # noqa: S101 (it was stored a moment ago)
    return service_request


def _last_seen(session: Session, reference: str) -> int:
    session.flush()
    return _get(session, reference).history[-1].id
