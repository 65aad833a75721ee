"""Shares what is published, in this process."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from publishing.errors import PublishError
from publishing.hub import tell_hub
from publishing.items import Item
from publishing.settings import Settings
from publishing.share import (
    SETTLING,
    ShareReport,
    begin_sharing,
    read_post_links,
    share,
    was_interrupted,
)
from publishing.share.record import read_newest_posts
from publishing.sharer import Beginning, Outcome, Tell
from text.language import gettext


class SharerHere:
    """What stands in the way of sharing is said beside what was published.

    A water cut must be on the site even while the ledger cannot be reached.
    """

    def __init__(self, settings: Settings, *, at: datetime) -> None:
        self._settings = settings
        self._at = at
        self._items: Sequence[Item] = ()
        self._obstacle: str | None = None

    def begin(self, items: Sequence[Item]) -> Beginning:
        self._items = items
        try:
            begin_sharing(self._settings, at=self._at)
            posts = read_newest_posts(self._settings, at=self._at)
            return Beginning(read_post_links(self._settings), posts)
        except PublishError as error:
            self._obstacle = str(error)
            return Beginning()

    def items_are_public(self) -> None:
        """What is due is shared in the end, one thing after the other."""

    def finish(self, written: Collection[str], *, tell: Tell) -> Outcome:
        report = self.share(tell=tell)
        return self.conclude(report, written, tell=tell)

    def share(self, *, tell: Tell, until_public: Callable[[], object] | None = None) -> ShareReport:
        """Think the posts out, wait until their pages are public, then plan and send them."""
        try:
            return self._share(until_public, tell=tell)
        except PublishError as error:
            return ShareReport(problems=(str(error),))

    def conclude(self, report: ShareReport, written: Collection[str], *, tell: Tell) -> Outcome:
        if trouble := tell_hub(self._settings, written):
            tell(trouble)
        return Outcome(tuple(report.lines()), has_failed=report.exit_code != 0)

    def _share(self, until_public: Callable[[], object] | None, *, tell: Tell) -> ShareReport:
        if self._obstacle:
            return ShareReport(problems=(self._obstacle,))
        patience = timedelta(0)
        if was_interrupted(self._settings):
            tell(
                gettext(
                    "An earlier run was interrupted while it was sharing; finding out whether its "
                    "post appeared takes up to %(minutes)s minutes …",
                    minutes=SETTLING // timedelta(minutes=1),
                )
            )
            patience = SETTLING
        return share(
            self._settings,
            self._items,
            at=self._at,
            patience=patience,
            until_public=until_public,
        )
