"""`POST /api/basvuru`: a program sends a citizen's request."""

import json
import unicodedata
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from feedback_api.actions import intake
from feedback_api.actions.drafts import new_draft_id
from feedback_api.actions.submit import Submission, submit
from feedback_api.errors import FeedbackError
from feedback_api.models.requests import Channel, ReplyBy, Track
from feedback_api.parts import now, parts
from text.cleaning import clean_line, clean_text
from text.language import current_language, gettext

blueprint = Blueprint("api", __name__)

LARGEST_BODY = 256 * 1024
LONGEST_KEY = 100
_LINES = ("category", "district", "neighbourhood", "place", "track", "reply_by")
_PERSONAL_LINES = ("name", "email", "telephone")
_TEXTS = ("description", "address")
_NUMBERS = ("latitude", "longitude")
_KNOWN = {*_LINES, *_PERSONAL_LINES, *_TEXTS, *_NUMBERS, "extra"}
# What a program need not say.
_ASSUMED = {"category": intake.NOT_SURE, "track": Track.LIGHT.value, "reply_by": ReplyBy.NONE.value}


class NotUnderstood(FeedbackError):
    """The body is not the JSON object that we asked for."""


@blueprint.post("/api/basvuru")
def send() -> ResponseReturnValue:
    """Take in a request.

    The body is a JSON object of at most 256 kB. `description` is needed. These may be given:
    `category` (a code of the list of topics; default `not-sure`), `district` (its slug),
    `neighbourhood`, `place`, `latitude` and `longitude`, `extra` (an object with the answers to the
    category's own questions), `track` (`light` or `petition`), `reply_by` (`email`, `telephone`,
    `post`, `none`), `name`, `email`, `telephone`, `address`. Cookies are ignored: a browser lends
    nobody's rights.

    201 with `reference`, `secret`, `deadline_on` and `tracking_url`; 200 with the same receipt if
    the header `Idempotency-Key` came with this very request before, 409 if it came with another;
    422 with `errors`, a sentence for each field; 400, 413, 415 with one sentence in `error`. The
    sentences are in the language of `Accept-Language`.
    """
    body = _read_body()
    values, problems = _read_values(body)
    municipality = parts().municipality
    judged = {
        **intake.check_all(values, municipality),
        **intake.check_location(body.get("latitude"), body.get("longitude")),
        **problems,
    }
    if judged:
        return {"errors": _as_sent(judged)}, 422
    receipt = submit(
        parts().database,
        Submission(
            values=values,
            idempotency_key=_idempotency_key(),
            channel=Channel.API,
            language=current_language(),
            location=_location(body),
        ),
        municipality=municipality,
        secret_key=parts().settings.secret_key,
        at=now(),
    )
    address = municipality.path("/basvuru/takip/", current_language())
    answer = {
        "reference": receipt.reference,
        "secret": receipt.secret,
        "deadline_on": receipt.deadline_on.isoformat(),
        "tracking_url": parts().settings.site_url + address,
    }
    return answer, 201 if receipt.is_new else 200


@blueprint.errorhandler(FeedbackError)
def show_error(error: FeedbackError) -> ResponseReturnValue:
    return {"error": str(error)}, error.http_status


@blueprint.errorhandler(HTTPException)
def show_http_error(error: HTTPException) -> ResponseReturnValue:
    sentences = {
        413: gettext("The body is larger than %(limit)s kB.", limit=LARGEST_BODY // 1024),
        415: gettext("Send the request as JSON, with Content-Type: application/json."),
    }
    fallback = gettext("The request could not be read.")
    return {"error": sentences.get(error.code or 400, fallback)}, error.code or 400


def _read_body() -> dict[str, Any]:
    if request.mimetype != "application/json":
        raise _refusal(415)
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise _refusal(415)
    request.max_content_length = LARGEST_BODY
    try:
        body = json.loads(
            request.get_data(), parse_constant=_no_constant, object_pairs_hook=_no_repetition
        )
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(
            gettext("The body is not valid JSON (NaN, Infinity and repeated names are not).")
        ) from error
    if not isinstance(body, dict):
        raise NotUnderstood(gettext("The body must be one JSON object."))
    return body


def _read_values(body: dict[str, Any]) -> tuple[dict[str, str], intake.Problems]:
    """The fields as the form would give them, and what cannot be a field at all."""
    problems = {
        name: gettext("There is no field with this name.") for name in body if name not in _KNOWN
    }
    extra = body.get("extra", {})
    if not isinstance(extra, dict):
        problems["extra"] = gettext('Give the answers as an object, such as {"hat": "K4"}.')
        extra = {}
    said = {name: body.get(name) for name in (*_LINES, *_PERSONAL_LINES, *_TEXTS)}
    said |= {intake.EXTRA + code: answer for code, answer in extra.items()}
    values = {}
    for name, given in said.items():
        if given is not None and not isinstance(given, str):
            problems[name] = gettext("Give this as text in quotation marks.")
        elif given and _has_no_letter(given):
            problems[name] = gettext("This has a character that is no letter (NUL or half a pair).")
        else:
            clean = clean_text if name in _TEXTS else clean_line
            values[name] = clean(given or "") or _ASSUMED.get(name, "")
    return values, problems


def _as_sent(problems: intake.Problems) -> dict[str, str]:
    """Extra questions under the names that the program used."""
    return {
        f"extra.{name.removeprefix(intake.EXTRA)}" if name.startswith(intake.EXTRA) else name: said
        for name, said in problems.items()
    }


def _has_no_letter(given: str) -> bool:
    return any(letter == "\0" or unicodedata.category(letter) == "Cs" for letter in given)


def _idempotency_key() -> str:
    """Prefixed, so that no program can name the draft of a form."""
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return f"api-{new_draft_id()}"
    if not given.strip() or len(given) > LONGEST_KEY or not given.isascii():
        raise NotUnderstood(
            gettext(
                "Idempotency-Key must have 1 to %(limit)s ASCII characters, such as a UUID.",
                limit=LONGEST_KEY,
            )
        )
    return f"api-{given.strip()}"


def _location(body: dict[str, Any]) -> tuple[float, float] | None:
    if body.get("latitude") is None:
        return None
    return float(body["latitude"]), float(body["longitude"])


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _no_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("repeated name")
    return dict(pairs)


def _refusal(code: int) -> HTTPException:
    refusal = HTTPException()
    refusal.code = code
    return refusal
