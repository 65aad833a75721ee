"""Sends each due delivery once, the accounts beside each other, and settles what is unknown."""

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from database import Database
from municipality import Municipality
from municipality.model import Account, Way
from networks import ledger
from networks.accounts import open_account
from networks.clock import Clock
from networks.errors import LeaseLost, NetworkError
from networks.holder import this_process
from networks.ledger import Claim
from networks.matching import find_matches
from networks.protocol import (
    Accepted,
    Held,
    Media,
    Message,
    Network,
    NotPossible,
    NotSent,
    Outcome,
    Skipped,
)
from networks.reconcile import judge
from networks.rules import Rules, read_rules
from networks.transport import is_loopback
from text.language import gettext, speaking

ROOT = Path(__file__).resolve().parent.parent

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SendReport:
    """What stands in the way of whole accounts; each delivery's own end is in the ledger."""

    troubles: Mapping[str, str] = field(default_factory=dict)  # a sentence by slug


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
    clock = clock or Clock(at)
    environ = os.environ if environ is None else environ
    rules = rules or read_rules(environ)
    now = clock.now()
    until = now + patience
    waiting = _find_waiting_accounts(database, municipality, until=until, at=now)
    if not waiting:
        return SendReport()

    def run(account: Account) -> str | None:
        with speaking(municipality.language):
            return _send_account(database, account, environ, clock, rules, until, folder)

    with ThreadPoolExecutor(max_workers=len(waiting)) as threads:
        sentences = list(threads.map(run, waiting))
    return SendReport(
        {
            account.slug: sentence
            for account, sentence in zip(waiting, sentences, strict=True)
            if sentence
        }
    )


def _find_waiting_accounts(
    database: Database, municipality: Municipality, *, until: datetime, at: datetime
) -> list[Account]:
    """The accounts that have work; what dead senders left behind becomes work again first."""
    with database.reading() as session:
        has_leases = ledger.has_leases(session)
    if has_leases:
        with database.transaction() as session:
            ledger.take_over_gone(session, by=this_process(), at=at)
    with database.reading() as session:
        return [
            account
            for account in municipality.accounts
            if account.via is Way.API
            and (turn := ledger.find_next_moment(session, account.slug)) is not None
            and turn <= until
        ]


def _send_account(
    database: Database,
    account: Account,
    environ: Mapping[str, str],
    clock: Clock,
    rules: Rules,
    until: datetime,
    folder: Path,
) -> str | None:
    """Gives the sentence that says why the account cannot go on, if there is one."""
    try:
        with closing(open_account(account, environ, rules.timeouts)) as network:
            sender = _AccountSender(database, account, network, clock, rules, folder)
            return sender.run(until)
    except NetworkError as error:
        return str(error)
    except Exception:
        # One account's trouble must not stop the others; its lease runs out by itself.
        logger.exception("Sharing to the account %s failed", account.slug)
        return gettext("Sharing to this account failed unexpectedly; the log says where.")


