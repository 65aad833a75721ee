"""Tells a form sent from our own pages from one that another site sends in somebody's name."""

from urllib.parse import urlsplit

from flask import Request, request
from flask_wtf.csrf import _FlaskFormCSRF
from wtforms import ValidationError

from feedback_api.parts import parts
from text.language import gettext


def is_from_ourselves(sent: Request) -> bool | None:
    """What the browser itself says about where the form stood; None if it says nothing."""
    site = sent.headers.get("Sec-Fetch-Site")
    origin = sent.headers.get("Origin")
    if site in {"same-origin", "none"}:
        return True
    if site == "cross-site":
        return False
    if origin in {None, "null"}:
        return None
    return origin in _own_origins(sent)


def _own_origins(sent: Request) -> set[str]:
    settings = parts().settings
    address = urlsplit(settings.site_url)
    origins = {f"{address.scheme}://{address.netloc}"}
    if not settings.production:
        # On a laptop the service answers under any name; in production under one (TRUSTED_HOSTS).
        origins.add(sent.host_url.rstrip("/"))
    return origins


class OwnSiteOrToken(_FlaskFormCSRF):  # type: ignore[misc]
    """For forms that need no sign-in: our own page or a valid token, either is enough.

    Whoever sends in a stranger's name gains nothing here, and a token alone would turn away every
    citizen whose browser keeps no cookies. What fails is shown again with all that was typed.
    """

    def validate_csrf_token(self, form: object, field: object) -> None:
        if is_from_ourselves(request):
            return
        try:
            super().validate_csrf_token(form, field)
        except ValidationError as error:
            raise ValidationError(
                gettext(
                    "We could not tell that this came from our own page. Nothing was lost: check "
                    "what you wrote and send it once more."
                )
            ) from error
