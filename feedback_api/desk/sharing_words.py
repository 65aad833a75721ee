"""Deliveries in the words of the desk: their state, their facts, their proof."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_decimal

from feedback_api.queries.sharing import Pile
from municipality import Municipality
from municipality.model import Account, Way
from networks.lengths import has_link
from networks.models import Delivery, DeliveryStep, Purpose, State
from networks.posts import full_name
from text.dates import say_moment
from text.language import current_language, gettext, lazy_gettext

Rows = list[tuple[str, str]]

_PILES = {
    Pile.WAITING: lazy_gettext("Waiting for you"),
    Pile.QUEUED: lazy_gettext("In the queue"),
    Pile.DONE: lazy_gettext("Shared"),
    Pile.LEFT_OUT: lazy_gettext("Not shared"),
}
_STATES = {
    State.PLANNED: lazy_gettext("In the queue"),
    State.CLAIMED: lazy_gettext("Being made ready"),
    State.INTENDED: lazy_gettext("Being sent"),
    State.ACCEPTED: lazy_gettext("Shared"),
    State.REJECTED: lazy_gettext("Refused by the network"),
    State.NOT_SENT: lazy_gettext("Not sent, is tried again"),
    State.UNKNOWN: lazy_gettext("Perhaps shared, is looked up"),
    State.HELD: lazy_gettext("Waiting for a person"),
    State.SKIPPED: lazy_gettext("Not shared"),
    State.DELETED: lazy_gettext("No longer on the network"),
}
_TONES = {
    State.ACCEPTED: "good",
    State.REJECTED: "bad",
    State.HELD: "warn",
    State.NOT_SENT: "warn",
    State.UNKNOWN: "warn",
    State.SKIPPED: "quiet",
    State.DELETED: "quiet",
}
_PURPOSES = {
    Purpose.POST: lazy_gettext("Post"),
    Purpose.UPDATE: lazy_gettext("Correction by editing the post"),
    Purpose.REPLY: lazy_gettext("Correction below the post"),
    Purpose.DELETE: lazy_gettext("Deletion of the post"),
}
_WAYS = {
    Way.API: lazy_gettext("Our software posts it"),
    Way.FEED: lazy_gettext("An outside service takes it from our feed"),
    Way.PERSON: lazy_gettext("A clerk posts it by hand"),
}
# What a person did with a delivery that was asked about, by its purpose.
_DONE = {
    Purpose.POST: lazy_gettext("It is on the account"),
    Purpose.UPDATE: lazy_gettext("I have corrected it"),
    Purpose.REPLY: lazy_gettext("I have posted the correction"),
    Purpose.DELETE: lazy_gettext("I have deleted it"),
}


@dataclass(frozen=True)
class Line:
    """One step of the proof."""

    title: str
    by: str
    at: datetime
    text: str | None
    is_internal: bool = False


def pile_label(pile: Pile) -> str:
    return str(_PILES[pile])


def state_label(delivery: Delivery) -> str:
    if delivery.state is State.ACCEPTED and delivery.purpose is not Purpose.POST:
        return gettext("Done")
    if delivery.waits_for_release:
        return gettext("Waiting for its release")
    return str(_STATES[delivery.state])


def state_tone(delivery: Delivery) -> str:
    return _TONES.get(delivery.state, "info")


def purpose_label(delivery: Delivery) -> str:
    return gettext("Digest") if delivery.is_digest else str(_PURPOSES[delivery.purpose])


def confirm_label(delivery: Delivery) -> str:
    return str(_DONE[delivery.purpose])


def send_label(delivery: Delivery) -> str:
    if delivery.waits_for_release:
        return gettext("Release it")
    if delivery.state is State.HELD and delivery.sent_at:
        return gettext("It is not there: send it again")
    return gettext("Send it now")


def account_label(slug: str, accounts: Mapping[str, Account]) -> str:
    """One that was taken out of `accounts.toml` keeps its slug."""
    account = accounts.get(slug)
    return full_name(account) if account else slug


def say_length(delivery: Delivery) -> str:
    if not delivery.length_limit:
        return ""
    return gettext(
        "%(length)s of %(limit)s characters",
        length=format_decimal(delivery.length, locale=current_language()),
        limit=format_decimal(delivery.length_limit, locale=current_language()),
    )


def say_cost(delivery: Delivery) -> str:
    if not delivery.cost:
        return ""
    dollars = format_decimal(delivery.cost / 1000, "0.00#", locale=current_language())
    return gettext("costs %(dollars)s US dollars", dollars=dollars)


def say_card(delivery: Delivery) -> str:
    if delivery.media:
        return gettext("picture: %(alt)s", alt=delivery.media[0]["alt"])
    return gettext("the network makes a card of the link") if has_link(delivery.text) else ""


def say_facts(delivery: Delivery, municipality: Municipality) -> Rows:
    accounts = {account.slug: account for account in municipality.accounts}
    zone = municipality.time_zone
    rows = [
        (gettext("Account"), account_label(delivery.account, accounts)),
        (gettext("What it is"), purpose_label(delivery)),
        (gettext("How it gets there"), str(_WAYS[delivery.via])),
        (gettext("Its hour"), _moment(delivery.due_at, zone)),
        (gettext("Not after"), _moment(delivery.expires_at, zone)),
        (gettext("Length"), say_length(delivery)),
        (gettext("Card"), say_card(delivery)),
        (gettext("Cost"), say_cost(delivery)),
        (gettext("Revision"), str(delivery.item_revision or "")),
        (gettext("Urgent"), gettext("yes: at once, at any hour") if delivery.is_urgent else ""),
    ]
    return [(name, value) for name, value in rows if value]


def say_proof(
    steps: Sequence[DeliveryStep], names: Mapping[str, str], municipality: Municipality
) -> list[Line]:
    """Every step so far, newest first."""
    return [
        Line(
            title=str(_STATES[step.state]),
            by=_say_who(step, names),
            at=step.at,
            text="\n".join(_say_evidence(step)) or None,
        )
        for step in reversed(steps)
    ]


def _say_evidence(step: DeliveryStep) -> Iterator[str]:
    facts = step.facts
    if reason := facts.get("reason"):
        yield str(reason)
    if step.state is State.INTENDED:
        yield gettext("Attempt %(number)s", number=step.attempt_no)
        anchor = facts.get("anchor")
        if anchor is not None:
            yield gettext("Newest post of the account before it: %(anchor)s", anchor=anchor or "–")
    if looks := facts.get("looks"):
        yield gettext("Looks so far: %(number)s", number=looks)
    if remote_id := facts.get("remote_id"):
        yield gettext("Number on the network: %(number)s", number=remote_id)
    if facts.get("too_late"):
        yield gettext("This answer came after another sender had taken over; it changed nothing.")


def _say_who(step: DeliveryStep, names: Mapping[str, str]) -> str:
    by = step.facts.get("decided_by")
    return names.get(str(by), str(by)) if by else gettext("Automatic")


def _moment(moment: datetime | None, zone: str) -> str:
    return say_moment(moment, current_language(), zone) if moment else ""
