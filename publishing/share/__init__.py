"""Shares items: plans one post per item and account and its corrections, and sends what is due."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from database import Database
from municipality.model import Way
from networks import deliveries, planning
from networks.errors import NetworkError
from networks.holder import this_process
from networks.models import Delivery, Purpose, State
from networks.planning import Key, Standing
from networks.rules import Rules, read_rules
from networks.sending import SendReport, say_stop, send_due
from publishing.errors import PublishError
from publishing.items import Item
from publishing.settings import Settings
from publishing.share.choices import list_choices
from publishing.share.drafting import Draft, draft
from publishing.share.feeds import put_feeds
from publishing.share.planner import Planner
from publishing.share.rehearsal import rehearse
from publishing.share.report import Shared, ShareReport, tell
from publishing.share.state import (
    begin_sharing,
    ledger,
    look_at_standings,
    read_known,
    read_post_links,
)
from publishing.share.switch import resume, retry, stop
from text.language import gettext

__all__ = [
    "LONGEST_WAIT",
    "SETTLING",
    "ShareReport",
    "Shared",
    "begin_sharing",
    "read_post_links",
    "resume",
    "retry",
    "share",
    "stop",
    "was_interrupted",
]

# How long `--wait` waits for second tries and look-ups.
LONGEST_WAIT = timedelta(minutes=10)
# Time for all look-ups of a post whose sender was killed, and for sending it again.
SETTLING = timedelta(minutes=3)
_OPEN = {State.PLANNED, State.CLAIMED, State.INTENDED, State.NOT_SENT, State.UNKNOWN}


def share(
    settings: Settings,
    items: Sequence[Item],
    *,
    at: datetime,
    dry_run: bool = False,
    seed: bool = False,
    patience: timedelta = timedelta(0),
    until_public: Callable[[], object] | None = None,
) -> ShareReport:
    """Plan, write the sharing feeds, send what is due, and look up what is unknown.

    `until_public` is called when all is thought out, and returns when the items' pages are public;
    what it raises ends the run before anything stands in the ledger. Second tries and look-ups that
    have their turn within `patience` are waited for.

    Whoever publishes calls `begin_sharing` first: afterwards nobody can tell whether the site had
    items before. Raises PublishError.
    """
    try:
        rules = read_rules(settings.environ)
    except NetworkError as error:
        raise PublishError(str(error)) from error
    if dry_run:
        return rehearse(settings, items, at=at, rules=rules)
    if not seed and not begin_sharing(settings, at=at):
        return ShareReport(problems=(_say_what_to_do(),))
    with ledger(settings) as database:
        if seed:
            return _seed(database, settings, items, at, rules)
        known = read_known(database)
        drafted = draft(settings, items, known, at=at, rules=rules)
        if until_public is not None:
            # What is in the ledger is sent by whoever comes by, such as the service's worker.
            until_public()
            if (newest := read_known(database)) != known:
                known, drafted = newest, draft(settings, items, newest, at=at, rules=rules)
        _write(database, drafted, at=at)
        # Whoever stops sharing stops the feeds as well: nothing new appears in them.
        with database.reading() as session:
            is_stopped = say_stop(session, rules) is not None
        if not is_stopped:
            put_feeds(database, settings, at=at)
        sent = send_due(
            database,
            settings.municipality,
            at=at,
            environ=settings.environ,
            rules=rules,
            patience=patience,
            folder=settings.root,
        )
        return _report(database, settings, known.posts, drafted, sent, at)


def was_interrupted(settings: Settings) -> bool:
    """True if a sender ended between writing down that it sends a post and hearing of it.

    Whoever publishes next should wait for SETTLING: the post is then looked up, and sent if it
    never arrived. Raises PublishError.
    """
    standings = look_at_standings(settings).values()
    return any(standing.state is State.INTENDED for standing in standings)


def _say_what_to_do() -> str:
    return gettext(
        "Nothing was shared: this machine has never shared anything, but the site already has "
        "items. If another machine shares them, set DATABASE_URL to its database. If none does, "
        "type `publish.py share --seed` once: what is public now is then taken as shared, and "
        "whatever you publish later goes out."
    )


def _seed(
    database: Database, settings: Settings, items: Sequence[Item], at: datetime, rules: Rules
) -> ShareReport:
    """Take all that is public as past; from now on new items are shared."""
    planner = Planner(settings, at=at)
    before = read_known(database).posts
    past = [
        planner.seed(choice)
        for choice in list_choices(items, settings, at=at, freshness=rules.freshness)
        if choice.key not in before and choice.item.is_live(at)
    ]
    with database.transaction() as session:
        planning.open_ledger(session, by=str(this_process()), at=at)
        planning.plan(session, past, at=at)
    posts = (
        Shared(each.account, each.title, each.due_at, each.state, each.reason) for each in past
    )
    return ShareReport(tuple(posts), zone=settings.municipality.time_zone)


def _write(database: Database, drafted: Draft, *, at: datetime) -> None:
    """Bring the ledger up to date with the items."""
    with database.transaction() as session:
        planning.plan(session, drafted.new, at=at)
        for standing, plan in drafted.changed:
            planning.change(session, standing, plan)
        for standing, revision in drafted.unmarked:
            planning.mark(session, standing, revision)
        planning.withdraw(session, drafted.withdrawn)


def _report(
    database: Database,
    settings: Settings,
    before: Mapping[Key, Standing],
    drafted: Draft,
    sent: SendReport,
    at: datetime,
) -> ShareReport:
    with database.reading() as session:
        posts = tuple(_list_news(deliveries.list_deliveries(session), before, at))
        held = len(deliveries.list_deliveries(session, states=[State.HELD]))
    troubles = {**drafted.troubles, **sent.troubles}
    problems = [f"{account}: {sentence}" for account, sentence in troubles.items()]
    if sent.stopped:
        problems.insert(0, sent.stopped)
    return ShareReport(
        posts, tuple(problems), held=held, at=at, zone=settings.municipality.time_zone
    )


def _list_news(
    found: Sequence[Delivery], before: Mapping[Key, Standing], at: datetime
) -> Iterator[Shared]:
    """What moved in this run, and what still waits."""
    for each in found:
        is_waiting = each.state in _OPEN and each.via is Way.API
        if _has_moved(each, before, at) or is_waiting:
            yield tell(each)


def _has_moved(each: Delivery, before: Mapping[Key, Standing], at: datetime) -> bool:
    if each.purpose is not Purpose.POST:
        return each.planned_at == at
    standing = before.get((each.uid, each.account))
    return standing is None or standing.state is not each.state
