"""A request about one of our own pages: the link on an error page names the page."""

from urllib.parse import urlsplit

from flask import request

from feedback_api.parts import parts
from text.cleaning import clean_line

ARGUMENT = "sayfa"
LONGEST = 300


def page_meant() -> str:
    """The path of the page that the request is about, or "".

    An error page that is a file stands at many addresses and cannot name its own; its link says
    only that there was one, and the browser says which.
    """
    if ARGUMENT not in request.args:
        return ""
    said = request.args[ARGUMENT] or _path_of_referrer()
    path = clean_line(said[:LONGEST])
    is_path = path.startswith("/") and not path.startswith("//")
    return path if is_path else ""


def address_of(page: str) -> str:
    return parts().settings.site_url + page


def _path_of_referrer() -> str:
    try:
        referrer = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    return referrer.path if referrer.netloc == request.host else ""
