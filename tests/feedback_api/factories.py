"""Requests for tests; each test states only what it is about."""

from datetime import UTC
from io import BytesIO

from PIL import Image

from feedback_api.actions.drafts import new_draft_id
from feedback_api.actions.submit import Submission, submit
from feedback_api.models.requests import Channel
from municipality import load
from tests.moments import NOON

KEY = "the secret key of the tests"


def make_submission(**given):
    """What a citizen sent: `values` of the form beside the fields of Submission."""
    fields = {"idempotency_key", "channel", "language", "pictures", "location"}
    facts = {name: given.pop(name) for name in fields & set(given)}
    values = {
        "category": "zabita",
        "description": "Kaldırım işgal edilmiş.",
        "track": "light",
        "reply_by": "none",
        **given,
    }
    return Submission(
        values=values,
        idempotency_key=facts.pop("idempotency_key", new_draft_id()),
        channel=facts.pop("channel", Channel.FORM),
        language=facts.pop("language", "tr"),
        **facts,
    )


def make_receipt(database, *, at=NOON, municipality=None, **given):
    """A stored request's receipt."""
    return submit(
        database,
        make_submission(**given),
        municipality=municipality or load(),
        secret_key=KEY,
        at=at.astimezone(UTC),
    )


def make_picture(size=(64, 48), colour="red", form="JPEG", **options):
    """The bytes of a picture file."""
    drawn = BytesIO()
    Image.new("RGB", size, colour).save(drawn, form, **options)
    return drawn.getvalue()
