"""Plans what becomes of posts whose item was corrected or withdrawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from municipality.model import Account, Way
from networks.accounts import find_capabilities
from networks.models import Purpose, State
from networks.planning import CorrectionStanding, Key, Plan, Standing
from publishing.items import Item
from publishing.kinds import PAGE
from publishing.share.planner import Planner
from publishing.vocabulary import Publication

# Nothing of it is on the network, so nothing there has to be corrected.
_NEVER_THERE = {State.SKIPPED, State.DELETED, State.REJECTED}


@dataclass(frozen=True)
class Known:
    """What the ledger holds before this run."""

    posts: Mapping[Key, Standing]
    corrections: Mapping[Key, Sequence[CorrectionStanding]]


def list_unmarked(items: Iterable[Item], known: Known) -> Iterator[tuple[Standing, int]]:
    """Posts from before revisions were kept, and the one that counts as theirs from now on."""
    revisions = {item.uid: item.revision for item in items}
    for (uid, _account), standing in known.posts.items():
        if standing.item_revision is None and uid in revisions:
            yield standing, revisions[uid]


def plan_corrections(
    items: Iterable[Item], account: Account, planner: Planner, known: Known
) -> Iterator[Plan]:
    """Raises NetworkError, where the account's settings do not lead to its network."""
    for item in items:
        key = item.uid, account.slug
        post = known.posts.get(key)
        if post is not None and item.kind != PAGE and _may_be_there(post, account, planner):
            yield from _plan_one(item, account, planner, post, known.corrections.get(key, ()))


def _may_be_there(post: Standing, account: Account, planner: Planner) -> bool:
    if post.via is Way.FEED and account.via is Way.FEED:
        # The outside service has taken it from the feed.
        return post.due_at <= planner.at and post.state not in _NEVER_THERE
    return not post.is_untouched and post.state not in _NEVER_THERE


def _plan_one(
    item: Item,
    account: Account,
    planner: Planner,
    post: Standing,
    made: Sequence[CorrectionStanding],
) -> Iterator[Plan]:
    if item.publication is not Publication.PUBLISHED:
        if not any(each.purpose is Purpose.DELETE for each in made):
            yield planner.correct(item, account, Purpose.DELETE)
        return
    if post.item_revision is None or item.revision <= post.item_revision:
        return  # a typing mistake at most
    purpose = _choose_purpose(item, account, made)
    if purpose is not None:
        yield planner.correct(item, account, purpose)


def _choose_purpose(
    item: Item, account: Account, made: Sequence[CorrectionStanding]
) -> Purpose | None:
    """An edit; a reply where the network cannot edit, or refused to. None where it was planned."""
    able = find_capabilities(account)
    ours = {each.purpose: each.state for each in made if each.revision == item.revision}
    if Purpose.REPLY in ours:
        return None
    if Purpose.UPDATE not in ours:
        return Purpose.REPLY if not able.can_edit and able.can_reply else Purpose.UPDATE
    was_refused = ours[Purpose.UPDATE] is State.REJECTED
    return Purpose.REPLY if was_refused and able.can_reply else None
