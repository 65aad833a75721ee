"""Says what would be shared, and in which words; writes nothing, not even a database."""

from collections.abc import Sequence
from datetime import datetime

from networks.errors import NetworkError
from networks.models import State
from networks.rules import Rules
from publishing.items import Item
from publishing.settings import Settings
from publishing.share.choices import Choice, list_choices
from publishing.share.planner import Planner
from publishing.share.report import Shared, ShareReport
from publishing.share.state import look_at_standings


def rehearse(
    settings: Settings, items: Sequence[Item], *, at: datetime, rules: Rules
) -> ShareReport:
    """What the ledger already holds, and nothing can change any more, is left out."""
    standings = look_at_standings(settings)
    planner = Planner(settings)
    posts: list[Shared] = []
    problems: dict[str, str] = {}
    for choice in list_choices(items, settings, at=at, freshness=rules.freshness):
        standing = standings.get(choice.key)
        if standing and not standing.is_untouched:
            continue
        try:
            posts.append(_rehearse_one(planner, choice))
        except NetworkError as error:
            problems[choice.account.slug] = str(error)
    return ShareReport(
        tuple(posts),
        tuple(problems.values()),
        at=at,
        zone=settings.municipality.time_zone,
        is_dry_run=True,
    )


def _rehearse_one(planner: Planner, choice: Choice) -> Shared:
    item, account = choice.item, choice.account
    if choice.reason:
        return Shared(account.slug, item.title, choice.due_at, State.SKIPPED, choice.reason)
    plan = planner.plan(choice)
    measure = planner.measure_of(account.slug)
    return Shared(
        account=account.slug,
        title=item.title,
        due_at=choice.due_at,
        state=plan.state,
        reason=plan.reason,
        text=plan.text,
        length=measure.length(plan.text),
        limit=measure.limit,
        picture=plan.media[0].alt if plan.media else None,
    )
