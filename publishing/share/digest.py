"""Günün özeti: the day's items in one post, at a set hour."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from municipality.model import Account, Digest, Way
from networks.hours import moment_of
from networks.lengths import Measure
from networks.models import DIGEST, State
from networks.planning import Key, Plan, Standing
from publishing.items import Item
from publishing.kinds import PAGE
from publishing.settings import Settings
from publishing.share.choices import why_not_here
from publishing.share.planner import Planner
from text.cleaning import clean_line
from text.dates import day_of, say_day
from text.language import gettext, ngettext, speaking

A_DAY = timedelta(days=1)
# A digest that was never planned is not made up for long after its hour.
LATEST = timedelta(hours=2)


def plan_digest(
    items: Sequence[Item],
    account: Account,
    settings: Settings,
    planner: Planner,
    known: Mapping[Key, Standing],
) -> Plan | None:
    """Today's digest of an account that has one, as far as the day has come.

    Raises NetworkError, where the account's settings do not lead to its network.
    """
    zone = settings.municipality.time_zone
    day = day_of(planner.at, zone)
    digest = account.hours.digest
    if digest is None:
        return None
    due_at = moment_of(day, digest.at, zone)
    standing = known.get((f"{DIGEST}{day}", account.slug))
    if planner.at > due_at + LATEST or (standing and _is_settled(standing, digest, account)):
        return None
    chosen = _choose(items, account, settings, until=due_at, at=planner.at)
    if len(chosen) < digest.least:
        return None
    return _plan(chosen, account, digest, settings, planner, due_at)


def _is_settled(standing: Standing, digest: Digest, account: Account) -> bool:
    """It is on its way, or a clerk has let go what stood in it."""
    is_released = digest.by_clerk and standing.state in {State.PLANNED, State.NOT_SENT}
    return not standing.is_untouched or (is_released and account.via is not Way.PERSON)


def _choose(
    items: Sequence[Item], account: Account, settings: Settings, *, until: datetime, at: datetime
) -> list[Item]:
    """What became public since the digest of the day before, the oldest first."""
    chosen = [
        item
        for item in items
        if item.kind != PAGE
        and item.language == account.language
        and item.is_live(at)
        and until - A_DAY < item.date <= until
        and why_not_here(item, account, settings) is None
    ]
    return sorted(chosen, key=lambda item: (item.date, item.uid))


def _plan(
    chosen: Sequence[Item],
    account: Account,
    digest: Digest,
    settings: Settings,
    planner: Planner,
    due_at: datetime,
) -> Plan:
    municipality = settings.municipality
    day = day_of(due_at, municipality.time_zone)
    link = settings.site_url + municipality.path("/", account.language)
    measure = planner.measure_of(account.slug)
    with speaking(account.language):
        title = gettext("The day in short: %(day)s", day=say_day(day, account.language))
        text = _compose(title, [clean_line(item.title) for item in chosen], link, measure)
    is_for_clerk = digest.by_clerk or account.via is Way.PERSON
    with speaking(municipality.language):
        reason = _ask(account) if is_for_clerk else None
    return Plan(
        uid=f"{DIGEST}{day}",
        account=account.slug,
        via=account.via,
        title=title,
        text=text,
        link=link,
        language=account.language,
        media=(),
        is_sample=any(item.sample for item in chosen),
        due_at=due_at,
        # Tomorrow it is yesterday's.
        expires_at=moment_of(day + A_DAY, time(), municipality.time_zone),
        state=State.HELD if is_for_clerk else State.PLANNED,
        reason=reason,
        item_revision=0,
        length=measure.length(text),
        length_limit=measure.limit,
        cost=measure.cost(text, 0),
    )


def _ask(account: Account) -> str:
    if account.via is Way.PERSON:
        return gettext("A clerk copies it to the account and confirms.")
    return gettext("A clerk reads it and releases it.")


def _compose(title: str, titles: Sequence[str], link: str, measure: Measure) -> str:
    """As many titles as there is room for, and how many more there are."""
    for count in range(len(titles), 0, -1):
        lines = [f"• {each}" for each in titles[:count]]
        if rest := len(titles) - count:
            lines.append(ngettext("… and %(num)s more", "… and %(num)s more", rest))
        text = "\n\n".join([title, "\n".join(lines), link])
        if measure.length(text) <= measure.limit:
            return text
    return f"{title}\n\n{link}"
