"""A delivery's move from one state to the next, with its line of history."""

from datetime import datetime

from sqlalchemy.orm import Session

from networks.models import Delivery, DeliveryStep, State


def move(
    session: Session,
    delivery: Delivery,
    state: State,
    *,
    at: datetime,
    reason: str | None,
    **facts: object,
) -> None:
    delivery.state = state
    delivery.reason = reason
    add_step(session, delivery, at, {"reason": reason, **facts})


def add_step(session: Session, delivery: Delivery, at: datetime, facts: dict[str, object]) -> None:
    session.add(
        DeliveryStep(
            delivery_id=delivery.id,
            at=at,
            state=delivery.state,
            attempt_no=delivery.attempt_no,
            fence=delivery.fence,
            holder=delivery.holder,
            facts={name: fact for name, fact in facts.items() if fact is not None},
        )
    )


def release(delivery: Delivery) -> None:
    delivery.holder = None
    delivery.lease_until = None
