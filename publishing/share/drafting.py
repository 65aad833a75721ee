"""Compares the items with the ledger: what is new, what has changed, what is taken back."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from municipality.model import Account, Way
from networks.errors import NetworkError
from networks.models import State
from networks.planning import Plan, Standing
from networks.rules import Rules
from publishing.items import Item
from publishing.settings import Settings
from publishing.share.budget import Spending
from publishing.share.choices import Choice, list_choices
from publishing.share.corrections import Known, list_unmarked, plan_corrections
from publishing.share.digest import plan_digest
from publishing.share.planner import Planner
from publishing.share.queue import Queue
from text.language import gettext

logger = logging.getLogger(__name__)


@dataclass
class Draft:
    """What a run is going to write into the ledger."""

    new: list[Plan] = field(default_factory=list)
    changed: list[tuple[Standing, Plan]] = field(default_factory=list)
    same: list[Plan] = field(default_factory=list)  # as the ledger has it
    withdrawn: list[Standing] = field(default_factory=list)
    unmarked: list[tuple[Standing, int]] = field(default_factory=list)
    left_out: list[Choice] = field(default_factory=list)  # each with its reason
    troubles: dict[str, str] = field(default_factory=dict)  # what stands in an account's way


def draft(
    settings: Settings, items: Sequence[Item], known: Known, *, at: datetime, rules: Rules
) -> Draft:
    return _Drafting(settings, items, known, at=at, rules=rules).run()


class _Drafting:
    def __init__(
        self,
        settings: Settings,
        items: Sequence[Item],
        known: Known,
        *,
        at: datetime,
        rules: Rules,
    ) -> None:
        self._settings = settings
        self._items = items
        self._known = known
        self._at = at
        self._freshness = rules.freshness
        self._planner = Planner(settings, at=at)
        self._spending = Spending(settings, known.posts, self._planner.measure_of)
        self._queues = _queues(settings, known.posts, at)
        self._draft = Draft(unmarked=list(list_unmarked(items, known)))

    def run(self) -> Draft:
        choices = list_choices(self._items, self._settings, at=self._at, freshness=self._freshness)
        # Who came first has the first of the free hours.
        for choice in sorted(choices, key=lambda each: (each.wanted_at, each.item.uid)):
            self._consider(choice)
        for account in self._settings.municipality.accounts:
            if account.slug not in self._draft.troubles:
                self._guarded(account.slug, partial(self._follow_up, account))
        return self._draft

    def _consider(self, choice: Choice) -> None:
        standing = self._known.posts.get(choice.key)
        if standing and not _may_change(standing, choice.account, self._at):
            return
        if choice.reason:
            # What grows old in the ledger is for the sender to give up.
            if standing and standing.is_untouched and not choice.is_old:
                self._draft.withdrawn.append(standing)
            self._draft.left_out.append(choice)
        elif choice.account.slug not in self._draft.troubles:
            self._guarded(choice.account.slug, partial(self._place, choice, standing))

    def _place(self, choice: Choice, standing: Standing | None) -> None:
        due_at = self._find_hour(choice, standing)
        plan = self._planner.plan(choice, due_at)
        if reason := self._why_too_late(plan, choice):
            self._draft.left_out.append(replace(choice, reason=reason))
            return
        if standing is None or standing.due_at != due_at:
            self._queues[choice.account.slug].take(due_at)
        self._add(self._spending.fit(plan, choice.account), standing)

    def _find_hour(self, choice: Choice, standing: Standing | None) -> datetime:
        if choice.is_urgent or choice.is_hour_chosen:
            return choice.wanted_at
        queue, useful_until = self._queues[choice.account.slug], choice.useful_until
        # An hour that was given once stays, whatever else was planned since.
        if standing and queue.suits(standing.due_at, choice.wanted_at, useful_until):
            return standing.due_at
        return queue.find(choice.wanted_at, useful_until=useful_until)

    def _why_too_late(self, plan: Plan, choice: Choice) -> str | None:
        if plan.expires_at is not None and plan.due_at >= plan.expires_at:
            return gettext("It is over before the account may post again.")
        if plan.due_at > choice.wanted_at + self._freshness:
            return gettext("The account has no free hour for it in the next days.")
        return None

    def _add(self, plan: Plan, standing: Standing | None) -> None:
        if standing is None:
            self._draft.new.append(plan)
        elif standing.differs_from(plan):
            self._draft.changed.append((standing, plan))
        else:
            if standing.state is State.REJECTED:
                plan = replace(plan, state=standing.state, reason=standing.reason)
            self._draft.same.append(plan)

    def _follow_up(self, account: Account) -> None:
        self._draft.new += plan_corrections(self._items, account, self._planner, self._known)
        digest = plan_digest(self._items, account, self._settings, self._planner, self._known.posts)
        if digest is not None:
            digest = self._spending.fit(digest, account)
            self._add(digest, self._known.posts.get(digest.key))

    def _guarded(self, account: str, work: Callable[[], None]) -> None:
        """One account's settings, or its network's nonsense, must not hold up the others."""
        try:
            work()
        except NetworkError as error:
            self._draft.troubles[account] = str(error)
        except Exception:
            logger.exception("Planning for the account %s failed", account)
            self._draft.troubles[account] = gettext(
                "Sharing to this account failed unexpectedly; the log says where."
            )


def _may_change(standing: Standing, account: Account, at: datetime) -> bool:
    """What an outside service may have taken from its feed is as good as posted."""
    is_taken = standing.via is Way.FEED and account.via is Way.FEED and standing.due_at <= at
    return standing.may_change and not is_taken


def _queues(
    settings: Settings, posts: Mapping[tuple[str, str], Standing], at: datetime
) -> Mapping[str, Queue]:
    taken: dict[str, list[datetime]] = defaultdict(list)
    for (_uid, account), standing in posts.items():
        if standing.state is not State.SKIPPED and standing.due_at > at - timedelta(days=1):
            taken[account].append(standing.due_at)
    zone = settings.municipality.time_zone
    return {
        account.slug: Queue(account.hours, zone, at=at, taken=taken[account.slug])
        for account in settings.municipality.accounts
    }
