"""The words in which the desk shows a case; clerks read other words than citizens do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from feedback_api.models.requests import (
    CITIZEN,
    SYSTEM,
    Channel,
    Event,
    EventKind,
    ReplyBy,
    ServiceRequest,
    Status,
    Track,
)
from feedback_api.queries.casework import Group
from municipality import Municipality
from text.language import gettext, lazy_gettext, ngettext

_GROUPS = {
    Group.OPEN: lazy_gettext("Still open"),
    Group.OVERDUE: lazy_gettext("Overdue"),
    Group.MINE: lazy_gettext("Mine"),
    Group.UNASSIGNED: lazy_gettext("Taken by nobody"),
    Group.WAITING: lazy_gettext("Waiting for the citizen"),
    Group.ALL: lazy_gettext("Everything"),
}
_CHANNELS = {
    Channel.FORM: lazy_gettext("Form on the site"),
    Channel.API: lazy_gettext("Another program"),
    Channel.TELEPHONE: lazy_gettext("Telephone"),
    Channel.COUNTER: lazy_gettext("Counter"),
    Channel.LETTER: lazy_gettext("Letter"),
    Channel.NETWORK: lazy_gettext("Social network"),
}
_REPLIES = {
    ReplyBy.EMAIL: lazy_gettext("By e-mail"),
    ReplyBy.TELEPHONE: lazy_gettext("By telephone"),
    ReplyBy.POST: lazy_gettext("By post"),
    ReplyBy.NONE: lazy_gettext("Wants no answer"),
}
_TRACKS = {
    Track.LIGHT: lazy_gettext("Wish or complaint"),
    Track.PETITION: lazy_gettext("Petition (law 3071)"),
}
# Written for the citizen, these two would say “you” to the clerk.
_STATUSES_FOR_CLERKS = {
    Status.WAITING_FOR_CITIZEN: lazy_gettext("Waiting for information from the citizen"),
    Status.WITHDRAWN: lazy_gettext("Withdrawn by the citizen"),
}
_TONES = {
    Status.RECEIVED: "info",
    Status.ROUTED: "info",
    Status.IN_PROGRESS: "info",
    Status.WAITING_FOR_CITIZEN: "warn",
    Status.RESOLVED: "good",
}


@dataclass(frozen=True)
class Deadline:
    words: str
    tone: str


@dataclass(frozen=True)
class Line:
    """One line of the history as a clerk reads it."""

    id: int
    title: str
    by: str
    at: object
    text: str | None
    is_internal: bool


def status_label(status: Status) -> str:
    return str(_STATUSES_FOR_CLERKS.get(status) or status.label)


def status_tone(status: Status) -> str:
    return _TONES.get(status, "quiet")


def group_label(group: Group) -> str:
    return str(_GROUPS[group])


def channel_label(channel: Channel) -> str:
    return str(_CHANNELS[channel])


def reply_label(reply_by: ReplyBy) -> str:
    return str(_REPLIES[reply_by])


def track_label(track: Track) -> str:
    return str(_TRACKS[track])


def say_deadline(service_request: ServiceRequest, today: date) -> Deadline:
    """How long there still is: `3 gün kaldı`, `2 gün gecikti`; of a closed case nothing."""
    if not service_request.status.is_open:
        return Deadline("", "quiet")
    days = (service_request.deadline_on - today).days
    if days < 0:
        words = ngettext("%(num)s day overdue", "%(num)s days overdue", -days)
        return Deadline(words, "bad")
    if days == 0:
        return Deadline(gettext("Last day today"), "warn")
    words = ngettext("%(num)s day left", "%(num)s days left", days)
    return Deadline(words, "warn" if days <= 2 else "quiet")


def say_history(
    service_request: ServiceRequest, names: Mapping[str, str], municipality: Municipality
) -> list[Line]:
    """Every line, newest first."""
    return [
        Line(
            id=event.id,
            title=_say_event(event, names),
            by=_say_who(event.by, names),
            at=event.at,
            text=None if event.kind is EventKind.ASSIGNED else event.text,
            is_internal=event.kind is EventKind.NOTE,
        )
        for event in reversed(service_request.history)
    ]


def _say_event(event: Event, names: Mapping[str, str]) -> str:
    if event.kind is EventKind.STATUS and event.status:
        return status_label(event.status)
    if event.kind is EventKind.ASSIGNED:
        if event.text is None:
            return gettext("Left for others to take")
        return gettext("Taken by %(name)s", name=names.get(event.text, event.text))
    return {
        EventKind.NOTE: gettext("Note among clerks"),
        EventKind.MESSAGE: gettext("Message to the citizen"),
        EventKind.FROM_CITIZEN: gettext("Added by the citizen"),
    }[event.kind]


def _say_who(by: str, names: Mapping[str, str]) -> str:
    if by == CITIZEN:
        return gettext("Citizen")
    if by == SYSTEM:
        return gettext("Automatic")
    return names.get(by, by)
