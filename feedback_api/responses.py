"""What every response has, whichever door it leaves by: language, headers, calm error pages."""

import logging
from typing import Any

from flask import Flask, Response, render_template, request
from flask import Request as FlaskRequest
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header

from feedback_api.alerts import list_alerts
from feedback_api.errors import FeedbackError, TooManyAttempts
from feedback_api.parts import Parts, parts
from feedback_api.uploads import CappedFile
from municipality import Municipality
from text.language import current_language, gettext
from theme.environment import CLOCK_SOURCE

log = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src 'self' {CLOCK_SOURCE}",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send `Origin: null` with honest forms.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONE_YEAR = 365 * 24 * 60 * 60


class Request(FlaskRequest):
    """Keeps of an uploaded file no more than we would use, however much is sent."""

    def _get_file_stream(self, *_args: Any, **_kwargs: Any) -> Any:
        return CappedFile()


def prepare(app: Flask, made: Parts) -> None:
    """Give `app` what all of its responses share."""
    if made.settings.production:
        app.config["TRUSTED_HOSTS"] = [made.settings.host]
    app.after_request(_add_headers)
    if made.settings.production and made.settings.site_url.startswith("https:"):
        app.after_request(_add_transport_security)
    app.context_processor(_page_variables)
    app.register_error_handler(FeedbackError, show_error)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(Exception, show_crash)


def language_of(environ: dict[str, Any], municipality: Municipality) -> str:
    """The language of the address; programs say theirs in Accept-Language."""
    path = environ.get("PATH_INFO", "")
    if path.startswith("/api/"):
        wanted = parse_accept_header(environ.get("HTTP_ACCEPT_LANGUAGE"), LanguageAccept)
        return wanted.best_match(municipality.languages) or municipality.language
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in municipality.languages[1:] else municipality.language


def show_error(error: FeedbackError) -> ResponseReturnValue:
    """Our own errors are sentences for whoever reads the page."""
    page = render_template("basvuru/sorun.html", message=str(error))
    if isinstance(error, TooManyAttempts):
        return page, error.http_status, {"Retry-After": str(error.minutes * 60)}
    return page, error.http_status


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    if error.code == 404:
        return render_template("errors/404.html"), 404
    sentences = {
        400: gettext("The browser sent something that we could not read. Go back and try again."),
        403: gettext("This page may only be used from our own site."),
        405: gettext("This address cannot be used in this way."),
        413: gettext(
            "What you sent is too large. Send at most 3 photos, each at most 15 MB; your browser's "
            "Back button returns to what you typed."
        ),
    }
    fallback = gettext("This did not work. Go back and try again.")
    page = render_template("basvuru/sorun.html", message=sentences.get(error.code, fallback))
    response = error.get_response()
    response.set_data(page)
    response.content_type = "text/html; charset=utf-8"
    return response


def show_crash(error: Exception) -> ResponseReturnValue:
    """A bug: the traceback is for the log, the reader gets a calm page."""
    log.exception("A page failed", exc_info=error)
    return render_template("errors/500.html"), 500


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _add_transport_security(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
    return response


def _page_variables() -> dict[str, object]:
    language, made = current_language(), parts()
    alerts = list_alerts(made.settings.site_folder, language=language, at=made.clock())
    return {
        "language": language,
        "alternate_url": _alternate_url(),
        "alerts": alerts,
        "site_url": made.settings.site_url,
        "lost_path": request.path,
    }


def _alternate_url() -> str | None:
    """This page in another of the municipality's languages, if there is one."""
    municipality = parts().municipality
    others = [code for code in municipality.languages if code != current_language()]
    if not others:
        return None
    path = request.path
    if current_language() != municipality.language:
        path = path.removeprefix(f"/{current_language()}")
    # The topic that was chosen and the page that was meant stand in the address of a page to read.
    query = request.query_string.decode("ascii", "ignore") if request.method == "GET" else ""
    return municipality.path(path, others[0]) + (f"?{query}" if query else "")
