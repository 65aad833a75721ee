"""Looks deliveries up in the ledger, for those who report and those who decide."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from networks.models import Delivery, DeliveryStep, State


def list_deliveries(
    session: Session, *, states: Iterable[State] = (), accounts: Iterable[str] = ()
) -> Sequence[Delivery]:
    """Deliveries in order of their hour; without a condition, all."""
    chosen: Select[Delivery] = select(Delivery).order_by(Delivery.due_at, Delivery.id)
    if states := list(states):
        chosen = chosen.where(Delivery.state.in_(states))
    if accounts := list(accounts):
        chosen = chosen.where(Delivery.account.in_(accounts))
    return session.scalars(chosen).all()


def find_delivery(session: Session, delivery_id: int) -> Delivery | None:
    return session.get(Delivery, delivery_id)


def list_steps(session: Session, delivery_id: int) -> Sequence[DeliveryStep]:
    """What became of it so far, in order."""
    steps = select(DeliveryStep).where(DeliveryStep.delivery_id == delivery_id)
    return session.scalars(steps.order_by(DeliveryStep.id)).all()
