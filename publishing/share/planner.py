"""Makes the rows of the ledger out of items: the whole text, its link and its picture."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from municipality.model import Account, Way
from networks.accounts import open_measure
from networks.composing import compose
from networks.lengths import Measure
from networks.models import State
from networks.planning import Plan, PlannedPicture
from networks.protocol import Facts
from publishing.items import Item
from publishing.pictures import PictureNotReadable, Pictures
from publishing.settings import Settings
from publishing.share.choices import Choice
from text.language import gettext, speaking


class Planner:
    """Makes the plans of choices; asks each network once how it counts."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pictures = Pictures(settings.var / "pictures")
        self._accounts: Mapping[str, Account] = {
            account.slug: account for account in settings.municipality.accounts
        }
        self.measure_of = cache(self._measure)

    def plan(self, choice: Choice) -> Plan:
        """Raises NetworkError, where the account's settings do not lead to its network."""
        item, account = choice.item, choice.account
        is_for_person = account.via is Way.PERSON
        return Plan(
            uid=item.uid,
            account=account.slug,
            via=account.via,
            title=item.title,
            text=self._compose(item, account),
            link=self._link(item),
            language=item.language,
            media=self._media(item),
            is_sample=item.sample,
            due_at=choice.due_at,
            state=State.HELD if is_for_person else State.PLANNED,
            reason=self._ask_a_person() if is_for_person else None,
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
            due_at=choice.due_at,
            state=State.SKIPPED,
            reason=reason,
        )

    def _measure(self, slug: str) -> Measure:
        return open_measure(self._accounts[slug], self._settings.environ)

    def _compose(self, item: Item, account: Account) -> str:
        texts = item.share_texts
        own_text = texts.get(account.slug) or texts.get(account.network) or texts.get(None)
        measure = self.measure_of(account.slug)
        facts = Facts(item.title, item.summary, self._link(item), own_text)
        return compose(facts, limit=measure.limit, length=measure.length)

    def _link(self, item: Item) -> str:
        return f"{self._settings.site_url}{item.address}"

    def _media(self, item: Item) -> tuple[PlannedPicture, ...]:
        """The picture as the site shows it: the camera's own may say where it was taken."""
        if item.image is None:
            return ()
        try:
            drawing = self._pictures.redraw(item.image).main
        except PictureNotReadable:
            return ()
        picture = PlannedPicture(
            path=str(_from_root(drawing.file, self._settings.root)),
            alt=item.image_alt,
            address=drawing.address,
            width=drawing.width,
            height=drawing.height,
        )
        return (picture,)

    def _ask_a_person(self) -> str:
        with speaking(self._settings.municipality.language):
            return gettext("A clerk copies it to the account and confirms.")


def _from_root(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
