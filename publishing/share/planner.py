"""Makes the rows of the ledger out of items: the whole text, its link and its picture."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from municipality.model import Account, Way
from municipality.posts import find_template
from networks.accounts import open_measure
from networks.composing import compose
from networks.corrections import ask_a_person
from networks.hours import end_of_quiet
from networks.lengths import Measure
from networks.models import Purpose, State
from networks.planning import Plan
from publishing.items import Item
from publishing.settings import Settings
from publishing.share.choices import Choice, end_of
from publishing.share.facts import facts_of
from publishing.share.media import MediaOfItems
from text.language import gettext, speaking


class Planner:
    """Makes the plans of choices as of `at`; asks each network once how it counts."""

    def __init__(self, settings: Settings, *, at: datetime) -> None:
        self.at = at
        self._settings = settings
        self._media = MediaOfItems(settings)
        self._accounts: Mapping[str, Account] = {
            account.slug: account for account in settings.municipality.accounts
        }
        self.measure_of = cache(self._measure)

    def plan(self, choice: Choice, due_at: datetime) -> Plan:
        """Raises NetworkError, where the account's settings do not lead to its network."""
        item, account = choice.item, choice.account
        is_for_person = account.via is Way.PERSON
        text = self._compose(item, account)
        media = self._media.of(item, account)
        measure = self.measure_of(account.slug)
        zone = self._settings.municipality.time_zone
        is_quiet = end_of_quiet(account.hours, due_at, zone) > due_at
        return Plan(
            uid=item.uid,
            account=account.slug,
            via=account.via,
            title=item.title,
            text=text,
            link=self._link(item),
            language=item.language,
            media=media,
            is_sample=item.sample,
            due_at=due_at,
            expires_at=end_of(item),
            state=State.HELD if is_for_person else State.PLANNED,
            reason=self._ask_a_person() if is_for_person else None,
            item_revision=item.revision,
            is_urgent=choice.is_urgent,
            may_disturb=choice.is_urgent or (choice.is_hour_chosen and is_quiet),
            length=measure.length(text),
            length_limit=measure.limit,
            cost=measure.cost(text, len(media)),
        )

    def correct(self, item: Item, account: Account, purpose: Purpose) -> Plan:
        """The edit, the reply or the deletion that a corrected or withdrawn item asks for."""
        is_for_person = account.via is not Way.API
        text = self._compose_correction(item, account, purpose)
        measure = self.measure_of(account.slug)
        with speaking(self._settings.municipality.language):
            reason = ask_a_person(purpose).reason if is_for_person else None
        return Plan(
            uid=item.uid,
            account=account.slug,
            via=Way.PERSON if is_for_person else Way.API,
            purpose=purpose,
            revision=item.revision,
            item_revision=item.revision,
            title=item.title,
            text=text,
            link=self._link(item),
            language=item.language,
            media=self._media.of(item, account) if purpose is Purpose.UPDATE else (),
            is_sample=item.sample,
            due_at=self.at,
            state=State.HELD if is_for_person else State.PLANNED,
            reason=reason,
            length=measure.length(text),
            length_limit=measure.limit,
            cost=measure.cost(text, 0) if purpose is Purpose.REPLY else 0,
        )

    def seed(self, choice: Choice) -> Plan:
        """The row that keeps what was public before from being announced now."""
        item, account = choice.item, choice.account
        with speaking(self._settings.municipality.language):
            reason = gettext("It was public before sharing began here.")
        return Plan(
            uid=item.uid,
            account=account.slug,
            via=account.via,
            title=item.title,
            text="",
            link=self._link(item),
            language=item.language,
            media=(),
            is_sample=item.sample,
            due_at=choice.wanted_at,
            state=State.SKIPPED,
            reason=reason,
            item_revision=item.revision,
        )

    def _measure(self, slug: str) -> Measure:
        return open_measure(self._accounts[slug], self._settings.environ)

    def _compose(self, item: Item, account: Account) -> str:
        texts = item.share_texts
        own_text = texts.get(account.slug) or texts.get(account.network) or texts.get(None)
        measure = self.measure_of(account.slug)
        municipality = self._settings.municipality
        facts = facts_of(item, municipality, link=self._link(item), own_text=own_text)
        template = find_template(municipality.posts, account, item.kind.code)
        return compose(facts, limit=measure.limit, length=measure.length, template=template)

    def _compose_correction(self, item: Item, account: Account, purpose: Purpose) -> str:
        if purpose is Purpose.DELETE:
            return ""
        if purpose is Purpose.UPDATE:
            return self._compose(item, account)
        # A reply says what the editor wrote as the last correction, else what the item says now.
        with speaking(item.language):
            if item.corrections:
                own_text = gettext("Correction: %(text)s", text=item.corrections[-1].text)
            else:
                own_text = f"{gettext('Correction: %(text)s', text=item.title)}\n\n{item.summary}"
        return self._compose(replace(item, share_texts={None: own_text}), account)

    def _link(self, item: Item) -> str:
        return f"{self._settings.site_url}{item.address}"

    def _ask_a_person(self) -> str:
        with speaking(self._settings.municipality.language):
            return gettext("A clerk copies it to the account and confirms.")
