"""What a look-up says about a post that may have appeared."""

from networks.matching import find_matches
from networks.protocol import Accepted, Held, Listing, Message, NotSent, Outcome
from networks.rules import Rules
from text.language import gettext


def judge(
    message: Message, listing: Listing, *, looks: int, unknown: int, rules: Rules
) -> Outcome | None:
    """The outcome that the listing proves; None while it may still be too early to see the post.

    `looks` counts this look-up, `unknown` the attempts that were never heard of.
    """
    matches = find_matches(message, listing.posts)
    if matches:
        # The oldest is ours: whatever followed it was posted by somebody else, or by mistake.
        return Accepted(matches[-1].remote_id, matches[-1].url, _warn_of_copies(len(matches)))
    if looks < len(rules.look_up_after):
        return None
    if not listing.is_whole:
        return Held(
            gettext(
                "The network does not list the posts from before, so nobody can tell from here "
                "whether this one appeared. Look at the account."
            )
        )
    if unknown >= rules.most_unknown:
        return Held(
            gettext(
                "It was sent %(times)s times and was never seen on the account. Look at the "
                "account before it is sent again.",
                times=unknown,
            )
        )
    return NotSent(gettext("It was looked up and is not there: it is sent again."))


def _warn_of_copies(number: int) -> str | None:
    if number == 1:
        return None
    return gettext(
        "The account shows it %(number)s times. Delete all but the first.", number=number
    )
