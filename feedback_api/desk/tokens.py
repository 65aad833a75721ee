"""What a signed-in browser carries: the cookie of its session and the tokens of its forms."""

import hmac

from flask import Response, g

from feedback_api.parts import parts


def cookie_name() -> str:
    """The prefix makes browsers refuse a cookie that another host or plain HTTP has set."""
    return "__Host-meydan-desk" if parts().settings.production else "meydan-desk"


def form_token() -> str:
    """The token of every form of this session; it is worth nothing in any other session."""
    key = parts().settings.secret_key.encode()
    return hmac.digest(key, b"desk form\0" + g.session_token.encode(), "sha256").hex()


def give_cookie(response: Response, token: str) -> None:
    """Until the browser is closed; the database ends the session earlier."""
    response.set_cookie(
        cookie_name(),
        token,
        secure=parts().settings.production,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def take_cookie(response: Response) -> None:
    response.delete_cookie(
        cookie_name(), secure=parts().settings.production, httponly=True, samesite="Lax", path="/"
    )
