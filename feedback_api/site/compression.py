"""Sends text in fewer bytes to browsers that can unpack it.

Only pages that hold nothing secret pass through here: a page with a form has a token in it, and the
length of a packed page can give a secret away (BREACH).
"""

import gzip
from functools import lru_cache

import brotli
from flask import request
from werkzeug.wrappers import Response

# Nine tenths of what the highest quality saves, in a hundredth of the time.
_QUALITY = 5
_WORTH_IT = 500  # bytes
_TYPES = ("text/", "image/svg+xml", "application/xml", "application/json", "application/feed+json")


def compress(response: Response) -> Response:
    """The answer, packed if the browser and the answer are of that kind."""
    if not (response.mimetype or "").startswith(_TYPES):
        return response
    response.vary.add("Accept-Encoding")
    encoding = request.accept_encodings.best_match(["br", "gzip"])
    if encoding is None or response.status_code != 200 or "Range" in request.headers:
        return response
    response.direct_passthrough = False
    data = response.get_data()
    if len(data) < _WORTH_IT:
        return response
    response.set_data(_pack(data, encoding))
    response.content_encoding = encoding
    etag, _ = response.get_etag()
    if etag:
        # The same page in other bytes, so it is weak: a browser that has it is still told 304.
        response.set_etag(etag, weak=True)
    return response


@lru_cache(maxsize=256)
def _pack(data: bytes, encoding: str) -> bytes:
    if encoding == "br":
        packed: bytes = brotli.compress(data, quality=_QUALITY)
        return packed
    return gzip.compress(data, mtime=0)
