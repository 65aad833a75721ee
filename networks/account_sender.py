"""Sends what has its turn on one account, one delivery after the other."""

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from database import Database
from municipality.model import Account
from networks import deciding, ledger, pacing, tidying
from networks.clock import Clock
from networks.corrections import ask_a_person, change, find_obstacle, takes_pictures
from networks.errors import LeaseLost
from networks.gate import Gate
from networks.holder import this_process
from networks.ledger import Claim
from networks.matching import find_matches
from networks.models import REPEATABLE, Purpose
from networks.protocol import (
    Accepted,
    Held,
    Listing,
    Media,
    Message,
    Network,
    NotPossible,
    NotSent,
    Outcome,
    Skipped,
    Unknown,
)
from networks.reconcile import judge
from networks.rules import Rules
from networks.transport import is_loopback
from text.language import gettext


class AccountSender:
    def __init__(
        self,
        database: Database,
        account: Account,
        network: Network,
        clock: Clock,
        rules: Rules,
        *,
        zone: str,
        folder: Path,
        gate: Gate | None,
    ) -> None:
        self._database = database
        self._account = account
        self._network = network
        self._clock = clock
        self._rules = rules
        self._zone = zone
        self._folder = folder
        self._gate = gate
        self._process = this_process()

    def run(self, until: datetime) -> str | None:
        while True:
            claim = self._claim()
            if claim is None:
                if not self._wait_for_next(until):
                    return None
                continue
            outcome = self._attend(claim)
            if isinstance(outcome, NotSent) and outcome.is_of_account:
                return outcome.reason

    def _claim(self) -> Claim | None:
        now, account = self._clock.now(), self._account
        with self._database.transaction() as session:
            if deciding.find_stop(session):
                return None
            tidying.give_up_old(session, at=now, freshness=self._rules.freshness)
            pace = pacing.look_at_pace(session, account, zone=self._zone, at=now)
            return ledger.claim_next(
                session,
                account.slug,
                by=self._process,
                at=now,
                lease=self._rules.lease,
                pace=pace,
            )

    def _wait_for_next(self, until: datetime) -> bool:
        now = self._clock.now()
        with self._database.reading() as session:
            if deciding.find_stop(session):
                return False
            pace = pacing.look_at_pace(session, self._account, zone=self._zone, at=now)
            turn = pacing.find_next_turn(session, self._account.slug, pace)
        # A look-up that follows a send at once has its turn a moment later than we began.
        if turn is None or turn > max(until, now):
            return False
        self._clock.wait(max(0.0, (turn - now).total_seconds()))
        return True

    def _attend(self, claim: Claim) -> Outcome | None:
        try:
            return self._look_up(claim) if claim.is_unknown else self._deliver(claim)
        except NotPossible as obstacle:
            return self._settle(claim, obstacle.outcome)
        except LeaseLost:
            return None

    def _deliver(self, claim: Claim) -> Outcome | None:
        if claim.is_sample and not is_loopback(self._network.base_url):
            sentence = gettext("Sample content is shared with stand-in servers only.")
            return self._settle(claim, Skipped(sentence))
        if reason := find_obstacle(claim, self._network):
            return self._settle(claim, reason)
        return self._change(claim) if claim.purpose in REPEATABLE else self._post(claim)

    def _post(self, claim: Claim) -> Outcome | None:
        message = self._message_of(claim)
        found = self._find_sent_before(claim, message)
        if found is not None:
            return self._settle(claim, found)
        self._wait_for_page(claim)
        anchor = claim.anchor
        if anchor is None:
            anchor = self._network.newest(message.reply_to)
        media_ids = self._prepare(claim, message)
        claim = self._intend(claim, message, anchor, media_ids)
        message = self._message_of(claim)
        if self._is_late(claim):
            return self._settle(claim, _stopped())
        return self._settle(claim, self._network.send(message, media_ids))

    def _change(self, claim: Claim) -> Outcome | None:
        """An edit or a deletion, which may be repeated: nothing has to be looked up before."""
        with self._database.reading() as session:
            unknown = ledger.count_unknown(session, claim)
        if unknown >= self._rules.most_unknown:
            return self._settle(claim, ask_a_person(claim.purpose))
        message = self._message_of(claim)
        has_pictures = takes_pictures(claim, self._network)
        media_ids = self._prepare(claim, message) if has_pictures else []
        claim = self._intend(claim, message, "", media_ids)
        if self._is_late(claim):
            return self._settle(claim, _stopped())
        return self._settle(claim, change(claim, self._network, message, media_ids))

    def _find_sent_before(self, claim: Claim, message: Message) -> Outcome | None:
        if claim.anchor is None or claim.sent_at is None:
            return None
        # Something left us before. It was not there when we looked; it may have come since.
        listing = self._read_listing(claim, message)
        matches = find_matches(message, listing.posts)
        return Accepted(matches[-1].remote_id, matches[-1].url) if matches else None

    def _wait_for_page(self, claim: Claim) -> None:
        """Raises NotPossible while the page that the post links to is not public."""
        if self._gate is None or not claim.link or claim.post:
            return
        mark = "" if claim.is_digest else claim.uid
        if obstacle := self._gate.find_obstacle(claim.link, mark, self._clock.wait):
            raise NotPossible(obstacle)

    def _prepare(self, claim: Claim, message: Message) -> list[str]:
        now = self._clock.now()
        if (
            claim.prepared
            and claim.prepared_at
            and claim.prepared_at > now - self._rules.pictures_live
        ):
            return list(claim.prepared)
        media_ids = self._network.prepare(message, self._clock.wait)
        now = self._clock.now()
        with self._database.transaction() as session:
            ledger.note_prepared(session, claim, media_ids, at=now)
        return media_ids

    def _intend(self, claim: Claim, message: Message, anchor: str, media_ids: list[str]) -> Claim:
        now = self._clock.now()
        with self._database.transaction() as session:
            return ledger.intend(
                session,
                claim,
                anchor=anchor,
                payload_hash=_hash(message, media_ids),
                at=now,
                lease=self._rules.lease,
            )

    def _is_late(self, claim: Claim) -> bool:
        """A process that was stopped here for long may have been taken for dead."""
        longest = timedelta(seconds=self._rules.timeouts.answer + self._rules.timeouts.connect)
        return self._clock.now() + longest >= claim.lease_until

    def _look_up(self, claim: Claim) -> Outcome | None:
        if not self._network.capabilities.can_look_up:
            return self._settle(claim, Held(_ask_whether_it_appeared()))
        message = self._message_of(claim)
        try:
            listing = self._read_listing(claim, message)
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

    def _read_listing(self, claim: Claim, message: Message) -> Listing:
        """What the network lists, without the posts that other deliveries have made."""
        listing = self._network.look_up(
            message,
            list(claim.prepared or ()),
            claim.anchor or "",
            claim.sent_at or claim.due_at,
        )
        with self._database.reading() as session:
            owned = ledger.list_owned(session, claim, [post.remote_id for post in listing.posts])
        posts = tuple(post for post in listing.posts if post.remote_id not in owned)
        return Listing(posts, listing.is_whole)

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
                ledger.settle(session, claim, outcome, at=now, next_at=next_at, rules=self._rules)
        except LeaseLost:
            with self._database.transaction() as session:
                ledger.note_too_late(session, claim, outcome, at=now)
            return None
        return outcome

    def _pause_after(self, claim: Claim, outcome: Outcome) -> timedelta:
        is_repeated = isinstance(outcome, Unknown) and claim.purpose in REPEATABLE
        if not isinstance(outcome, NotSent) and not is_repeated:
            return timedelta(seconds=self._rules.look_up_after[0])
        if claim.is_unknown:
            return timedelta(0)  # proven absent: at once
        doubled = self._rules.retry_after * 2 ** min(claim.fence - 1, 8)
        asked = outcome.retry_after if isinstance(outcome, NotSent) else None
        return asked or min(doubled, self._rules.longest_retry)

    def _message_of(self, claim: Claim) -> Message:
        post = claim.post
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
            reply_to=post.remote_id if post and claim.purpose is Purpose.REPLY else None,
            # A post that is edited keeps its moment.
            sent_at=post.sent_at if post and claim.purpose in REPEATABLE else claim.sent_at,
        )


def _stopped() -> NotSent:
    return NotSent(gettext("The sender was stopped before it could send."))


def _ask_whether_it_appeared() -> str:
    return gettext(
        "This network cannot be asked what was posted. Look at the account, and say whether the "
        "post is there."
    )


def _hash(message: Message, media_ids: list[str]) -> str:
    payload = [message.text, message.link, message.language, media_ids]
    return hashlib.sha256(json.dumps(payload).encode()).hexdigest()
