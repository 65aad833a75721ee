"""Keeps accounts that pay for posts within their month's budget."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from municipality.model import Account, Way
from networks.costs import read_budget
from networks.lengths import Measure, has_link
from networks.models import State
from networks.planning import Key, Plan, Standing
from publishing.settings import Settings
from text.dates import day_of
from text.language import gettext, speaking

# Nothing was or will be paid for these.
_FREE = {State.SKIPPED, State.REJECTED}


@dataclass
class _Spent:
    everything: int = 0
    links: int = 0

    def add(self, text: str, cost: int) -> None:
        self.everything += cost
        self.links += cost if has_link(text) else 0


class Spending:
    """What is already spent in each month, by account; posts are fitted in the order they come.

    What is only planned counts when it is planned again: so the decision is the same in every run.
    """

    def __init__(
        self,
        settings: Settings,
        posts: Mapping[Key, Standing],
        measure_of: Callable[[str], Measure],
    ) -> None:
        self._settings = settings
        self._measure_of = measure_of
        self._zone = settings.municipality.time_zone
        self._spent: dict[tuple[str, int, int], _Spent] = defaultdict(_Spent)
        self._paid: dict[str, list[Standing]] = defaultdict(list)
        for (_uid, account), standing in posts.items():
            is_paid = not standing.is_untouched and standing.state not in _FREE
            if is_paid and standing.via is Way.API:
                self._paid[account].append(standing)

    def fit(self, plan: Plan, account: Account) -> Plan:
        """The plan; without its link where links are too dear by now; else for a person.

        Raises DollarsExpected.
        """
        budget = read_budget(account)
        if budget is None or plan.via is not Way.API:
            return plan
        self._count_what_is_paid(account.slug)
        spent = self._of(account.slug, plan)
        for way in (plan, self._without_link(plan)):
            links = way.cost if has_link(way.text) else 0
            has_room = spent.everything + way.cost <= budget.everything
            if has_room and spent.links + links <= budget.links:
                spent.add(way.text, way.cost)
                return way
        return self._for_a_person(plan)

    def _count_what_is_paid(self, account: str) -> None:
        for standing in self._paid.pop(account, ()):
            cost = self._measure_of(account).cost(standing.text, len(standing.media))
            self._of(account, standing).add(standing.text, cost)

    def _of(self, account: str, post: Plan | Standing) -> _Spent:
        day = day_of(post.due_at, self._zone)
        return self._spent[account, day.year, day.month]

    def _without_link(self, plan: Plan) -> Plan:
        text = "\n\n".join(
            words
            for paragraph in plan.text.split("\n\n")
            if (words := paragraph.replace(plan.link, "").strip())
        )
        measure = self._measure_of(plan.account)
        cost = measure.cost(text, len(plan.media))
        return replace(plan, text=text, length=measure.length(text), cost=cost)

    def _for_a_person(self, plan: Plan) -> Plan:
        with speaking(self._settings.municipality.language):
            reason = gettext(
                "The account's budget for this month is spent: a clerk copies it to the account, "
                "which costs nothing, and confirms."
            )
        return replace(plan, via=Way.PERSON, state=State.HELD, reason=reason, cost=0)
