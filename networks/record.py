"""The public record of what we posted: whoever doubts a post in our name can look here."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from municipality.model import Way
from networks.models import Delivery, DeliveryStep, LedgerOpening, Purpose, State
from networks.posts import OfficialPost

# What people can see on a network: a deletion leaves nothing there.
_SAID = (Purpose.POST, Purpose.UPDATE, Purpose.REPLY)

# When it appeared, near enough to sort by: what a person posted has no moment of sending.
MOMENT = func.coalesce(Delivery.sent_at, Delivery.due_at)
NEWEST_FIRST = (MOMENT.desc(), Delivery.id.desc())


def is_public(at: datetime) -> ColumnElement[bool]:
    """What has appeared in our name, the corrections of posts included."""
    appeared = Delivery.state.in_([State.ACCEPTED, State.DELETED])
    # Nobody tells us when an outside service has posted what stands in its feed.
    passed_on = and_(
        Delivery.via == Way.FEED, Delivery.state == State.PLANNED, Delivery.purpose == Purpose.POST
    )
    return and_(Delivery.purpose.in_(_SAID), Delivery.due_at <= at, or_(appeared, passed_on))


def list_newest_posts(
    session: Session, *, at: datetime, limit: int, offset: int = 0
) -> list[OfficialPost]:
    newest = (
        select(Delivery.id)
        .where(is_public(at), Delivery.purpose != Purpose.UPDATE)
        .order_by(*NEWEST_FIRST)
        .offset(offset)
        .limit(limit)
    )
    return read_posts(session, session.scalars(newest).all())


def find_beginning(session: Session) -> datetime | None:
    """Since when posts are recorded here; None if sharing has not begun."""
    opening = session.get(LedgerOpening, 1)
    return opening.at if opening else None


def read_posts(session: Session, ids: Sequence[int]) -> list[OfficialPost]:
    """The posts of these deliveries, in their order; an edit stands for the post it changed."""
    chosen = session.scalars(select(Delivery).where(Delivery.id.in_(ids))).all()
    families = _read_families(session, {(each.uid, each.account) for each in chosen})
    steps = _read_steps(session, [each.id for family in families.values() for each in family])
    by_id = {each.id: families[each.uid, each.account] for each in chosen}
    posts: dict[int, OfficialPost] = {}
    for number in ids:
        head = _head_of(number, by_id[number])
        posts.setdefault(head.id, _tell(head, by_id[number], steps))
    return list(posts.values())


def _read_families(
    session: Session, keys: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], list[Delivery]]:
    """The posts of items on accounts with all that followed, the oldest first."""
    families = defaultdict(list)
    members = select(Delivery).where(tuple_(Delivery.uid, Delivery.account).in_(keys))
    for each in session.scalars(members.order_by(Delivery.revision, Delivery.id)):
        families[each.uid, each.account].append(each)
    return families


def _read_steps(session: Session, ids: Collection[int]) -> Mapping[tuple[int, State], datetime]:
    """When each delivery was first accepted and first deleted."""
    rows = session.execute(
        select(DeliveryStep.delivery_id, DeliveryStep.state, func.min(DeliveryStep.at))
        .where(
            DeliveryStep.delivery_id.in_(ids),
            DeliveryStep.state.in_([State.ACCEPTED, State.DELETED]),
        )
        .group_by(DeliveryStep.delivery_id, DeliveryStep.state)
    )
    return {(number, state): at for number, state, at in rows}


def _head_of(number: int, family: Sequence[Delivery]) -> Delivery:
    """What people see of it on the network: a reply is a post of its own, an edit is none."""
    own = next(each for each in family if each.id == number)
    if own.purpose is Purpose.UPDATE:
        return next(each for each in family if each.purpose is Purpose.POST)
    return own


def _tell(
    head: Delivery, family: Sequence[Delivery], steps: Mapping[tuple[int, State], datetime]
) -> OfficialPost:
    edits = [
        each for each in family if each.purpose is Purpose.UPDATE and each.state is State.ACCEPTED
    ]
    versions = [head, *edits] if head.purpose is Purpose.POST else [head]
    return OfficialPost(
        account=head.account,
        title=head.title,
        link=head.link,
        text=versions[-1].text,
        earlier_texts=tuple(each.text for each in versions[-2::-1]),
        url=head.remote_url,
        language=head.language,
        is_sample=head.is_sample,
        is_correction=head.purpose is Purpose.REPLY,
        is_passed_on=head.state is State.PLANNED,
        posted_at=_moment_of(head, steps),
        corrected_at=_moment_of(versions[-1], steps) if len(versions) > 1 else None,
        deleted_at=_deleted_at(head, family, steps),
    )


def _moment_of(each: Delivery, steps: Mapping[tuple[int, State], datetime]) -> datetime:
    return each.sent_at or steps.get((each.id, State.ACCEPTED)) or each.due_at


def _deleted_at(
    head: Delivery, family: Sequence[Delivery], steps: Mapping[tuple[int, State], datetime]
) -> datetime | None:
    if head.state is State.DELETED:
        return steps.get((head.id, State.DELETED), head.due_at)
    # Whoever withdraws a post removes what we wrote below it first.
    withdrawals = (each for each in family if each.purpose is Purpose.DELETE)
    done = [_moment_of(each, steps) for each in withdrawals if each.state is State.ACCEPTED]
    return done[0] if done else None
