"""Sends each due delivery once, the accounts beside each other, and settles what is unknown."""

import logging
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from database import Database
from municipality import Municipality
from municipality.model import Account, Way
from networks import deciding, pacing, tidying
from networks.account_sender import AccountSender
from networks.accounts import open_account
from networks.clock import Clock
from networks.errors import NetworkError
from networks.gate import Gate
from networks.holder import this_process
from networks.models import AccountTrouble
from networks.rules import Rules, read_rules
from text.dates import say_moment
from text.language import current_language, gettext, speaking

ROOT = Path(__file__).resolve().parent.parent

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SendReport:
    """What stands in the way of whole accounts; each delivery's own end is in the ledger."""

    troubles: Mapping[str, str] = field(default_factory=dict)  # a sentence by slug
    stopped: str | None = None  # the sentence that says why nothing at all is sent


def send_due(
    database: Database,
    municipality: Municipality,
    *,
    at: datetime,
    environ: Mapping[str, str] | None = None,
    clock: Clock | None = None,
    rules: Rules | None = None,
    patience: timedelta = timedelta(0),
    folder: Path = ROOT,
) -> SendReport:
    """Send and look up what has its turn at `at`, or within `patience` after it.

    Any number of processes may call it at once. Tokens stand in `environ` (default: the
    process's); `folder` is what the paths of pictures are relative to.
    """
    environ = os.environ if environ is None else environ
    rules = rules or read_rules(environ)
    with database.reading() as session:
        stopped = say_stop(session, rules)
    if stopped:
        return SendReport(stopped=stopped)
    run = _Run(
        database, municipality, environ, clock or Clock(at), rules, patience=patience, folder=folder
    )
    waiting, troubles = run.find_waiting_accounts()
    if not waiting:
        return SendReport(troubles)
    with ThreadPoolExecutor(max_workers=len(waiting)) as threads:
        sentences = threads.map(run.send_account, waiting)
        met = zip((account.slug for account in waiting), sentences, strict=True)
        return SendReport(troubles | {slug: sentence for slug, sentence in met if sentence})


def say_stop(session: Session, rules: Rules) -> str | None:
    """Who has stopped all sharing, and why; None while it goes on."""
    if rules.is_stopped:
        return gettext("Sharing is stopped by the setting SHARING_STOPPED. What is planned waits.")
    stop = deciding.find_stop(session)
    if stop is None:
        return None
    return gettext(
        "%(by)s has stopped all sharing: %(reason)s What is planned waits until it is started "
        "again, at the desk or with `publish.py share --resume`.",
        by=stop.by,
        reason=stop.reason,
    )


class _Run:
    def __init__(
        self,
        database: Database,
        municipality: Municipality,
        environ: Mapping[str, str],
        clock: Clock,
        rules: Rules,
        *,
        patience: timedelta,
        folder: Path,
    ) -> None:
        self._database = database
        self._municipality = municipality
        self._environ = environ
        self._clock = clock
        self._rules = rules
        self._folder = folder
        self._gate = Gate() if rules.checks_pages else None
        self._until = clock.now() + patience

    def find_waiting_accounts(self) -> tuple[list[Account], dict[str, str]]:
        """The accounts that have work; and what is said of those that are left alone for now."""
        self._tidy()
        zone, now = self._municipality.time_zone, self._clock.now()
        waiting: list[Account] = []
        troubles: dict[str, str] = {}
        with self._database.reading() as session:
            for account in self._list_accounts():
                pace = pacing.look_at_pace(session, account, zone=zone, at=now)
                turn = pacing.find_next_turn(session, account.slug, pace)
                if turn is None:
                    continue
                if turn <= max(self._until, now):
                    waiting.append(account)
                elif trouble := session.get(AccountTrouble, account.slug):
                    troubles |= _say_pause(trouble, now, zone)
        return waiting, troubles

    def send_account(self, account: Account) -> str | None:
        """Gives the sentence that says why the account cannot go on, if there is one."""
        with speaking(self._municipality.language):
            try:
                with closing(open_account(account, self._environ, self._rules.timeouts)) as network:
                    sender = AccountSender(
                        self._database,
                        account,
                        network,
                        self._clock,
                        self._rules,
                        zone=self._municipality.time_zone,
                        folder=self._folder,
                        gate=self._gate,
                    )
                    return sender.run(self._until)
            except NetworkError as error:
                self._note_obstacle(account, str(error))
                return str(error)
            except Exception:
                # One account's trouble must not stop the others; its lease runs out by itself.
                logger.exception("Sharing to the account %s failed", account.slug)
                return gettext("Sharing to this account failed unexpectedly; the log says where.")

    def _note_obstacle(self, account: Account, reason: str) -> None:
        with self._database.transaction() as session:
            pacing.note_obstacle(session, account.slug, reason)

    def _list_accounts(self) -> list[Account]:
        return [each for each in self._municipality.accounts if each.via is Way.API]

    def _tidy(self) -> None:
        now = self._clock.now()
        slugs = [account.slug for account in self._list_accounts()]
        with self._database.reading() as session:
            if not tidying.is_needed(session, slugs, at=now, freshness=self._rules.freshness):
                return
        with (
            speaking(self._municipality.language),
            self._database.transaction() as session,
        ):
            tidying.take_over_gone(
                session, by=this_process(), at=now, longest=self._rules.lease * 2
            )
            tidying.mend_turns(session, at=now)
            tidying.give_up_old(session, at=now, freshness=self._rules.freshness)
            tidying.close_departed(session, slugs, at=now)


def _say_pause(trouble: AccountTrouble, now: datetime, zone: str) -> dict[str, str]:
    if trouble.paused_until is None or trouble.paused_until <= now:
        return {}
    sentence = gettext(
        "%(reason)s The account is left alone until %(moment)s.",
        reason=trouble.reason,
        moment=say_moment(trouble.paused_until, current_language(), zone),
    )
    return {trouble.account: sentence}
