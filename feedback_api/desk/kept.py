"""Carries what a clerk had typed past the sign-in page when the session ended meanwhile."""

import json
from dataclasses import dataclass

from flask import current_app, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from feedback_api.desk.forms import SignInForm

# Never carried along: tokens belong to the session that ended.
_TOKEN = "csrf_token"  # noqa: S105 (the name of a field)


@dataclass(frozen=True)
class Kept:
    """A form that was sent to `path` and has not been looked at yet."""

    path: str
    fields: tuple[tuple[str, str], ...]

    def packed(self) -> str:
        return json.dumps({"path": self.path, "fields": self.fields})


def what_was_sent() -> Kept:
    fields = tuple(
        (name, value) for name, value in request.form.items(multi=True) if not name.endswith(_TOKEN)
    )
    return Kept(request.path, fields)


def unpack(packed: str) -> Kept | None:
    """What packed() made. It comes back from the browser, so it may be anything."""
    try:
        found = json.loads(packed)
        path = str(found["path"])
        fields = tuple((str(name), str(value)) for name, value in found["fields"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Kept(path, fields) if is_page_of_desk(path, "POST") else None


def is_page_of_desk(address: str, method: str = "GET") -> bool:
    """True only for an address behind the desk's door: nobody is led to another site."""
    path = address.partition("?")[0]
    if not path.startswith("/personel/") or any(ord(letter) < 33 for letter in address):
        return False
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method=method)
    except (HTTPException, RequestRedirect):
        return False
    return str(endpoint).startswith("desk.")


def show_sign_in_page(kept: Kept) -> str:
    form = SignInForm(formdata=None)
    form.kept.data = kept.packed()
    return render_template("personel/giris.html", form=form, has_kept_text=bool(kept.fields))
