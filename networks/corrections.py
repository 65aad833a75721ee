"""What a network does with a correction of a post that stands: an edit, a reply, a deletion."""

from networks.ledger import Claim
from networks.models import Purpose, State
from networks.protocol import Accepted, Gone, Held, Message, Network, Outcome, Skipped
from text.language import gettext


def find_obstacle(claim: Claim, network: Network) -> Held | Skipped | None:
    """Why a correction is not made, or not by us; None for what may go on."""
    if claim.post is None:
        return None
    if claim.post.state is not State.ACCEPTED:
        return Skipped(gettext("Its post is not on the network."))
    if claim.post.is_overtaken:
        return Skipped(gettext("A newer correction has taken its place."))
    if not _can(claim.purpose, network) or not claim.post.remote_id:
        return ask_a_person(claim.purpose)
    return None


def takes_pictures(claim: Claim, network: Network) -> bool:
    is_edit = claim.purpose is Purpose.UPDATE
    return is_edit and network.capabilities.edits_pictures and bool(claim.media)


def change(claim: Claim, network: Network, message: Message, media_ids: list[str]) -> Outcome:
    """Edit or delete the post of a claim that met no obstacle."""
    remote_id = (claim.post and claim.post.remote_id) or ""
    if claim.purpose is Purpose.UPDATE:
        return network.edit(remote_id, message, media_ids)
    # Replies first: without their post nobody would know what they correct.
    for reply in claim.post.replies if claim.post else ():
        outcome = network.delete(reply)
        if not isinstance(outcome, (Accepted, Gone)):
            return outcome
    return network.delete(remote_id)


def ask_a_person(purpose: Purpose) -> Held:
    """The network cannot do it, or never says whether it was done."""
    return Held(
        {
            Purpose.POST: gettext("Post it on the account by hand, and confirm."),
            Purpose.UPDATE: gettext("Correct the post on the account by hand, and confirm."),
            Purpose.REPLY: gettext("Post the correction below the post by hand, and confirm."),
            Purpose.DELETE: gettext("Delete the post on the account by hand, and confirm."),
        }[purpose]
    )


def _can(purpose: Purpose, network: Network) -> bool:
    able = network.capabilities
    return {
        Purpose.UPDATE: able.can_edit,
        Purpose.REPLY: able.can_reply,
        Purpose.DELETE: able.can_delete,
    }[purpose]