class _AccountSender:
    def __init__(
        self,
        database: Database,
        account: Account,
        network: Network,
        clock: Clock,
        rules: Rules,
        folder: Path,
    ) -> None:
        self._database = database
        self._account = account.slug
        self._network = network
        self._clock = clock
        self._rules = rules
        self._folder = folder
        self._process = this_process()

    def run(self, until: datetime) -> str | None:
        while True:
            claim = self._claim()
            if claim is None:
                if not self._wait_for_next(until):
                    return None
                continue
            outcome = self._look_up(claim) if claim.is_unknown else self._deliver(claim)
            if isinstance(outcome, NotSent) and outcome.is_of_account:
                return outcome.reason

    def _claim(self) -> Claim | None:
        now = self._clock.now()
        with self._database.transaction() as session:
            ledger.skip_stale(session, self._account, at=now, freshness=self._rules.freshness)
            return ledger.claim_next(
                session, self._account, by=self._process, at=now, lease=self._rules.lease
            )

    def _wait_for_next(self, until: datetime) -> bool:
        with self._database.reading() as session:
            turn = ledger.find_next_moment(session, self._account)
        now = self._clock.now()
        # A look-up that follows a send at once has its turn a moment later than we began.
        if turn is None or turn > max(until, now):
            return False
        self._clock.wait(max(0.0, (turn - now).total_seconds()))
        return True

    def _deliver(self, claim: Claim) -> Outcome | None:
        message = self._message_of(claim)
        try:
            found = self._find_sent_before(claim, message)
            if found is not None:
                return self._settle(claim, found)
            anchor = claim.anchor if claim.anchor is not None else self._network.newest()
            media_ids = self._prepare(claim, message)
            claim = self._intend(claim, message, anchor, media_ids)
            message = self._message_of(claim)
        except NotPossible as obstacle:
            return self._settle(claim, obstacle.outcome)
        except LeaseLost:
            return None
        return self._settle(claim, self._send(claim, message, media_ids))

    def _find_sent_before(self, claim: Claim, message: Message) -> Outcome | None:
        if claim.is_sample and not is_loopback(self._network.base_url):
            return Skipped(gettext("Sample content is shared with stand-in servers only."))
        if claim.anchor is None or claim.sent_at is None:
            return None
        # Something left us before. It was not there when we looked; it may have come since.
        media_ids = list(claim.prepared or ())
        listing = self._network.look_up(message, media_ids, claim.anchor, claim.sent_at)
        matches = find_matches(message, listing.posts)
        return Accepted(matches[-1].remote_id, matches[-1].url) if matches else None

    def _prepare(self, claim: Claim, message: Message) -> list[str]:
        now = self._clock.now()
        if (
            claim.prepared
            and claim.prepared_at
            and claim.prepared_at > now - self._rules.pictures_live
        ):
            return list(claim.prepared)
        media_ids = self._network.prepare(message, self._clock.wait)
        with self._database.transaction() as session:
            ledger.note_prepared(session, claim, media_ids, at=self._clock.now())
        return media_ids

    def _intend(self, claim: Claim, message: Message, anchor: str, media_ids: list[str]) -> Claim:
        with self._database.transaction() as session:
            return ledger.intend(
                session,
                claim,
                anchor=anchor,
                payload_hash=_hash(message, media_ids),
                at=self._clock.now(),
                lease=self._rules.lease,
            )

    def _send(self, claim: Claim, message: Message, media_ids: list[str]) -> Outcome:
        # A process that was stopped here for long may have been taken for dead.
        longest = timedelta(seconds=self._rules.timeouts.answer + self._rules.timeouts.connect)
        if self._clock.now() + longest >= claim.lease_until:
            return NotSent(gettext("The sender was stopped before it could send."))
        return self._network.send(message, media_ids)

    def _look_up(self, claim: Claim) -> Outcome | None:
        if not self._network.capabilities.can_look_up:
            return self._settle(claim, Held(_ask_whether_it_appeared()))
        message = self._message_of(claim)
        try:
            listing = self._network.look_up(
                message,
                list(claim.prepared or ()),
                claim.anchor or "",
                claim.sent_at or claim.due_at,
            )
        except NotPossible as obstacle:
            self._note_look(claim, is_counted=False, reason=obstacle.outcome.reason)
            return obstacle.outcome
        with self._database.reading() as session:
            unknown = ledger.count_unknown(session, claim)
        looks = claim.looks + 1
        outcome = judge(message, listing, looks=looks, unknown=unknown, rules=self._rules)
        if outcome is not None:
            return self._settle(claim, outcome)
        self._note_look(claim, is_counted=True, reason=gettext("It is not listed yet."))
        return None

    def _note_look(self, claim: Claim, *, is_counted: bool, reason: str) -> None:
        now = self._clock.now()
        pauses = self._rules.look_up_after
        pause = pauses[min(claim.looks + 1, len(pauses) - 1)] if is_counted else pauses[-1]
        with self._database.transaction() as session:
            ledger.note_look(
                session,
                claim,
                is_counted=is_counted,
                reason=reason,
                at=now,
                next_at=now + timedelta(seconds=pause),
            )

    def _settle(self, claim: Claim, outcome: Outcome) -> Outcome | None:
        now = self._clock.now()
        try:
            with self._database.transaction() as session:
                next_at = now + self._pause_after(claim, outcome)
                ledger.settle(session, claim, outcome, at=now, next_at=next_at)
        except LeaseLost:
            with self._database.transaction() as session:
                ledger.note_too_late(session, claim, outcome, at=now)
            return None
        return outcome

    def _pause_after(self, claim: Claim, outcome: Outcome) -> timedelta:
        if not isinstance(outcome, NotSent):
            return timedelta(seconds=self._rules.look_up_after[0])
        if claim.is_unknown:
            return timedelta(0)  # proven absent: at once
        doubled = self._rules.retry_after * 2 ** min(claim.fence - 1, 8)
        return outcome.retry_after or min(doubled, self._rules.longest_retry)

    def _message_of(self, claim: Claim) -> Message:
        return Message(
            key=claim.key,
            text=claim.text,
            link=claim.link,
            language=claim.language,
            media=tuple(
                Media(self._folder / path, alt, urljoin(claim.link or "", address))
                for path, alt, address in claim.media
            ),
            title=claim.title,
            sent_at=claim.sent_at,
        )


def _ask_whether_it_appeared() -> str:
    return gettext(
        "This network cannot be asked what was posted. Look at the account, and say whether the "
        "post is there."
    )


def _hash(message: Message, media_ids: list[str]) -> str:
    payload = [message.text, message.link, message.language, media_ids]
    return hashlib.sha256(json.dumps(payload).encode()).hexdigest()
