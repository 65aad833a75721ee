"""What Meta's Graph API has in common for Facebook and Instagram: its address and its errors."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from networks import answers
from networks.protocol import NotSent, Outcome
from text.language import gettext

BASE_URL = "https://graph.facebook.com"
VERSION = "v26.0"

# Codes of its errors, as its documentation groups them.
_DUPLICATE = {506}
_NO_SUCH_OBJECT = (100, 33)  # code and subcode
_PASSING = {1, 2}
_THROTTLED = {4, 9, 17, 32, 341, 613}
_TOKEN = {102, 190}
_NOT_ALLOWED = {10, 368, *range(200, 300)}
_THROTTLE_PAUSE = timedelta(minutes=15)


def outcome_of_error(
    network: str, status: int, error: Mapping[str, Any], variable: str | None
) -> Outcome:
    code = error.get("code")
    said = str(error.get("error_user_msg") or error.get("message") or code)
    if (code, error.get("error_subcode")) == _NO_SUCH_OBJECT:
        return answers.gone(network)
    if code in _TOKEN:
        return NotSent(_ask_for_token(network, said, variable), is_of_account=True)
    if code in _NOT_ALLOWED:
        return answers.not_allowed(network, said)
    if code in _THROTTLED or status == 429:
        return answers.throttled(network, _THROTTLE_PAUSE)
    if code in _DUPLICATE:
        return answers.perhaps_there(network)
    if code in _PASSING or status >= 500:
        return answers.unfinished(network, said)
    return answers.rejected(network, said)


def next_page(answer: Mapping[str, Any]) -> str:
    """Where a listing goes on; "" at its end."""
    paging = answer.get("paging") or {}
    return str((paging.get("cursors") or {}).get("after") or "") if paging.get("next") else ""


def _ask_for_token(network: str, said: str, variable: str | None) -> str:
    return gettext(
        "%(network)s no longer takes the token (%(said)s). Make a new one and write it in "
        "%(variable)s.",
        network=network,
        said=said,
        variable=variable,
    )
