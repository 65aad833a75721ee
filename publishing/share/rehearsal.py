"""Says what would be shared, and in which words; writes nothing, not even a database."""

from collections.abc import Sequence
from datetime import datetime

from networks.models import State
from networks.planning import Plan
from networks.rules import Rules
from networks.sending import say_stop
from publishing.items import Item
from publishing.settings import Settings
from publishing.share.drafting import draft
from publishing.share.report import Shared, ShareReport
from publishing.share.state import found_ledger, look_at_known


def rehearse(
    settings: Settings, items: Sequence[Item], *, at: datetime, rules: Rules
) -> ShareReport:
    """What the ledger already holds, and nothing can change any more, is left out."""
    known = look_at_known(settings)
    drafted = draft(settings, items, known, at=at, rules=rules)
    # What is planned and stays as it is goes out all the same.
    plans = [*drafted.new, *(plan for _standing, plan in drafted.changed), *drafted.same]
    posts = [_show(plan) for plan in plans]
    posts += [
        Shared(each.account.slug, each.item.title, each.wanted_at, State.SKIPPED, each.reason)
        for each in drafted.left_out
    ]
    problems = list(drafted.troubles.values())
    if stopped := _find_stop(settings, rules):
        problems.insert(0, stopped)
    return ShareReport(
        tuple(sorted(posts, key=lambda each: (each.due_at, each.title, each.account))),
        tuple(problems),
        at=at,
        zone=settings.municipality.time_zone,
        is_dry_run=True,
    )


def _show(plan: Plan) -> Shared:
    return Shared(
        account=plan.account,
        title=plan.title,
        due_at=plan.due_at,
        state=plan.state,
        reason=plan.reason,
        purpose=plan.purpose,
        text=plan.text,
        length=plan.length,
        limit=plan.length_limit,
        cost=plan.cost,
        picture=plan.media[0].alt if plan.media else None,
    )


def _find_stop(settings: Settings, rules: Rules) -> str | None:
    with found_ledger(settings) as database:
        if database is None:
            return None
        with database.reading() as session:
            return say_stop(session, rules)
