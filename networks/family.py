"""A post and its corrections on one account: what one of them must know of the others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from municipality.model import Way
from networks.models import Delivery, Purpose, State
from networks.protocol import Accepted, Gone, Outcome
from networks.steps import move
from text.language import gettext


@dataclass(frozen=True)
class PostStanding:
    """The post that a correction is about."""

    state: State
    remote_id: str | None
    sent_at: datetime | None
    replies: tuple[str, ...]  # remote ids of our own below it, newest first
    is_overtaken: bool  # a newer correction has been made, or the post is to be deleted


def pass_on(session: Session, correction: Delivery, outcome: Outcome, *, at: datetime) -> None:
    """What became of a correction is true of its post too."""
    post = _post_of(session, correction)
    if post is None or post.state is not State.ACCEPTED:
        return
    if isinstance(outcome, Gone) and correction.purpose is not Purpose.DELETE:
        reason = gettext("Somebody has deleted it on the network. It is not posted again.")
        move(session, post, State.DELETED, at=at, reason=reason)
    elif correction.purpose is Purpose.DELETE:
        pass_on_deletion(session, correction, at=at)
    elif correction.purpose is Purpose.UPDATE and isinstance(outcome, Accepted):
        # Some networks give a post that was edited a new name.
        post.remote_id = outcome.remote_id
        post.remote_url = outcome.url or post.remote_url


def pass_on_deletion(session: Session, correction: Delivery, *, at: datetime) -> None:
    """A post whose deletion is done is deleted."""
    is_done = correction.purpose is Purpose.DELETE and correction.state is State.ACCEPTED
    post = _post_of(session, correction) if is_done else None
    # A post in a sharing feed stays planned, though the outside service has taken it.
    is_there = post is not None and (post.state is State.ACCEPTED or post.via is Way.FEED)
    if post is not None and is_there:
        move(session, post, State.DELETED, at=at, reason=gettext("It was withdrawn."))


def _post_of(session: Session, correction: Delivery) -> Delivery | None:
    post = select(Delivery).where(
        Delivery.uid == correction.uid,
        Delivery.account == correction.account,
        Delivery.purpose == Purpose.POST,
    )
    return session.scalars(post.with_for_update()).first()


def is_alone(session: Session, delivery: Delivery) -> bool:
    """Two corrections of one post must not overtake each other: its row is their lock."""
    if delivery.purpose is Purpose.POST:
        return True
    _post_of(session, delivery)
    busy = select(Delivery.id).where(
        Delivery.uid == delivery.uid,
        Delivery.account == delivery.account,
        Delivery.id != delivery.id,
        Delivery.lease_until.is_not(None),
    )
    return session.scalars(busy).first() is None


def standing_of(session: Session, delivery: Delivery) -> PostStanding | None:
    if delivery.purpose is Purpose.POST:
        return None
    family = session.scalars(
        select(Delivery)
        .where(Delivery.uid == delivery.uid, Delivery.account == delivery.account)
        .order_by(Delivery.id.desc())
    ).all()
    post = next(each for each in family if each.purpose is Purpose.POST)
    return PostStanding(
        state=post.state,
        remote_id=post.remote_id,
        sent_at=post.sent_at,
        replies=tuple(
            each.remote_id
            for each in family
            if each.purpose is Purpose.REPLY and each.state is State.ACCEPTED and each.remote_id
        ),
        is_overtaken=delivery.purpose is not Purpose.DELETE
        and any(_overtakes(each, delivery) for each in family),
    )


def _overtakes(other: Delivery, delivery: Delivery) -> bool:
    if other.purpose is Purpose.POST or other.state is State.SKIPPED:
        return False
    return other.purpose is Purpose.DELETE or other.revision > delivery.revision
